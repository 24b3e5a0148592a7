// Coming back into a locked room without what unlocks it. Lives here: getting in by words, or starting over,
// beside what is locked. Must not: throw any of that away before somebody is in.
import { effect } from '@preact/signals';
import { LocalStore, memoryShelf } from '../state/local.ts';
import type { RoomDoor } from '../state/room-door.ts';
import { Vault } from '../state/vault.ts';

/** Shows the way back in; what was locked is thrown away once they are in, and untouched until then. */
export async function comeBack(door: RoomDoor): Promise<void> {
  const { make, cloud } = door.parts;
  const store = new LocalStore({ shelf: memoryShelf(), prefix: '' });
  const { remove, write } = cloud;
  // Whoever holds this phone could have what lies in Telegram: it does not open a lock.
  const read = async () => ({ ok: true, value: '' }) as const;
  const vault = new Vault({ local: store, secure: null });
  const student = make({ store, vault, cloud: { read, write, remove } });
  await student.start();
  const { entry } = student;
  if (entry.state.value === 'agreeing') entry.beenHere();
  let anew = false;
  const stop = effect(() => {
    const [state, account] = [entry.state.value, entry.account.value];
    anew ||= entry.anew;
    // What is being done there is finished first: the keys are kept right after they got in.
    if (account !== null) queueMicrotask(() => void adopt());
    else if (state === 'agreeing' && !entry.anew) queueMicrotask(leave);
  });
  const leave = (): void => {
    stop();
    if (door.student.peek() === student) door.student.value = null;
    student.stop();
  };
  const adopt = async (): Promise<void> => {
    const keys = store.read('bundle');
    if (keys === null || door.student.peek() !== student) return;
    leave();
    await takeOver(door, keys, anew);
  };
  door.student.value = student;
}

/** The keys that got in are kept, without a lock; what only the lost secret opened is gone. */
async function takeOver(door: RoomDoor, keys: string, anew: boolean): Promise<void> {
  const { store, vault } = door;
  store.cover = null;
  for (const name of store.covered) store.remove(name);
  store.remove('lock-tries');
  // Sealed with keys that were given up, it is nobody's any more.
  if (anew) store.remove('request');
  await vault.write(keys);
  await vault.keepLock(null);
  await door.open();
}
