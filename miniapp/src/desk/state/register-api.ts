// What a holder asks of the register of reports, and what staff note of enquiries (docs/api.md). Lives here: the
// calls, and a reader for each answer. Must not: open or judge anything.
import type { SessionApi } from '../../api/session.ts';
import {
  b64,
  count,
  flag,
  listOf,
  maybe,
  object,
  oneOf,
  type Reader,
  text,
} from '../../api/shapes.ts';
import type { B64 } from '../../api/types.ts';

export interface ReportAnswer {
  readonly id: B64;
  readonly sealed: B64 | null;
  readonly wrap: B64 | null;
  readonly received_hour: number;
  readonly state: 'new' | 'looked' | 'told' | 'closed';
  readonly head: number;
}

export interface EventAnswer {
  readonly number: number;
  readonly event: B64;
  readonly mark: string;
}

export const WHO_ASKS = ['parent', 'tutor', 'press', 'police', 'court', 'friend', 'other'] as const;
export type WhoAsks = (typeof WHO_ASKS)[number];
export const CHANNELS = ['mail', 'phone', 'person', 'message'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface EnquiryAnswer {
  readonly hour: number;
  readonly kind: WhoAsks;
  readonly channel: Channel;
  readonly by: string;
}

const page: Reader<{ readonly reports: readonly ReportAnswer[]; readonly more: boolean }> = object({
  reports: listOf(
    object<ReportAnswer>({
      id: b64,
      sealed: maybe(b64),
      wrap: maybe(b64),
      received_hour: count,
      state: oneOf('new', 'looked', 'told', 'closed'),
      head: count,
    }),
  ),
  more: flag,
});
const events: Reader<{ readonly events: readonly EventAnswer[]; readonly head: number }> = object({
  events: listOf(object<EventAnswer>({ number: count, event: b64, mark: text })),
  head: count,
});
const enquiries: Reader<{ readonly enquiries: readonly EnquiryAnswer[] }> = object({
  enquiries: listOf(
    object<EnquiryAnswer>({
      hour: count,
      kind: oneOf(...WHO_ASKS),
      channel: oneOf(...CHANNELS),
      by: text,
    }),
  ),
});

export class RegisterApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** All reports of one's own role, the newest first, however many pages they take. */
  async reports(): Promise<readonly ReportAnswer[]> {
    const found = new Map<B64, ReportAnswer>();
    for (let before = ''; ; ) {
      const query = before === '' ? '' : `?before=${before}`;
      const answer = page(await this.#session.ask('GET', `/api/reports${query}`));
      const fresh = answer.reports.filter((one) => !found.has(one.id));
      for (const one of fresh) found.set(one.id, one);
      // A server that repeats itself must not keep this going.
      const last = fresh.at(-1);
      if (!answer.more || last === undefined) return [...found.values()];
      before = last.id;
    }
  }

  async events(id: B64, after: number) {
    return events(await this.#session.ask('GET', `/api/reports/${id}/events?after=${after}`));
  }

  /** Conflict `stale` when another event came first. */
  async add(
    id: B64,
    event: EventAnswer & { readonly previous: B64; readonly outcome?: B64 },
  ): Promise<void> {
    await this.#session.ask('POST', `/api/reports/${id}/events`, event);
  }

  async enquiries(): Promise<readonly EnquiryAnswer[]> {
    return enquiries(await this.#session.ask('GET', '/api/enquiries')).enquiries;
  }

  async note(enquiry: {
    readonly id: B64;
    readonly kind: WhoAsks;
    readonly channel: Channel;
  }): Promise<void> {
    await this.#session.ask('POST', '/api/enquiries', enquiry);
  }
}
