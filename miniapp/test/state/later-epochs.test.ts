// A room whose epoch changes. Lives here: the student's side following later epochs, with what was not
// sent yet, on this and on other devices. Must not: the rules of acceptance one by one (test/crypto).
import { describe, expect, it } from 'vitest';
import { rosterHash } from '../../src/crypto/roster.ts';
import type { RosterHash } from '../../src/crypto/types.ts';
import { newCloudSecret } from '../../src/keys/keeping.ts';
import { CLOUD_KEY } from '../../src/state/entry.ts';
import { secretUnder } from '../../src/state/keeping.ts';
import { noteOf } from '../../src/state/request.ts';
import type { RoomState } from '../../src/state/room.ts';
import { rosterOf } from '../crypto/world.ts';
import { fakeCloud, openPhone, type Phone, until, writeLetter } from '../fake/phone.ts';
import { FakeServer } from '../fake/server.ts';
import { FakeWorker } from '../fake/worker.ts';

function roomOf(phone: Phone): RoomState {
  const room = phone.student.case.value?.room.value;
  if (!room) throw new Error('there is no room');
  return room;
}

/** Without regard to order: nobody says here what they had seen. */
const texts = (phone: Phone) =>
  roomOf(phone)
    .messages.value.map((one) => one.text ?? '')
    .sort();
const newest = (phone: Phone) => roomOf(phone).epoch?.body.number;

async function inRoom(server: FakeServer, cloud = fakeCloud()) {
  const phone = openPhone(server, { cloud });
  await writeLetter(phone, 'a letter');
  await until(() => Boolean(phone.student.case.value));
  const worker = new FakeWorker(server, phone.student.case.value?.id ?? '');
  worker.claim();
  worker.accept('one');
  await until(() => phone.student.place.value === 'room' && texts(phone).length === 1);
  return { phone, worker };
}

describe('a worker who left the roster', () => {
  it('is sent nothing any more, and can still be read', async () => {
    const server = new FakeServer();
    const { phone } = await inRoom(server);
    const previous = rosterHash(rosterOf(server.team)) as RosterHash;
    (server.team as { workers: unknown }).workers = server.team.workers.slice(1);
    server.roster = rosterOf(server.team, { version: 2, previous });
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.case.value?.gone.value === true);
    expect(texts(again)).toEqual(['one']);
    const before = server.frames.length;
    await roomOf(again).send('are you there?');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.frames.slice(before).some((one) => one.includes('"send"'))).toBe(false);
  });
});

describe('a later epoch', () => {
  it('is followed, acknowledged and written into', async () => {
    const server = new FakeServer();
    const { phone, worker } = await inRoom(server);
    await roomOf(phone).send('two');
    await until(() => roomOf(phone).messages.value.some((one) => one.tick === 'sent'));
    worker.read();
    worker.renew();
    await until(() => newest(phone) === 2);
    worker.say('three');
    await roomOf(phone).send('four');
    await until(() => texts(phone).length === 4);
    await until(() => roomOf(phone).messages.value.every((one) => one.tick !== 'sending'));
    expect(texts(phone)).toEqual(['four', 'one', 'three', 'two']);
    expect(worker.read()).toEqual(['two', 'four']);
    expect(roomOf(phone).warning.value).toBe(false);
    expect(server.cases.get(phone.student.case.value?.id ?? '')?.acknowledged).toBe(true);
  });

  it('carries over what was not accepted before it, once', async () => {
    const server = new FakeServer();
    const { phone, worker } = await inRoom(server);
    server.offline = true;
    server.dropLines();
    await until(() => !phone.student.connected.value);
    await roomOf(phone).send('written offline');
    worker.renew();
    server.offline = false;
    phone.student.hurry();
    await until(() => newest(phone) === 2);
    await until(() => roomOf(phone).messages.value.every((one) => one.tick !== 'sending'));
    expect(worker.read()).toEqual(['written offline']);
    expect(texts(phone)).toEqual(['one', 'written offline']);
    expect(roomOf(phone).warning.value).toBe(false);
  });

  it('does not double what was accepted before it and not acknowledged', async () => {
    const server = new FakeServer();
    const { phone, worker } = await inRoom(server);
    server.loseAck = true;
    await roomOf(phone).send('only once');
    await until(() => server.frames.some((one) => one.includes('"send"')));
    worker.renew();
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.place.value === 'room' && newest(again) === 2);
    await roomOf(again).send('next');
    await until(() => roomOf(again).messages.value.every((one) => one.tick !== 'sending'));
    expect(texts(again)).toEqual(['next', 'one', 'only once']);
    const stored = server.cases.get(again.student.case.value?.id ?? '')?.messages ?? [];
    expect(stored.filter((row) => row.direction === 0).map((row) => row.epoch)).toEqual([1, 2]);
    expect(worker.read()).toEqual(['only once', 'next']);
  });

  it('opens again on another phone by the newest acknowledgement', async () => {
    const server = new FakeServer();
    const cloud = fakeCloud();
    const { phone, worker } = await inRoom(server, cloud);
    const account = phone.student.inside.value?.account;
    const secret = newCloudSecret();
    await cloud.write(CLOUD_KEY, secret.stored);
    await account?.keepUnder('cloud', (key) => secretUnder({ side: 'student', secret, key }));
    worker.renew();
    await until(() => newest(phone) === 2);
    const id = phone.student.case.value?.caseId;
    if (id === undefined) throw new Error('no case');
    await until(() => (account?.bundle.note(noteOf.ack(id)) ?? []).length > 0);
    worker.say('two');
    // The worker has left the roster by now: what was accepted before is read all the same.
    (server.team as { workers: unknown }).workers = server.team.workers.slice(1);
    const other = openPhone(server, { cloud });
    await other.student.start();
    await until(() => other.student.place.value === 'room' && texts(other).length === 2);
    expect(texts(other)).toEqual(['one', 'two']);
  });

  it('that skips a number is refused, and nothing of it is shown', async () => {
    const server = new FakeServer();
    const { phone, worker } = await inRoom(server);
    worker.renew({ number: 3 });
    await until(() => roomOf(phone).unchecked.value);
    expect(texts(phone)).toEqual(['one']);
    expect(newest(phone)).toBe(1);
  });
});
