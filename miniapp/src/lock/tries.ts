// Wrong tries at a lock. Lives here: counting them on this device and how long they make one wait
// (protocol.md §26). Must not: destroy anything, however many there were.
import type { LocalStore } from '../state/local.ts';

/** So many are free: fingers slip. */
const FREE = 4;
const FIRST_SECONDS = 30;
const MOST_SECONDS = 900;

interface Kept {
  readonly count: number;
  readonly last: number;
}

/** Seconds to wait after this many wrong tries. */
export function pauseAfter(count: number): number {
  return count <= FREE ? 0 : Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** (count - FREE - 1));
}

export class Tries {
  readonly #store: LocalStore;
  readonly #now: () => number;

  /** `now` in Unix seconds. */
  constructor({ store, now }: { store: LocalStore; now: () => number }) {
    this.#store = store;
    this.#now = now;
  }

  /** Seconds until the next try; 0 when it may be made. A clock set back makes nobody wait longer. */
  get wait(): number {
    const { count, last } = this.#kept;
    const pause = pauseAfter(count);
    return Math.max(0, Math.min(pause, last + pause - this.#now()));
  }

  /** Counted before the answer is known, so that closing the app in between hides none. */
  begin(): void {
    this.#store.writeJson('lock-tries', { count: this.#kept.count + 1, last: this.#now() });
  }

  /** It was right: all is forgotten. */
  clear(): void {
    this.#store.remove('lock-tries');
  }

  get #kept(): Kept {
    const kept = this.#store.readJson('lock-tries') as Partial<Kept> | null;
    const [count, last] = [kept?.count, kept?.last];
    const known = Number.isSafeInteger(count) && Number.isSafeInteger(last);
    return known ? { count: Number(count), last: Number(last) } : { count: 0, last: 0 };
  }
}
