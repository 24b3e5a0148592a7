// The policy in force, asked for when a screen first needs it. Lives here: asking once and keeping the
// answer. Must not: words, or anything about a person; it is the same for everybody.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Policy } from '../api/types.ts';

/** Null until the first answer; `load` asks where there is none, and again after a failure. */
export class PolicySource {
  readonly #policy = signal<Policy | null>(null);
  readonly #ask: () => Promise<Policy>;
  #asking = false;

  constructor(ask: () => Promise<Policy>) {
    this.#ask = ask;
  }

  get policy(): ReadonlySignal<Policy | null> {
    return this.#policy;
  }

  async load(): Promise<void> {
    if (this.#asking || this.#policy.value !== null) return;
    this.#asking = true;
    try {
      this.#policy.value = await this.#ask();
    } catch {
      // Out of reach: the next screen that needs it asks again.
    } finally {
      this.#asking = false;
    }
  }
}
