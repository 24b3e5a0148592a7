// What is read from the server for as long as somebody looks at it. Lives here: when it is read again. Must not: what
// it is, or who looks.
import { effect, type ReadonlySignal, untracked } from '@preact/signals';

/** A list that goes stale while no view shows it. What was known stays on the screen until it was read anew. */
export class Fresh {
  readonly #news: ReadonlySignal<number>;
  readonly #read: () => Promise<unknown>;
  /** The news up to which it was read. */
  #at = 0;

  /** `news` counts up with all that the server says; 0: the desk has not looked yet, so nothing is read. */
  constructor(news: ReadonlySignal<number>, read: () => Promise<unknown>) {
    this.#news = news;
    this.#read = read;
  }

  /** For a count or a line of it: read if there was news since, and at all news until told to stop. */
  keep(): () => void {
    return effect(() => {
      const news = this.#news.value;
      if (news === this.#at) return;
      this.#at = news;
      untracked(() => void this.#read());
    });
  }

  /** For its own screen: read in any case, then kept. */
  open(): () => void {
    this.#at = 0;
    return this.keep();
  }
}
