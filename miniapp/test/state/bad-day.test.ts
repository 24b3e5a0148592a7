// Letters and rooms on a bad day. Lives here: answers lost while changing a request, a full phone, a
// server that goes back, texts that do not fit, bodies that were not dropped. Must not: getting in.
import { describe, expect, it, vi } from 'vitest';
import type { Call } from '../../src/api/http.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import type { RoomState } from '../../src/state/room.ts';
import { openPhone, type Phone, until, writeLetter } from '../fake/phone.ts';
import { ADULT_NOTICE, FakeServer } from '../fake/server.ts';
import { FakeWorker } from '../fake/worker.ts';

const LETTER = 'the heron sleeps on one leg';

function failing(server: FakeServer, when: (call: Call) => boolean): () => void {
  server.cut = when;
  return () => {
    server.cut = null;
  };
}

const caseOf = (phone: Phone): string => phone.student.case.value?.id ?? '';

function roomOf(phone: Phone): RoomState {
  const room = phone.student.case.value?.room.value;
  if (!room) throw new Error('there is no room');
  return room;
}

const texts = (phone: Phone) => roomOf(phone).messages.value.map((one) => one.text);

async function waiting(server: FakeServer): Promise<Phone> {
  const phone = openPhone(server);
  await writeLetter(phone, LETTER);
  await until(() => phone.student.place.value === 'waiting' && caseOf(phone) !== '');
  return phone;
}

async function inRoom(server: FakeServer): Promise<{ phone: Phone; worker: FakeWorker }> {
  const phone = await waiting(server);
  const worker = new FakeWorker(server, caseOf(phone));
  worker.claim();
  worker.accept('I read your letter.');
  await until(() => phone.student.place.value === 'room' && texts(phone).length === 1);
  return { phone, worker };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a letter', () => {
  it('is not lost when another one is there already', async () => {
    const server = new FakeServer();
    await waiting(server);
    const second = openPhone(server);
    await second.student.start();
    // The same person on a phone that was in the middle of a letter when the other one sent theirs.
    const first = [...server.cases.values()][0];
    const other = new FakeServer(server.team);
    const phone = openPhone(other);
    await writeLetter(phone, 'x');
    await until(() => phone.student.place.value === 'waiting');
    await phone.student.close();
    phone.student.writeAgain();
    phone.student.draft.value = 'my second thoughts';
    const found = [...other.cases.values()][0];
    if (first === undefined || found === undefined) throw new Error('no case');
    found.state = 'waiting';
    await phone.student.send();
    expect(phone.student.trouble.value).toBe('exists');
    expect(phone.student.draft.value).toBe('my second thoughts');
  });

  it('that was sent stays until it is seen to be there, and is not offered again', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    const restore = failing(
      server,
      ({ method, path }) => method === 'GET' && path === '/api/cases' && server.cases.size > 0,
    );
    await writeLetter(phone, LETTER);
    expect(phone.student.place.value).toBe('unreachable');
    expect(phone.student.draft.value).toBe(LETTER);
    restore();
    await phone.student.retry();
    await until(() => phone.student.place.value === 'waiting');
    expect(phone.student.draft.value).toBe('');
  });

  it('that could not be kept is not sent later after all', async () => {
    const server = new FakeServer();
    const kept = new Map<string, string>();
    let full = false;
    const shelf = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => {
        if (full && key.endsWith('bundle')) throw new Error('full');
        kept.set(key, value);
      },
      removeItem: (key: string) => void kept.delete(key),
    };
    const phone = openPhone(server, { shelf });
    await phone.student.start();
    await phone.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
    await until(() => phone.student.place.value === 'write');
    full = true;
    phone.student.draft.value = LETTER;
    await phone.student.send();
    expect(phone.student.trouble.value).toBe('not-kept');
    server.dropLines();
    await until(() => !phone.student.connected.value);
    phone.student.hurry();
    await until(() => phone.student.connected.value);
    await settle();
    expect(server.cases.size).toBe(0);
  });

  it('with half a character in it is sent all the same', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, 'cut \ud83d');
    await until(() => phone.student.place.value === 'waiting');
    expect(new FakeWorker(server, caseOf(phone)).letter()).toBe('cut \ufffd');
  });
});

describe('words that are different', () => {
  it('stop everything until they are compared again', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await phone.student.start();
    await phone.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
    await until(() => phone.student.place.value === 'write');
    phone.student.draft.value = LETTER;
    await phone.student.inside.value?.team.denyWords();
    expect(phone.student.place.value).toBe('mismatch');
    await phone.student.send();
    expect(server.cases.size).toBe(0);
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.place.value === 'mismatch');
    await again.student.inside.value?.team.compareAgain();
    expect(again.student.place.value).toBe('write');
  });

  it('stop a conversation too', async () => {
    const server = new FakeServer();
    const { phone } = await inRoom(server);
    await phone.student.inside.value?.team.denyWords();
    expect(phone.student.place.value).toBe('mismatch');
  });
});

