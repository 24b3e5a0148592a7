// Making, reading and deciding disclosures, protocol.md §13. Lives here: sealing the parts, the
// approver's release, the requester's opening. Must not: formats and rules (disclosure.ts).

import { type Author, orUncertain } from './author.ts';
import { blobHash, isBlob } from './blob.ts';
import { type BoxKey, box } from './box.ts';
import { equal, xor } from './bytes.ts';
import {
  type Capsule,
  type CapsuleHalf,
  openCapsule,
  openCapsuleHalf,
  openSignedCapsuleRecord,
} from './capsule.ts';
import { isHolder, isValid } from './certificates.ts';
import { u64 } from './codec.ts';
import {
  type Decision,
  type Disclosure,
  type DisclosureNote,
  disclosureFormats,
  groundMark,
  type JudgedPart,
  judgeCompletion,
  judgeDecision,
  judgeRecord,
  pairOfRoles,
  releaseMask,
  requireFitsFlag,
  requirePresent,
} from './disclosure.ts';
import { Refused } from './errors.ts';
import type { OpenedFlag } from './flag-reading.ts';
import { derive } from './hash.ts';
import { openIntake } from './intake.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { type AcceptedRoster, holderOf } from './roster.ts';
import { open, seal } from './seal.ts';
import { Secret } from './secret.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type {
  Boxed,
  BoxPublic,
  CertificateId,
  DisclosureId,
  GroundMark,
  HolderRole,
  RolePublic,
  Sealed,
  Seconds,
  Signed,
  SignPublic,
} from './types.ts';

const { disclosure, decision, completion, disclosureAd, disclosureWrap, capsuleRelease } =
  disclosureFormats;
const { disclosureNote } = disclosureFormats;

export type DisclosureKey = Secret<'disclosure'>;

/** A holder who signs: their sign key and the certificate that goes with it. */
export interface SigningHolder {
  readonly sign: SigningKey;
  readonly certificate: Signed;
}

function sealPart(key: DisclosureKey, id: DisclosureId, n: number, signed: Signed, random: Random) {
  const own = derive('pl.disclose', key.reveal(), u64.encode(n));
  return seal(own, disclosureAd.encode({ id, number: n }), pad(signed), random);
}

function openPart(key: DisclosureKey, id: DisclosureId, n: number, sealed: Uint8Array): Signed {
  const own = derive('pl.disclose', key.reveal(), u64.encode(n));
  return unpad(open(own, disclosureAd.encode({ id, number: n }), sealed)) as Signed;
}

/** A record for the server, with the key to what follows. */
export interface MadeDisclosure {
  readonly id: DisclosureId;
  readonly mark: GroundMark;
  readonly record: Sealed;
  readonly signed: Signed;
  readonly wraps: readonly { readonly role: HolderRole; readonly wrap: Boxed }[];
  readonly key: DisclosureKey;
}

/** Records a disclosure under a flag: signed by the requester, sealed to both holders. */
export function recordDisclosure(request: {
  readonly requester: SigningHolder;
  readonly flag: OpenedFlag;
  readonly words: Omit<Disclosure, 'id' | 'flag' | 'case' | 'certificate' | 'made'>;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
  readonly random?: Random;
}): MadeDisclosure {
  const { requester, flag, words, roster, random = systemRandom } = request;
  const id = random(16) as DisclosureId;
  const about = { flag: flag.flag.id, case: flag.flag.case };
  const { certificate } = requester;
  const body: Disclosure = { id, ...about, ...words, certificate, made: request.now };
  requireFitsFlag(body, flag.flag);
  const signed = requester.sign.sign(disclosure, body);
  const key: DisclosureKey = Secret.random('disclosure', 32, random);
  const record = sealPart(key, id, 1, signed, random);
  const wraps = [words.requester, words.approver].map((role) => {
    const { roleKey, roleKeyVersion } = holderOf(roster, role);
    const inside = { id, to: role, roleKeyVersion, sealed: blobHash(record), key: key.reveal() };
    return { role, wrap: box(roleKey, disclosureWrap.encode(inside), random) };
  });
  return { id, mark: groundMark(flag.key, body), record, signed, wraps, key };
}

/** A disclosure as far as it has come, read. */
export interface ReadDisclosure {
  readonly key: DisclosureKey;
  readonly record: JudgedPart<Disclosure>;
  readonly decision: JudgedPart<Decision> | null;
  readonly completion: ReturnType<typeof judgeCompletion> | null;
}

