// Answers that a test holds back. Lives here: which, and letting them go. Must not: what is answered.

export class Held {
  readonly #back = new Map<string, Promise<void>>();

  /** The answer to the next call of this name is as things are then, and comes once what this gives is called. */
  back(name: string): () => void {
    let go = (): void => undefined;
    this.#back.set(name, new Promise((resolve) => (go = resolve)));
    return go;
  }

  /** What a call of this name waits for; null where nothing is held back. */
  take(name: string): Promise<void> | null {
    const found = this.#back.get(name) ?? null;
    this.#back.delete(name);
    return found;
  }
}

/** Lets everything run that waits for nothing else. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
