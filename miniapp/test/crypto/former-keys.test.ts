// A student's former keys, `old/<number>` of the bundle (protocol.md §2.1, §6). Lives here: reading
// them, and opening with them what stays sealed to them. Must not: making a key change.
import { expect, test } from 'vitest';
import {
  acceptNextEpoch,
  type OfferedEpoch,
  reopenAcknowledged,
} from '../../src/crypto/acceptance.ts';
import { encodeBundle } from '../../src/crypto/bundle.ts';
import { concat, toBase64url } from '../../src/crypto/bytes.ts';
import { openCertificate } from '../../src/crypto/certificates.ts';
import { Conversation } from '../../src/crypto/conversation.ts';
import { makeEpoch } from '../../src/crypto/epoch.ts';
import { STUDENT_ENTRY } from '../../src/crypto/intake.ts';
import type { Identity } from '../../src/crypto/sign.ts';
import { signEpochAck, signKeyChange } from '../../src/crypto/statements.ts';
import type { Boxed } from '../../src/crypto/types.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { openOwnRequest } from '../../src/state/request.ts';
import { failure, NOW, newIdentity, newTeam, pair } from './world.ts';

const talk = pair(newTeam());
const [old, now, stranger] = [talk.student, newIdentity(), newIdentity()];

/** The bundle that protocol.md §2.1 describes, written here entry by entry. */
function bundleOf(keys: Identity, former: readonly Identity[]): Uint8Array {
  const entries = [
    { name: 'sign', value: keys.sign.reveal() },
    { name: 'box', value: keys.box.reveal() },
    ...former.map((one, at) => ({
      name: `old/${at + 1}`,
      value: concat(one.sign.public, one.box.reveal()),
    })),
  ];
  return encodeBundle({ side: 'student', entries });
}

const me = Bundle.decode(bundleOf(now, [old]), 'student').identity;

const second = makeEpoch({
  creator: talk.worker.sign,
  case: talk.case,
  number: 2,
  previous: talk.epoch.recordHash,
  roster: talk.roster,
  student: { sign: now.sign.public, box: now.box.public },
  worker: {
    certificate: openCertificate(talk.worker.certificate).id,
    sign: talk.worker.sign.public,
    box: talk.worker.box.public,
  },
  supervision: talk.supervision,
  made: NOW,
});
const rows: readonly OfferedEpoch[] = [talk.epoch, second].map(({ signed, wraps }) => ({
  signed,
  wrap: wraps[0] as Boxed,
}));
const ack = signEpochAck(now.sign, { case: talk.case, number: 2, record: second.recordHash });
const intake = talk.intake;

test('the bundle gives every former key, in any number, and back the same bytes', () => {
  const many = Array.from({ length: 12 }, () => newIdentity());
  const raw = bundleOf(now, many);
  const bundle = Bundle.decode(raw, 'student');
  expect(bundle.encode()).toEqual(raw);
  const found = new Set(bundle.identity.former?.map((one) => toBase64url(one.sign)));
  expect(found).toEqual(new Set(many.map((one) => toBase64url(one.sign.public))));
  for (const one of many) {
    const read = bundle.identity.former?.find(
      (f) => toBase64url(f.sign) === toBase64url(one.sign.public),
    );
    expect(read?.box.public).toEqual(one.box.public);
  }
});

test('a former key of the wrong length is malformed, and other names are no keys', () => {
  const entries = [
    { name: 'sign', value: now.sign.reveal() },
    { name: 'box', value: now.box.reveal() },
  ];
  const short = { name: 'old/1', value: new Uint8Array(63) };
  const raw = encodeBundle({ side: 'student', entries: [...entries, short] });
  expect(failure(() => Bundle.decode(raw, 'student'))).toBe('Malformed');
  const odd = ['old/0', 'old/01', 'old/x', 'old/1/2'].map((name) => ({
    name,
    value: new Uint8Array(64),
  }));
  const other = encodeBundle({ side: 'student', entries: [...entries, ...odd] });
  expect(Bundle.decode(other, 'student').identity.former).toEqual([]);
});

test('the request, and epochs before and after the change, open with the bundle', () => {
  const own = intake.wraps.find((one) => one.certificate.every((b, i) => STUDENT_ENTRY[i] === b));
  const answer = {
    case: toBase64url(talk.case),
    intake: toBase64url(intake.signed),
    card: toBase64url(intake.sealedCard),
    letter: toBase64url(intake.sealedLetter),
    wraps: {
      card: toBase64url(own?.cardWrap as Uint8Array),
      letter: toBase64url(own?.letterWrap as Uint8Array),
    },
  } as unknown as Parameters<typeof openOwnRequest>[0]['answer'];
  const opened = openOwnRequest({ answer, student: me, kept: null });
  expect(opened.wishes.letter).toBe('The opening letter.');
  expect(failure(() => openOwnRequest({ answer, student: now, kept: null }))).toBe(
    'intake-mismatch',
  );

  const begun = { case: talk.case, recordHash: opened.intake.recordHash };
  const epochs = reopenAcknowledged({ offered: rows, me, begun, ack });
  expect(epochs.map((one) => one.key.reveal())).toEqual([
    talk.epoch.key.reveal(),
    second.key.reveal(),
  ]);
  const room = new Conversation({ case: talk.case, me: 'student' });
  for (const one of epochs) room.addEpoch(one);
  const said = talk.forWorker.sealNext({ kind: 'text', text: 'before the change' }, NOW);
  expect(room.receive(said.envelope).status).toBe('accepted');
  expect(room.messages().map((one) => one.text)).toEqual(['before the change']);
});

test('what was accepted before the change opens by the word of then', () => {
  const begun = { case: talk.case, recordHash: talk.intake.recordHash };
  const then = signEpochAck(old.sign, {
    case: talk.case,
    number: 1,
    record: talk.epoch.recordHash,
  });
  const epochs = reopenAcknowledged({ offered: rows.slice(0, 1), me, begun, ack: then });
  expect(epochs.map((one) => one.key.reveal())).toEqual([talk.epoch.key.reveal()]);
});

test('without them nothing of before opens, and they sign nothing', () => {
  const { body, recordHash } = talk.intake;
  const common = { offered: rows, begun: { case: body.case, recordHash } };
  expect(failure(() => reopenAcknowledged({ ...common, me: now, ack }))).not.toBe('nothing');
  const bare = Bundle.decode(bundleOf(stranger, [old]), 'student').identity;
  expect(failure(() => reopenAcknowledged({ ...common, me: bare, ack }))).toBe('BadSignature');
  const byOld = signEpochAck(old.sign, { case: talk.case, number: 2, record: second.recordHash });
  expect(failure(() => reopenAcknowledged({ ...common, me, ack: byOld }))).toBe('BadSignature');
});

test('the change itself is followed by a device that holds the new keys', () => {
  const keyChange = signKeyChange(old.sign, {
    case: talk.case,
    sign: now.sign.public,
    box: now.box.public,
  });
  const accepted = acceptNextEpoch({
    before: talk.epoch,
    offered: rows[1] as OfferedEpoch,
    me,
    roster: talk.roster,
    memberChange: null,
    keyChange,
    now: NOW,
  });
  expect(accepted.key.reveal()).toEqual(second.key.reveal());
});
