// Answers that come late. Lives here: whether what was asked for still counts once its answer is there, and looking
// again where it does not. Must not: keep what was answered.

/** Of several asks for one thing the one asked last counts, in whatever order the answers come. */
export class Newest {
  #asked = 0;
  /** What was asked before this one counts no more. */
  #from = 0;

  /**
   * To be called when asking. What it gives is called once the answer is there, and says whether that still
   * counts: not where a later one was answered, nor after `pass`.
   */
  ask(): () => boolean {
    this.#asked += 1;
    const mine = this.#asked;
    return () => {
      if (mine < this.#from) return false;
      this.#from = mine;
      return true;
    };
  }

  /** Somebody moved on, or did what no answer knows that was asked for before. */
  pass(): void {
    this.#asked += 1;
    this.#from = this.#asked;
  }
}

/** Looks that take several calls, and are made again where one no longer counts half-way. */
export class Looks {
  readonly #asked = new Newest();
  #last: Promise<unknown> = Promise.resolve();

  /**
   * `look` gives false once it no longer `counts`. Then it is made again: at once after `pass`, and otherwise when
   * the one that overtook it is through, as two at once would overtake each other for ever.
   */
  async run(look: (counts: () => boolean) => Promise<boolean>): Promise<void> {
    const mine = look(this.#asked.ask());
    this.#last = mine;
    if (await mine) return;
    if (this.#last !== mine) await this.#last.catch(() => undefined);
    return this.run(look);
  }

  /** As `Newest.pass`. */
  pass(): void {
    this.#asked.pass();
  }
}
