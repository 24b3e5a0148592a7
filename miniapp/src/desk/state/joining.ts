// Joining a conversation that somebody else began (protocol.md §17). Lives here: when this device takes the
// epoch as real, and opening it again later. Must not: fetch or keep anything.
import type { CaseAnswer } from '../../api/types.ts';
import { acceptJoinedEpoch } from '../../crypto/acceptance.ts';
import { equal, fromBase64url } from '../../crypto/bytes.ts';
import { type Epoch, openEpochRecord, openEpochWrap } from '../../crypto/epoch.ts';
import { CryptoError, Refused } from '../../crypto/errors.ts';
import { type Intake, openIntake } from '../../crypto/intake.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { Identity } from '../../crypto/sign.ts';
import type { Boxed, CertificateId, Seconds, Signed } from '../../crypto/types.ts';

/** The records of before, each naming the one before it, from the intake on. */
function requireChain(answer: CaseAnswer, intake: Intake): readonly Signed[] {
  const records = (answer.earlier ?? []).map((one) => fromBase64url(one) as Signed);
  const [joined] = answer.epochs;
  const all = [...records, ...(joined ? [fromBase64url(joined.record) as Signed] : [])];
  let previous = intake.recordHash;
  all.forEach((signed, at) => {
    const record = openEpochRecord(signed);
    const { body } = record;
    const follows = equal(body.case, intake.body.case) && equal(body.previous, previous);
    if (!follows || body.number !== at + 1) throw new Refused('epoch-mismatch');
    if (at === 0 && !equal(record.student.sign, intake.body.sign)) {
      throw new Refused('epoch-members');
    }
    previous = record.recordHash;
  });
  if (records.length === 0) throw new Refused('epoch-mismatch');
  return records;
}

/** The signed request that the conversation began with. Throws CryptoError. */
export function intakeOf(answer: CaseAnswer): Intake {
  const intake = openIntake(fromBase64url(answer.intake ?? '') as Signed);
  if (!equal(intake.body.case, fromBase64url(answer.case))) throw new Refused('intake-mismatch');
  return intake;
}

/** The same once every record since hangs on it; null where it does not. */
export function joinedIntake(answer: CaseAnswer): Intake | null {
  try {
    const intake = intakeOf(answer);
    requireChain(answer, intake);
    return intake;
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

/** Whether the first epoch that this worker has is not the conversation's first. */
export const isJoined = (answer: CaseAnswer): boolean => (answer.earlier ?? []).length > 0;

/**
 * The epoch that this worker joined with. `known`: its hash, where it was accepted before, on any
 * device. Throws CryptoError.
 */
export function joinedEpoch(request: {
  readonly answer: CaseAnswer;
  readonly me: Identity;
  readonly mine: readonly CertificateId[];
  readonly known: Uint8Array | null;
  readonly roster: AcceptedRoster | null;
  readonly now: Seconds;
}): Epoch {
  const { answer, me, known, roster } = request;
  const [row] = answer.epochs;
  if (row === undefined) throw new Refused('no-epoch');
  const before = requireChain(answer, intakeOf(answer)).at(-1) as Signed;
  const offered = {
    signed: fromBase64url(row.record) as Signed,
    wrap: fromBase64url(row.wrap) as Boxed,
  };
  const record = openEpochRecord(offered.signed);
  if (known !== null && equal(known, record.recordHash)) {
    return openEpochWrap(record, { sign: me.sign.public, box: me.box }, offered.wrap);
  }
  const named = record.worker.certificate;
  const certificate = request.mine.find((id) => named !== null && equal(id, named));
  if (certificate === undefined || !row.member_change) throw new Refused('epoch-worker');
  if (roster === null) throw new Refused('epoch-roster');
  return acceptJoinedEpoch({
    before,
    offered,
    me,
    certificate,
    roster,
    memberChange: fromBase64url(row.member_change) as Signed,
    keyChange: row.key_change ? (fromBase64url(row.key_change) as Signed) : null,
    now: request.now,
  });
}
