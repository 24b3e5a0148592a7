// What a student may ask. Lives here: asking, revising and acknowledging. Must not: what any signed-in
// person may ask (session.ts).
import type { SessionApi } from './session.ts';
import type { B64, NewRequestBody, RequestBody } from './types.ts';

export class StudentApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** Conflicts: `exists`, `shut`, `roster`, `again`. */
  async request(body: NewRequestBody): Promise<void> {
    await this.#session.ask('POST', '/api/requests', body);
  }

  /** Conflicts: `claimed`, `stale`. */
  async revise(id: B64, body: RequestBody): Promise<void> {
    await this.#session.ask('PUT', `/api/requests/${id}`, body);
  }

  async acknowledge(id: B64, ack: B64): Promise<void> {
    await this.#session.ask('POST', `/api/cases/${id}/ack`, { ack });
  }
}
