// What a holder asks of the safeguarding inbox. Lives here: its calls. Must not: open or judge anything.
import type { SessionApi } from '../../api/session.ts';
import type { B64 } from '../../api/types.ts';
import type { EventAnswer, EventPage, FlagAnswer, LateAnswer } from './inbox-answers.ts';
import * as answers from './inbox-answers.ts';

export class InboxApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** All flags of one's own role, the newest first, however many pages they take. */
  async flags(): Promise<readonly FlagAnswer[]> {
    const found = new Map<B64, FlagAnswer>();
    for (let before = ''; ; ) {
      const query = before === '' ? '' : `?before=${before}`;
      const { flags, more } = answers.page(await this.#session.ask('GET', `/api/flags${query}`));
      const fresh = flags.filter((one) => !found.has(one.id));
      for (const one of fresh) found.set(one.id, one);
      // A server that repeats itself must not keep this going.
      const last = fresh.at(-1);
      if (!more || last === undefined) return [...found.values()];
      before = last.id;
    }
  }

  /** As the deputy; on record each time. `not_found` unless it is theirs to open. */
  async late(id: B64): Promise<LateAnswer> {
    return answers.late(await this.#session.ask('POST', `/api/flags/${id}/late`));
  }

  async events(id: B64, after: number): Promise<EventPage> {
    const path = `/api/flags/${id}/events?after=${after}`;
    return answers.events(await this.#session.ask('GET', path));
  }

  /** Conflict `changed` when other events came first, `full` when there are too many. */
  async add(id: B64, event: EventAnswer & { readonly previous: B64 }): Promise<void> {
    await this.#session.ask('POST', `/api/flags/${id}/events`, event);
  }
}
