// A server that refuses what there is. Lives here: what a student's phone keeps, shows and goes on with when list, case,
// messages, line, roster or account are denied. Must not: the worker's desk (test/desk/denied.test.ts).
import { afterEach, describe, expect, it, vi } from 'vitest';
import { equal } from '../../src/crypto/bytes.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { readHeld, withKnown } from '../../src/state/account.ts';
import { openPhone, type Phone, until, writeLetter } from '../fake/phone.ts';
import { ADULT_NOTICE, FakeServer } from '../fake/server.ts';
import { CANARY, caseOf, lastOwn, openRoom, roomOf, texts } from '../fake/talk.ts';

const CASE = /^GET .api.cases.[A-Za-z0-9_-]{22}$/;
const LIST = /^GET .api.cases$/;

/** Answers calls named like this so, until that is taken back. */
function denying(server: FakeServer, name: RegExp, answer: number | object): () => void {
  const lie = { name, answer };
  server.lies = [...server.lies, lie];
  return () => {
    server.lies = server.lies.filter((one) => one !== lie);
  };
}

const again = (server: FakeServer, phone: Phone, more = {}): Phone =>
  openPhone(server, { shelf: phone.shelf, ...more });

async function talking(server: FakeServer) {
  const phone = openPhone(server);
  const worker = await openRoom(server, phone);
  return { phone, worker };
}

afterEach(() => vi.useRealTimers());

describe('an open conversation', () => {
  const LIES: readonly (readonly [string, RegExp, number | object])[] = [
    ['left out of the list', LIST, { cases: [] }],
    ...[404, 403, 410].map((status) => [`answered with ${status}`, CASE, status] as const),
  ];

  it.each(LIES)('that is %s is shown with what is here, and goes on', async (_, name, lie) => {
    const server = new FakeServer();
    const { phone, worker } = await talking(server);
    const id = caseOf(phone);
    phone.student.stop();
    const whole = denying(server, /^GET .api.cases.+/, 404);
    const repent = denying(server, name, lie);
    const later = again(server, phone);
    await later.student.start();
    await until(() => later.student.place.value === 'room');
    expect(caseOf(later)).toBe(id);
    expect(texts(later)).toEqual(['I read your letter.']);
    await until(() => roomOf(later).refused.value);
    await roomOf(later).send('Written meanwhile.');
    expect(texts(later)).toContain('Written meanwhile.');
    repent();
    whole();
    await roomOf(later).sync();
    await until(() => !roomOf(later).refused.value);
    expect(worker.read()).toEqual(['Written meanwhile.']);
    expect(later.student.case.value?.denied.value).toBe(false);
    expect(roomOf(later).warning.value).toBe(false);
  });

  it('that is denied while it is on the screen says so, keeps what is written and asks again', async () => {
    const server = new FakeServer();
    const { phone, worker } = await talking(server);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const [found] = [...server.cases.values()];
    if (found === undefined) throw new Error('no case');
    server.cases.clear();
    await roomOf(phone).send('Is anybody there?');
    await vi.advanceTimersByTimeAsync(100);
    expect(roomOf(phone).refused.value).toBe(true);
    expect(phone.student.place.value).toBe('room');
    expect(texts(phone)).toContain('Is anybody there?');
    server.cases.set(found.id, found);
    await vi.advanceTimersByTimeAsync(21_000);
    expect(roomOf(phone).refused.value).toBe(false);
    expect(worker.read()).toEqual(['Is anybody there?']);
  });

  it('of which this phone has nothing but the keys is not passed over in silence', async () => {
    const server = new FakeServer();
    const { phone } = await talking(server);
    const id = caseOf(phone);
    phone.student.stop();
    phone.store.remove(`room/${id}`);
    const repent = denying(server, /^GET .api.cases/, 404);
    const list = denying(server, LIST, { cases: [] });
    const later = again(server, phone);
    await later.student.start();
    await until(() => later.student.place.value === 'denied');
    // Who does not want to wait may write anew; the old one is not given up by that.
    later.student.writeAgain();
    expect(later.student.place.value).toBe('write');
    list();
    repent();
    await later.student.retry();
    await until(() => later.student.place.value === 'room');
    expect(texts(later)).toEqual(['I read your letter.']);
  });

  it('whose messages are refused stays, and what comes is read once they are given', async () => {
    const server = new FakeServer();
    const { phone, worker } = await talking(server);
    const repent = denying(server, /messages$/, 404);
    phone.student.inside.value?.socket.stop();
    worker.say('Not to be had.');
    await roomOf(phone).sync();
    expect(roomOf(phone).refused.value).toBe(true);
    expect(texts(phone)).toEqual(['I read your letter.']);
    repent();
    await roomOf(phone).sync();
    expect(texts(phone)).toEqual(['I read your letter.', 'Not to be had.']);
    expect([roomOf(phone).refused.value, roomOf(phone).warning.value]).toEqual([false, false]);
  });

  it('without the roster is opened by what was accepted before', async () => {
    const server = new FakeServer();
    const { phone } = await talking(server);
    phone.student.stop();
    denying(server, /roster$/, 404);
    const later = again(server, phone);
    await later.student.start();
    await until(() => later.student.place.value === 'room');
    expect(texts(later)).toEqual(['I read your letter.']);
  });

  it('whose end nobody signed goes on when the server says so', async () => {
    const server = new FakeServer();
    const { phone, worker } = await talking(server);
    worker.close(false);
    await until(() => phone.student.place.value === 'closed');
    expect(phone.student.case.value?.ending).toBe('unproven');
    const [found] = [...server.cases.values()];
    if (found === undefined) throw new Error('no case');
    Object.assign(found, { state: 'open', closedBy: null, close: null });
    await phone.student.refresh();
    await until(() => phone.student.place.value === 'room');
    // Also where its student had left it behind.
    worker.close(false);
    await until(() => phone.student.place.value === 'closed');
    phone.student.writeAgain();
    Object.assign(found, { state: 'open', closedBy: null, close: null });
    const later = again(server, phone);
    await later.student.start();
    await until(() => later.student.place.value === 'room');
  });

  it('that its worker ended by a signed word is not brought back, nor missed', async () => {
    const server = new FakeServer();
    const { phone, worker } = await talking(server);
    worker.close();
    await until(() => phone.student.place.value === 'closed');
    expect(phone.student.case.value?.ending).toBe('worker');
    phone.student.writeAgain();
    const [found] = [...server.cases.values()];
    if (found === undefined) throw new Error('no case');
    found.state = 'open';
    const later = again(server, phone);
    await later.student.start();
    await until(() => later.student.place.value === 'write');
    // Its keeping time is over: nobody asks where it is.
    server.cases.clear();
    const last = again(server, phone);
    await last.student.start();
    await until(() => last.student.place.value === 'write');
  });
});

