// What a holder asks to write to a student (docs/api.md, Holders). Lives here: its one call. Must not: make
// what is sent (contact-making.ts).
import type { SessionApi } from '../../api/session.ts';
import { b64, object } from '../../api/shapes.ts';
import type { B64 } from '../../api/types.ts';

/** Signed papers, the student's wrap and one's own, and the first message. */
export interface NewContact {
  readonly contact: B64;
  readonly record: B64;
  readonly wraps: readonly [B64, B64];
  readonly message: B64;
}

const made = object<{ readonly case: B64 }>({ case: b64 });

export class ContactsApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** The contact's id. Conflicts: `roster`, `stale`, `exists`, `full`. */
  async write(contact: NewContact): Promise<B64> {
    return made(await this.#session.ask('POST', '/api/contacts', contact)).case;
  }
}
