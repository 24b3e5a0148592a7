// The lock on a student's room (protocol.md §26). Lives here: what is kept under it, opening it, waiting after
// wrong tries, and coming back for whoever forgot it. Must not: Argon2id itself; crypto/vectors.test.ts tries that.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { newWords } from '../../src/keys/keeping.ts';
import { comeBack } from '../../src/lock/coming-back.ts';
import { readLock } from '../../src/lock/making.ts';
import { fits, setLock, setMinutes, takeLock, unlock } from '../../src/lock/standing.ts';
import { pauseAfter } from '../../src/lock/tries.ts';
import { secretUnder } from '../../src/state/keeping.ts';
import { COVERED, memoryShelf, SHUT, type Shelf } from '../../src/state/local.ts';
import type { RoomDoor } from '../../src/state/room-door.ts';
import type { Student } from '../../src/state/student.ts';
import { fakeCloud, openDoor, until } from '../fake/phone.ts';
import { ADULT_NOTICE, FakeServer } from '../fake/server.ts';

// Locking by itself needs a page.
beforeAll(() => void vi.stubGlobal('document', new EventTarget()));
afterAll(() => void vi.unstubAllGlobals());

// A page has one door, and leaving it ends what watches the page.
const doors: RoomDoor[] = [];
afterEach(() => {
  for (const door of doors.splice(0)) door.watch?.stop();
});

function opened(...given: Parameters<typeof openDoor>): ReturnType<typeof openDoor> {
  const made = openDoor(...given);
  doors.push(made.door);
  return made;
}

const PIN = '246810';
const LETTER = 'Not sent yet.';

function inside(door: RoomDoor): Student {
  const student = door.student.value;
  if (student === null) throw new Error('it is locked');
  return student;
}

/** Somebody who agreed, kept words, began a letter and set a lock. */
async function locked(
  server: FakeServer,
  options: { shelf?: Shelf; words?: readonly string[]; secure?: ReturnType<typeof fakeCloud> } = {},
) {
  const { door, shelf } = opened(server, options);
  await door.open();
  const student = inside(door);
  await student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
  await until(() => student.place.value === 'write');
  const { words } = options;
  if (words !== undefined) {
    const secret = { kind: 'words', words } as const;
    const account = student.inside.value?.account;
    await account?.keepUnder('words', (key) => secretUnder({ side: 'student', secret, key }));
  }
  student.draft.value = LETTER;
  expect(await setLock({ door, student, typed: PIN, minutes: 5 })).toBe(true);
  return { door, shelf, student };
}

const everything = (shelf: Shelf): string =>
  Array.from({ length: shelf.length ?? 0 }, (_, at) => {
    const key = shelf.key?.(at) ?? '';
    return `${key}=${shelf.getItem(key)}`;
  }).join('\n');

describe('a locked room', () => {
  it('keeps nothing readable, asks nothing of the server, and opens with what was set', async () => {
    const server = new FakeServer();
    const { shelf, student } = await locked(server);
    expect(everything(shelf)).not.toContain(LETTER);
    expect(shelf.getItem('pl.1.bundle')?.startsWith(COVERED)).toBe(true);
    expect(shelf.getItem('pl.1.wishes')?.startsWith(COVERED)).toBe(true);
    // What is written while it is open is covered, too.
    student.draft.value = `${LETTER} More.`;
    expect(everything(shelf)).not.toContain('More.');

    const again = opened(server, { shelf });
    const before = server.calls.length;
    await again.door.open();
    expect(again.door.student.value).toBeNull();
    expect(server.calls.length).toBe(before);
    expect(await unlock(again.door, '246811')).toEqual({ is: 'wrong', wait: 0 });
    expect(await unlock(again.door, PIN)).toEqual({ is: 'in' });
    await until(() => inside(again.door).place.value === 'write');
    expect(inside(again.door).draft.value).toBe(`${LETTER} More.`);
    expect(server.people.size).toBe(1);
  });

  it('lets go of keys, session and text at once, and nothing late takes their place', async () => {
    const server = new FakeServer();
    const { door, shelf, student } = await locked(server);
    const kept = everything(shelf);
    door.shut();
    expect(door.student.value).toBeNull();
    expect(door.store.cover).toBe(SHUT);
    expect(student.entry.account.value).toBeNull();
    expect(await student.entry.renew()).toBeNull();
    expect(door.store.read('draft')).toBeNull();
    student.draft.value = '';
    student.setWishes({ topic: 'late' });
    expect(everything(shelf)).toBe(kept);
    await until(() => server.calls.some(({ call }) => call === 'DELETE /api/session'));
  });

  it('covers what a crash left open while the lock was made', async () => {
    const server = new FakeServer();
    const { shelf } = await locked(server);
    shelf.setItem('pl.1.unsealed/abc', '["in the clear"]');
    const { door } = opened(server, { shelf });
    await door.open();
    expect(await unlock(door, PIN)).toEqual({ is: 'in' });
    expect(everything(shelf)).not.toContain('in the clear');
    expect(door.store.readJson('unsealed/abc')).toEqual(['in the clear']);
    // One value in another's place opens nothing.
    shelf.setItem('pl.1.wishes', shelf.getItem('pl.1.draft') ?? '');
    expect(door.store.read('wishes')).toBeNull();
  });

  it('lies where the keys lie, so that a web view that loses its storage loses neither', async () => {
    const server = new FakeServer();
    const secure = fakeCloud();
    await locked(server, { secure });
    const { door } = opened(server, { secure, shelf: memoryShelf() });
    await door.open();
    expect(door.student.value).toBeNull();
    expect(secure.kept.get('bundle')?.startsWith(COVERED) ?? true).toBe(true);
    expect(await unlock(door, PIN)).toEqual({ is: 'in' });
  });

  it('is taken away by whoever knows what unlocks it, and by nobody else', async () => {
    const server = new FakeServer();
    const { door, shelf, student } = await locked(server);
    expect(await setMinutes(door, 15)).toBe(true);
    expect(readLock(door.lock.value ?? '')?.minutes).toBe(15);
    // An open room in other hands is no place to guess at leisure either.
    for (let count = 0; count < 5; count += 1) {
      expect((await takeLock(door, student, 'wrong one')).is).toBe('wrong');
    }
    expect((await takeLock(door, student, PIN)).is).toBe('early');
    expect(door.lock.value).not.toBeNull();
    shelf.removeItem('pl.1.lock-tries');
    expect((await takeLock(door, student, PIN)).is).toBe('in');
    expect(door.lock.value).toBeNull();
    const again = opened(server, { shelf });
    await again.door.open();
    await until(() => inside(again.door).place.value === 'write');
    expect(inside(again.door).draft.value).toBe(LETTER);
  });
});

