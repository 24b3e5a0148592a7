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

/** The new root, if the pinned one signed it. Throws `BadSignature` or `Refused`. */
export function followRootChange(signed: Signed, pinned: SignPublic): RootChange {
  const { value } = openSigned(rootChange, signed, pinned);
  if (!equal(value.previous, pinned)) throw new Refused('root-change');
  return value;
}
