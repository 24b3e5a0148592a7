// The numbers on a holder's device. Lives here: reading frozen tables, and for the lead looking at a
// period, freezing it once, releasing it. Must not: how it is summed (summing.ts), what a table looks like.

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { CryptoError } from '../../crypto/errors.ts';
import { type NumbersTable, openTable, signTable } from '../../crypto/numbers.ts';
import type { PeriodKind } from '../../crypto/periods.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { Signed } from '../../crypto/types.ts';
import { Newest } from '../../state/newest.ts';
import { Fresh } from './fresh.ts';
import type { HolderDesk } from './holder.ts';
import type { PeriodAnswer } from './numbers-answers.ts';
import { NumbersApi } from './numbers-api.ts';
import {
  endOf,
  type MadeTable,
  makeTables,
  recentPeriods,
  type Say,
  type Summed,
  sumPeriod,
} from './summing.ts';

export type NumbersTrouble = 'offline' | 'failed' | 'period' | 'key' | 'unchecked';

/** A frozen table. `certain`: a holder of the roster signed it, for this period. */
export interface FrozenTable {
  readonly table: NumbersTable;
  readonly certain: boolean;
}

export interface FrozenPeriod {
  readonly period: string;
  readonly released: boolean;
  readonly tables: readonly FrozenTable[];
  /** Tables that could not even be read. */
  readonly broken: number;
}

/** What would be frozen. */
export interface Preview {
  readonly period: string;
  readonly summed: Summed;
  readonly tables: readonly MadeTable[];
}

/** How freezing went: as shown, all as totals since the service refused the rows, or it was before. */
export type HowFrozen = 'frozen' | 'frozen-together' | 'frozen-before';

export class HolderNumbers {
  /** Null before it was asked for. */
  readonly periods: Signal<readonly FrozenPeriod[] | null> = signal(null);
  readonly kind: Signal<PeriodKind | null> = signal(null);
  readonly preview: Signal<Preview | null> = signal(null);
  readonly trouble: Signal<NumbersTrouble | null> = signal(null);
  readonly busy = signal(false);
  readonly how: Signal<{ readonly period: string; readonly how: HowFrozen } | null> = signal(null);
  /** The periods that the lead may choose from, the newest first. */
  readonly choices: ReadonlySignal<readonly string[]>;
  readonly fresh: Fresh;
  readonly #desk: HolderDesk;
  readonly #api: NumbersApi;
  readonly #say: Say;
  /** Which period is looked at. */
  readonly #looked = new Newest();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(desk: HolderDesk, say: Say) {
    this.#desk = desk;
    this.fresh = new Fresh(desk.heard, () => this.load());
    this.#say = say;
    this.#api = new NumbersApi(desk.account.api);
    this.choices = computed(() => {
      const kind = this.kind.value;
      return kind === null ? [] : recentPeriods(kind, desk.time());
    });
  }

  get isLead(): boolean {
    return this.#desk.role === 'coordinator';
  }

  isOver(period: string): boolean {
    return endOf(period) <= this.#desk.time();
  }

  frozen(period: string): FrozenPeriod | null {
    return this.periods.value?.find((one) => one.period === period) ?? null;
  }

  /** The frozen periods that this holder may read. */
  load(): Promise<void> {
    return this.#do(() => this.#load(), true);
  }

  /** Opens and adds up what there is of a period that is over. Nothing is signed. */
  look(period: string): Promise<void> {
    this.preview.value = null;
    this.how.value = null;
    this.#looked.pass();
    const counts = this.#looked.ask();
    return this.#do(async () => {
      // Another one was chosen while this one waited for its turn, or was added up.
      const summed = counts() ? await this.#sum(period) : null;
      if (summed === null || !counts()) return;
      this.preview.value = {
        period,
        summed,
        tables: makeTables(summed.counts, { say: this.#say }),
      };
    });
  }

  /** Freezes what the preview shows, for good. */
  freeze(): Promise<void> {
    const preview = this.preview.value;
    if (preview === null) return Promise.resolve();
    return this.#do(async () => {
      const how = await this.#freeze(preview);
      this.how.value = { period: preview.period, how };
      this.preview.value = null;
      await this.#load();
    });
  }

  release(period: string): Promise<void> {
    return this.#do(async () => {
      await this.#api.release(period);
      await this.#load();
    });
  }

  async #load(): Promise<void> {
    const { kind, periods } = await this.#api.tables();
    const { roster } = this.#desk;
    this.kind.value = kind;
    this.periods.value = periods.map((one) => openPeriod(one, roster));
  }

  async #sum(period: string): Promise<Summed | null> {
    const { roster, account } = this.#desk;
    const keys = account.bundle.roleKeys.filter((one) => one.role === 'coordinator');
    if (roster === null) this.trouble.value = 'unchecked';
    else if (keys.length === 0) this.trouble.value = 'key';
    if (roster === null || keys.length === 0) return null;
    const answer = await this.#api.period(period);
    if (!answer.frozen) return sumPeriod(period, answer, { keys, roster });
    // By another of one's own devices: there is nothing left to look at but its tables.
    this.how.value = { period, how: 'frozen-before' };
    await this.#load();
    return null;
  }

  async #freeze({ period, summed, tables }: Preview): Promise<HowFrozen> {
    try {
      return (await this.#post(period, tables)) ? 'frozen' : 'frozen-before';
    } catch (error) {
      if (!isConflict(error, 'telling')) throw error;
      // The service sees more in them than this device does: then only the totals.
      const totals = makeTables(summed.counts, { say: this.#say, refused: true });
      return (await this.#post(period, totals)) ? 'frozen-together' : 'frozen-before';
    }
  }

  /** False when the period was frozen before: then nothing of these is kept. */
  async #post(period: string, tables: readonly MadeTable[]): Promise<boolean> {
    const { account, time } = this.#desk;
    const { sign } = account.bundle.identity;
    const signed = tables.map(({ name, rows }) =>
      toBase64url(signTable(sign, { period, name, counts: rows, now: time() })),
    );
    const kept = await this.#api.freeze(period, signed);
    return kept.tables.length === signed.length && kept.tables.every((one, n) => one === signed[n]);
  }

  /** One thing after another; `quiet` where nobody asked for it. */
  #do(work: () => Promise<void>, quiet = false): Promise<void> {
    const turn = this.#turn.then(async () => {
      this.busy.value = !quiet;
      if (!quiet || this.trouble.value === 'offline') this.trouble.value = null;
      try {
        await work();
      } catch (error) {
        this.trouble.value = troubleOf(error);
      } finally {
        this.busy.value = false;
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function troubleOf(error: unknown): NumbersTrouble {
  if (error instanceof CryptoError) return 'failed';
  if (!(error instanceof ApiError)) throw error;
  if (isConflict(error, 'period')) return 'period';
  return error.failure === 'offline' || error.failure === 'unavailable' ? 'offline' : 'failed';
}

function openPeriod(answer: PeriodAnswer, roster: AcceptedRoster | null): FrozenPeriod {
  const { period, released } = answer;
  const tables = answer.tables.map((one) => tryTable(one, period, roster));
  const read = tables.filter((one) => one !== null);
  return { period, released, tables: read, broken: tables.length - read.length };
}

function tryTable(text: string, period: string, roster: AcceptedRoster | null): FrozenTable | null {
  try {
    const signed = fromBase64url(text) as Signed;
    const { table, certain } = openTable(signed, roster ?? { certificates: [] });
    return { table, certain: certain && table.period === period };
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}
