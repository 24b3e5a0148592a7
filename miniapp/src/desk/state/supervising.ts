// Supervision notes as one reader's device opens them. Lives here: reading page by page, moving them, the
// agenda, replies. Must not: keep a text beyond memory, or show one that does not belong together.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import type { BoxKey } from '../../crypto/box.ts';
import { equal, fromBase64url } from '../../crypto/bytes.ts';
import { isValid } from '../../crypto/certificates.ts';
import {
  type EntryReader,
  type OpenedEntry,
  openEntry,
  sealReply,
  wrapForConsultants,
} from '../../crypto/entry.ts';
import { CryptoError, Refused } from '../../crypto/errors.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { Boxed, BoxPublic, EntryId, RolePublic, Seconds, Tag } from '../../crypto/types.ts';
import { Fresh } from './fresh.ts';
import type { DeskSide } from './side.ts';
import type { EntryEvent, EntryRow } from './supervision-answers.ts';
import { EntriesApi } from './supervision-api.ts';

/** An entry with what this device found in it; null when it does not belong together. */
export interface EntryView {
  readonly row: EntryRow;
  readonly opened: OpenedEntry | null;
}

export type SupervisingTrouble = 'offline' | 'failed' | 'changed' | 'team';

/** How long a consultant's desk does not ask again by itself. */
const QUIET: Seconds = 240;

interface Cached {
  readonly sealed: string;
  readonly wrap: string;
  readonly roster: AcceptedRoster;
  readonly opened: OpenedEntry | null;
}

export class Supervising {
  /** In the order in which they came; null before the first page. */
  readonly entries: Signal<readonly EntryView[] | null> = signal(null);
  readonly reading = signal(false);
  readonly trouble: Signal<SupervisingTrouble | null> = signal(null);
  /** The entry that something is being done with. */
  readonly busy: Signal<string | null> = signal(null);
  /** Everything. An answer that shows an entry is on record, so nothing is asked for that nobody looks at. */
  readonly fresh: Fresh;
  /** Only what came since: enough to count by. */
  readonly counted: Fresh;
  readonly #side: DeskSide;
  readonly #role: EntryReader;
  readonly #api: EntriesApi;
  readonly #known = new Map<string, Cached>();
  #cursor = 0;
  #again: 'all' | 'new' | null = null;
  #made: { readonly id: string; readonly text: string; readonly box: Boxed } | null = null;

  constructor(parts: { readonly side: DeskSide; readonly role: EntryReader }) {
    this.#side = parts.side;
    this.#role = parts.role;
    this.#api = new EntriesApi(parts.side.account.api);
    const news = newsOf(parts);
    this.fresh = new Fresh(news, () => this.read());
    this.counted = new Fresh(news, () => this.read('new'));
  }

  get now(): Seconds {
    return this.#side.time();
  }

  /** Consultants of the roster in force. */
  get consultants(): number {
    const { roster, time } = this.#side;
    const meant = roster?.certificates.filter(
      (one) => one.role === 'consultant' && isValid(one, time()),
    );
    return meant?.length ?? 0;
  }

