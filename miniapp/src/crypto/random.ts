// Where randomness comes from. Lives here: the system's generator behind one small type.
// Must not: any other source; tests pass their own to reproduce vectors.

/** Returns `length` fresh, unpredictable bytes. */
export type Random = (length: number) => Uint8Array;

/** The system's cryptographic generator. */
export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
