// When a hint is due. Lives here: pauses in writing, what was noticed already in this text. Must not: show
// anything, keep a text beyond the screen, or know the rules.
import type { Noticed } from './attend.ts';
import type { About } from './types.ts';

/** A pause in writing that is long enough to look. */
export const PAUSE_MS = 900;

export interface Timer {
  set(run: () => void, milliseconds: number): number;
  clear(timer: number): void;
}

/** Follows one writing box. Each text, from empty to sent, has matches of its own. */
export class Watch {
  readonly #notice: (text: string) => Noticed;
  readonly #onNew: () => void;
  readonly #timer: Timer;
  #text = '';
  #met = new Set<About>();
  #waiting: number | null = null;

  constructor(parts: {
    readonly notice: (text: string) => Noticed;
    readonly onNew: () => void;
    readonly timer: Timer;
  }) {
    this.#notice = parts.notice;
    this.#onNew = parts.onNew;
    this.#timer = parts.timer;
  }

  /** The box holds `text` now; '' is sent or emptied. */
  write(text: string): void {
    this.stop();
    if (text === '') {
      // Sent before there was a pause: it is looked at once more, and then forgotten.
      this.#look();
      this.#text = '';
      this.#met = new Set();
      return;
    }
    this.#text = text;
    this.#waiting = this.#timer.set(() => this.#look(), PAUSE_MS);
  }

  stop(): void {
    if (this.#waiting !== null) this.#timer.clear(this.#waiting);
    this.#waiting = null;
  }

  #look(): void {
    if (this.#text === '') return;
    const before = this.#met.size;
    for (const about of this.#notice(this.#text).about) this.#met.add(about);
    if (this.#met.size > before) this.#onNew();
  }
}
