// Accepting epochs, protocol.md §6. Lives here: when a device takes an epoch as real.
// Must not: formats (epoch.ts), messages.
import { equal } from './bytes.ts';
import { isWithinGrace } from './certificates.ts';
import { type Epoch, type EpochRecord, openEpochRecord, openEpochWrap } from './epoch.ts';
import { BadSignature, Refused } from './errors.ts';
import type { Intake } from './intake.ts';
import { type AcceptedRoster, findCertificate } from './roster.ts';
import type { SupervisionSecret } from './secret.ts';
import type { Identity } from './sign.ts';
import { openEpochAck, openKeyChange, openMemberChange } from './statements.ts';
import type { Boxed, Seconds, Signed, SignPublic } from './types.ts';

/** The record and one's own wrap, as the server hands them over. */
export interface OfferedEpoch {
  readonly signed: Signed;
  readonly wrap: Boxed;
}

function requireFollowsIntake(record: EpochRecord, intake: Intake): void {
  const { body } = record;
  const follows = equal(body.case, intake.body.case) && equal(body.previous, intake.recordHash);
  if (!follows || body.number !== 1) throw new Refused('epoch-mismatch');
}

function requireWorker(
  record: EpochRecord,
  request: { roster: AcceptedRoster; intake: Intake; avoid: readonly SignPublic[]; now: Seconds },
): void {
  const { worker } = record;
  const { roster, intake } = request;
  const named = worker.certificate;
  const certificate = named === null ? undefined : findCertificate(roster, named);
  if (certificate === undefined || certificate.role !== 'worker') throw new Refused('epoch-worker');
  const asked = intake.body.recipients.some((one) => equal(one.certificate, certificate.id));
  const avoided = request.avoid.some((key) => equal(key, certificate.sign));
  const keys = equal(worker.sign, certificate.sign) && equal(worker.box, certificate.box);
  if (!asked || avoided || !keys || !isWithinGrace(certificate, request.now)) {
    throw new Refused('epoch-worker');
  }
  const sameVersion = record.body.rosterVersion === roster.version;
  if (sameVersion && !equal(record.body.rosterHash, roster.hash)) throw new Refused('epoch-worker');
}

/**
 * The student's device accepts epoch 1, by every rule of §6, or throws; then nothing is sent and
 * the screen says that the worker could not be checked. Afterwards sign an epoch-ack.
 */
export function acceptFirstEpoch(request: {
  readonly offered: OfferedEpoch;
  readonly student: Identity;
  readonly intake: Intake;
  readonly roster: AcceptedRoster;
  readonly avoid: readonly SignPublic[];
  readonly supervision: SupervisionSecret;
  readonly now: Seconds;
}): Epoch {
  const { offered, student } = request;
  const record = openEpochRecord(offered.signed);
  requireFollowsIntake(record, request.intake);
  if (!equal(record.signer, record.worker.sign)) throw new BadSignature();
  const mine = record.student;
  if (!equal(mine.sign, student.sign.public) || !equal(mine.box, student.box.public)) {
    throw new Refused('epoch-members');
  }
  requireWorker(record, request);
  const me = { sign: student.sign.public, box: student.box };
  const epoch = openEpochWrap(record, me, offered.wrap);
  if (!equal(epoch.supervision.reveal(), request.supervision.reveal())) {
    throw new Refused('epoch-wrap');
  }
  return epoch;
}

/**
 * Opens again an epoch 1 that this person accepted before, on any device: a worker's own signature
 * is on it, a student's is on the `ack`. Throws when neither is.
 */
export function reopenFirstEpoch(request: {
  readonly offered: OfferedEpoch;
  readonly me: Identity;
  readonly intake: Intake;
  readonly ack: Signed | null;
}): Epoch {
  const { offered, me, intake, ack } = request;
  const record = openEpochRecord(offered.signed);
  requireFollowsIntake(record, intake);
  const mine = me.sign.public;
  // Either way the record must be of the student who asked: a server cannot lend another's.
  if (!equal(record.student.sign, intake.body.sign)) throw new Refused('epoch-members');
  if (!(equal(record.signer, mine) && equal(record.worker.sign, mine))) {
    if (ack === null) throw new BadSignature();
    const acknowledged = openEpochAck(ack, mine, record.body.case);
    const same = acknowledged.number === 1 && equal(acknowledged.record, record.recordHash);
    if (!same) throw new Refused('statement-mismatch');
  }
  return openEpochWrap(record, { sign: mine, box: me.box }, offered.wrap);
}

function requireMembers(
  before: Epoch,
  record: EpochRecord,
  changes: { memberChange: Signed | null; keyChange: Signed | null },
): void {
  const student = before.student.sign;
  const sameWorker =
    equal(before.worker.sign, record.worker.sign) && equal(before.worker.box, record.worker.box);
  if (!sameWorker) {
    if (changes.memberChange === null) throw new Refused('epoch-members');
    const change = openMemberChange(changes.memberChange, student, record.body.case);
    const named = record.worker.certificate;
    const chosen = named !== null && equal(change.worker, named);
    if (!chosen || !equal(change.previous, before.recordHash)) throw new Refused('epoch-members');
  }
  if (equal(student, record.student.sign) && equal(before.student.box, record.student.box)) return;
  if (changes.keyChange === null) throw new Refused('epoch-members');
  const to = openKeyChange(changes.keyChange, student, record.body.case);
  const moved = equal(to.sign, record.student.sign) && equal(to.box, record.student.box);
  if (!moved) throw new Refused('epoch-members');
}

/** A worker's keys must be those of a certificate in force when the worker is new to the case. */
function requireCertified(before: Epoch, record: EpochRecord, roster: AcceptedRoster): void {
  if (equal(before.worker.sign, record.worker.sign)) return;
  const named = record.worker.certificate;
  const certificate = named === null ? undefined : findCertificate(roster, named);
  if (certificate === undefined || certificate.role !== 'worker') throw new Refused('epoch-worker');
  const keys =
    equal(certificate.sign, record.worker.sign) && equal(certificate.box, record.worker.box);
  if (!keys) throw new Refused('epoch-worker');
}

/** Accepts a later epoch: made by a member of the one before, changes only as the student signed. */
export function acceptNextEpoch(request: {
  readonly before: Epoch;
  readonly offered: OfferedEpoch;
  readonly me: Identity;
  readonly roster: AcceptedRoster;
  readonly memberChange: Signed | null;
  readonly keyChange: Signed | null;
}): Epoch {
  const { before, offered, me } = request;
  const record = openEpochRecord(offered.signed);
  const follows =
    equal(record.body.case, before.body.case) &&
    record.body.number === before.body.number + 1 &&
    equal(record.body.previous, before.recordHash);
  if (!follows) throw new Refused('epoch-mismatch');
  const creators = [before.student.sign, before.worker.sign];
  if (!creators.some((key) => equal(key, record.signer))) throw new BadSignature();
  requireMembers(before, record, request);
  requireCertified(before, record, request.roster);
  const epoch = openEpochWrap(record, { sign: me.sign.public, box: me.box }, offered.wrap);
  if (!equal(epoch.supervision.reveal(), before.supervision.reveal())) {
    throw new Refused('epoch-wrap');
  }
  return epoch;
}
