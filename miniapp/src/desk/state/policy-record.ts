// The policy's record, R28 and R30. Lives here: how the version in force stands, and recording that it was
// approved or looked at again. Must not: the policy's text (words/policy.ts), or who may do what.

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import type { SessionApi } from '../../api/session.ts';
import {
  b64,
  count,
  flag,
  listOf,
  maybe,
  object,
  oneOf,
  type Reader,
  text,
} from '../../api/shapes.ts';
import { Newest } from '../../state/newest.ts';
import { Fresh } from './fresh.ts';

export interface PolicyRow {
  readonly event: 'shown' | 'approved' | 'reviewed' | 'reminded';
  readonly digest: string;
  /** Unix seconds of the record. */
  readonly at: number;
  /** Empty for what the service did itself. */
  readonly role: string;
  /** Unix seconds of the day on which it was decided. */
  readonly decided: number | null;
}

export interface PolicyStanding {
  readonly profile: string;
  readonly digest: string;
  /** Whom the policy names for changes; null where it names nobody. */
  readonly approver: string | null;
  readonly approved: boolean;
  readonly review_months: number | null;
  readonly review_due: number | null;
  /** The newest first. */
  readonly rows: readonly PolicyRow[];
}

const standing: Reader<PolicyStanding> = object<PolicyStanding>({
  profile: text,
  digest: b64,
  approver: maybe(text),
  approved: flag,
  review_months: maybe(count),
  review_due: maybe(count),
  rows: listOf(
    object<PolicyRow>({
      event: oneOf('shown', 'approved', 'reviewed', 'reminded'),
      digest: b64,
      at: count,
      role: text,
      decided: maybe(count),
    }),
  ),
});

/** A review that is this near counts as due: the coordinator is told of it by then. */
const NEAR_SECONDS = 30 * 24 * 3600;

export type PolicyTrouble = 'offline' | 'changed' | 'failed';

export class PolicyRecord {
  readonly standing: Signal<PolicyStanding | null> = signal(null);
  readonly trouble: Signal<PolicyTrouble | null> = signal(null);
  readonly busy = signal(false);
  readonly fresh: Fresh;
  readonly #api: SessionApi;
  readonly #now: () => number;
  readonly #asked = new Newest();

  constructor(parts: {
    readonly api: SessionApi;
    readonly heard: ReadonlySignal<number>;
    readonly now: () => number;
  }) {
    this.fresh = new Fresh(parts.heard, () => this.load());
    this.#api = parts.api;
    this.#now = parts.now;
  }

  /** How many things wait for the coordinator: an approval, a review. */
  get waiting(): number {
    const found = this.standing.value;
    if (found === null) return 0;
    return (found.approved ? 0 : 1) + (this.reviewNear ? 1 : 0);
  }

  get reviewNear(): boolean {
    const due = this.standing.value?.review_due ?? null;
    return due !== null && this.#now() >= due - NEAR_SECONDS;
  }

  async load(): Promise<void> {
    const counts = this.#asked.ask();
    await this.#ask(() => this.#api.ask('GET', '/api/policy/record'), counts);
  }

  /** Records what was decided elsewhere about the version on screen. True when it is on record. */
  async record(what: 'approvals' | 'reviews', decided: number): Promise<boolean> {
    const digest = this.standing.peek()?.digest;
    if (digest === undefined || this.busy.peek()) return false;
    this.busy.value = true;
    const done = await this.#ask(
      () => this.#api.ask('POST', `/api/policy/${what}`, { digest, decided }),
      () => {
        // What was asked for before may not know of it.
        this.#asked.pass();
        return true;
      },
    );
    this.busy.value = false;
    return done;
  }

  async #ask(call: () => Promise<unknown>, counts: () => boolean): Promise<boolean> {
    try {
      const found = standing(await call());
      if (counts()) this.standing.value = found;
      this.trouble.value = null;
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble.value = troubleOf(error);
      return false;
    }
  }
}

function troubleOf(error: ApiError): PolicyTrouble {
  if (error.failure === 'offline') return 'offline';
  return error.failure === 'conflict' ? 'changed' : 'failed';
}

/** A day as a date field has it, as the Unix seconds of its beginning in UTC; null for none. */
export function dayOf(value: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const at = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(at) ? null : at / 1000;
}

/** The other way round: Unix seconds as a date field has them. */
export function fieldOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