describe('a change whose answer is lost', () => {
  it('keeps whom the student would rather not talk to out of every later revision', async () => {
    const server = new FakeServer();
    const phone = await waiting(server);
    const [, second] = server.team.workers;
    const avoid = [toBase64url(second?.sign.public ?? new Uint8Array())];
    server.loseAnswerTo = `PUT /api/requests/${caseOf(phone)}`;
    await phone.student.revise({ avoid, phone: '0100' });
    expect(await phone.student.revise({ name: 'Robin' })).toBe(true);
    const wishes = phone.student.case.value?.own.value?.wishes;
    expect(wishes).toMatchObject({ avoid, phone: '0100', name: 'Robin' });
    expect(() => new FakeWorker(server, caseOf(phone), second).letter()).toThrow('not asked');
  });

  it('and a device that does not know the list asks nobody whom the request left out', async () => {
    const server = new FakeServer();
    const phone = await waiting(server);
    const [, second] = server.team.workers;
    const avoid = [toBase64url(second?.sign.public ?? new Uint8Array())];
    await phone.student.revise({ avoid });
    const id = phone.student.case.value?.caseId ?? new Uint8Array();
    const { noteOf } = await import('../../src/state/request.ts');
    await phone.student.inside.value?.account.change((one) =>
      one.withNote(noteOf.wishes(id as Parameters<typeof noteOf.wishes>[0]), null),
    );
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.place.value === 'waiting');
    expect(await again.student.revise({ name: 'Robin' })).toBe(true);
    expect(() => new FakeWorker(server, caseOf(phone), second).letter()).toThrow('not asked');
  });
});

describe('a server that goes back', () => {
  it('to a revision before the last is not believed', async () => {
    const server = new FakeServer();
    const phone = await waiting(server);
    const found = server.cases.get(caseOf(phone));
    const before = found?.body;
    expect(await phone.student.revise({ letter: 'not that after all' })).toBe(true);
    if (found === undefined || before === undefined) throw new Error('no case');
    found.body = before;
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.case.value !== null);
    expect(again.student.case.value?.own.value).toBeNull();
  });

  it('to before the worker answered cannot take the room away', async () => {
    const server = new FakeServer();
    const { phone } = await inRoom(server);
    const found = server.cases.get(caseOf(phone));
    if (found === undefined) throw new Error('no case');
    found.state = 'waiting';
    found.epochs = [];
    found.messages = [];
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.place.value === 'room');
    expect(texts(again)).toEqual(['I read your letter.']);
    await until(() => roomOf(again).warning.value);
  });
});

describe('a look that fails while the line stays', () => {
  it('is taken again', async () => {
    const polls: (() => void)[] = [];
    const timer = vi.spyOn(globalThis, 'setInterval').mockImplementation((work, ms) => {
      if (ms === 20_000) polls.push(work as () => void);
      return 0 as unknown as ReturnType<typeof setInterval>;
    });
    const server = new FakeServer();
    const phone = await waiting(server);
    const worker = new FakeWorker(server, caseOf(phone));
    worker.claim();
    const restore = failing(server, ({ path }) => path.includes('/api/cases/'));
    worker.accept('hello');
    await settle();
    expect(phone.student.place.value).toBe('waiting');
    restore();
    for (const look of polls) look();
    await until(() => phone.student.place.value === 'room');
    timer.mockRestore();
  });
});

describe('an epoch that does not pass', () => {
  it('leaves what was read in sight, warns, and is not written into', async () => {
    const server = new FakeServer();
    const { phone } = await inRoom(server);
    const found = server.cases.get(caseOf(phone));
    const [first] = found?.epochs ?? [];
    if (found === undefined || first === undefined) throw new Error('no epoch');
    found.epochs = [first, { ...first }];
    server.tell({ t: 'case', case: found.id });
    await until(() => roomOf(phone).unchecked.value);
    expect(phone.student.place.value).toBe('room');
    expect(texts(phone)).toEqual(['I read your letter.']);
    const before = server.frames.length;
    await roomOf(phone).send('to whom?');
    await settle();
    expect(server.frames.slice(before).some((one) => one.includes('"send"'))).toBe(false);
  });
});

describe('messages', () => {
  it('said twice in one second while offline are both said', async () => {
    const server = new FakeServer();
    const phone = await waiting(server);
    const worker = new FakeWorker(server, caseOf(phone));
    worker.claim();
    worker.accept('hello');
    await until(() => Boolean(phone.student.case.value?.room.value));
    const room = roomOf(phone);
    // Before anything was read, nothing can be sealed.
    await Promise.all([room.send('ok'), room.send('ok')]);
    await until(() => room.messages.value.filter((one) => one.tick === 'sent').length === 2);
    expect(worker.read()).toEqual(['ok', 'ok']);
  });

  it('with half a character do not shut the room', async () => {
    const server = new FakeServer();
    const { phone, worker } = await inRoom(server);
    expect(await roomOf(phone).send('cut \ud83d')).toBe(true);
    await until(() => worker.read().length === 1);
    expect(worker.read()).toEqual(['cut \ufffd']);
    expect(roomOf(phone).unchecked.value).toBe(false);
  });

  it('taken back while the call fails are dropped from the server later, once', async () => {
    const server = new FakeServer();
    const { phone } = await inRoom(server);
    const room = roomOf(phone);
    await room.send('not that');
    await until(() => room.messages.value.some((one) => one.tick === 'sent'));
    const restore = failing(server, ({ path }) => path.endsWith('/unsend'));
    const message = room.messages.value.find((one) => one.text === 'not that');
    if (message === undefined) throw new Error('no message');
    expect(await room.unsend(message)).toBe('later');
    const stored = () => server.cases.get(caseOf(phone))?.messages ?? [];
    const body = () =>
      stored().find((row) => row.direction === 0 && row.counter === message.counter);
    expect(body()?.message).toBeTruthy();
    restore();
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => body()?.message === undefined);
    await roomOf(again).sync();
    await settle();
    const asked = server.calls.filter((one) => one.call.endsWith('/unsend'));
    expect(asked.length).toBe(1);
  });
});
