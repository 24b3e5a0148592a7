// What a certified worker may ask. Lives here: the queue's calls. Must not: what any signed-in person
// may ask (api/session.ts), or open anything.
import { ApiError } from '../../api/errors.ts';
import type { SessionApi } from '../../api/session.ts';
import type { B64, CaseAnswer } from '../../api/types.ts';
import * as answers from './answers.ts';
import type { Acceptance, QueueAnswer } from './types.ts';

export class WorkerApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  async queue(): Promise<QueueAnswer> {
    return answers.queue(await this.#session.ask('GET', '/api/queue'));
  }

  /** Conflict `taken` when another worker was first. */
  async claim(id: B64): Promise<CaseAnswer> {
    const answer = answers.claimed(await this.#session.ask('POST', `/api/queue/${id}/claim`));
    if (answer.case !== id) throw new ApiError({ failure: 'unavailable' });
    return answer;
  }

  async pass(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/queue/${id}/pass`);
  }

  async recuse(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/queue/${id}/recuse`);
  }

  /** This may be the other side of a dispute: a holder decides. */
  async conflict(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/queue/${id}/conflict`);
  }

  /** Asks the holders to look at how somebody behaves. */
  async conduct(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/cases/${id}/conduct`);
  }

  async release(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/queue/${id}/release`);
  }

  /** Conflicts: `lapsed`, `roster`. The same bytes again change nothing. */
  async accept(id: B64, acceptance: Acceptance): Promise<void> {
    await this.#session.ask('POST', `/api/cases/${id}/accept`, acceptance);
  }
}
