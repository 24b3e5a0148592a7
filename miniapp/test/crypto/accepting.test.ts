// Acceptance of epochs, the first and later ones, honest and attacked, and the statements beside them. Must not:
// asking (asking.test.ts), messages.
import { expect, test } from 'vitest';
import {
  acceptFirstEpoch,
  acceptJoinedEpoch,
  acceptNextEpoch,
  reopenFirstEpoch,
} from '../../src/crypto/acceptance.ts';
import {
  type CertificateBody,
  issueCertificate,
  openCertificate,
} from '../../src/crypto/certificates.ts';
import { epoch, type MadeEpoch, makeEpoch } from '../../src/crypto/epoch.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { acceptRoster } from '../../src/crypto/roster.ts';
import { Secret } from '../../src/crypto/secret.ts';
import { openSigned, SigningKey } from '../../src/crypto/sign.ts';
import {
  openClose,
  openKeyChange,
  signClose,
  signEpochAck,
  signKeyChange,
  signMemberChange,
} from '../../src/crypto/statements.ts';
import type { Boxed, CaseId, RosterHash } from '../../src/crypto/types.ts';
import {
  accept,
  asked,
  certificateBody,
  certificatesOf,
  failure,
  firstEpoch,
  NOW,
  newIdentity,
  newTeam,
  newWorker,
  type Person,
  rosterOf,
} from './world.ts';

const team = newTeam();
const [worker, second] = team.workers as [Person, Person];
const request = asked(team);
const honest = firstEpoch(request, worker, worker.sign);
const studentWrap = honest.wraps[0] as Boxed;

test('an honest epoch 1 is accepted and carries the key', () => {
  const accepted = accept(request, honest.signed, studentWrap);
  expect(accepted.key.reveal()).toEqual(honest.key.reveal());
  expect(accepted.recordHash).toEqual(honest.recordHash);
});

test('attack 5: a worker’s key swapped in epoch 1 is refused', () => {
  const intruder = { ...newIdentity(), certificate: worker.certificate };
  const forged = firstEpoch(request, intruder, intruder.sign);
  expect(failure(() => accept(request, forged.signed, forged.wraps[0] as Boxed))).toBe(
    'epoch-worker',
  );
  const stranger = newWorker(SigningKey.generate());
  const uncertified = firstEpoch(request, stranger, stranger.sign);
  expect(failure(() => accept(request, uncertified.signed, uncertified.wraps[0] as Boxed))).toBe(
    'epoch-worker',
  );
});

test('a worker who is new here has no grace and no expired roster, and may have renewed since', () => {
  const wrap = studentWrap;
  const { roster } = request;
  const at = (now: number, listed = roster) => {
    const { student, intake, supervision } = request;
    const offered = { signed: honest.signed, wrap };
    const common = { offered, student, intake, supervision, avoid: [] };
    return failure(() => acceptFirstEpoch({ ...common, roster: listed, now }));
  };
  expect(at(roster.body.expires + 600)).toBe('roster-expired');
  const newer = (change: Partial<CertificateBody>, earlier = [worker.certificate]) => {
    const issuer = team.holders.deputy.sign;
    const certificate = issueCertificate(issuer, certificateBody(worker, change));
    const workers = [{ ...worker, certificate }, second];
    const signed = rosterOf({ ...team, workers }, { version: 2, previous: roster.hash });
    const certificates = certificatesOf({ ...team, workers });
    const newest = { version: 1, hash: roster.hash };
    return acceptRoster({
      signed,
      certificates,
      earlier,
      root: roster.body.root,
      newest,
      now: NOW,
    });
  };
  expect(at(NOW, newer({ under18: 1 }))).toBe('nothing');
  expect(at(NOW, newer({ under18: 1 }, []))).toBe('epoch-worker');
  expect(at(NOW, newer({ under18: 0 }))).toBe('epoch-worker');
  expect(at(NOW, newer({ under18: 1, notAfter: NOW - 3600 }))).toBe('epoch-worker');
});

