// Accepting epochs, protocol.md §6. Lives here: when a device takes an epoch as real.
// Must not: formats (epoch.ts), messages.
import { equal } from './bytes.ts';
import { type Certificate, isValid } from './certificates.ts';
import {
  type Epoch,
  type EpochMember,
  type EpochRecord,
  openEpochRecord,
  openEpochWrap,
} from './epoch.ts';
import { BadSignature, Refused } from './errors.ts';
import type { Intake } from './intake.ts';
import { type AcceptedRoster, findStanding, isExpired, isTolerated, namesOf } from './roster.ts';
import type { SupervisionSecret } from './secret.ts';
import { type Identity, keysNamed } from './sign.ts';
import { openEpochAck, openKeyChange, openMemberChange, readEpochAck } from './statements.ts';
import type {
  Boxed,
  CaseId,
  CertificateId,
  RecordHash,
  RosterHash,
  Seconds,
  Signed,
  SignPublic,
} from './types.ts';

/** The record and one's own wrap, as the server hands them over. */
export interface OfferedEpoch {
  readonly signed: Signed;
  readonly wrap: Boxed;
}

function requireFollowsIntake(record: EpochRecord, intake: Intake): void {
  const { body } = record;
  if (record.worker.role !== 'worker') throw new Refused('epoch-worker');
  const follows = equal(body.case, intake.body.case) && equal(body.previous, intake.recordHash);
  if (!follows || body.number !== 1) throw new Refused('epoch-mismatch');
}

/**
 * The listed certificate that a record names for a worker who is new here, or that stands in the place
 * of the one it names (§25): a worker's, with the same keys, valid now, under a roster that did not
 * expire. Grace is for whom this device has accepted before.
 */
function requireCertified(record: EpochRecord, roster: AcceptedRoster, now: Seconds): Certificate {
  if (isExpired(roster, now)) throw new Refused('roster-expired');
  const { certificate: named, sign, box } = record.worker;
  const certificate = named === null ? undefined : findStanding(roster, named);
  if (certificate === undefined || certificate.role !== 'worker') throw new Refused('epoch-worker');
  const keys = equal(sign, certificate.sign) && equal(box, certificate.box);
  if (!keys || !isValid(certificate, now)) throw new Refused('epoch-worker');
  return certificate;
}

/** The team never goes back within a case, nor ahead of what this device accepted (attack 9). */
export function requireRoster(
  record: EpochRecord,
  least: { readonly rosterVersion: number; readonly rosterHash: RosterHash },
  roster: AcceptedRoster,
): void {
  const { rosterVersion, rosterHash } = record.body;
  const between = least.rosterVersion <= rosterVersion && rosterVersion <= roster.version;
  const asBefore = rosterVersion !== least.rosterVersion || equal(rosterHash, least.rosterHash);
  const asNow = rosterVersion !== roster.version || equal(rosterHash, roster.hash);
  if (!between || !asBefore || !asNow) throw new Refused('epoch-roster');
}

