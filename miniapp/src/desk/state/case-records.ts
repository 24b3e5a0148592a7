// Case records as a holder's device opens them (R10, protocol.md §24). Lives here: the list, and one record at
// a time. Must not: open one that nobody asked for (each opening is on record), or keep a text beyond memory.
import { type Signal, signal } from '@preact/signals';
import { ApiError, isPassing } from '../../api/errors.ts';
import { b64, count, flag, listOf, object, oneOf, text } from '../../api/shapes.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { type RecordLine, readRecord, recordChain, wrappedKey } from '../../crypto/case-record.ts';
import { CryptoError, NotOpened } from '../../crypto/errors.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import type { CaseId } from '../../crypto/types.ts';
import type { DeskSide } from './side.ts';

interface Row {
  readonly case: string;
  readonly state: 'waiting' | 'claimed' | 'open' | 'closed';
  /** Of its last change of state: `2027-03`. */
  readonly month: string;
  readonly entries: number;
}

/** A case with a record, by the two words by which cases are spoken of. */
export interface RecordRow extends Row {
  readonly name: string;
}

interface Entry {
  readonly item: string;
  readonly wrap: string;
}

/** A record that was opened; `lines` is null where it does not hang together. */
export interface OpenRecord {
  readonly row: RecordRow;
  readonly lines: readonly RecordLine[] | null;
  /** An auditor's finding names an entry that is not in it: they were shown another, or some are hidden. */
  readonly unlike: boolean;
}

export type RecordsTrouble = 'offline' | 'failed';

const page = object<{ readonly records: readonly Row[]; readonly more: boolean }>({
  records: listOf(
    object<Row>({
      case: b64,
      state: oneOf('waiting', 'claimed', 'open', 'closed'),
      month: text,
      entries: count,
    }),
  ),
  more: flag,
});
const kept = object<{ readonly entries: readonly Entry[] }>({
  entries: listOf(object<Entry>({ item: b64, wrap: b64 })),
});

export class CaseRecords {
  /** Null until it was asked for; the newest conversation first. */
  readonly rows: Signal<readonly RecordRow[] | null> = signal(null);
  readonly more = signal(false);
  readonly opened: Signal<OpenRecord | null> = signal(null);
  readonly trouble: Signal<RecordsTrouble | null> = signal(null);
  readonly busy = signal(false);
  readonly #side: DeskSide;
  readonly #role: 'coordinator' | 'manager';
  /** By case, up to which entries auditors looked at it: chain hashes. */
  readonly #judged = new Map<string, ReadonlySet<string>>();

  constructor(parts: { readonly side: DeskSide; readonly role: 'coordinator' | 'manager' }) {
    this.#side = parts.side;
    this.#role = parts.role;
  }

  load(): Promise<void> {
    return this.#do(() => this.#page([]));
  }

  /** The page behind the last row. */
  earlier(): Promise<void> {
    return this.#do(() => this.#page(this.rows.peek() ?? []));
  }

  /** Opens one: that it was looked at is on record, and in its student's *My record*. */
  open(row: RecordRow): Promise<void> {
    return this.#do(async () => {
      const { api } = this.#side.account;
      const { entries } = kept(await api.ask('GET', `/api/records/${row.case}`));
      const lines = this.#read(row, entries);
      this.opened.value = { row, lines, unlike: this.#isUnlike(row, entries) };
    });
  }

  /** What an auditor found is of this record up to this entry (its chain hash). */
  judged(of: string, item: Uint8Array): void {
    this.#judged.set(of, new Set(this.#judged.get(of)).add(toBase64url(item)));
  }

  /** Each entry with its key, to let somebody else read them; null where one does not open. */
  async keysOf(
    row: RecordRow,
  ): Promise<readonly { readonly item: Uint8Array; readonly key: Uint8Array }[] | null> {
    const { api } = this.#side.account;
    const { entries } = kept(await api.ask('GET', `/api/records/${row.case}`));
    try {
      return entries.map((one) => {
        const item = fromBase64url(one.item);
        return { item, key: this.#key(item, fromBase64url(one.wrap)) };
      });
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      return null;
    }
  }

  shut(): void {
    this.opened.value = null;
  }

  #isUnlike(row: RecordRow, entries: readonly Entry[]): boolean {
    const there = new Set(entries.map((one) => toBase64url(recordChain(fromBase64url(one.item)))));
    return [...(this.#judged.get(row.case) ?? [])].some((item) => !there.has(item));
  }

  #read(row: RecordRow, entries: readonly Entry[]): readonly RecordLine[] | null {
    const wraps = new Map(entries.map((one) => [one.item, fromBase64url(one.wrap)]));
    const items = entries.map((one) => fromBase64url(one.item));
    try {
      return readRecord({
        items,
        case: fromBase64url(row.case) as CaseId,
        keys: (item) => this.#key(item, wraps.get(toBase64url(item))),
        roster: this.#side.roster,
        whole: true,
      });
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      return null;
    }
  }

  /** By the role's newest key that opens the wrap; an entry may be older than the newest. */
  #key(item: Uint8Array, wrap: Uint8Array | undefined): Uint8Array {
    const own = this.#side.account.bundle.roleKeys
      .filter((one) => one.role === this.#role)
      .sort((a, b) => b.version - a.version);
    for (const { key } of wrap === undefined ? [] : own) {
      try {
        return wrappedKey({ item, wrap: wrap as Uint8Array, to: this.#role, key });
      } catch (error) {
        if (!(error instanceof CryptoError)) throw error;
      }
    }
    throw new NotOpened();
  }

  async #page(before: readonly RecordRow[]): Promise<void> {
    const last = before.at(-1);
    const path = last === undefined ? '/api/records' : `/api/records?before=${last.case}`;
    const { records, more } = page(await this.#side.account.api.ask('GET', path));
    const known = new Set(before.map((one) => one.case));
    // A server that repeats itself must not fill the page.
    const fresh = records.filter((one) => !known.has(one.case));
    const named = fresh.map(async (one): Promise<RecordRow> => {
      return { ...one, name: await requestName(fromBase64url(one.case) as CaseId) };
    });
    this.rows.value = [...before, ...(await Promise.all(named))];
    this.more.value = more && fresh.length > 0;
  }

  async #do(work: () => Promise<void>): Promise<void> {
    if (this.busy.peek()) return;
    this.busy.value = true;
    try {
      await work();
      this.trouble.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble.value = isPassing(error) ? 'offline' : 'failed';
    } finally {
      this.busy.value = false;
    }
  }
}