test('attack 6: a student’s key swapped in epoch 1, or keys claimed lost, is refused', () => {
  const other = newIdentity();
  const swapped = firstEpoch({ ...request, student: other }, worker, worker.sign);
  expect(failure(() => accept(request, swapped.signed, swapped.wraps[0] as Boxed))).toBe(
    'epoch-members',
  );
  const before = honest;
  const next = nextEpoch({ student: other });
  const me = worker;
  const offered = { signed: next.signed, wrap: next.wrap };
  const common = { before, offered, me, roster: request.roster, memberChange: null, now: NOW };
  expect(failure(() => acceptNextEpoch({ ...common, keyChange: null }))).toBe('epoch-members');
  const to = { case: request.case, sign: other.sign.public, box: other.box.public };
  const claimed = signKeyChange(other.sign, to);
  expect(failure(() => acceptNextEpoch({ ...common, keyChange: claimed }))).toBe('BadSignature');
  const signed = signKeyChange(request.student.sign, to);
  expect(acceptNextEpoch({ ...common, keyChange: signed }).body.number).toBe(2);
});

test('attack 8: a ghost member, or a record signed by a stranger, is refused', () => {
  const ghost = SigningKey.generate();
  expect(failure(() => firstEpoch(request, worker, ghost))).toBe('epoch-members');
  const unasked = asked(team, [second]);
  const offered = firstEpoch(unasked, second, second.sign);
  expect(failure(() => accept(unasked, offered.signed, offered.wraps[0] as Boxed))).toBe(
    'epoch-worker',
  );
  const byStudent = firstEpoch(request, worker, request.student.sign);
  expect(failure(() => accept(request, byStudent.signed, byStudent.wraps[0] as Boxed))).toBe(
    'BadSignature',
  );
});

test('epoch 1 of another case, of an avoided worker, or with another wrap is refused', () => {
  const elsewhere = asked(team);
  expect(failure(() => accept(elsewhere, honest.signed, studentWrap))).toBe('epoch-mismatch');
  const { student, intake, roster, supervision } = request;
  const offered = { signed: honest.signed, wrap: studentWrap };
  const common = { offered, student, intake, roster, supervision, now: NOW };
  const avoid = [worker.sign.public];
  expect(failure(() => acceptFirstEpoch({ ...common, avoid }))).toBe('epoch-worker');
  expect(failure(() => accept(request, honest.signed, honest.wraps[1] as Boxed))).toBe(
    'epoch-wrap',
  );
  const other = Secret.random('supervision', 32, systemRandom);
  const changed = { ...common, avoid: [], supervision: other };
  expect(failure(() => acceptFirstEpoch(changed))).toBe('epoch-wrap');
});

test('attack 9: an epoch under an older or unknown roster is refused', () => {
  const { student, intake, supervision, roster } = request;
  const offered = { signed: honest.signed, wrap: studentWrap };
  const common = { offered, student, supervision, avoid: [], now: NOW };
  const newer = { ...intake, body: { ...intake.body, rosterVersion: 2 } };
  expect(failure(() => acceptFirstEpoch({ ...common, intake: newer, roster }))).toBe(
    'epoch-roster',
  );
  const older = { ...roster, version: 0 };
  expect(failure(() => acceptFirstEpoch({ ...common, intake, roster: older }))).toBe(
    'epoch-roster',
  );
  const twin = { ...roster, hash: systemRandom(32) as RosterHash };
  expect(failure(() => acceptFirstEpoch({ ...common, intake, roster: twin }))).toBe('epoch-roster');
});

test('epoch 1 opens again on another device, with the own signature only', () => {
  const { student, intake } = request;
  const offered = { signed: honest.signed, wrap: studentWrap };
  const body = { case: request.case, number: 1, record: honest.recordHash };
  const ack = signEpochAck(student.sign, body);
  expect(reopenFirstEpoch({ offered, me: student, intake, ack }).body.number).toBe(1);
  const forged = signEpochAck(SigningKey.generate(), body);
  for (const wrong of [null, forged]) {
    const again = { offered, me: student, intake, ack: wrong };
    expect(failure(() => reopenFirstEpoch(again))).toBe('BadSignature');
  }
  const mine = { signed: honest.signed, wrap: honest.wrap };
  expect(reopenFirstEpoch({ offered: mine, me: worker, intake, ack: null }).body.number).toBe(1);
});