/** Reads the parts there are. Throws when one is out of place or by somebody else. */
export function readDisclosure(request: {
  readonly id: DisclosureId;
  readonly role: HolderRole | 'auditor';
  readonly key: BoxKey<RolePublic> | BoxKey<BoxPublic>;
  readonly wrap: Uint8Array;
  /** Record, decision and completion, as far as they are there. */
  readonly parts: readonly Uint8Array[];
  readonly roster: AcceptedRoster;
}): ReadDisclosure {
  const { id, roster, parts } = request;
  const [first, second, third] = parts;
  const wrap = disclosureWrap.decode(request.key.open(request.wrap));
  const meant = equal(wrap.id, id) && wrap.to === request.role;
  if (first === undefined || !meant || !isBlob(wrap.sealed, first)) {
    throw new Refused('disclosure-mismatch');
  }
  const key: DisclosureKey = new Secret('disclosure', wrap.key);
  const record = judgeRecord(openPart(key, id, 1, first), roster);
  if (!equal(record.body.id, id)) throw new Refused('disclosure-mismatch');
  if (second === undefined) return { key, record, decision: null, completion: null };
  const decided = judgeDecision(openPart(key, id, 2, second), record, roster);
  if (third === undefined) return { key, record, decision: decided, completion: null };
  const done = judgeCompletion(openPart(key, id, 3, third), record, decided, roster);
  return { key, record, decision: decided, completion: done };
}

/** Boxes the disclosure's key to auditors, less those to whom the record is closed (R22). */
export function wrapForAuditors(request: {
  readonly read: ReadDisclosure;
  readonly sealedRecord: Uint8Array;
  readonly roster: AcceptedRoster;
  readonly closedTo: readonly CertificateId[];
  readonly now: Seconds;
  readonly random?: Random;
}): readonly { readonly certificate: CertificateId; readonly wrap: Boxed }[] {
  const { read, closedTo, random = systemRandom } = request;
  const inside = {
    id: read.record.body.id,
    to: 'auditor' as const,
    roleKeyVersion: 0,
    sealed: blobHash(request.sealedRecord),
    key: read.key.reveal(),
  };
  return request.roster.certificates
    .filter((one) => one.role === 'auditor' && isValid(one, request.now))
    .filter((one) => !closedTo.some((closed) => equal(closed, one.id)))
    .map((one) => ({
      certificate: one.id,
      wrap: box(one.box, disclosureWrap.encode(inside), random),
    }));
}

/** One's own half of a capsule's key with the capsule's signed record, and the key to open it. */
export interface OwnHalf {
  readonly boxed: Boxed;
  readonly record: Signed;
  readonly key: BoxKey<RolePublic>;
}

/** The approver's answer: the sealed decision and, approving, the release for the requester. */
export interface DecidedDisclosure {
  readonly part: Sealed;
  readonly signed: Signed;
  readonly release: Boxed | null;
}

/**
 * Decides on a record. Approving needs the flag that the approver has opened, the server's mark and
 * the own half with the capsule's signed record, all about the same case; refusing needs none.
 */
export function decideDisclosure(request: {
  readonly approver: SigningHolder;
  readonly read: Pick<ReadDisclosure, 'key' | 'record'>;
  /** Null for a deputy who stands in and has it not: say that it could not be compared. */
  readonly flag: OpenedFlag | null;
  readonly mark: GroundMark;
  readonly words: Pick<Decision, 'decision' | 'reasons'>;
  /** Null to refuse: a half that is not needed is not asked for. */
  readonly half: OwnHalf | null;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
  readonly random?: Random;
}): DecidedDisclosure {
  const { approver, read, words, roster, random = systemRandom } = request;
  const { body, hash } = read.record;
  if (words.decision === 'approve') requireApprovable(read.record, request.flag, request.mark);
  const { certificate } = approver;
  const inside = { id: body.id, record: hash, ...words, certificate, made: request.now };
  const signed = approver.sign.sign(decision, inside);
  const decided = judgeDecision(signed, read.record, roster);
  const part = sealPart(read.key, body.id, 2, signed, random);
  if (words.decision === 'refuse') return { part, signed, release: null };
  if (request.half === null) throw new Refused('disclosure-mismatch');
  const half = halfOf(request.half, body, body.approver);
  const release = capsuleRelease.encode({
    id: body.id,
    record: hash,
    decision: decided.hash,
    pair: half.pair,
    masked: xor(half.half, releaseMask(hash, decided.hash)),
  });
  return { part, signed, release: box(holderOf(roster, body.requester).roleKey, release, random) };
}

/** By a holder of today, and about the flag that the approver has read. Throws when not. */
export function requireApprovable(
  { body, author }: JudgedPart<Disclosure>,
  flag: OpenedFlag | null,
  mark: GroundMark,
): void {
  requirePresent(author);
  if (flag === null) {
    if (body.approver !== 'deputy') throw new Refused('flag-mismatch');
    return;
  }
  requireFitsFlag(body, flag.flag);
  if (!equal(mark, groundMark(flag.key, body))) throw new Refused('disclosure-mismatch');
}

