// A holder's safeguarding inbox, protocol.md §12. Lives here: the list, opened on this device, and
// which flag is up. Must not: the events of one (flag-thread.ts); store or announce anything.

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import type { B64 } from '../../api/types.ts';
import type { BoxKey } from '../../crypto/box.ts';
import { fromBase64url } from '../../crypto/bytes.ts';
import { CryptoError } from '../../crypto/errors.ts';
import { type OpenedFlag, openFlag, openLateFlag } from '../../crypto/flag-reading.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { FlagId, HolderRole, RolePublic } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';
import { Newest } from '../../state/newest.ts';
import { FlagThread } from './flag-thread.ts';
import { type MissingFlag, missingFrom, withSeen } from './flags-seen.ts';
import { Fresh } from './fresh.ts';
import type { FlagAnswer, FlagStage, ServerState } from './inbox-answers.ts';
import { InboxApi } from './inbox-api.ts';
import type { DeskSide } from './side.ts';

/** A holder's side of the desk. */
export interface HolderSide extends DeskSide {
  readonly role: HolderRole;
}

/**
 * How a flag can be read here. `offered`: the deputy may ask for it, on record; `late`: they did,
 * and each time anew; `broken`: it does not open.
 */
export type Reading = 'open' | 'offered' | 'late' | 'broken';

/** One row of the list. */
export interface InboxRow {
  readonly id: B64;
  readonly reading: Reading;
  /** Null until its content is on this device. */
  readonly opened: OpenedFlag | null;
  readonly state: ServerState;
  /** Whether signed events that this device read say so; else it is the server's word. */
  readonly proven: boolean;
  readonly stage: FlagStage;
  /** When the next stage begins; null when nothing does by itself. */
  readonly due: number | null;
  /** The hour; null where it is only offered. */
  readonly received: number | null;
  /** The deputy can open it, or has. */
  readonly deputy: 'no' | 'may' | 'has';
}

/** `gone`: not on the roster, or the deputy asked for what was acknowledged meanwhile. */
export type InboxTrouble = 'offline' | 'failed' | 'gone';

interface Kept {
  readonly opened: OpenedFlag;
  readonly sealed: Uint8Array;
  readonly by: string;
}

export class Inbox {
  /** Null until it was read for the first time. */
  readonly rows: Signal<readonly InboxRow[] | null> = signal(null);
  readonly trouble: Signal<InboxTrouble | null> = signal(null);
  /** The flag that is up. */
  readonly current: Signal<FlagThread | null> = signal(null);
  /** Read by this holder, not closed by anybody, and left out by the server all the same. */
  readonly missing: Signal<readonly MissingFlag[]> = signal([]);
  /** How many nobody has acknowledged. */
  readonly waiting: ReadonlySignal<number>;
  readonly fresh: Fresh;
  readonly side: HolderSide;
  readonly #api: InboxApi;
  /** Which flag is to be up: what the deputy asked for is not put over another one that was opened since. */
  readonly #up = new Newest();
  readonly #kept = new Map<B64, Kept>();
  readonly #threads = new Map<B64, FlagThread>();
  #turn: Promise<unknown> = Promise.resolve();
  #again: Promise<void> | null = null;

  constructor(side: HolderSide) {
    this.side = side;
    this.#api = new InboxApi(side.account.api);
    this.fresh = new Fresh(side.heard, () => this.load());
    this.waiting = computed(
      () => this.rows.value?.filter((one) => one.state === 'sent').length ?? 0,
    );
  }

