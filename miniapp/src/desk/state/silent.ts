// A student who has fallen silent, as this device sees it. Lives here: since when, and for how many days. Must
// not: tell anybody; the service goes by its own count (intake/silence.py).
import { effect, type ReadonlySignal } from '@preact/signals';
import type { ShownMessage } from '../../crypto/timeline.ts';

const DAY = 86_400;

/**
 * Whole days since the student's last word, or since the conversation began where there is none; null while
 * nothing was said at all.
 */
export function silentDays(messages: readonly ShownMessage[], now: number): number | null {
  const times = messages.flatMap(({ mine, time }) => (time === null ? [] : [{ mine, time }]));
  const theirs = times.filter((one) => !one.mine).map((one) => one.time);
  const since = theirs.length > 0 ? Math.max(...theirs) : times[0]?.time;
  return since === undefined ? null : Math.max(0, Math.floor((now - since) / DAY));
}

const PATIENCE_MS = 10_000;

/** Whether everything that was written in a room has reached the service, within a few seconds. */
export function wentOut(room: {
  readonly messages: ReadonlySignal<readonly ShownMessage[]>;
}): Promise<boolean> {
  return new Promise((resolve) => {
    let quit = (): void => undefined;
    const done = (out: boolean): void => {
      clearTimeout(timer);
      // Not while the effect runs that found it.
      queueMicrotask(() => quit());
      resolve(out);
    };
    const timer = setTimeout(() => done(false), PATIENCE_MS);
    quit = effect(() => {
      if (!room.messages.value.some((one) => one.mine && one.tick === 'sending')) done(true);
    });
  });
}
