// A lock on this device's room. Lives here: setting one, opening it, taking it away, and watching whether
// anybody is there. Must not: Argon2id and sealing themselves (making.ts), or words.
import { IdleLock } from '../state/idle.ts';
import type { RoomDoor } from '../state/room-door.ts';
import type { Student } from '../state/student.ts';
import {
  LONGEST,
  type Minutes,
  makeLock,
  openLock,
  type Progress,
  readLock,
  SHORTEST,
  writeLock,
} from './making.ts';
import { Tries } from './tries.ts';

const seconds = (): number => Math.floor(Date.now() / 1000);

/** Whether it is long enough, and not longer than the box takes. */
export function fits(typed: string): boolean {
  const count = [...typed.normalize('NFKC')].length;
  return SHORTEST <= count && count <= LONGEST;
}

/** What became of a try. `wait` in seconds, 0 where the next one may be made at once. */
export type Tried =
  | { readonly is: 'in' }
  | { readonly is: 'wrong' | 'early'; readonly wait: number };

/** How long the next try has to wait, in seconds. */
export function waiting(door: RoomDoor, now: () => number = seconds): number {
  return new Tries({ store: door.store, now }).wait;
}

/** Opens the room. A lock that cannot be read opens to nobody, as after a wrong secret. */
export async function unlock(
  door: RoomDoor,
  typed: string,
  progress?: Progress,
  now: () => number = seconds,
): Promise<Tried> {
  const tries = new Tries({ store: door.store, now });
  if (tries.wait > 0) return { is: 'early', wait: tries.wait };
  const text = door.lock.peek() ?? '';
  const kept = readLock(text);
  tries.begin();
  const cover = kept === null ? null : await openLock(kept, typed, progress);
  // Another window made it another lock, or took it away: nothing may be covered by the one that was.
  if (cover !== null && door.lock.peek() !== text) return { is: 'early', wait: 0 };
  if (kept === null || cover === null) return { is: 'wrong', wait: tries.wait };
  tries.clear();
  // What a crash left open while the lock was made is covered now.
  door.store.keepUnder(cover);
  await door.vault.again();
  watch(door, kept.minutes);
  void door.enter(cover);
  return { is: 'in' };
}

/**
 * Locks what this device keeps from now on; the room stays open. False where it could not be kept: then
 * there is no lock.
 */
export async function setLock(request: {
  readonly door: RoomDoor;
  readonly student: Student;
  readonly typed: string;
  readonly minutes: Minutes;
  readonly progress?: Progress;
}): Promise<boolean> {
  const { door, student } = request;
  const account = student.inside.peek()?.account;
  if (account === undefined) return false;
  const { kept, cover } = await makeLock(request);
  const text = writeLock(kept);
  // First the lock, then what it covers: whatever breaks off between leaves nothing that does not open.
  const there = await door.vault.keepLock(text);
  const covered = there && door.store.keepUnder(cover) && (await account.change((one) => one));
  if (!covered) {
    await unlockFor(door, student);
    return false;
  }
  door.lock.value = text;
  watch(door, kept.minutes);
  return true;
}

/** Another number of minutes, for the same secret. */
export async function setMinutes(door: RoomDoor, minutes: Minutes): Promise<boolean> {
  const kept = readLock(door.lock.peek() ?? '');
  if (kept === null) return false;
  const text = writeLock({ ...kept, minutes });
  if (!(await door.vault.keepLock(text))) return false;
  door.lock.value = text;
  watch(door, minutes);
  return true;
}

/** Takes the lock away, for whoever knows what unlocks: an open room in other hands keeps it. */
export async function takeLock(
  door: RoomDoor,
  student: Student,
  typed: string,
  progress?: Progress,
): Promise<Tried> {
  const tries = new Tries({ store: door.store, now: seconds });
  if (tries.wait > 0) return { is: 'early', wait: tries.wait };
  const kept = readLock(door.lock.peek() ?? '');
  tries.begin();
  const right = kept !== null && (await openLock(kept, typed, progress)) !== null;
  if (!right) return { is: 'wrong', wait: tries.wait };
  tries.clear();
  await unlockFor(door, student);
  return { is: 'in' };
}

/** First everything open, then the lock away. */
async function unlockFor(door: RoomDoor, student: Student): Promise<void> {
  door.watch?.stop();
  door.watch = null;
  door.store.keepUnder(null);
  await student.inside.peek()?.account.change((one) => one);
  await door.vault.keepLock(null);
  door.lock.value = null;
}

function watch(door: RoomDoor, minutes: Minutes): void {
  door.watch?.stop();
  const lock = (): void => door.shut();
  door.watch = new IdleLock({ page: document, minutes, lock, now: () => Date.now() });
  door.watch.start();
}
