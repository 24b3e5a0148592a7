// Asking. Lives here: card, letter, capsule, what is signed with them; honest and attacked. Must not: epochs
// (accepting.test.ts), messages.
import { expect, test } from 'vitest';
import { ask, openCard, openLetter } from '../../src/crypto/asking.ts';
import { BoxKey } from '../../src/crypto/box.ts';
import {
  openCapsule,
  openCapsuleHalf,
  openCapsuleRecord,
  sealCapsule,
} from '../../src/crypto/capsule.ts';
import { openCertificate } from '../../src/crypto/certificates.ts';
import { openConsent, signConsent, wordingDigest } from '../../src/crypto/consent.ts';
import { openIntake, requireFollows, STUDENT_ENTRY } from '../../src/crypto/intake.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import {
  openEnrol,
  openLaunch,
  openSignIn,
  signEnrol,
  signLaunch,
  signSignIn,
} from '../../src/crypto/signin.ts';
import type { Boxed, Signed } from '../../src/crypto/types.ts';
import { asked, failure, letterFor, NOW, newIdentity, newTeam, type Person } from './world.ts';

const team = newTeam();
const [worker, second] = team.workers as [Person, Person];
const request = asked(team);

function cardFor(who: Person, intake = request.intake) {
  const certificate = openCertificate(who.certificate).id;
  const at = intake.body.recipients.findIndex((one) =>
    one.certificate.every((byte, i) => byte === certificate[i]),
  );
  const wrap = intake.wraps[at]?.cardWrap ?? new Uint8Array(0);
  return openCard({ intake, certificate, box: who.box, wrap, sealed: request.intake.sealedCard });
}

test('every worker asked opens the card and the letter', () => {
  expect(openIntake(request.intake.signed).recordHash).toEqual(request.intake.recordHash);
  for (const one of [worker, second]) {
    expect(cardFor(one)).toMatchObject({ topic: 'sleep', age: 'adult' });
    expect(letterFor(request, one)).toBe('The opening letter.');
  }
});

test('a worker whom the student avoids gets nothing', () => {
  const other = asked(team, [worker]);
  expect(other.intake.wraps).toHaveLength(2);
  expect(failure(() => letterFor(other, worker))).toBe('no-recipient');
  expect(failure(() => asked(team, [worker, second]))).toBe('no-recipient');
});

test('the student reads the own card and letter again, on any device', () => {
  const { intake, student } = request;
  const own = { intake, certificate: STUDENT_ENTRY, box: student.box };
  const wraps = intake.wraps[0] as (typeof intake.wraps)[number];
  expect(wraps.certificate).toEqual(STUDENT_ENTRY);
  const sealed = intake.sealedLetter;
  const letter = openLetter({ ...own, wrap: wraps.letterWrap, sealed });
  expect(letter.text).toBe('The opening letter.');
  expect(letter.supervision.reveal()).toEqual(request.supervision.reveal());
  const card = openCard({ ...own, wrap: wraps.cardWrap, sealed: intake.sealedCard });
  expect(card.topic).toBe('sleep');
  expect(failure(() => openLetter({ ...own, wrap: wraps.cardWrap, sealed }))).toBe(
    'letter-mismatch',
  );
});

test('attack 6: a card under another student’s keys is refused', () => {
  const imposter = asked(team);
  const body = { ...imposter.intake.body, case: request.case };
  const mixed = {
    ...request.intake,
    body: { ...body, recipients: request.intake.body.recipients },
  };
  expect(failure(() => cardFor(worker, mixed))).toBe('card-mismatch');
});

test('a later revision follows the one before it', () => {
  const { intake, student, roster, supervision } = request;
  const later = ask({
    student,
    case: request.case,
    words: { topic: '', help: '', know: '', name: '', age: 'under18' },
    letter: 'again',
    supervision,
    roster,
    avoid: [],
    replaces: intake,
    capsule: null,
    now: NOW,
  });
  expect(later.body.revision).toBe(2);
  expect(later.wraps).toHaveLength(2);
  expect(later.body.capsule).toBe(null);
  requireFollows(openIntake(later.signed), intake);
  expect(failure(() => requireFollows(intake, later))).toBe('intake-revision');
});

test.each([{}, { ways: 'call voicemail' }, { ways: 'none' }])(
  'the capsule opens with any two roles, never with one',
  (said) => {
    const { student, roster } = request;
    const capsule = {
      case: request.case,
      version: 3,
      telegramId: '100001',
      telegramName: 'Student 1',
      name: 'Student 1',
      phone: '',
      place: 'Hall 1',
      someoneToCall: '',
      ...said,
    };
    const sealed = sealCapsule({ student: student.sign, capsule, roster });
    const record = openCapsuleRecord(sealed, student.sign.public);
    const half = (role: keyof typeof team.holders, at: number) =>
      openCapsuleHalf({
        record,
        roleKey: team.holders[role].roleKey,
        boxed: sealed.halves[at] as Boxed,
      });
    const open = (halves: Parameters<typeof openCapsule>[0]['halves']) =>
      openCapsule({ record, student: student.sign.public, sealed: sealed.sealed, halves });
    const places = [
      ['coordinator', 'manager'],
      ['coordinator', 'deputy'],
      ['manager', 'deputy'],
    ] as const;
    places.forEach(([a, b], i) => {
      expect(open([half(a, 2 * i), half(b, 2 * i + 1)])).toEqual(capsule);
    });
    expect(failure(() => open([half('coordinator', 0), half('coordinator', 2)]))).toBe(
      'capsule-mismatch',
    );
    expect(failure(() => half('manager', 0))).toBe('NotOpened');
    const swapped = { ...sealed, halves: [...sealed.halves].reverse() };
    expect(failure(() => openCapsuleRecord(swapped, student.sign.public))).toBe('capsule-mismatch');
  },
);

test('consent and sign-in are the person’s own', () => {
  const person = newIdentity();
  const device = SigningKey.generate();
  const given = {
    action: 'talk',
    scope: 'case',
    recipient: 'worker',
    wording: wordingDigest('what was shown'),
    language: 'en',
    given: NOW,
  };
  const consent = signConsent(person.sign, given);
  expect(openConsent(consent, person.sign.public)).toMatchObject(given);
  expect(failure(() => openConsent(consent, device.public))).toBe('BadSignature');
  const challenge = systemRandom(32);
  const signIn = signSignIn({
    person: person.sign,
    challenge,
    side: 'student',
    deviceKey: device.public,
  });
  expect(openSignIn(signIn, person.sign.public).challenge).toEqual(challenge);
  expect(openLaunch(signLaunch(device, 'auth_date=1', 'staff')).deviceKey).toEqual(device.public);
  const enrol = signEnrol({
    person: person.sign,
    challenge,
    side: 'staff',
    box: person.box.public,
    roleKey: null,
  });
  expect(openEnrol(enrol).box).toEqual(person.box.public);
  expect(failure(() => openEnrol(signIn as Signed))).toBe('Malformed');
  expect(new BoxKey(person.box.reveal()).public).toEqual(person.box.public);
});
