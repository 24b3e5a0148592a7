// What the server's nudges lead to. Lives here: looking again, at most so often, and again later where it
// did not work. Must not: what is looked at.

/** Between two looks: a desk asks several things at each, and the server bounds how often one may ask. */
const GAP_MS = 2_500;
const LONGEST_MS = 60_000;

/** Looks at the first nudge at once; however many come meanwhile, once more after the gap. */
export class Nudges {
  readonly #look: () => Promise<boolean>;
  #due = false;
  #busy = false;
  #stopped = false;
  #wait = GAP_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `look` says whether it worked; where it did not, it is asked again by itself, less and less often. */
  constructor(look: () => Promise<boolean>) {
    this.#look = look;
  }

  nudge(): void {
    this.#due = true;
    if (!this.#busy && !this.#stopped) void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#busy = true;
    this.#due = false;
    const worked = await this.#look();
    if (this.#stopped) return;
    this.#wait = worked ? GAP_MS : Math.min(this.#wait * 2, LONGEST_MS);
    this.#due ||= !worked;
    this.#timer = setTimeout(() => this.#rested(), this.#wait);
  }

  #rested(): void {
    this.#busy = false;
    if (this.#due) void this.#run();
  }
}
