// What holders do with one flag, protocol.md §12. Lives here: its events as this device has read them,
// and writing the next one, behind whatever came first. Must not: the list of flags (inbox.ts).
import { type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import type { B64 } from '../../api/types.ts';
import { equal, fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { isHolder } from '../../crypto/certificates.ts';
import { CryptoError, Malformed, Refused } from '../../crypto/errors.ts';
import {
  type FlagEventKind,
  type FlagHistory,
  type FlagRow,
  type FlagStep,
  type ReadFlagEvent,
  readFlagHistory,
  sealFlagEvent,
  stepAfter,
} from '../../crypto/flag-events.ts';
import type { OpenedFlag } from '../../crypto/flag-reading.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { SignPublic } from '../../crypto/types.ts';
import type { InboxApi } from './inbox-api.ts';
import type { DeskSide } from './side.ts';

/** More than any number of people at two devices could come in between. */
const TRIES = 8;

/** Which kinds of step must say something: a decision without reasons is none. */
export const NEEDS_NOTE: Readonly<Record<FlagEventKind, boolean>> = {
  acknowledge: false,
  discuss: false,
  note: true,
  decide: true,
  close: false,
  reopen: true,
};

/** `chain`: what the server shows is not what this device read before. */
export type ThreadTrouble = 'offline' | 'failed' | 'gone' | 'full' | 'chain' | 'roster';

/** What became of a step, and what others had written before it came to stand. */
export interface StepResult {
  /** `noted`: kept as a note; `dropped`: it said nothing of its own. */
  readonly became: 'written' | 'noted' | 'dropped';
  readonly meanwhile: readonly ReadFlagEvent[];
}

export interface ThreadParts {
  readonly id: B64;
  readonly opened: OpenedFlag;
  readonly sealed: Uint8Array;
  readonly side: DeskSide;
  readonly api: InboxApi;
  /** Called when an event of this device came to stand. */
  readonly written: () => void;
}

interface Attempt {
  readonly row: FlagRow;
  readonly step: FlagStep;
}

/** One flag as its holder has it open. */
export class FlagThread {
  readonly id: B64;
  /** Judged anew under another roster. */
  readonly opened: Signal<OpenedFlag>;
  /** Null until the events were read. */
  readonly history: Signal<FlagHistory | null> = signal(null);
  readonly trouble: Signal<ThreadTrouble | null> = signal(null);
  /** What became of the last step, until the next one. */
  readonly result: Signal<StepResult | null> = signal(null);
  readonly busy = signal(false);
  readonly #sealed: Uint8Array;
  readonly #side: DeskSide;
  readonly #api: InboxApi;
  readonly #written: () => void;
  #rows: readonly FlagRow[] = [];
  /** Sent without an answer: each may stand in the chain or not. */
  #unanswered: readonly Attempt[] = [];
  #judgedBy = -1;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: ThreadParts) {
    this.id = parts.id;
    this.opened = signal(parts.opened);
    this.#sealed = parts.sealed;
    this.#side = parts.side;
    this.#api = parts.api;
    this.#written = parts.written;
  }

  /** One's own sign key: whose events are one's own. */
  get me(): SignPublic {
    return this.#side.account.bundle.identity.sign.public;
  }

  /** Reads what is lacking. */
  look(): Promise<void> {
    return this.#do(() => this.#pull());
  }

  /** Writes a step behind all there is. True when nothing of it is left to be written. */
  async act(step: FlagStep): Promise<boolean> {
    const seen = this.history.peek()?.number ?? 0;
    this.result.value = null;
    this.busy.value = true;
    await this.#do(async () => {
      this.result.value = await this.#write(step, seen);
    });
    this.busy.value = false;
    if (this.result.value === null) return false;
    this.#written();
    return true;
  }

  async #write(step: FlagStep, seen: number): Promise<StepResult> {
    this.#unanswered = this.#unanswered.filter((one) => same(one.step, step));
    for (let tries = 0; tries < TRIES; tries += 1) {
      await this.#pull();
      const { history, roster } = this.#standing();
      const stands = this.#unanswered.find(({ row }) => equal(this.#at(row.number), row.event));
      if (stands !== undefined) return this.#ended(step, seen, stands.row.number);
      const fits = stepAfter(history, step);
      if (fits === null) {
        return { became: 'dropped', meanwhile: history.events.slice(seen) };
      }
      const row = this.#seal(fits, history, roster);
      this.#unanswered = [...this.#unanswered, { row, step }];
      if (await this.#put(row)) return this.#ended(step, seen, row.number);
    }
    throw new ApiError({ failure: 'conflict', code: 'changed' });
  }

  /** It stands at this place: whatever came between is told. */
  #ended(step: FlagStep, seen: number, number: number): StepResult {
    this.#unanswered = [];
    const { events } = this.#standing().history;
    const became = events[number - 1]?.event?.kind === step.kind ? 'written' : 'noted';
    return { became, meanwhile: events.slice(seen).filter((one) => one.number !== number) };
  }

  #standing(): { readonly history: FlagHistory; readonly roster: AcceptedRoster } {
    const history = this.history.peek();
    const { roster } = this.#side;
    if (history === null || roster === null) throw new Refused('roster-incomplete');
    return { history, roster };
  }

  #seal(step: FlagStep, after: FlagHistory, roster: AcceptedRoster) {
    const me = this.#side.account.bundle.identity.sign;
    const own = roster.certificates.find((one) => isHolder(one) && equal(one.sign, me.public));
    if (own === undefined) throw new Refused('roster-incomplete');
    const { flag, key } = this.opened.peek();
    return sealFlagEvent({
      flag: flag.id,
      key,
      after,
      step,
      holder: me,
      certificate: own.signed,
      now: this.#side.time(),
    });
  }

  /** Whether the server took it at its place; false when something else stands there. */
  async #put(row: ReturnType<typeof sealFlagEvent>): Promise<boolean> {
    const { number, mark } = row;
    const [event, previous] = [toBase64url(row.event), toBase64url(row.previous)];
    try {
      await this.#api.add(this.id, { number, previous, event, mark });
    } catch (error) {
      if (isConflict(error, 'changed')) return false;
      throw error;
    }
    this.#take([row]);
    return true;
  }

  async #pull(): Promise<void> {
    for (;;) {
      const after = this.#rows.length;
      const { events, head } = await this.#api.events(this.id, after);
      if (head < after) throw new Malformed('the chain became shorter');
      this.#take(events.map((one) => ({ ...one, event: fromBase64url(one.event) })));
      if (this.#rows.length >= head) return;
      if (events.length === 0) throw new Malformed('events are withheld');
    }
  }

  /** The chain with these rows behind it; throws where there is a gap. */
  #take(rows: readonly FlagRow[]): void {
    const { roster } = this.#side;
    if (roster === null) throw new Refused('roster-incomplete');
    const known = this.history.peek() !== null && this.#judgedBy === roster.version;
    if (rows.length === 0 && known) return;
    const all = [...this.#rows, ...rows];
    const { flag, key } = this.opened.peek();
    const sealed = this.#sealed;
    const history = readFlagHistory({ flag: flag.id, key, sealed, rows: all, roster });
    this.#rows = all;
    this.#judgedBy = roster.version;
    this.history.value = history;
  }

  #at(number: number): Uint8Array {
    return this.#rows[number - 1]?.event ?? new Uint8Array(0);
  }

  /** One thing after another; what fails is said. */
  #do(work: () => Promise<void>): Promise<void> {
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

const same = (one: FlagStep, other: FlagStep): boolean =>
  one.kind === other.kind && one.outcome === other.outcome && one.note === other.note;

function troubleOf(error: unknown): ThreadTrouble {
  if (error instanceof Refused) return 'roster';
  if (error instanceof CryptoError) return 'chain';
  if (!(error instanceof ApiError)) throw error;
  if (error.failure === 'offline') return 'offline';
  if (error.failure === 'not_found') return 'gone';
  return isConflict(error, 'full') ? 'full' : 'failed';
}
