// What is the same for everybody, asked for when a screen first needs it. Lives here: asking once and keeping
// the answer. Must not: words, or anything about a person.
import { type ReadonlySignal, signal } from '@preact/signals';

/** Null until the first answer; `load` asks where there is none, and again after a failure. */
export class Source<T> {
  /** Whether the last try found nobody. */
  readonly failed = signal(false);
  readonly #found = signal<T | null>(null);
  readonly #ask: () => Promise<T>;
  #asking = false;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  get found(): ReadonlySignal<T | null> {
    return this.#found;
  }

  async load(): Promise<void> {
    if (this.#asking || this.#found.value !== null) return;
    this.#asking = true;
    try {
      this.#found.value = await this.#ask();
      this.failed.value = false;
    } catch {
      // Out of reach: the next screen that needs it asks again.
      this.failed.value = true;
    } finally {
      this.#asking = false;
    }
  }
}
