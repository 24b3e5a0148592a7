// A case's record while its worker keeps it (R10, protocol.md §24). Lives here: reading it, looking the words
// over, adding an entry. Must not: draw anything, or keep what is typed beyond memory.

import { type Signal, signal } from '@preact/signals';
import { askRecord, keepEntry } from '../../api/case-record.ts';
import { ApiError, isConflict, isPassing } from '../../api/errors.ts';
import { equal, wellFormed } from '../../crypto/bytes.ts';
import {
  DAY_SECONDS,
  LONGEST_RECORD_TEXT,
  memberKeys,
  type RecordHead,
  type RecordKind,
  type RecordLine,
  type RecordWords,
  readRecord,
  requireGoesOn,
  requireHead,
  sealRecordEntry,
} from '../../crypto/case-record.ts';
import { characters } from '../../crypto/codec.ts';
import type { Epoch } from '../../crypto/epoch.ts';
import { CryptoError, Refused } from '../../crypto/errors.ts';
import { readHandedOn } from '../../crypto/handed-record.ts';
import type { Bundle } from '../../keys/bundle.ts';
import { type Known, loadPseudonymiser, type Pseudonymiser } from '../../pseudonym/index.ts';
import { clearSent } from '../../state/draft.ts';
import { Newest } from '../../state/newest.ts';
import { handedRecordOf } from './before.ts';
import { lastHead, withHead } from './record-heads.ts';
import type { DeskSide } from './side.ts';
import type { WorkerCase } from './worker-case.ts';

/** Why nothing was added. */
export type RecordFault = 'kind' | 'words' | 'long' | 'day';
export type RecordTrouble = 'later' | 'unchecked' | 'order' | 'full' | 'failed';

/** What is typed. `day` as a date field has it: `2027-01-15`. */
export interface RecordDraft {
  readonly kind: Signal<string>;
  readonly day: Signal<string>;
  readonly text: Signal<string>;
}

const clean = (text: string): string => wellFormed(text).trim();

/** Days since 1970-01-01 of a date field; null for none. */
export function dayOf(date: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || at < 0 ? null : at / 1000 / DAY_SECONDS;
}

/** Today where this device is, as a date field has it. */
export function todayOf(now: number): string {
  const here = new Date(now * 1000);
  const of = (part: number, width: number): string => String(part).padStart(width, '0');
  return `${of(here.getFullYear(), 4)}-${of(here.getMonth() + 1, 2)}-${of(here.getDate(), 2)}`;
}

export class CaseRecordKeeping {
  /** Null until it was read. */
  readonly lines: Signal<readonly RecordLine[] | null> = signal(null);
  /** How many entries there are that this worker cannot read: from before they came, and not handed on. */
  readonly earlier = signal(0);
  /** Those of before that the student handed on; null where they do not fit the record. */
  readonly handed: Signal<readonly RecordLine[] | null> = signal([]);
  readonly fault: Signal<RecordFault | null> = signal(null);
  readonly trouble: Signal<RecordTrouble | null> = signal(null);
  readonly busy = signal(false);
  /** What looks like a name or a place in the words; null until they were looked over. */
  readonly found: Signal<readonly string[] | null> = signal(null);
  /** The words could not be looked over: the lists did not come. */
  readonly unread = signal(false);
  readonly draft: RecordDraft;
  readonly #side: DeskSide;
  readonly #asked = new Newest();
  readonly #case: WorkerCase;
  readonly #load: () => Promise<Pseudonymiser>;
  #head: RecordHead | null = null;

  constructor(parts: {
    readonly side: DeskSide;
    readonly found: WorkerCase;
    readonly draft: RecordDraft;
    readonly load?: () => Promise<Pseudonymiser>;
  }) {
    this.#side = parts.side;
    this.#case = parts.found;
    this.draft = parts.draft;
    this.#load = parts.load ?? loadPseudonymiser;
  }