/** One's own half of the pair, of the capsule that the record names. */
function halfOf(given: OwnHalf, body: Disclosure, role: HolderRole): CapsuleHalf {
  const { record } = openSignedCapsuleRecord(given.record);
  const named = equal(record.case, body.case) && record.version === body.capsuleVersion;
  const half = openCapsuleHalf({ record, roleKey: given.key, boxed: given.boxed });
  const pair = pairOfRoles(body.requester, body.approver);
  if (!named || half.pair !== pair || half.role !== role) throw new Refused('disclosure-mismatch');
  return half;
}

/**
 * Whose signature a capsule's record must have: the intake's key, where the signed intake is at
 * hand and is the one that the flag names; else the student's key in the flag.
 */
export function capsuleSigner(flag: OpenedFlag, intake: Signed | null, record: Signed): SignPublic {
  if (intake === null) return flag.flag.studentSign;
  const opened = openIntake(intake);
  const named = opened.body.capsule;
  const same =
    equal(opened.recordHash, flag.flag.intake) && named !== null && isBlob(named, record);
  if (!same) throw new Refused('disclosure-mismatch');
  return opened.body.sign;
}

/** Opens the identity: with the approver's signed word on this very record, and both halves. */
export function openDisclosed(request: {
  readonly record: JudgedPart<Disclosure>;
  readonly decision: Signed;
  readonly release: Uint8Array;
  readonly half: OwnHalf;
  readonly capsule: Uint8Array;
  /** See {@link capsuleSigner}. */
  readonly student: SignPublic;
  readonly roster: AcceptedRoster;
}): Capsule {
  const { record, roster, half } = request;
  const { body, hash } = record;
  const decided = judgeDecision(request.decision, record, roster);
  requirePresent(decided.author);
  if (decided.body.decision !== 'approve') throw new Refused('disclosure-mismatch');
  const release = capsuleRelease.decode(half.key.open(request.release));
  const bound = equal(release.id, body.id) && equal(release.record, hash);
  const pair = pairOfRoles(body.requester, body.approver);
  if (!bound || !equal(release.decision, decided.hash) || release.pair !== pair) {
    throw new Refused('disclosure-mismatch');
  }
  const own = halfOf(half, body, body.requester);
  const theirs: CapsuleHalf = {
    ...own,
    role: body.approver,
    half: xor(release.masked, releaseMask(hash, decided.hash)),
  };
  const halves: readonly [CapsuleHalf, CapsuleHalf] = pair.startsWith(own.role)
    ? [own, theirs]
    : [theirs, own];
  const signed = openSignedCapsuleRecord(half.record, request.student);
  return openCapsule({ ...signed, halves, sealed: request.capsule });
}

/** What was done, sealed as the last part. */
export function completeDisclosure(request: {
  readonly requester: SigningHolder;
  readonly read: ReadDisclosure;
  readonly words: Pick<
    Parameters<typeof completion.encode>[0],
    'done' | 'by' | 'at' | 'recipients' | 'fields'
  >;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
  readonly random?: Random;
}): { readonly part: Sealed; readonly signed: Signed } {
  const { requester, read, random = systemRandom } = request;
  if (read.decision === null) throw new Refused('disclosure-mismatch');
  const { id } = read.record.body;
  // Nobody is told, and nothing passed on, beyond what was approved.
  const { recipients, fields } = request.words;
  const approved = read.record.body;
  const within =
    recipients.every((one) => approved.recipients.includes(one)) &&
    fields.every((one) => approved.fields.includes(one));
  if (!within) throw new Refused('disclosure-mismatch');
  const hashes = { record: read.record.hash, decision: read.decision.hash };
  const { certificate } = requester;
  const body = { id, ...hashes, ...request.words, certificate, made: request.now };
  const signed = requester.sign.sign(completion, body);
  judgeCompletion(signed, read.record, read.decision, request.roster);
  return { part: sealPart(read.key, id, 3, signed, random), signed };
}

/** What the student is told, for their box key. */
export function sealNote(
  requester: SigningKey,
  student: BoxPublic,
  body: DisclosureNote,
  random: Random = systemRandom,
): Boxed {
  return box(student, pad(requester.sign(disclosureNote, body)), random);
}

/** Opens a note of this disclosure; `author` is null where no listed holder signed it. */
export function openNote(request: {
  readonly id: DisclosureId;
  readonly key: BoxKey;
  readonly boxed: Uint8Array;
  readonly roster: Pick<AcceptedRoster, 'certificates'>;
}): { readonly note: DisclosureNote; readonly author: Author | null } {
  const { value, signer } = openSigned(disclosureNote, unpad(request.key.open(request.boxed)));
  if (!equal(value.id, request.id)) throw new Refused('disclosure-mismatch');
  const author = orUncertain(() => {
    const found = request.roster.certificates.filter(isHolder);
    const holder = found.find((one) => equal(one.sign, signer));
    if (holder === undefined) throw new Refused('author');
    return { certificate: holder, listed: true };
  });
  return { note: value, author };
}
