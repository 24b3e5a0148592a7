// Answers that come late. Lives here: whether one still counts. Must not: ask for anything.

/** Of several asks the one asked last counts; one that is never answered keeps none from counting. */
export class Newest {
  private asked = 0;
  private from = 0;

  /** What it gives is called once the answer is there, and says whether that still counts. */
  ask(): () => boolean {
    this.asked += 1;
    const mine = this.asked;
    return () => {
      if (mine < this.from) return false;
      this.from = mine;
      return true;
    };
  }

  /** Nothing that was asked for before counts any more. */
  pass(): void {
    this.asked += 1;
    this.from = this.asked;
  }
}
