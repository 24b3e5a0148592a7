// A holder's register of reports, protocol.md §23. Lives here: the list opened on this device, the report that is
// up, and its next step. Must not: store or announce anything.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import type { B64 } from '../../api/types.ts';
import { equal, fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { isHolder } from '../../crypto/certificates.ts';
import { CryptoError, Malformed, Refused } from '../../crypto/errors.ts';
import {
  type OpenedReport,
  openReport,
  type ReportEventKind,
  type ReportHistory,
  type ReportRow,
  type ReportState,
  readReportHistory,
  sealOutcome,
  sealReportEvent,
} from '../../crypto/report-reading.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { ReportId } from '../../crypto/types.ts';
import { Newest } from '../../state/newest.ts';
import { Fresh } from './fresh.ts';
import type { HolderSide } from './inbox.ts';
import { type EnquiryAnswer, RegisterApi, type ReportAnswer } from './register-api.ts';

/** `changed`: the other holder came first; `chain`: what is shown is not what was read before. */
export type RegisterTrouble = 'offline' | 'changed' | 'failed' | 'chain';

/** One row of the list. */
export interface RegisterRow {
  readonly id: B64;
  /** Null where it does not open on this device. */
  readonly opened: OpenedReport | null;
  readonly sealed: Uint8Array;
  /** The hour. */
  readonly received: number;
  readonly state: ReportState;
}

/** The report that is up. */
export interface OpenRow {
  readonly row: RegisterRow & { readonly opened: OpenedReport };
  readonly rows: readonly ReportRow[];
  readonly history: ReportHistory;
}

export class Register {
  /** Null until it was read for the first time. */
  readonly rows: Signal<readonly RegisterRow[] | null> = signal(null);
  readonly enquiries: Signal<readonly EnquiryAnswer[] | null> = signal(null);
  readonly current: Signal<OpenRow | null> = signal(null);
  readonly trouble: Signal<RegisterTrouble | null> = signal(null);
  readonly busy = signal(false);
  /** How many nobody has looked into. */
  readonly waiting: ReadonlySignal<number>;
  readonly fresh: Fresh;
  readonly freshEnquiries: Fresh;
  readonly #side: HolderSide;
  readonly #api: RegisterApi;
  readonly #list = new Newest();
  /** Whether the list left out what is not closed. */
  #lost = false;
  readonly #enquiries = new Newest();
  /** Which report is to be up: an answer for another, or for none any more, puts nothing there. */
  readonly #up = new Newest();

  constructor(side: HolderSide) {
    this.#side = side;
    this.#api = new RegisterApi(side.account.api);
    this.fresh = new Fresh(side.heard, () => this.load());
    this.freshEnquiries = new Fresh(side.heard, () => this.loadEnquiries());
    this.waiting = computed(
      () => this.rows.value?.filter((one) => one.state === 'new').length ?? 0,
    );
  }

  load(): Promise<void> {
    return this.#tried(async () => {
      const { roster } = this.#side;
      if (roster === null) return;
      const counts = this.#list.ask();
      const answers = await this.#api.reports();
      if (!counts()) return;
      const rows = answers.map((one) => this.#row(one, roster));
      // What is not closed is never destroyed (§8): what was read of it stays, and that it is left out is said.
      const lost = (this.rows.peek() ?? []).filter(
        ({ id, opened, state }) =>
          opened !== null && state !== 'closed' && !rows.some((one) => one.id === id),
      );
      this.rows.value = [...rows, ...lost];
      if (this.#lost && lost.length === 0) this.trouble.value = null;
      this.#lost = lost.length > 0;
      const up = this.current.peek();
      if (up !== null && !lost.some((one) => one.id === up.row.id)) await this.#show(up.row.id);
      if (this.#lost) throw new Malformed('a report is withheld');
    });
  }

  loadEnquiries(): Promise<void> {
    return this.#tried(async () => {
      if (this.#side.roster === null) return;
      const counts = this.#enquiries.ask();
      const enquiries = await this.#api.enquiries();
      if (counts()) this.enquiries.value = enquiries;
    });
  }

  open(row: RegisterRow): Promise<void> {
    this.trouble.value = null;
    this.#up.pass();
    return this.#tried(() => this.#show(row.id));
  }

  leave(): void {
    this.#up.pass();
    this.current.value = null;
    this.trouble.value = null;
  }

  /** The next step; with `tell` its text goes to who reported it, too. True when it stands. */
  async act(kind: ReportEventKind, note: string): Promise<boolean> {
    const up = this.current.peek();
    if (up === null) return false;
    let done = false;
    this.busy.value = true;
    await this.#tried(async () => {
      const signing = this.#signing();
      const { opened, id } = up.row;
      const event = sealReportEvent(opened, up.history, { kind, note }, signing);
      const outcome = kind === 'tell' ? sealOutcome(opened, note, signing) : null;
      try {
        await this.#api.add(id, {
          number: event.number,
          previous: toBase64url(event.previous),
          event: toBase64url(event.event),
          mark: event.mark,
          ...(outcome === null ? {} : { outcome: toBase64url(outcome) }),
        });
        done = true;
      } finally {
        if (this.current.peek()?.row.id === id) await this.#show(id);
      }
    });
    this.busy.value = false;
    if (done) await this.load();
    return done;
  }

  #signing() {
    const { account, roster } = this.#side;
    const { sign } = account.bundle.identity;
    const own = roster?.certificates.find((one) => isHolder(one) && equal(one.sign, sign.public));
    if (own === undefined) throw new Refused('roster-incomplete');
    return { sign, certificate: own.signed, now: this.#side.time() };
  }

  /** Reads the events behind those that were read, and puts the report up where it still should be. */
  async #show(id: B64): Promise<void> {
    const row = this.rows.peek()?.find((one) => one.id === id);
    const { roster } = this.#side;
    const opened = row?.opened ?? null;
    if (row === undefined || opened === null || roster === null) {
      this.current.value = null;
      return;
    }
    const counts = this.#up.ask();
    const up = this.current.peek();
    let rows = up?.row.id === id ? up.rows : [];
    for (;;) {
      const answer = await this.#api.events(id, rows.length);
      const more = answer.events.map((one) => ({ ...one, event: fromBase64url(one.event) }));
      rows = [...rows, ...more];
      if (answer.head < rows.length) throw new Malformed('the chain became shorter');
      if (rows.length === answer.head) break;
      if (more.length === 0) throw new Malformed('events are withheld');
    }
    if (!counts()) return;
    const history = readReportHistory({ opened, sealed: row.sealed, rows, roster });
    this.current.value = { row: { ...row, opened }, rows, history };
  }

  #row(answer: ReportAnswer, roster: AcceptedRoster): RegisterRow {
    const { id, sealed, wrap, state } = answer;
    const known = this.rows.peek()?.find((one) => one.id === id)?.opened ?? null;
    const content = fromBase64url(sealed ?? '');
    const rest = { id, sealed: content, received: answer.received_hour, state };
    if (known !== null || sealed === null || wrap === null) return { ...rest, opened: known };
    return { ...rest, opened: this.#opened(id, content, fromBase64url(wrap), roster) };
  }

  /** Tries each version of the role key, the newest first. */
  #opened(id: B64, sealed: Uint8Array, wrap: Uint8Array, roster: AcceptedRoster) {
    const { account, role } = this.#side;
    const keys = account.bundle.roleKeys.filter((one) => one.role === role);
    for (const { key } of keys.sort((one, other) => other.version - one.version)) {
      try {
        return openReport({ id: fromBase64url(id) as ReportId, role, key, sealed, wrap, roster });
      } catch (error) {
        if (!(error instanceof CryptoError)) throw error;
      }
    }
    return null;
  }

  /** What fails is said; what had failed before is not, once this works. */
  async #tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if (this.trouble.peek() === 'offline') this.trouble.value = null;
    } catch (error) {
      this.trouble.value = troubleOf(error) ?? this.trouble.peek();
    }
  }
}

function troubleOf(error: unknown): RegisterTrouble | null {
  if (error instanceof Refused) return 'failed';
  if (error instanceof CryptoError) return 'chain';
  if (!(error instanceof ApiError)) throw error;
  if (error.failure === 'offline' || error.failure === 'unavailable') return 'offline';
  // On no roster yet: nothing is there for them.
  if (error.failure === 'not_found') return null;
  return isConflict(error, 'stale') ? 'changed' : 'failed';
}
