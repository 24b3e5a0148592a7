// Locking by itself (R9). Lives here: noticing that nobody touched the screen for a while. Must not: what
// locking does.

/** The part of the page that is watched; a test brings its own. */
export interface Watched {
  addEventListener(type: string, listener: () => void, options?: { passive: boolean }): void;
  removeEventListener(type: string, listener: () => void): void;
}

const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'];
const LOOK_MS = 5_000;

/** Calls `lock` once nobody did anything for `minutes`; a device that slept counts the time too. */
export class IdleLock {
  readonly #page: Watched;
  readonly #limitMs: number;
  readonly #lock: () => void;
  readonly #now: () => number;
  #last = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(parts: {
    readonly page: Watched;
    readonly minutes: number;
    readonly lock: () => void;
    /** Milliseconds. */
    readonly now: () => number;
  }) {
    this.#page = parts.page;
    this.#limitMs = parts.minutes * 60_000;
    this.#lock = parts.lock;
    this.#now = parts.now;
  }

  start(): void {
    this.stop();
    this.#last = this.#now();
    for (const sign of SIGNS) this.#page.addEventListener(sign, this.#touched, { passive: true });
    this.#page.addEventListener('visibilitychange', this.#look);
    this.#timer = setInterval(this.#look, LOOK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const sign of SIGNS) this.#page.removeEventListener(sign, this.#touched);
    this.#page.removeEventListener('visibilitychange', this.#look);
  }

  readonly #touched = (): void => {
    // Timers sleep with the device: a touch after too long locks rather than counts.
    if (this.#now() - this.#last >= this.#limitMs) this.#lock();
    else this.#last = this.#now();
  };

  readonly #look = (): void => {
    if (this.#now() - this.#last >= this.#limitMs) this.#lock();
  };
}