function nextEpoch(change: { student?: typeof request.student; to?: Person; by?: SigningKey }) {
  const student = change.student ?? request.student;
  const to = change.to ?? worker;
  return makeEpoch({
    creator: change.by ?? worker.sign,
    case: request.case,
    number: 2,
    previous: honest.recordHash,
    roster: request.roster,
    student: { sign: student.sign.public, box: student.box.public },
    worker: {
      certificate: openCertificate(to.certificate).id,
      sign: to.sign.public,
      box: to.box.public,
    },
    supervision: request.supervision,
    made: NOW,
  });
}

test('only the student changes who the worker is', () => {
  const { student } = request;
  const next: MadeEpoch = nextEpoch({ to: second, by: student.sign });
  const offered = { signed: next.signed, wrap: next.wrap };
  const before = accept(request, honest.signed, studentWrap);
  const common = {
    before,
    offered,
    me: student,
    roster: request.roster,
    keyChange: null,
    now: NOW,
  };
  const body = {
    case: request.case,
    previous: honest.recordHash,
    worker: openCertificate(second.certificate).id,
  };
  expect(failure(() => acceptNextEpoch({ ...common, memberChange: null }))).toBe('epoch-members');
  const byWorker = signMemberChange(worker.sign, body);
  expect(failure(() => acceptNextEpoch({ ...common, memberChange: byWorker }))).toBe(
    'BadSignature',
  );
  const chosen = signMemberChange(student.sign, body);
  expect(acceptNextEpoch({ ...common, memberChange: chosen }).worker.sign).toEqual(
    second.sign.public,
  );
  // Made by the worker who leaves, who would then hold its key: refused, whatever was signed.
  const made = worker.sign.sign(epoch, openSigned(epoch, next.signed).value);
  const left = { signed: made, wrap: next.wrap };
  const leaving = { ...common, offered: left, memberChange: chosen };
  expect(failure(() => acceptNextEpoch(leaving))).toBe('epoch-members');
  const join = {
    before: honest.signed,
    offered: { signed: next.signed, wrap: next.wraps[1] as Boxed },
    me: second,
    certificate: body.worker,
    roster: request.roster,
    memberChange: chosen,
    keyChange: null,
    now: NOW,
  };
  expect(acceptJoinedEpoch(join).key.reveal()).toEqual(next.key.reveal());
  const other = openCertificate(worker.certificate).id;
  expect(failure(() => acceptJoinedEpoch({ ...join, certificate: other }))).toBe('epoch-worker');
});

test('attack 8: a later epoch signed by somebody who was not a member is refused', () => {
  const { student } = request;
  const next = nextEpoch({ to: second, by: second.sign });
  const before = accept(request, honest.signed, studentWrap);
  const offered = { signed: next.signed, wrap: next.wraps[0] as Boxed };
  const roster = request.roster;
  const none = { keyChange: null, memberChange: null };
  const common = { before, offered, me: student, roster, ...none, now: NOW };
  expect(failure(() => acceptNextEpoch(common))).toBe('BadSignature');
});

test('statements open for their signer and case only', () => {
  const { student } = request;
  const other = newIdentity();
  const close = signClose(student.sign, {
    case: request.case,
    record: honest.recordHash,
    by: 'student',
    time: NOW,
  });
  expect(openClose(close, student.sign.public, request.case).by).toBe('student');
  expect(failure(() => openClose(close, other.sign.public, request.case))).toBe('BadSignature');
  const elsewhere = systemRandom(16) as CaseId;
  expect(failure(() => openClose(close, student.sign.public, elsewhere))).toBe(
    'statement-mismatch',
  );
  const low = { case: request.case, sign: other.sign.public, box: new Uint8Array(32) };
  const to = low as unknown as Parameters<typeof signKeyChange>[1];
  expect(failure(() => signKeyChange(student.sign, to))).toBe('BadKey');
  const moved = signKeyChange(student.sign, { ...to, box: other.box.public });
  expect(openKeyChange(moved, student.sign.public, request.case).sign).toEqual(other.sign.public);
});
