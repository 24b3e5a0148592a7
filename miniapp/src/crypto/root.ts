// The trust root, protocol.md §3.3. Lives here: moving a pin from one root to the next.
// Must not: the poster's link (fingerprint.ts), certificates.

import { equal } from './bytes.ts';
import { Structure, u64, type Value } from './codec.ts';
import { Refused } from './errors.ts';
import { signKey } from './keyfields.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type { Signed, SignPublic } from './types.ts';

const shape = {
  /** Counts from 1. */
  number: u64,
  root: signKey,
  previous: signKey,
};

/** The structure `root-change`. */
export const rootChange = new Structure('root-change', shape, requireChange);

export type RootChange = Value<typeof shape>;

function requireChange(body: RootChange): void {
  if (body.number < 1 || equal(body.root, body.previous)) throw new Refused('root-change');
}

/** Signs the move to a new root with the root before it. */
export function signRootChange(previous: SigningKey, number: number, root: SignPublic): Signed {
  return previous.sign(rootChange, { number, root, previous: previous.public });
}

/**
 * The root to pin after these changes, oldest first; those before the pinned one are passed over. Throws `Refused` for
 * one that is not its predecessor's, and whatever reading throws: of such a list nothing is followed.
 */
export function followRoot(pinned: SignPublic, changes: readonly Signed[]): SignPublic {
  let [at, number] = [pinned, 0];
  for (const one of changes) {
    const { value, signer } = openSigned(rootChange, one);
    if (!equal(signer, value.previous) || value.number <= number) throw new Refused('root-change');
    number = value.number;
    if (equal(value.previous, at)) at = value.root;
  }
  return at;
}
