// Answers to what a screen asks for. Lives here: giving them by hand. Must not: what is answered.
import { act } from 'preact/test-utils';
import { settled } from './held.ts';

/** An answer that is given by hand, each to the oldest call that waits. */
export class Answers<T> {
  readonly #waiting: ((value: T) => void)[] = [];
  readonly asked: unknown[] = [];

  /** How many calls wait. */
  get calls(): number {
    return this.#waiting.length;
  }

  readonly call = (...what: unknown[]): Promise<T> => {
    this.asked.push(...what);
    return new Promise((resolve) => this.#waiting.push(resolve));
  };

  /** To the call that waits at this place. */
  give(value: T, at = 0): Promise<void> {
    const [answer] = this.#waiting.splice(at, 1);
    return act(async () => {
      answer?.(value);
      await settled();
    });
  }
}
