// What can go wrong here, by whose fault. Lives here: every error of the crypto package.
// Must not: any part of the input, a key or a text a person wrote, in a message.

/** Root of everything this package throws. Messages are constant and fit to log. */
export class CryptoError extends Error {
  override readonly name: string = 'CryptoError';
}

/** Bytes that are not the structure they should be (protocol.md §1.1, §1.3). */
export class Malformed extends CryptoError {
  override readonly name = 'Malformed';
}

/** A sealed thing did not open: wrong key, wrong associated data, or altered. Says no more. */
export class NotOpened extends CryptoError {
  override readonly name = 'NotOpened';
  constructor() {
    super('it does not open');
  }
}

/** A signature is wrong, or by another key than the one expected. */
export class BadSignature extends CryptoError {
  override readonly name = 'BadSignature';
  constructor() {
    super('the signature was refused');
  }
}

/** A public key that no honest device makes (low order, not canonical). */
export class BadKey extends CryptoError {
  override readonly name = 'BadKey';
  constructor() {
    super('the public key was refused');
  }
}

/** The server asked for a weaker derivation than §2.2 allows. Nothing was derived. */
export class WeakParameters extends CryptoError {
  override readonly name = 'WeakParameters';
  constructor() {
    super('the key derivation parameters are too weak');
  }
}

/** Why something well-formed was refused; each is a rule of protocol.md. */
export type Refusal =
  | 'roster-root'
  | 'roster-signer'
  | 'roster-incomplete'
  | 'roster-expired'
  | 'roster-not-yet'
  | 'roster-too-long'
  | 'roster-rolled-back'
  | 'roster-forked'
  | 'roster-ambiguous'
  | 'certificate-issuer'
  | 'certificate-validity'
  | 'certificate-shape'
  | 'root-mismatch'
  | 'root-change'
  | 'no-recipient'
  | 'card-mismatch'
  | 'letter-mismatch'
  | 'intake-mismatch'
  | 'intake-revision'
  | 'capsule-mismatch'
  | 'epoch-mismatch'
  | 'epoch-members'
  | 'epoch-worker'
  | 'epoch-roster'
  | 'epoch-wrap'
  | 'statement-mismatch'
  | 'bundle-side'
  | 'behind'
  | 'no-epoch'
  | 'cannot-unsend'
  | 'content-bounds'
  | 'snapshot'
  | 'author'
  | 'entry-mismatch'
  | 'flag-mismatch'
  | 'event-mismatch'
  | 'disclosure-mismatch'
  | 'contact-mismatch'
  | 'handover-mismatch'
  | 'report-mismatch'
  | 'numbers-mismatch'
  | 'record-order';

/** A rule refused it: `reason` says which, for the screens to put into words. */
export class Refused extends CryptoError {
  override readonly name = 'Refused';
  readonly reason: Refusal;
  constructor(reason: Refusal) {
    super(`refused: ${reason}`);
    this.reason = reason;
  }
}

/** What `open` gives, or null where it is refused or no such thing. Anything but our own errors is thrown. */
export function opened<T>(open: () => T): T | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

/** A part of the app that is fetched when needed did not come: the network is away. */
export class NotLoaded extends CryptoError {
  override readonly name = 'NotLoaded';

  constructor() {
    super('a part of the app did not load');
  }
}

/** Waits for a part that is fetched when needed. Throws {@link NotLoaded}. */
export async function loaded<T>(part: Promise<T>): Promise<T> {
  try {
    return await part;
  } catch {
    throw new NotLoaded();
  }
}