/** Named by the intake, by this certificate or by one in whose place it stands (§25). */
function requireAsked(
  certificate: Certificate,
  request: {
    readonly intake: Intake;
    readonly avoid: readonly SignPublic[];
    readonly roster: AcceptedRoster;
  },
): void {
  const { recipients } = request.intake.body;
  const names = namesOf(request.roster, certificate);
  const asked = recipients.some((one) => names.some((id) => equal(one.certificate, id)));
  const avoided = request.avoid.some((key) => equal(key, certificate.sign));
  if (!asked || avoided) throw new Refused('epoch-worker');
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
  requireAsked(requireCertified(record, request.roster, request.now), request);
  requireRoster(record, request.intake.body, request.roster);
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

/** What epoch 1 names as previous: the student's own intake, or a holder's contact (§14). */
export interface Beginning {
  readonly case: CaseId;
  readonly recordHash: RecordHash;
}

/**
 * Opens again the epochs that this student accepted before, on any device: the newest of them is the
 * one `ack` acknowledges, by the key that this epoch names, which may be a former one by now, and each
 * names the one before it, down to `begun`. Their own signature stands for §6's other rules. Throws
 * when the records are not those.
 */
export function reopenAcknowledged(request: {
  readonly offered: readonly OfferedEpoch[];
  readonly me: Identity;
  readonly begun: Beginning;
  readonly ack: Signed;
}): readonly Epoch[] {
  const { me, begun } = request;
  const { ack: acknowledged, by } = readEpochAck(request.ack, begun.case);
  if (!equal(keysNamed(me, by).sign, by)) throw new BadSignature();
  const rows = request.offered.slice(0, acknowledged.number);
  if (rows.length < acknowledged.number) throw new Refused('epoch-mismatch');
  let previous = begun.recordHash;
  const epochs = rows.map((offered, at) => {
    const record = openEpochRecord(offered.signed);
    const { body } = record;
    const follows = equal(body.case, begun.case) && equal(body.previous, previous);
    if (!follows || body.number !== at + 1) throw new Refused('epoch-mismatch');
    previous = record.recordHash;
    return openEpochWrap(record, keysNamed(me, record.student.sign), offered.wrap);
  });
  if (!equal(previous, acknowledged.record)) throw new Refused('statement-mismatch');
  const newest = epochs.at(-1);
  if (newest === undefined || !equal(newest.student.sign, by)) throw new BadSignature();
  return epochs;
}

interface Changes {
  readonly memberChange: Signed | null;
  readonly keyChange: Signed | null;
}

const sameKeys = (a: EpochMember, b: EpochMember): boolean =>
  equal(a.sign, b.sign) && equal(a.box, b.box);

/** Another worker needs the student's word, and the student makes the key (§6). */
function requireMemberChange(before: EpochRecord, record: EpochRecord, changes: Changes): void {
  const student = before.student.sign;
  const byStudent = equal(record.signer, student);
  if (changes.memberChange === null || !byStudent) throw new Refused('epoch-members');
  const change = openMemberChange(changes.memberChange, student, record.body.case);
  const named = record.worker.certificate;
  const chosen = named !== null && equal(change.worker, named);
  if (!chosen || !equal(change.previous, before.recordHash)) throw new Refused('epoch-members');
}

/** New student keys need the old key's word, whatever the server says (attack 6). */
function requireKeyChange(before: EpochRecord, record: EpochRecord, changes: Changes): void {
  if (changes.keyChange === null) throw new Refused('epoch-members');
  const to = openKeyChange(changes.keyChange, before.student.sign, record.body.case);
  const moved = equal(to.sign, record.student.sign) && equal(to.box, record.student.box);
  if (!moved) throw new Refused('epoch-members');
}

function requireNext(before: EpochRecord, record: EpochRecord, changes: Changes): void {
  const follows =
    equal(record.body.case, before.body.case) &&
    record.body.number === before.body.number + 1 &&
    equal(record.body.previous, before.recordHash);
  if (!follows) throw new Refused('epoch-mismatch');
  const makers = [before.student.sign, before.worker.sign];
  if (!makers.some((key) => equal(key, record.signer))) throw new BadSignature();
  if (!sameKeys(before.student, record.student)) requireKeyChange(before, record, changes);
  if (before.worker.role !== record.worker.role) throw new Refused('epoch-worker');
  if (sameKeys(before.worker, record.worker)) return;
  // A holder's letter stays this holder's (§14).
  if (record.worker.role === 'holder') throw new Refused('epoch-worker');
  requireMemberChange(before, record, changes);
}

/**
 * Accepts a later epoch by §6: made by a member of the one before, with changes only as the student
 * signed. A worker who stays may have renewed the certificate; a new one must be in force.
 */
export function acceptNextEpoch(request: {
  readonly before: Epoch;
  readonly offered: OfferedEpoch;
  readonly me: Identity;
  readonly roster: AcceptedRoster;
  readonly memberChange: Signed | null;
  readonly keyChange: Signed | null;
  readonly now: Seconds;
}): Epoch {
  const { before, offered, me, roster, now } = request;
  const record = openEpochRecord(offered.signed);
  requireNext(before, record, request);
  if (!sameKeys(before.worker, record.worker)) requireCertified(record, roster, now);
  else if (!isTolerated(roster, record.worker, now)) throw new Refused('epoch-worker');
  requireRoster(record, before.body, roster);
  const epoch = openEpochWrap(record, { sign: me.sign.public, box: me.box }, offered.wrap);
  if (!equal(epoch.supervision.reveal(), before.supervision.reveal())) {
    throw new Refused('epoch-wrap');
  }
  return epoch;
}

/**
 * A worker who joins with this epoch accepts it: `before` is the record it follows, whose wraps are
 * not theirs; the certificate in the record must be their own.
 */
export function acceptJoinedEpoch(request: {
  readonly before: Signed;
  readonly offered: OfferedEpoch;
  readonly me: Identity;
  readonly certificate: CertificateId;
  readonly roster: AcceptedRoster;
  readonly memberChange: Signed;
  readonly keyChange: Signed | null;
  readonly now: Seconds;
}): Epoch {
  const { offered, me, roster, certificate } = request;
  const before = openEpochRecord(request.before);
  const record = openEpochRecord(offered.signed);
  requireNext(before, record, request);
  const mine = requireCertified(record, roster, request.now);
  if (!equal(mine.id, certificate)) throw new Refused('epoch-worker');
  requireRoster(record, before.body, roster);
  return openEpochWrap(record, { sign: me.sign.public, box: me.box }, offered.wrap);
}
