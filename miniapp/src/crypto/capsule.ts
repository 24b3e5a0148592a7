// The identity capsule, protocol.md §5.1. Lives here: sealing it in pairs of roles, opening it by
// the student or by two roles. Must not: when it may be opened (the disclosure record decides).

import { blobHash, isBlob } from './blob.ts';
import { type BoxKey, box } from './box.ts';
import { equal } from './bytes.ts';
import { choice, fixed, type Infer, list, Structure, text, u64 } from './codec.ts';
import { Malformed, Refused } from './errors.ts';
import { signKey } from './keyfields.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { type AcceptedRoster, holderOf } from './roster.ts';
import { open, seal } from './seal.ts';
import { openSigned, type SigningKey } from './sign.ts';
import { joinHalves, splitSecret } from './split.ts';
import type {
  BlobHash,
  Boxed,
  CaseId,
  HolderRole,
  RolePublic,
  Sealed,
  Signed,
  SignPublic,
} from './types.ts';
import { checkWays } from './ways.ts';

/** The pairs of roles in the protocol's order: first half to the first, second to the second. */
export const PAIRS: readonly (readonly [HolderRole, HolderRole])[] = [
  ['coordinator', 'manager'],
  ['coordinator', 'deputy'],
  ['manager', 'deputy'],
];

const head = { case: fixed<CaseId>(16), version: u64 };

const who = {
  ...head,
  telegramId: text,
  telegramName: text,
  name: text,
  phone: text,
  place: text,
  someoneToCall: text,
};
const capsule = new Structure('capsule', who);
const capsuleWays = new Structure('capsule-ways', { ...who, ways: text }, ({ ways }) =>
  checkWays(ways),
);
const capsuleAd = new Structure('capsule-ad', { ...head, sign: signKey });
const capsuleHalf = new Structure('capsule-half', {
  ...head,
  pair: choice('coordinator+manager', 'coordinator+deputy', 'manager+deputy'),
  role: choice<HolderRole>('coordinator', 'manager', 'deputy'),
  roleKeyVersion: u64,
  sealed: fixed<BlobHash>(32),
  half: fixed(32),
});
const capsuleRecord = new Structure(
  'capsule-record',
  { ...head, sealed: fixed<BlobHash>(32), halves: list(fixed<BlobHash>(32)) },
  ({ halves }) => {
    if (halves.length !== 2 * PAIRS.length) throw new Malformed('a capsule has six halves');
  },
);

/**
 * Who the student is, as far as they chose to say; empty texts for what they did not. `ways` (ways.ts)
 * is there where they said how they may be reached.
 */
export type Capsule = Infer<typeof capsule> & { readonly ways?: string };
export type CapsuleHalf = Infer<typeof capsuleHalf>;
export type CapsuleRecord = Infer<typeof capsuleRecord>;

/** What goes to the server: nothing in it opens without two roles. */
export interface SealedCapsule {
  readonly signed: Signed;
  readonly sealed: Sealed;
  /** Six, in the order of {@link PAIRS}, first and second half of each. */
  readonly halves: readonly Boxed[];
}

/** Seals a capsule to the holders of an accepted roster, pairwise. */
export function sealCapsule(request: {
  readonly student: SigningKey;
  readonly capsule: Capsule;
  readonly roster: AcceptedRoster;
  readonly random?: Random;
}): SealedCapsule {
  const { student, roster, random = systemRandom } = request;
  const { case: caseId, version } = request.capsule;
  const key = random(32);
  const ad = capsuleAd.encode({ case: caseId, version, sign: student.public });
  const sealed = seal(key, ad, pad(encoded(request.capsule)), random);
  const hashed = blobHash(sealed);
  const halves = PAIRS.flatMap((pair) => {
    const { a, b } = splitSecret(key, random);
    return pair.map((role, i) => {
      const holder = holderOf(roster, role);
      const half = capsuleHalf.encode({
        case: caseId,
        version,
        pair: pair.join('+') as CapsuleHalf['pair'],
        role,
        roleKeyVersion: holder.roleKeyVersion,
        sealed: hashed,
        half: i === 0 ? a : b,
      });
      return box(holder.roleKey, half, random);
    });
  });
  const record = { case: caseId, version, sealed: hashed, halves: halves.map(blobHash) };
  return { signed: student.sign(capsuleRecord, record), sealed, halves };
}

const encoded = ({ ways, ...rest }: Capsule): Uint8Array =>
  ways ? capsuleWays.encode({ ...rest, ways }) : capsule.encode(rest);

const decoded = (raw: Uint8Array): Capsule =>
  capsuleWays.matches(raw) ? capsuleWays.decode(raw) : capsule.decode(raw);

/** Opens a capsule record, expecting this student; six halves and the sealed blob must fit it. */
export function openCapsuleRecord(given: SealedCapsule, student: SignPublic): CapsuleRecord {
  const { value } = openSigned(capsuleRecord, given.signed, student);
  const counted = given.halves.length === value.halves.length;
  const fits = given.halves.every((half, i) => isBlob(value.halves[i] as BlobHash, half));
  if (!counted || !fits || !isBlob(value.sealed, given.sealed)) {
    throw new Refused('capsule-mismatch');
  }
  return value;
}

/** Opens a capsule record alone, for whoever is not given all that belongs to it (§13). */
export function openSignedCapsuleRecord(
  signed: Signed,
  student?: SignPublic,
): { readonly record: CapsuleRecord; readonly student: SignPublic } {
  const { value, signer } = openSigned(capsuleRecord, signed, student);
  return { record: value, student: signer };
}

/** Opens one half with a role key; it must belong to this case, version and sealed capsule. */
export function openCapsuleHalf(request: {
  readonly record: CapsuleRecord;
  readonly roleKey: BoxKey<RolePublic>;
  readonly boxed: Uint8Array;
}): CapsuleHalf {
  const { record, boxed } = request;
  const at = record.halves.findIndex((one) => isBlob(one, boxed));
  const pair = PAIRS[at >> 1];
  if (at < 0 || pair === undefined) throw new Refused('capsule-mismatch');
  const half = capsuleHalf.decode(request.roleKey.open(boxed));
  const place = half.pair === pair.join('+') && half.role === pair[at & 1];
  const bound = equal(half.case, record.case) && half.version === record.version;
  if (!place || !bound || !equal(half.sealed, record.sealed)) {
    throw new Refused('capsule-mismatch');
  }
  return half;
}

/** Joins the two halves of one pair, in its order, and opens the capsule. */
export function openCapsule(request: {
  readonly record: CapsuleRecord;
  readonly student: SignPublic;
  readonly sealed: Uint8Array;
  readonly halves: readonly [CapsuleHalf, CapsuleHalf];
}): Capsule {
  const { record, halves } = request;
  const [first, second] = halves;
  const roles = `${first.role}+${second.role}`;
  if (first.pair !== roles || second.pair !== roles || !isBlob(record.sealed, request.sealed)) {
    throw new Refused('capsule-mismatch');
  }
  const ad = capsuleAd.encode({
    case: record.case,
    version: record.version,
    sign: request.student,
  });
  const key = joinHalves({ a: first.half, b: second.half });
  const opened = decoded(unpad(open(key, ad, request.sealed)));
  if (!equal(opened.case, record.case) || opened.version !== record.version) {
    throw new Refused('capsule-mismatch');
  }
  return opened;
}

/** The structures of this file. */
export const capsuleFormats = {
  capsule,
  capsuleWays,
  capsuleAd,
  capsuleHalf,
  capsuleRecord,
} as const;
