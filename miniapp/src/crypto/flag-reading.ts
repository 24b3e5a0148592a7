// Reading flags, protocol.md §12. Lives here: opening one as a holder, or late as the deputy.
// Must not: what is then done with it (flag-events.ts).

import { type Author, workerAuthor } from './author.ts';
import { isBlob } from './blob.ts';
import type { BoxKey } from './box.ts';
import { equal } from './bytes.ts';
import { CryptoError, Refused } from './errors.ts';
import { type Flag, flagFormats, flagHolders } from './flag.ts';
import { unpad } from './padding.ts';
import type { AcceptedRoster } from './roster.ts';
import { open } from './seal.ts';
import { Secret } from './secret.ts';
import { openSigned } from './sign.ts';
import { joinHalves } from './split.ts';
import type { FlagId, HolderRole, RolePublic, SignPublic } from './types.ts';

const { flag, flagAd, flagWrap, flagPart } = flagFormats;

export type FlagKey = Secret<'flag'>;

/** A flag read. An unproven alarm is an alarm: it is shown, and said to be unproven. */
export interface OpenedFlag {
  readonly flag: Flag;
  readonly proven: boolean;
  /** The worker who raised it; null for a student's, and where it is not certain. */
  readonly author: Author | null;
  readonly key: FlagKey;
}

function judge(value: Flag, signer: SignPublic, roster: AcceptedRoster) {
  if (value.by === 'student') return { proven: equal(signer, value.studentSign), author: null };
  try {
    return { proven: true, author: workerAuthor(value.certificate, signer, roster) };
  } catch (error) {
    if (error instanceof CryptoError) return { proven: false, author: null };
    throw error;
  }
}

function read(
  id: FlagId,
  sealed: Uint8Array,
  key: Uint8Array,
  request: { readonly role: HolderRole; readonly roster: AcceptedRoster; readonly late: boolean },
): OpenedFlag {
  const { value, signer } = openSigned(flag, unpad(open(key, flagAd.encode({ id }), sealed)));
  const readers = request.late ? [] : flagHolders(value.leftOut);
  const meant = request.late ? value.leftOut === '' : readers.includes(request.role);
  if (!equal(value.id, id) || !meant) throw new Refused('flag-mismatch');
  return { flag: value, ...judge(value, signer, request.roster), key: new Secret('flag', key) };
}

/** Opens a flag as one of its two holders. Throws when its parts do not belong together. */
export function openFlag(request: {
  readonly id: FlagId;
  readonly role: HolderRole;
  readonly key: BoxKey<RolePublic>;
  readonly sealed: Uint8Array;
  readonly wrap: Uint8Array;
  readonly roster: AcceptedRoster;
}): OpenedFlag {
  const { id, sealed, role } = request;
  const wrap = flagWrap.decode(request.key.open(request.wrap));
  const meant = equal(wrap.id, id) && wrap.role === role && isBlob(wrap.sealed, sealed);
  if (!meant) throw new Refused('flag-mismatch');
  return read(id, sealed, wrap.key, { role, roster: request.roster, late: false });
}

/** The deputy opens a flag that nobody acknowledged, with the half that the server kept. */
export function openLateFlag(request: {
  readonly id: FlagId;
  readonly key: BoxKey<RolePublic>;
  readonly sealed: Uint8Array;
  readonly part: Uint8Array;
  readonly late: Uint8Array;
  readonly roster: AcceptedRoster;
}): OpenedFlag {
  const { id, sealed, late } = request;
  const part = flagPart.decode(request.key.open(request.part));
  const meant = equal(part.id, id) && isBlob(part.sealed, sealed) && late.length === 32;
  if (!meant) throw new Refused('flag-mismatch');
  const key = joinHalves({ a: part.half, b: late });
  return read(id, sealed, key, { role: 'deputy', roster: request.roster, late: true });
}