  get #epochs(): readonly Epoch[] {
    return this.#case.room.value?.conversation.rooms.map((one) => one.epoch) ?? [];
  }

  async load(): Promise<void> {
    const counts = this.#asked.ask();
    try {
      const { items, head } = await askRecord(this.#side.account.api, this.#case.id);
      // What was asked for before an entry was added is no record that became shorter.
      if (!counts()) return;
      requireHead(items, head);
      for (const before of [lastHead(this.#bundle, this.#case.caseId), this.#head]) {
        if (before !== null) requireGoesOn(before, items, head);
      }
      this.#head = head;
      this.#remember(head);
      this.handed.value = this.#handedOn(items, head);
      this.earlier.value = head.count - items.length - (this.handed.value?.length ?? 0);
      this.lines.value = readRecord({
        items,
        case: this.#case.caseId,
        keys: memberKeys(this.#epochs),
        roster: this.#side.roster,
        whole: false,
      });
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = troubleOf(error);
    }
  }

  get #bundle(): Bundle {
    return this.#side.account.bundle;
  }

  /** So that a later sitting notices what is hidden from it (§24). A server that is away gets it later. */
  #remember(head: RecordHead): void {
    const after = (bundle: Bundle): Bundle => withHead(bundle, this.#case.caseId, head);
    if (after(this.#bundle) !== this.#bundle) void this.#side.account.change(after);
  }

  #handedOn(own: readonly Uint8Array[], head: RecordHead): readonly RecordLine[] | null {
    const entries = handedRecordOf(this.#case);
    try {
      const { roster } = this.#side;
      return readHandedOn({ entries, case: this.#case.caseId, own, head, roster });
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      return null;
    }
  }

  /** The words changed: what was found in the ones before says nothing of them. */
  changed(): void {
    this.found.value = null;
    this.fault.value = null;
  }

  /** Looks the words over; where nothing was found they are added at once. True when they were. */
  async check(known: Known): Promise<boolean> {
    const words = this.#words();
    if (words === null || this.busy.value) return false;
    const typed = this.#typed;
    this.busy.value = true;
    const found = await this.#look(words.text, known).finally(() => {
      this.busy.value = false;
    });
    // What was typed on meanwhile was not looked over.
    if (this.#typed !== typed) return false;
    this.found.value = found;
    return found.length === 0 && !this.unread.value ? this.add() : false;
  }

  /** Adds what is typed, as it stands. True when it is kept. */
  async add(): Promise<boolean> {
    const words = this.#words();
    const sent = { kind: this.draft.kind.peek(), day: this.draft.day.peek() };
    if (words === null || !(await this.keep(words))) return false;
    const { kind, day, text } = this.draft;
    clearSent(text, words.text);
    // What was picked or typed on while it was sent stays, and what it is with it.
    if (text.peek() === '' && kind.peek() === sent.kind && day.peek() === sent.day) {
      kind.value = '';
      day.value = '';
    }
    this.changed();
    return true;
  }

  /** Seals and sends an entry; once more where another device of theirs was first. */
  async keep(words: RecordWords): Promise<boolean> {
    if (this.busy.value) return false;
    this.busy.value = true;
    this.trouble.value = null;
    try {
      if (this.#head === null) await this.load();
      if (this.trouble.peek() !== null) return false;
      try {
        await this.#send(words);
      } catch (error) {
        if (!(error instanceof ApiError) || !isConflict(error, 'changed')) throw error;
        await this.load();
        if (this.trouble.peek() !== null) return false;
        // An answer may have got lost: the same is not written twice.
        if (!this.#standsLast(words)) await this.#send(words);
      }
      await this.load();
      return true;
    } catch (error) {
      this.trouble.value = troubleOf(error);
      return false;
    } finally {
      this.busy.value = false;
    }
  }

  get #typed(): string {
    const { kind, day, text } = this.draft;
    return JSON.stringify([kind.peek(), day.peek(), text.peek()]);
  }

  #standsLast(words: RecordWords): boolean {
    const last = this.lines.peek()?.at(-1);
    if (last === undefined || 'missing' in last) return false;
    const { kind, day, text } = last.words;
    return kind === words.kind && day === words.day && text === words.text;
  }

  async #send(words: RecordWords): Promise<void> {
    const { account, roster, time } = this.#side;
    const { sign } = account.bundle.identity;
    const own = roster?.certificates.find((one) => equal(one.sign, sign.public));
    const epoch = this.#case.room.value?.epoch;
    if (roster === null || own === undefined || !epoch || this.#head === null) {
      throw new Unchecked();
    }
    const sealed = sealRecordEntry({
      worker: sign,
      certificate: own.signed,
      words,
      epoch,
      after: this.#head,
      roster,
      now: time(),
    });
    await keepEntry(account.api, this.#case.id, sealed);
  }

  #words(): RecordWords | null {
    const { kind, text, day } = this.draft;
    const written = clean(text.value);
    const on = dayOf(day.value === '' ? todayOf(this.#side.time()) : day.value);
    if (kind.value === '') this.fault.value = 'kind';
    else if (on === null || on * DAY_SECONDS > this.#side.time() + DAY_SECONDS)
      this.fault.value = 'day';
    else if (kind.value === 'other' && written === '') this.fault.value = 'words';
    else this.fault.value = characters(written) > LONGEST_RECORD_TEXT ? 'long' : null;
    if (this.fault.value !== null || on === null) return null;
    return { kind: kind.value as RecordKind, day: on, text: written };
  }

  /** What looks like a name, a place or a number in these words. */
  async #look(text: string, known: Known): Promise<readonly string[]> {
    this.unread.value = false;
    if (text === '') return [];
    try {
      const propose = await this.#load();
      const proposals = propose({ note: text, known, wording: (kind) => kind });
      return [...new Set(proposals.map(({ start, end }) => text.slice(start, end)))];
    } catch {
      // Away, or the lists did not come: it was not looked over, and that is said.
      this.unread.value = true;
      return [];
    }
  }
}

/** This worker is on no roster that the device accepts, or the room is not there. */
class Unchecked extends Error {
  override readonly name = 'Unchecked';
}

function troubleOf(error: unknown): RecordTrouble {
  if (error instanceof Refused && error.reason === 'record-order') return 'order';
  if (error instanceof CryptoError || error instanceof Unchecked) return 'unchecked';
  if (!(error instanceof ApiError)) throw error;
  if (isPassing(error)) return 'later';
  return isConflict(error, 'full') ? 'full' : 'failed';
}
