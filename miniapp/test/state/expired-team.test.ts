// A student's side under a roster that ran out (protocol.md §3.2). Lives here: what goes on in a conversation that is
// open, and what does not begin. Must not: rosters that are refused (later-epochs.test.ts), the rules (test/crypto).
import { expect, it } from 'vitest';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { NOW } from '../crypto/world.ts';
import { openPhone, type Phone, until, writeLetter } from '../fake/phone.ts';
import { ADULT_NOTICE, FakeServer } from '../fake/server.ts';
import { FakeWorker } from '../fake/worker.ts';

/** Past the roster's 35 days, within the certificates' 100. */
const LATER = NOW + 40 * 86_400;

function roomOf(phone: Phone) {
  const found = phone.student.case.value;
  if (!found?.room.value) throw new Error('there is no room');
  return { found, room: found.room.value };
}

it('an open room sends, reads and follows an epoch by the same worker', async () => {
  const server = new FakeServer();
  const first = openPhone(server);
  await writeLetter(first, 'a letter');
  await until(() => Boolean(first.student.case.value));
  const worker = new FakeWorker(server, first.student.case.value?.id ?? '');
  worker.claim();
  worker.accept('one');
  await until(() => first.student.place.value === 'room');
  first.student.stop();
  const phone = openPhone(server, { shelf: first.shelf, clock: { now: LATER } });
  await phone.student.start();
  await until(() => phone.student.connected.value && roomOf(phone).room.caughtUp.value);
  expect(phone.student.inside.value?.team.trust.value).toEqual({ ok: false, why: 'roster' });
  const { found, room } = roomOf(phone);
  const { held, gone } = found.standing;
  const sent = () => room.messages.value.every((one) => one.tick !== 'sending');
  expect([held.value, gone.value]).toEqual([false, false]);
  await room.send('two');
  await until(sent);
  expect(worker.read()).toEqual(['two']);
  worker.say('three');
  await until(() => room.messages.value.some((one) => one.text === 'three'));
  worker.renew();
  await until(() => room.epoch?.body.number === 2);
  await room.send('four');
  await until(sent);
  expect(worker.read()).toEqual(['two', 'four']);
  expect([room.unchecked.value, room.warning.value]).toEqual([false, false]);
});

it('a new letter is refused, and nothing of it leaves the phone', async () => {
  const server = new FakeServer();
  const phone = openPhone(server, { clock: { now: LATER } });
  const { student } = phone;
  await student.start();
  await student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
  await until(() => student.place.value === 'write');
  student.draft.value = 'a letter';
  await student.send();
  expect(student.trouble.value).toBe('untrusted');
  expect(student.draft.value).toBe('a letter');
  expect(server.calls.some((one) => /^(POST|PUT) .api.(requests|cases)/.test(one.call))).toBe(
    false,
  );
});
