// What a student asks for another worker by. Lives here: the calls. Must not: make what is sent.
import type { SessionApi } from '../api/session.ts';
import type { B64 } from '../api/types.ts';

export class HandoverApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** Conflicts: `stale`, `roster`. */
  async seek(
    id: B64,
    body: { readonly handover: B64; readonly card: B64; readonly wraps: readonly B64[] },
  ): Promise<void> {
    await this.#session.ask('PUT', `/api/cases/${id}/handover`, body);
  }

  async stop(id: B64): Promise<void> {
    await this.#session.ask('DELETE', `/api/cases/${id}/handover`);
  }

  /** The next epoch, with another worker. Conflicts: `stale`, `roster`. */
  async move(
    id: B64,
    body: { readonly record: B64; readonly wraps: readonly B64[]; readonly member_change: B64 },
  ): Promise<void> {
    await this.#session.ask('POST', `/api/cases/${id}/epochs`, body);
  }
}
