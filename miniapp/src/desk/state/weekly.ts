// A worker's weeks on their way to the lead. Lives here: sending each that is over, quietly, again until it
// is there; conversations that ended elsewhere, so that somebody can say how. Must not: what is counted.
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { CryptoError } from '../../crypto/errors.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import { sealNumbers } from '../../crypto/numbers.ts';
import { type AcceptedRoster, isExpired } from '../../crypto/roster.ts';
import type { CaseId } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';
import type { Coded } from './counted.ts';
import {
  dueWeeks,
  uncoded,
  vectorOf,
  withBegun,
  withCounting,
  withEnded,
  withoutCoding,
  withSent,
} from './counting.ts';
import type { WorkerDesk } from './worker.ts';

/** How soon it is tried again, and how soon a week that ended meanwhile is seen. */
const AGAIN_MS = 5 * 60_000;

/** A conversation that ended without its worker: `name` is its two words. */
export interface Over {
  readonly case: CaseId;
  readonly name: string;
}

export class WeeklyNumbers {
  /** Those that ended, by the student or on another device, and were not coded. */
  readonly over: ReadonlySignal<readonly Over[]>;
  readonly #desk: WorkerDesk;
  readonly #names = signal<ReadonlyMap<string, string>>(new Map());
  #again: ReturnType<typeof setInterval> | undefined;
  #stop: readonly (() => void)[] = [];
  #sending = false;

  constructor(desk: WorkerDesk) {
    this.#desk = desk;
    this.over = computed(() => this.#over());
  }

  start(): void {
    this.#again = setInterval(() => void this.send(), AGAIN_MS);
    const unhear = effect(() => {
      // Whenever the team was looked at, or there is news.
      void this.#desk.trust.value;
      void this.#desk.heard.value;
      untracked(() => void this.send());
    });
    const unsee = effect(() => {
      const open = this.#desk.cases.value.filter((one) => one.answer.value.state === 'open');
      untracked(() => void this.#begin(open.map((one) => one.caseId)));
    });
    this.#stop = [unhear, unsee];
  }

  stop(): void {
    clearInterval(this.#again);
    for (const each of this.#stop) each();
  }

  /** Sends what is over. What does not work is left for the next time, and nobody is told. */
  async send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      await this.#send();
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
    } finally {
      this.#sending = false;
    }
  }

  /** How it went, as its worker says; or null: it is not counted. */
  async code(over: Over, coded: Coded | null): Promise<void> {
    const { account, time } = this.#desk;
    const now = time();
    await account.change((bundle) => {
      // Coded meanwhile on another device, it is not counted twice.
      const still = uncoded(bundle).some((one) => toBase64url(one) === toBase64url(over.case));
      if (!still) return bundle;
      if (coded === null) return withoutCoding(bundle, over.case);
      return withEnded(bundle, { case: over.case, coded, now });
    });
  }

  /** Remembers that they began, also those that were handed over to this worker. */
  async #begin(open: readonly CaseId[]): Promise<void> {
    const { account, time } = this.#desk;
    const begun = (bundle: Bundle): Bundle =>
      open.reduce((before, one) => withBegun(before, one, time()), bundle);
    if (begun(account.bundle) !== account.bundle) await account.change(begun);
  }

  async #send(): Promise<void> {
    const { account, time, trust, listed } = this.#desk;
    const judged = trust.value;
    if (!judged?.ok || !listed.value || isExpired(judged.roster, time())) return;
    const { roster } = judged;
    const began = await account.change((bundle) => withCounting(bundle, time()));
    // Saved first, and so with what other devices counted: a later vector takes the place of one before.
    if (!began || dueWeeks(account.bundle, time()).length === 0) return;
    if (!(await account.saveAnew())) return;
    for (const week of dueWeeks(account.bundle, time())) {
      if (!(await this.#put(week, roster))) return;
      if (!(await account.change((bundle) => withSent(bundle, week)))) return;
    }
  }

  /** False when it may still be taken later. */
  async #put(week: string, roster: AcceptedRoster): Promise<boolean> {
    const { account } = this.#desk;
    const numbers = { week, counts: vectorOf(account.bundle, week) };
    const { sign } = account.bundle.identity;
    const box = sealNumbers({ worker: sign, numbers, roster });
    try {
      await account.api.ask('PUT', `/api/numbers/${week}`, { box: toBase64url(box) });
    } catch (error) {
      // Its period was frozen without it: it counts nowhere any more.
      if (!isConflict(error, 'frozen')) throw error;
    }
    return true;
  }

  #over(): readonly Over[] {
    const { account, cases, looked, listed } = this.#desk;
    if (!looked.value || !listed.value) return [];
    const gone = uncoded(account.current.value).filter(
      (one) => !cases.value.some((found) => found.id === toBase64url(one)),
    );
    return gone.map((one) => ({ case: one, name: this.#name(one) }));
  }

  #name(one: CaseId): string {
    const key = toBase64url(one);
    const known = this.#names.value.get(key);
    if (known === undefined) void this.#learn(key);
    return known ?? '';
  }

  async #learn(key: string): Promise<void> {
    const name = await requestName(fromBase64url(key) as CaseId);
    this.#names.value = new Map([...this.#names.peek(), [key, name]]);
  }
}