  /** Page by page; one reading at a time, and once more when asked meanwhile. */
  async read(what: 'all' | 'new' = 'all'): Promise<void> {
    if (this.reading.value) {
      if (this.#again !== 'all') this.#again = what;
      return;
    }
    this.reading.value = true;
    try {
      await this.#read(what);
      if (this.trouble.value === 'offline') this.trouble.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble.value = troubleOf(error);
    } finally {
      this.reading.value = false;
    }
    const again = this.#again;
    this.#again = null;
    if (again !== null) await this.read(again);
  }

  move(view: EntryView, event: EntryEvent): Promise<void> {
    return this.#do(view, async () => this.#put(await this.#api.move(view.row, event)));
  }

  /** On: locked for every consultant of the roster. On again: for those who came later, too. */
  putOnAgenda(view: EntryView, on: boolean): Promise<void> {
    return this.#do(view, async () => {
      const wraps = on ? this.#wraps(view) : [];
      this.#put(await this.#api.agenda(view.row, on, wraps));
    });
  }

  /** The agenda once more for all consultants, one entry after the other. */
  async lockAgain(): Promise<void> {
    for (const view of this.agenda) await this.putOnAgenda(view, true);
  }

  get agenda(): readonly EntryView[] {
    return (this.entries.value ?? []).filter((one) => one.row.agenda);
  }

  /** True once it is sent. */
  async reply(view: EntryView, text: string): Promise<boolean> {
    let sent = false;
    await this.#do(view, async () => {
      const { opened, row } = view;
      const certificate = this.#own()?.signed;
      if (opened === null || certificate === undefined) throw new Refused('author');
      const made = this.#made;
      // The same bytes again, should the answer have got lost: one reply, not two.
      const same = made !== null && made.id === row.id && made.text === text;
      const holder = this.#side.account.bundle.identity.sign;
      const now = this.#side.time();
      const box = same ? made.box : sealReply({ holder, certificate, opened, text, now });
      this.#made = { id: row.id, text, box };
      await this.#api.reply(row.id, box);
      this.#made = null;
      sent = true;
      const newest = this.#view(row.id)?.row ?? row;
      this.#put({ ...newest, replies: newest.replies + 1 });
    });
    return sent;
  }

  /** This person's certificate in the roster. */
  #own() {
    const me = this.#side.account.bundle.identity;
    return this.#side.roster?.certificates.find((one) => equal(one.sign, me.sign.public));
  }

  #wraps({ row, opened }: EntryView) {
    const { roster, time } = this.#side;
    if (opened === null || roster === null) throw new Refused('entry-mismatch');
    const sealed = fromBase64url(row.sealed);
    return wrapForConsultants({ opened, sealed, roster, now: time() });
  }

  async #do(view: EntryView, work: () => Promise<void>): Promise<void> {
    if (this.busy.value !== null) return;
    this.busy.value = view.row.id;
    try {
      await work();
      this.trouble.value = null;
    } catch (error) {
      if (error instanceof CryptoError) this.trouble.value = 'team';
      else if (error instanceof ApiError) this.trouble.value = troubleOf(error);
      else throw error;
      // Whatever came first, what is shown next is how it is now.
      if (this.trouble.value !== 'offline') await this.read();
    } finally {
      this.busy.value = null;
    }
  }

  async #read(what: 'all' | 'new'): Promise<void> {
    const first = this.entries.value === null;
    const whole = first || what === 'all';
    let after = whole ? 0 : this.#cursor;
    let rows: readonly EntryRow[] = [];
    for (;;) {
      const page = await this.#api.page(after);
      rows = joined(whole ? rows : this.#rows, page.entries);
      // A server whose cursor stands still would be asked for ever.
      const last = !page.more || page.cursor <= after;
      // The first time each page is shown as it comes; later what is on the screen stays till the end.
      if (first || last || !whole) this.#show(rows);
      after = Math.max(page.cursor, after);
      if (last) break;
    }
    this.#cursor = after;
  }

  get #rows(): readonly EntryRow[] {
    return (this.entries.value ?? []).map((one) => one.row);
  }

  #show(rows: readonly EntryRow[]): void {
    this.entries.value = rows.map((row) => {
      // Something may have been done with it while the pages were on their way.
      const shown = this.#view(row.id)?.row ?? row;
      const newest = shown.revision > row.revision ? shown : row;
      return { row: newest, opened: this.#open(newest) };
    });
    const here = new Set(rows.map((one) => one.id));
    for (const id of this.#known.keys()) if (!here.has(id)) this.#known.delete(id);
  }

  #view(id: string): EntryView | undefined {
    return this.entries.value?.find((one) => one.row.id === id);
  }

  #put(row: EntryRow): void {
    const views = this.entries.value ?? [];
    this.entries.value = views.map((one) =>
      one.row.id === row.id ? { row, opened: this.#open(row) } : one,
    );
  }

  #open(row: EntryRow): OpenedEntry | null {
    const { roster } = this.#side;
    if (roster === null) return null;
    const known = this.#known.get(row.id);
    const same = known?.sealed === row.sealed && known.wrap === row.wrap;
    if (known !== undefined && same && equal(known.roster.hash, roster.hash)) return known.opened;
    const opened = this.#tryOpen(row, roster);
    this.#known.set(row.id, { sealed: row.sealed, wrap: row.wrap, roster, opened });
    return opened;
  }

  #tryOpen(row: EntryRow, roster: AcceptedRoster): OpenedEntry | null {
    for (const key of this.#keys()) {
      try {
        return openEntry({
          id: fromBase64url(row.id) as EntryId,
          tag: fromBase64url(row.tag) as Tag,
          term: row.term,
          sealed: fromBase64url(row.sealed),
          wrap: fromBase64url(row.wrap),
          to: this.#role,
          key,
          roster,
        });
      } catch (error) {
        if (!(error instanceof CryptoError)) throw error;
      }
    }
    return null;
  }

  /** What opens this reader's wraps: a holder's role keys, the newest first; a consultant's own. */
  #keys(): readonly (BoxKey<RolePublic> | BoxKey<BoxPublic>)[] {
    const { bundle } = this.#side.account;
    if (this.#role === 'consultant') return [bundle.identity.box];
    return bundle.roleKeys
      .filter((one) => one.role === this.#role)
      .sort((a, b) => b.version - a.version)
      .map((one) => one.key);
  }
}

/** Without a roster there is nothing to read by. */
function newsOf(parts: { side: DeskSide; role: EntryReader }): ReadonlySignal<number> {
  const { side, role } = parts;
  return computed(() => {
    const heard = side.heard.value;
    if (side.roster === null || heard === 0) return 0;
    // A consultant's desk is not told of changes but asks; each answer is a row of the audit log.
    return role === 'consultant' ? Math.floor(side.time() / QUIET) : heard;
  });
}

/** Rows before with those of a page after them, each once. */
function joined(before: readonly EntryRow[], page: readonly EntryRow[]): readonly EntryRow[] {
  const fresh = new Set(page.map((one) => one.id));
  return [...before.filter((one) => !fresh.has(one.id)), ...page];
}

function troubleOf(error: ApiError): SupervisingTrouble {
  if (isConflict(error, 'changed')) return 'changed';
  if (isConflict(error, 'stale')) return 'team';
  return error.failure === 'offline' || error.failure === 'unavailable' ? 'offline' : 'failed';
}
