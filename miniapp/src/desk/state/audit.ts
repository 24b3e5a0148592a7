// The list of accesses, protocol.md §16. Lives here: its rows page by page, which kinds are shown. Must
// not: words for an event; that somebody looks is itself on record, so nothing is read unasked.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import type { SessionApi } from '../../api/session.ts';
import { count, flag, listOf, object, type Reader, text } from '../../api/shapes.ts';

/** One row: what was done in which hour and in which role; never to whom or about what. */
export interface AuditRow {
  readonly number: number;
  /** Unix seconds; of a supervision note the week's Monday. */
  readonly hour: number;
  readonly event: string;
  readonly role: string;
}

interface AuditPage {
  readonly rows: readonly AuditRow[];
  readonly more: boolean;
  readonly holds: boolean;
}

const page: Reader<AuditPage> = object<AuditPage>({
  rows: listOf(object<AuditRow>({ number: count, hour: count, event: text, role: text })),
  more: flag,
  holds: flag,
});

export class AuditLog {
  /** Null until it was asked for; the newest first. */
  readonly rows: Signal<readonly AuditRow[] | null> = signal(null);
  /** Whether the server finds the whole chain unbroken. */
  readonly holds = signal(true);
  /** There are earlier rows than those that were read. */
  readonly more = signal(false);
  readonly offline = signal(false);
  readonly busy = signal(false);
  /** Only rows of this event; empty for all. */
  readonly only = signal('');
  readonly shown: ReadonlySignal<readonly AuditRow[]>;
  /** Every event among the rows read so far. */
  readonly events: ReadonlySignal<readonly string[]>;
  readonly #api: SessionApi;

  constructor(api: SessionApi) {
    this.#api = api;
    this.shown = computed(() => {
      const [rows, only] = [this.rows.value ?? [], this.only.value];
      return only === '' ? rows : rows.filter((one) => one.event === only);
    });
    this.events = computed(() =>
      [...new Set(this.rows.value?.map((one) => one.event))].sort((a, b) => a.localeCompare(b)),
    );
  }

  /** The newest rows; an auditor's look is put on record. */
  load(): Promise<void> {
    return this.#read('/api/audit', []);
  }

  /** The page before the earliest row. */
  earlier(): Promise<void> {
    const before = this.rows.peek() ?? [];
    const last = before.at(-1);
    if (last === undefined) return this.load();
    return this.#read(`/api/audit?before=${last.number}`, before);
  }

  async #read(path: string, before: readonly AuditRow[]): Promise<void> {
    if (this.busy.peek()) return;
    this.busy.value = true;
    try {
      const { rows, more, holds } = page(await this.#api.ask('GET', path));
      const lowest = before.at(-1)?.number ?? Number.POSITIVE_INFINITY;
      // A server that repeats itself must not fill the page.
      const fresh = rows.filter((one) => one.number < lowest);
      this.rows.value = [...before, ...fresh];
      this.more.value = more && fresh.length > 0;
      this.holds.value = holds;
      this.offline.value = false;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.offline.value = true;
    } finally {
      this.busy.value = false;
    }
  }
}
