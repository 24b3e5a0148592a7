// What is given twice in a row is worked out once. Lives here: remembering one call of a pure function of bytes.
// Must not: be used for what draws, or keeps anything.
type Given = Uint8Array | string | number | undefined;

const same = (a: Given, b: Given): boolean =>
  a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b;

/** `work`, not done again for what it was given the last time. */
export function unchanged<Args extends readonly Given[], T extends Uint8Array>(
  work: (...given: Args) => T,
): (...given: Args) => T {
  let last: { readonly given: readonly Given[]; readonly made: Uint8Array } | null = null;
  return (...given) => {
    const known =
      last !== null &&
      last.given.length === given.length &&
      last.given.every((one, at) => same(one, given[at]));
    if (last === null || !known) {
      const kept = given.map((one) => (one instanceof Uint8Array ? one.slice() : one));
      last = { given: kept, made: work(...given) };
    }
    return last.made.slice() as T;
  };
}