  /** Once more, after what is being read now; several at once are one. */
  load(): Promise<void> {
    if (this.#again === null) {
      this.#again = this.#next(async () => {
        this.#again = null;
        const { roster } = this.side;
        if (roster === null) return;
        await this.#look(roster);
        await this.current.peek()?.look();
      });
    }
    return this.#again;
  }

  /** Opens a flag that was read here. */
  open({ id }: InboxRow): void {
    this.#up.pass();
    const kept = this.#kept.get(id);
    if (kept !== undefined) this.#show(id, kept);
  }

  /** As the deputy: asks for the content, which is on record each time. */
  ask(id: B64): Promise<void> {
    const counts = this.#up.ask();
    return this.#next(async () => {
      const { roster } = this.side;
      if (roster === null) return;
      const { sealed, wrap, late } = await this.#api.late(id);
      const kept = this.#read(id, { sealed, by: `${roster.version} ${wrap}` }, (key) =>
        openLateFlag({
          id: fromBase64url(id) as FlagId,
          key,
          sealed: fromBase64url(sealed),
          part: fromBase64url(wrap),
          late: fromBase64url(late),
          roster,
        }),
      );
      await this.#look(roster);
      if (kept === null) this.trouble.value = 'failed';
      else if (counts()) this.#show(id, kept);
    });
  }

  leave(): void {
    this.#up.pass();
    this.current.value = null;
  }

  #show(id: B64, { opened, sealed }: Kept): void {
    const { side } = this;
    const parts = { id, opened, sealed, side, api: this.#api, written: () => void this.load() };
    const thread = this.#threads.get(id) ?? new FlagThread(parts);
    this.#threads.set(id, thread);
    thread.result.value = null;
    this.current.value = thread;
    void thread.look();
  }

  async #look(roster: AcceptedRoster): Promise<void> {
    const answers = await this.#api.flags();
    const listed = answers.map((one) => one.id);
    const rows = answers.map((one) => this.#row(one, this.#opened(one, roster)));
    const { account, time } = this.side;
    const seen = (bundle: Bundle): Bundle => withSeen(bundle, rows, time());
    const after = seen(account.bundle);
    if (after !== account.bundle) void account.change(seen);
    this.missing.value = missingFrom(after, listed);
    const lacks = (id: B64): boolean => this.missing.peek().some((one) => one.id === id);
    for (const id of this.#kept.keys()) if (!listed.includes(id) && !lacks(id)) this.#forget(id);
    const left = (this.rows.peek() ?? []).filter(({ id }) => lacks(id));
    const all = [...rows, ...left];
    this.rows.value = all.sort((one, other) => rank(one) - rank(other) || dueFirst(one, other));
  }

  /** What is no longer handed out is no longer kept, unless nobody can have destroyed it. */
  #forget(id: B64): void {
    this.#kept.delete(id);
    this.#threads.delete(id);
    if (this.current.peek()?.id === id) this.current.value = null;
  }

  /** The content, as it was read before or now; null where it cannot be. */
  #opened(answer: FlagAnswer, roster: AcceptedRoster): Kept | null {
    const { id, sealed, wrap } = answer;
    const known = this.#kept.get(id) ?? null;
    if (sealed === null || wrap === null) return known;
    const by = `${roster.version} ${wrap}`;
    if (known?.by === by) return known;
    const { role } = this.side;
    return this.#read(id, { sealed, by }, (key) =>
      openFlag({
        id: fromBase64url(id) as FlagId,
        role,
        key,
        sealed: fromBase64url(sealed),
        wrap: fromBase64url(wrap),
        roster,
      }),
    );
  }

  /** Tries each version of the role key, the newest first. */
  #read(
    id: B64,
    from: { readonly sealed: B64; readonly by: string },
    open: (key: BoxKey<RolePublic>) => OpenedFlag,
  ): Kept | null {
    const { account, role } = this.side;
    const keys = account.bundle.roleKeys.filter((one) => one.role === role);
    for (const { key } of keys.sort((one, other) => other.version - one.version)) {
      try {
        const kept = { opened: open(key), sealed: fromBase64url(from.sealed), by: from.by };
        this.#kept.set(id, kept);
        const thread = this.#threads.get(id);
        if (thread !== undefined) thread.opened.value = kept.opened;
        return kept;
      } catch (error) {
        if (!(error instanceof CryptoError)) throw error;
      }
    }
    return null;
  }

  #row(answer: FlagAnswer, kept: Kept | null): InboxRow {
    const opened = kept?.opened ?? null;
    if (answer.overdue === true) {
      const waits = { state: 'sent', stage: 'overdue', due: null, received: null } as const;
      const none = { opened: null, proven: false } as const;
      return { id: answer.id, reading: 'offered', ...none, ...waits, deputy: 'may' };
    }
    const released = answer.released_to_deputy === true;
    const late = released && this.side.role === 'deputy' && answer.sealed === null;
    return {
      id: answer.id,
      reading: opened !== null ? 'open' : late ? 'late' : 'broken',
      opened,
      ...this.#state(answer),
      stage: answer.stage ?? 'fresh',
      due: answer.due,
      received: answer.received_hour,
      deputy: released ? 'has' : answer.late_open === true ? 'may' : 'no',
    };
  }

  /** By the events where this device read them; else the server's word, if any event bears it. */
  #state({ id, state, head }: FlagAnswer): Pick<InboxRow, 'state' | 'proven'> {
    const read = this.#threads.get(id)?.history.peek() ?? null;
    if (read !== null && read.number >= (head ?? 0)) {
      const either = read.state === 'sent' || read.state === 'closed';
      return { state: either ? read.state : 'acknowledged', proven: true };
    }
    return { state: head === null || head === 0 ? 'sent' : (state ?? 'sent'), proven: false };
  }

  #next(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(async () => {
      try {
        await work();
        this.trouble.value = null;
      } catch (error) {
        this.trouble.value = troubleOf(error);
      }
    });
    this.#turn = turn;
    return turn;
  }
}

const RANK: Readonly<Record<ServerState, number>> = { sent: 0, acknowledged: 2, closed: 3 };

/** Unacknowledged first, and of these immediate danger and what is overdue for the deputy. */
function rank({ state, opened }: InboxRow): number {
  if (state !== 'sent') return RANK[state];
  return opened === null || opened.flag.urgent === 1 ? 0 : 1;
}

/** Of those that wait, what is due first; the others stay as they came, the newest first. */
function dueFirst(one: InboxRow, other: InboxRow): number {
  return one.state === 'sent' ? (one.due ?? 0) - (other.due ?? 0) : 0;
}

function troubleOf(error: unknown): InboxTrouble {
  if (!(error instanceof ApiError)) throw error;
  if (error.failure === 'offline' || error.failure === 'unavailable') return 'offline';
  return error.failure === 'not_found' ? 'gone' : 'failed';
}
