// What is said of what went wrong. Lives here: how long it stays, which is not the same for what somebody did and for
// what the desk looks at by itself. Must not: what went wrong, or its words.
import type { Signal } from '@preact/signals';

export class Said<Trouble extends string> {
  readonly #trouble: Signal<Trouble | null>;
  /** What was said because a look failed. */
  #ofLook: Trouble | null = null;

  constructor(trouble: Signal<Trouble | null>) {
    this.#trouble = trouble;
  }

  /** `quiet`: nobody asked for it, and what is said of what somebody did stays. */
  went(quiet: boolean): void {
    const said = this.#trouble.peek();
    if (!quiet || said === 'offline' || said === this.#ofLook) this.#trouble.value = null;
  }

  failed(as: Trouble, quiet: boolean): void {
    this.#trouble.value = as;
    this.#ofLook = quiet ? as : null;
  }
}