describe('wrong tries', () => {
  it('make people wait, longer each time, also over a restart, and destroy nothing', async () => {
    const server = new FakeServer();
    const { shelf } = await locked(server);
    let now = 1_000;
    const { door } = opened(server, { shelf });
    await door.open();
    for (let count = 0; count < 4; count += 1) {
      expect(await unlock(door, 'not this', undefined, () => now)).toEqual({
        is: 'wrong',
        wait: 0,
      });
    }
    expect(await unlock(door, 'not this', undefined, () => now)).toEqual({ is: 'wrong', wait: 30 });
    now += 29;
    const again = opened(server, { shelf });
    await again.door.open();
    expect(await unlock(again.door, PIN, undefined, () => now)).toEqual({ is: 'early', wait: 1 });
    // A clock that was set back makes nobody wait longer than the pause.
    expect(await unlock(again.door, PIN, undefined, () => 5)).toEqual({ is: 'early', wait: 30 });
    now += 1;
    expect(await unlock(again.door, PIN, undefined, () => now)).toEqual({ is: 'in' });
    expect(shelf.getItem('pl.1.lock-tries')).toBeNull();
    expect([4, 5, 6, 7, 40].map(pauseAfter)).toEqual([0, 30, 60, 120, 900]);
  });

  it('are spared whoever chooses what is too short', () => {
    expect(['12345', '123456', 'a'.repeat(65)].map(fits)).toEqual([false, true, false]);
  });
});

describe('whoever forgot it', () => {
  it('comes in by their words; only then is what was locked thrown away', async () => {
    const server = new FakeServer();
    const { words } = await newWords('words');
    const { shelf } = await locked(server, { words });
    const { door } = opened(server, { shelf });
    await door.open();
    const kept = everything(shelf);
    await comeBack(door);
    const beside = inside(door);
    expect(beside.place.value).toBe('return');
    await beside.entry.unlock({ kind: 'words', words: (await newWords('words')).words });
    expect(beside.place.value).toBe('return');
    expect(everything(shelf)).toBe(kept);
    await beside.entry.unlock({ kind: 'words', words });
    await until(() => door.student.value !== beside && door.student.value !== null);
    await until(() => inside(door).place.value === 'write');
    expect(everything(shelf)).not.toContain(COVERED);
    expect(door.lock.value).toBeNull();
    expect(inside(door).draft.value).toBe('');
    expect(server.people.size).toBe(1);
  });

  it('finds it locked again when they turn back', async () => {
    const server = new FakeServer();
    const { shelf } = await locked(server);
    const { door } = opened(server, { shelf });
    await door.open();
    await comeBack(door);
    inside(door).entry.back();
    await until(() => door.student.value === null);
    expect(await unlock(door, PIN)).toEqual({ is: 'in' });
    expect(inside(door).draft.value).toBe(LETTER);
  });

  it('may start over, with keys of their own', async () => {
    const server = new FakeServer();
    const { shelf } = await locked(server);
    const { door } = opened(server, { shelf });
    await door.open();
    await comeBack(door);
    const beside = inside(door);
    beside.entry.startAnew();
    expect(beside.place.value).toBe('agree');
    await beside.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
    await until(() => door.student.value !== beside && door.student.value !== null);
    await until(() => inside(door).place.value === 'write');
    expect(everything(shelf)).not.toContain(COVERED);
  });
});