describe('a message that was taken back', () => {
  it('is dropped once the server does not deny it any more', async () => {
    const server = new FakeServer();
    const { phone } = await talking(server);
    await roomOf(phone).send('Taken back.');
    await until(() => lastOwn(phone)?.tick === 'sent');
    const last = lastOwn(phone);
    if (last === undefined) throw new Error('nothing was said');
    const repent = denying(server, /unsend$/, 404);
    expect(await roomOf(phone).unsend(last)).toBe('later');
    repent();
    await roomOf(phone).sync();
    const kept = () => [...server.cases.values()][0]?.messages.find((row) => row.direction === 0);
    await until(() => kept()?.message === undefined);
  });
});

describe('a letter', () => {
  it('that was taken and is not listed stays with whoever wrote it', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    denying(server, LIST, { cases: [] });
    await writeLetter(phone, CANARY);
    expect(server.cases.size).toBe(1);
    expect(phone.student.draft.value).toBe(CANARY);
  });

  it('that waits and is not listed any more is said to be denied, until it is there again', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, CANARY);
    await until(() => phone.student.place.value === 'waiting');
    phone.student.stop();
    const repent = denying(server, LIST, { cases: [] });
    const more = denying(server, CASE, 404);
    const later = again(server, phone);
    await later.student.start();
    await until(() => later.student.place.value === 'denied');
    more();
    repent();
    await later.student.retry();
    await until(() => later.student.place.value === 'waiting');
  });
});

describe('an account', () => {
  it('that is refused keeps its keys, says so, and is let in again', async () => {
    const server = new FakeServer();
    const { phone } = await talking(server);
    phone.student.stop();
    const kept = phone.store.read('bundle');
    const repent = denying(server, /^POST .api.sessions$/, 401);
    const later = again(server, phone);
    await later.student.start();
    expect(later.student.place.value).toBe('return');
    expect(later.student.entry.refused.value).toBe(true);
    await later.student.entry.proveAgain();
    expect([later.student.place.value, later.store.read('bundle')]).toEqual(['return', kept]);
    // Agreeing once more makes no new keys in the place of those that are here.
    const enrolled = denying(server, /^POST .api.enrol$/, { token: 'x', me: null });
    later.student.entry.back();
    await later.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
    expect([later.student.place.value, later.store.read('bundle')]).toEqual(['return', kept]);
    enrolled();
    repent();
    await later.student.entry.proveAgain();
    await until(() => later.student.place.value === 'room');
    expect(later.student.entry.refused.value).toBe(false);
  });

  it('whose bundle comes back older loses nothing that this phone knew', async () => {
    const server = new FakeServer();
    const { phone } = await talking(server);
    const known = readHeld(phone.store.read('bundle'), 'student');
    if (known === null) throw new Error('nothing is kept');
    const bare = [...known.bundle.notes('meta/').keys()].reduce(
      (one, name) => one.withNote(name as `meta/${string}`, null),
      known.bundle,
    );
    const older = { ...known, bundle: bare, revision: 1 };
    const whole = withKnown(older, { ...known, revision: 5 });
    expect(whole.bundle.notes('meta/')).toEqual(known.bundle.notes('meta/'));
    expect(whole.bundle.roster).toEqual(known.bundle.roster);
    expect(withKnown(older, null)).toBe(older);
    const newer = { ...known, bundle: known.bundle.withNote('meta/new', Uint8Array.of(1)) };
    const joined = withKnown({ ...newer, revision: 9 }, known).bundle;
    expect(equal(joined.note('meta/new') ?? new Uint8Array(), Uint8Array.of(1))).toBe(true);
  });
});
