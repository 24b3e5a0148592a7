// Epoch records, protocol.md §6. Lives here: their format, making one, opening one's own wrap.
// Must not: whether to accept an epoch (acceptance.ts), messages.

import { blobHash, isBlob } from './blob.ts';
import { type BoxKey, box } from './box.ts';
import { equal } from './bytes.ts';
import {
  choice,
  fixed,
  type Infer,
  list,
  nested,
  optional,
  Structure,
  u64,
  type Value,
} from './codec.ts';
import { NotOpened, Refused } from './errors.ts';
import { recordHash } from './intake.ts';
import { boxKey, signKey } from './keyfields.ts';
import { type Random, systemRandom } from './random.ts';
import { type EpochKey, Secret, type SupervisionSecret } from './secret.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type {
  BlobHash,
  Boxed,
  BoxPublic,
  CaseId,
  CertificateId,
  MemberRole,
  RecordHash,
  RosterHash,
  Seconds,
  Signed,
  SignPublic,
} from './types.ts';

export const epochWrap = new Structure('epoch-wrap', {
  case: fixed<CaseId>(16),
  number: u64,
  sign: signKey,
  key: fixed(32),
  supervision: fixed(32),
});

export const member = new Structure('member', {
  role: choice<MemberRole>('student', 'worker', 'holder'),
  certificate: optional<CertificateId>(32),
  sign: signKey,
  box: boxKey,
});

const shape = {
  case: fixed<CaseId>(16),
  number: u64,
  previous: fixed<RecordHash>(32),
  rosterVersion: u64,
  rosterHash: fixed<RosterHash>(32),
  members: list(nested(member)),
  wraps: list(fixed<BlobHash>(32)),
  made: u64,
};

/** The structure `epoch`; student first, then the worker, or the holder who wrote (§14). */
export const epoch = new Structure('epoch', shape, (body) => void pairOf(body));

/** One member of an epoch; only the second has a certificate. */
export type EpochMember = Infer<typeof member>;
export type EpochBody = Value<typeof shape>;

/** An epoch record whose signature and shape hold: student first; `worker` is the second. */
export interface EpochRecord {
  readonly body: EpochBody;
  readonly signer: SignPublic;
  readonly recordHash: RecordHash;
  readonly signed: Signed;
  readonly student: EpochMember;
  readonly worker: EpochMember;
}

/** An epoch that passed the rules, with its key: what a conversation is built from. */
export interface Epoch extends EpochRecord {
  /** This member's own wrap, kept so that the epoch can be opened again. */
  readonly wrap: Boxed;
  readonly key: EpochKey;
  readonly supervision: SupervisionSecret;
}

/** A new epoch with every member's wrap, in members' order, for the server. */
export interface MadeEpoch extends Epoch {
  readonly wraps: readonly Boxed[];
}

function pairOf(body: EpochBody): { student: EpochMember; worker: EpochMember } {
  const [student, worker] = body.members;
  const paired = body.members.length === 2 && body.wraps.length === 2;
  const second = worker?.role === 'worker' || worker?.role === 'holder';
  if (!paired || student?.role !== 'student' || !second) {
    throw new Refused('epoch-members');
  }
  if (student.certificate !== null || worker.certificate === null || body.number < 1) {
    throw new Refused('epoch-members');
  }
  if (equal(student.sign, worker.sign)) throw new Refused('epoch-members');
  return { student, worker };
}

/** Opens a signed epoch record: signed by one of its shape's keys; who may sign is for §6. */
export function openEpochRecord(signed: Signed): EpochRecord {
  const { value: body, signer } = openSigned(epoch, signed);
  const { student, worker } = pairOf(body);
  return { body, signer, recordHash: recordHash(signed), signed, student, worker };
}

/** Makes an epoch under a fresh key and signs it. `previous`: the record hash it follows. */
export function makeEpoch(request: {
  readonly creator: SigningKey;
  readonly case: CaseId;
  readonly number: number;
  readonly previous: RecordHash;
  readonly roster: { readonly version: number; readonly hash: RosterHash };
  readonly student: { readonly sign: SignPublic; readonly box: BoxPublic };
  readonly worker: {
    readonly certificate: CertificateId;
    readonly sign: SignPublic;
    readonly box: BoxPublic;
    /** `holder` in a conversation that a holder begins (§14). */
    readonly role?: MemberRole;
  };
  readonly supervision: SupervisionSecret;
  readonly made: Seconds;
  readonly random?: Random;
}): MadeEpoch {
  const { creator, number, supervision, random = systemRandom } = request;
  const key: EpochKey = Secret.random('epoch', 32, random);
  const members: EpochMember[] = [
    { role: 'student', certificate: null, ...request.student },
    { ...request.worker, role: request.worker.role ?? 'worker' },
  ];
  const wraps = members.map((one) => {
    const body = { case: request.case, number, sign: one.sign, key: key.reveal() };
    return box(one.box, epochWrap.encode({ ...body, supervision: supervision.reveal() }), random);
  });
  const signed = creator.sign(epoch, {
    case: request.case,
    number,
    previous: request.previous,
    rosterVersion: request.roster.version,
    rosterHash: request.roster.hash,
    members,
    wraps: wraps.map(blobHash),
    made: request.made,
  });
  const mine = members.findIndex((one) => equal(one.sign, creator.public));
  const wrap = wraps[mine];
  if (wrap === undefined) throw new Refused('epoch-members');
  return { ...openEpochRecord(signed), wrap, key, supervision, wraps };
}

/**
 * Opens this member's wrap: it must hash to what is signed, open, and name this case, number and
 * sign key (§6). Throws `Refused('epoch-wrap')`.
 */
export function openEpochWrap(
  record: EpochRecord,
  me: { readonly sign: SignPublic; readonly box: BoxKey },
  wrap: Boxed,
): Epoch {
  const at = record.body.members.findIndex((one) => equal(one.sign, me.sign));
  const signedHash = record.body.wraps[at];
  if (signedHash === undefined || !isBlob(signedHash, wrap)) throw new Refused('epoch-wrap');
  const opened = epochWrap.decode(openOrRefuse(me.box, wrap));
  const bound = equal(opened.case, record.body.case) && opened.number === record.body.number;
  if (!bound || !equal(opened.sign, me.sign)) throw new Refused('epoch-wrap');
  const key = new Secret('epoch', opened.key);
  return { ...record, wrap, key, supervision: new Secret('supervision', opened.supervision) };
}

function openOrRefuse(key: BoxKey, wrap: Boxed): Uint8Array {
  try {
    return key.open(wrap);
  } catch (error) {
    if (error instanceof NotOpened) throw new Refused('epoch-wrap');
    throw error;
  }
}
