// What a worker is writing. Lives here: one text for each case, in memory only, so that a lapse or a lock
// does not lose it. Must not: write anything to the device.
import { type Signal, signal } from '@preact/signals';

export class Drafts {
  readonly #all: Signal<ReadonlyMap<string, Signal<string>>> = signal(new Map());

  of(caseId: string): Signal<string> {
    const known = this.#all.peek().get(caseId);
    if (known !== undefined) return known;
    const made = signal('');
    this.#all.value = new Map([...this.#all.peek(), [caseId, made]]);
    return made;
  }

  /** Whether anything written was not sent. */
  get pending(): boolean {
    return [...this.#all.value.values()].some((one) => one.value !== '');
  }
}
