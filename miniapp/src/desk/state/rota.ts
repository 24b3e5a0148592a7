// The rota on this device. Lives here: reading it, whose shifts they are by the team's own certificates, and
// keeping the next version. Must not: what it means for anybody else, or how it looks.

import { type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import { equal, fromBase64url } from '../../crypto/bytes.ts';
import { Newest } from '../../state/newest.ts';
import { Fresh } from './fresh.ts';
import type { DayChange, Hours, RotaAnswer, Shift, Slot } from './rota-answers.ts';
import * as answers from './rota-answers.ts';
import { Said } from './said.ts';
import type { DeskSide } from './side.ts';

export type RotaTrouble = 'offline' | 'changed' | 'failed';

/** What the coordinator changes. */
export interface RotaDraft {
  readonly hours: readonly Hours[];
  readonly slots: readonly Slot[];
  readonly changes: readonly DayChange[];
}

/** No desk is nudged when a shift begins or ends. */
const AGAIN_MS = 5 * 60_000;

export class Rota {
  readonly seen: Signal<RotaAnswer | null> = signal(null);
  readonly trouble: Signal<RotaTrouble | null> = signal(null);
  readonly busy = signal(false);
  /** What the coordinator is changing; in memory, also while another tab is shown. */
  readonly draft: Signal<RotaDraft | null> = signal(null);
  readonly changed = signal(false);
  readonly fresh: Fresh;
  readonly #side: DeskSide;
  readonly #asked = new Newest();
  readonly #said = new Said<RotaTrouble>(this.trouble);

  constructor(side: DeskSide) {
    this.#side = side;
    this.fresh = new Fresh(side.heard, () => this.load());
  }

  /** Reads it every few minutes, until told to stop. */
  regularly(): () => void {
    const timer = setInterval(() => void this.load(), AGAIN_MS);
    return () => clearInterval(timer);
  }

  /** Unix seconds. */
  get now(): number {
    return this.#side.time();
  }

  /** One's own account, by which one's own shifts are known. */
  get me(): string {
    return this.#side.account.me.value.account;
  }

  /** Who is on shift now, each once. */
  get on(): readonly Shift[] {
    const now = this.now;
    return (this.seen.value?.shifts ?? []).filter((one) => one.begins <= now && now < one.ends);
  }

  /** The next shift that begins; of one's own with `mine`. */
  next(mine = false): Shift | null {
    const coming = this.seen.value?.shifts.filter((one) => one.begins > this.now) ?? [];
    return coming.find((one) => !mine || one.worker === this.me) ?? null;
  }

  /** The name that their certificate in the accepted roster says; null without one. */
  nameOf(worker: string): string | null {
    const known = this.seen.value?.workers.find((one) => one.account === worker);
    if (known === undefined) return null;
    const id = fromBase64url(known.certificate);
    return this.#side.roster?.certificates.find((one) => equal(one.id, id))?.name ?? null;
  }

  async load(): Promise<void> {
    const counts = this.#asked.ask();
    await this.#try(async () => {
      const found = answers.rota(await this.#side.account.api.ask('GET', '/api/rota'));
      if (counts()) this.seen.value = found;
    }, true);
  }

  /** Begins a draft of what there is. */
  edit(): void {
    const found = this.seen.peek();
    if (found === null) return;
    const { hours, slots, changes } = found;
    this.trouble.value = null;
    this.draft.value = { hours, slots, changes };
  }

  change(part: Partial<RotaDraft>): void {
    const draft = this.draft.peek();
    if (draft === null) return;
    this.changed.value = true;
    this.draft.value = { ...draft, ...part };
  }

  discard(): void {
    this.changed.value = false;
    this.draft.value = null;
  }

  /**
   * Keeps the draft as the next version. What is changed while it is kept stays a draft, and so does all of it
   * when it did not work: then it is false. Where somebody else
   * was first theirs is read, so that saving again is a decision about it.
   */
  async save(): Promise<boolean> {
    const [draft, found] = [this.draft.peek(), this.seen.peek()];
    if (draft === null || found === null || this.busy.peek()) return false;
    this.busy.value = true;
    const kept = await this.#try(async () => {
      const body = { ...draft, version: found.version + 1 };
      await this.#side.account.api.ask('PUT', '/api/rota', body);
    });
    const trouble = this.trouble.peek();
    await this.load();
    this.busy.value = false;
    if (kept && this.draft.peek() === draft) this.discard();
    if (!kept) this.trouble.value = trouble;
    return kept;
  }

  async #try(work: () => Promise<void>, quiet = false): Promise<boolean> {
    try {
      await work();
      this.#said.went(quiet);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const away = error.failure === 'offline' || error.failure === 'unavailable';
      const other = away ? 'offline' : 'failed';
      this.#said.failed(isConflict(error, 'stale') ? 'changed' : other, quiet);
      return false;
    }
  }
}
