// What may be asked about supervision notes. Lives here: the calls of writers and of readers. Must not: open
// or seal anything; a parameter that could name a student or a case.
import type { SessionApi } from '../../api/session.ts';
import type { B64 } from '../../api/types.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import type { SealedEntry } from '../../crypto/entry.ts';
import type { Boxed, CertificateId } from '../../crypto/types.ts';
import type { EntryEvent, EntryPage, EntryRow, OwnRow } from './supervision-answers.ts';
import * as answers from './supervision-answers.ts';

/** A worker's. */
export class NotesApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** The words by which it is talked about; the same bytes again: the same. Conflicts: `term`, `full`. */
  async write(made: SealedEntry): Promise<string> {
    const wraps = made.wraps.map(({ role, wrap }) => ({ role, wrap: toBase64url(wrap) }));
    const answer = await this.#session.ask('POST', '/api/entries', {
      id: toBase64url(made.id),
      tag: toBase64url(made.tag),
      term: made.term,
      sealed: toBase64url(made.sealed),
      wraps,
    });
    return answers.named(answer).name;
  }

  async mine(): Promise<readonly OwnRow[]> {
    return answers.mine(await this.#session.ask('GET', '/api/entries/mine')).entries;
  }
}

export interface ConsultantWrap {
  readonly certificate: CertificateId;
  readonly wrap: Boxed;
}

/** Coordinator's, manager's and, for reading, a consultant's. */
export class EntriesApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** Those that came after a cursor; 0 is the start. */
  async page(after: number): Promise<EntryPage> {
    return answers.page(await this.#session.ask('GET', `/api/entries?after=${after}`));
  }

  /** Conflict `changed` when it is not as `row` says any more. */
  async move(row: EntryRow, event: EntryEvent): Promise<EntryRow> {
    const body = { event, revision: row.revision };
    return answers.entry(await this.#session.ask('POST', `/api/entries/${row.id}/state`, body));
  }

  /** Conflicts: `changed`; `stale` for a consultant who is not on the newest roster. */
  async agenda(row: EntryRow, on: boolean, made: readonly ConsultantWrap[]): Promise<EntryRow> {
    const wraps = made.map(({ certificate, wrap }) => {
      return { certificate: toBase64url(certificate), wrap: toBase64url(wrap) };
    });
    const body = { on, revision: row.revision, wraps };
    return answers.entry(await this.#session.ask('PUT', `/api/entries/${row.id}/agenda`, body));
  }

  /** The same bytes again change nothing. Conflict `full` after 100. */
  async reply(id: B64, box: Boxed): Promise<void> {
    const body = { box: toBase64url(box) };
    await this.#session.ask('POST', `/api/entries/${id}/replies`, body);
  }
}
