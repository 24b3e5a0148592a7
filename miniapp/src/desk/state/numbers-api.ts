// What holders ask of the numbers. Lives here: the calls. Must not: open, sum or sign anything.
import { ApiError } from '../../api/errors.ts';
import type { SessionApi } from '../../api/session.ts';
import type { B64 } from '../../api/types.ts';
import type { NumbersAnswer, PeriodAnswer, TablesAnswer } from './numbers-answers.ts';
import * as answers from './numbers-answers.ts';

export class NumbersApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** The tables that one may read: released ones, and for the lead all. */
  async tables(): Promise<TablesAnswer> {
    return answers.tables(await this.#session.ask('GET', '/api/tables'));
  }

  /** As the lead: what there is of a period. */
  async period(period: string): Promise<NumbersAnswer> {
    return answers.numbers(await this.#session.ask('GET', `/api/numbers?period=${period}`));
  }

  /**
   * As the lead: what is frozen from now on, or was before. Conflicts: `period`, `telling`.
   */
  async freeze(period: string, tables: readonly B64[]): Promise<PeriodAnswer> {
    const body = { period, tables };
    const frozen = answers.period(await this.#session.ask('POST', '/api/tables', body));
    if (frozen.period !== period) throw new ApiError({ failure: 'unavailable' });
    return frozen;
  }

  async release(period: string): Promise<void> {
    await this.#session.ask('POST', `/api/tables/${period}/release`);
  }
}
