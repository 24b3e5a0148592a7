// A worker who cannot carry on. Lives here: a last word, and the end once it has arrived. Must not: say why to
// anybody, or choose the words.
import { effect } from '@preact/signals';
import type { RoomState } from '../../state/room.ts';
import type { Coded } from './counted.ts';
import type { WorkerCase } from './worker-case.ts';

/** How long a last word may take before the worker is asked to try again. */
const ARRIVES_WITHIN_MS = 20_000;

/** Whether all that was written here has arrived, soon enough. */
function arrived(room: RoomState): Promise<boolean> {
  return new Promise((resolve) => {
    let stop: (() => void) | undefined;
    const done = (through: boolean): void => {
      clearTimeout(timer);
      resolve(through);
      queueMicrotask(() => stop?.());
    };
    const timer = setTimeout(() => done(false), ARRIVES_WITHIN_MS);
    stop = effect(() => {
      if (!room.messages.value.some((one) => one.mine && one.tick === 'sending')) done(true);
    });
  });
}

/**
 * Says the words, waits until they have arrived, and ends the conversation. False when they have not:
 * nothing ended then, and the same words are not said twice. Throws ApiError when ending failed.
 */
export async function endWith(found: WorkerCase, words: string, coded: Coded): Promise<boolean> {
  const room = found.room.value;
  if (room === null) return false;
  const last = room.messages.value.filter((one) => one.mine).at(-1);
  if (last?.text !== words && !(await room.send(words))) return false;
  if (!(await arrived(room))) return false;
  await found.close(coded);
  return true;
}
