// A room whose epoch changes. Lives here: the student's side following later epochs, with what was not
// sent yet, on this and on other devices. Must not: the rules of acceptance one by one (test/crypto).
import { describe, expect, it, vi } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { rosterHash } from '../../src/crypto/roster.ts';
import type { RosterHash, Signed } from '../../src/crypto/types.ts';
import { newCloudSecret } from '../../src/keys/keeping.ts';
import { CLOUD_KEY } from '../../src/state/entry.ts';
import { secretUnder } from '../../src/state/keeping.ts';
import { noteOf } from '../../src/state/request.ts';
import type { RoomState } from '../../src/state/room.ts';
import { certificatesOf, NOW, newTeam, rosterOf } from '../crypto/world.ts';
import { fakeCloud, openPhone, type Phone, until, writeLetter } from '../fake/phone.ts';
import { FakeServer } from '../fake/server.ts';
import { FakeWorker } from '../fake/worker.ts';

const NO_TEAM = { root: null, root_changes: [], roster: null, certificates: [] };

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

/** The first worker is suspended: who signs the next roster leaves them out. Returns that roster. */
function suspend(server: FakeServer): Signed {
  const previous = rosterHash(rosterOf(server.team)) as RosterHash;
  (server.team as { workers: unknown }).workers = server.team.workers.slice(1);
  server.roster = rosterOf(server.team, { version: 2, previous });
  return server.roster;
}

/** The app after a restart of the same phone, up to the open line. */
async function restarted(server: FakeServer, phone: Phone): Promise<Phone> {
  phone.student.stop();
  const again = openPhone(server, { shelf: phone.shelf });
  await again.student.start();
  await until(() => again.student.connected.value && roomOf(again).caughtUp.value);
  return again;
}

const standing = (phone: Phone) => phone.student.case.value?.standing;

async function sendsNothing(server: FakeServer, phone: Phone): Promise<void> {
  const before = server.frames.length;
  await roomOf(phone).send('are you there?');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(server.frames.slice(before).some((one) => one.includes('"send"'))).toBe(false);
}

describe('a worker who left the roster', () => {
  it('is sent nothing any more, and can still be read', async () => {
    const server = new FakeServer();
    const { phone } = await inRoom(server);
    suspend(server);
    const again = await restarted(server, phone);
    expect(standing(again)?.gone.value).toBe(true);
    expect(texts(again)).toEqual(['one']);
    await sendsNothing(server, again);
  });

  it('is known to have left where no team is shown after a restart', async () => {
    const server = new FakeServer();
    const { phone } = await inRoom(server);
    suspend(server);
    const seen = await restarted(server, phone);
    await until(() => standing(seen)?.gone.value === true);
    server.lies = [{ name: /GET \/api\/roster/, answer: 503 }];
    const again = await restarted(server, seen);
    expect(standing(again)?.held.value).toBe(false);
    expect(standing(again)?.gone.value).toBe(true);
    await sendsNothing(server, again);
  });
});

describe('a team that cannot be trusted', () => {
  const pinned = async () => {
    const server = new FakeServer();
    const everybody = certificatesOf(server.team);
    const old = rosterOf(server.team);
    const { phone } = await inRoom(server);
    const account = phone.student.inside.value?.account;
    // Another device of theirs saw the worker leave; this one has never had them judged.
    const newest = suspend(server);
    const mark = { version: 2, hash: rosterHash(newest) as RosterHash };
    await account?.change((one) => one.withRoster(mark));
    const show = (answer: object, certificates = certificatesOf(server.team)) => {
      const root = toBase64url(server.team.root.public);
      const honest = { root, root_changes: [], certificates: certificates.map(toBase64url) };
      server.lies = [{ name: /GET \/api\/roster/, answer: { ...honest, ...answer } }];
    };
    return { server, phone, newest, old, everybody, show };
  };

  it('attack 9: rolled back, forked, unsigned or left out, it stops an open room', async () => {
    const { server, phone, old, newest, everybody, show } = await pinned();
    const spoiled = newest.map((byte, at) => (at === newest.length - 1 ? byte ^ 1 : byte));
    const twin = rosterOf(server.team, { version: 2, issued: NOW - 1 });
    let at = phone;
    for (const roster of [old, twin, spoiled, null]) {
      const certificates = roster === old ? everybody : undefined;
      show({ roster: roster === null ? null : toBase64url(roster) }, certificates);
      at = await restarted(server, at);
      expect(standing(at)?.held.value).toBe(true);
      expect(at.student.place.value).toBe('room');
      expect(texts(at)).toContain('one');
      await sendsNothing(server, at);
    }
    // Not the root that it knows, and nobody signed the change.
    show({ root: toBase64url(newTeam().root.public), roster: toBase64url(newest) });
    at = await restarted(server, at);
    expect(standing(at)?.held.value).toBe(true);
    await sendsNothing(server, at);
    // The right one, which the worker has left: what waited stays.
    server.lies = [];
    await at.student.inside.value?.team.load();
    expect([standing(at)?.held.value, standing(at)?.gone.value]).toEqual([false, true]);
    await sendsNothing(server, at);
  });

  it('is asked for again, and what was written goes once it is right', async () => {
    const server = new FakeServer();
    const { phone, worker } = await inRoom(server);
    server.lies = [{ name: /GET \/api\/roster/, answer: NO_TEAM }];
    const again = await restarted(server, phone);
    await sendsNothing(server, again);
    server.lies = [];
    // Any look at the conversation asks for the team, too.
    await roomOf(again).sync();
    await until(() => roomOf(again).messages.value.every((one) => one.tick !== 'sending'));
    expect(worker.read()).toEqual(['are you there?']);
  });

  it('is none where no answer came: it goes on as before', async () => {
    const server = new FakeServer();
    const { phone, worker } = await inRoom(server);
    server.lies = [{ name: /GET \/api\/roster/, answer: 503 }];
    const again = await restarted(server, phone);
    expect(standing(again)?.held.value).toBe(false);
    await roomOf(again).send('two');
    await until(() => roomOf(again).messages.value.every((one) => one.tick !== 'sending'));
    expect(worker.read()).toEqual(['two']);
  });

  it('is asked for again by itself', async () => {
    const server = new FakeServer();
    const { phone } = await inRoom(server);
    server.lies = [{ name: /GET \/api\/roster/, answer: NO_TEAM }];
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const again = await restarted(server, phone);
      await sendsNothing(server, again);
      server.lies = [];
      vi.advanceTimersByTime(20_000);
      await until(() => roomOf(again).messages.value.every((one) => one.tick !== 'sending'));
      const asked = () => server.calls.filter((one) => one.call === 'GET /api/roster').length;
      const before = asked();
      vi.advanceTimersByTime(60_000);
      expect(asked()).toBe(before);
    } finally {
      vi.useRealTimers();
    }
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
