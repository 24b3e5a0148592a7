// What a certified worker may ask. Lives here: the queue's calls. Must not: what any signed-in person
// may ask (api/session.ts), or open anything.
import type { SessionApi } from '../../api/session.ts';
import type { B64, CaseAnswer } from '../../api/types.ts';
import type { Acceptance, QueueAnswer } from './types.ts';

export class WorkerApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  async queue(): Promise<QueueAnswer> {
    return (await this.#session.ask('GET', '/api/queue')) as QueueAnswer;
  }

  /** Conflict `taken` when another worker was first. */
  async claim(id: B64): Promise<CaseAnswer> {
    return (await this.#session.ask('POST', `/api/queue/${id}/claim`)) as CaseAnswer;
  }

  async pass(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/queue/${id}/pass`);
  }

  async recuse(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/queue/${id}/recuse`);
  }

  async release(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/queue/${id}/release`);
  }

  /** Conflicts: `lapsed`, `roster`. The same bytes again change nothing. */
  async accept(id: B64, acceptance: Acceptance): Promise<void> {
    await this.#session.ask('POST', `/api/cases/${id}/accept`, acceptance);
  }
}
