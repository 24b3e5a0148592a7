// Answers that come late. Lives here: whether what was asked for still counts once its answer is there. Must not:
// ask, or keep what was answered.

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
