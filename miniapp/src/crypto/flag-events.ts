// What holders do with a flag, protocol.md §12. Lives here: the chain of events, the table of
// states, sealing and reading. Must not: fetching; the same event is sealed again after a 409.

import { type Author, holderAuthor, orUncertain } from './author.ts';
import { equal } from './bytes.ts';
import { bounded, bytes, choice, fixed, type Infer, Structure, u64 } from './codec.ts';
import { CryptoError, Malformed } from './errors.ts';
import type { FlagKey } from './flag-reading.ts';
import { derive, hash } from './hash.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import type { AcceptedRoster } from './roster.ts';
import { open, seal } from './seal.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type { FlagHead, FlagId, Sealed, Seconds, Signed } from './types.ts';

export type FlagState = 'sent' | 'acknowledged' | 'discussing' | 'decided' | 'closed';
export type FlagEventKind = 'acknowledge' | 'discuss' | 'note' | 'decide' | 'close' | 'reopen';
export type FlagOutcome = 'none' | 'consent' | 'disclosure';
export type FlagMark = 'acknowledged' | 'closed' | 'opened' | '';

const place = { flag: fixed<FlagId>(16), number: u64, previous: fixed<FlagHead>(32) };
const flagEvent = new Structure(
  'flag-event',
  {
    ...place,
    kind: choice<FlagEventKind>('acknowledge', 'discuss', 'note', 'decide', 'close', 'reopen'),
    outcome: choice<FlagOutcome | ''>('none', 'consent', 'disclosure', ''),
    note: bounded(0, 8_000),
    certificate: bytes<Signed>(),
    made: u64,
  },
  (body) => {
    if (body.number < 1) throw new Malformed('events count from 1');
    if ((body.outcome !== '') !== (body.kind === 'decide')) throw new Malformed('no such outcome');
    if (body.kind === 'note' && body.note === '') throw new Malformed('an empty note');
  },
);
const flagEventAd = new Structure('flag-event-ad', place);

const MARKS: Readonly<Partial<Record<FlagEventKind, FlagMark>>> = {
  acknowledge: 'acknowledged',
  close: 'closed',
  reopen: 'opened',
};

const AFTER: Readonly<Record<FlagState, Readonly<Partial<Record<FlagEventKind, FlagState>>>>> = {
  sent: { acknowledge: 'acknowledged', note: 'sent' },
  acknowledged: { discuss: 'discussing', note: 'acknowledged' },
  discussing: { note: 'discussing', decide: 'decided' },
  decided: { discuss: 'discussing', note: 'decided', close: 'closed' },
  closed: { reopen: 'discussing' },
};

export type FlagEvent = Infer<typeof flagEvent>;
/** One step, before it has a place in the chain. */
export type FlagStep = Pick<FlagEvent, 'kind' | 'outcome' | 'note'>;

/** What goes openly with an event of this kind. */
const flagMark = (kind: FlagEventKind): FlagMark => MARKS[kind] ?? '';

/** The state after an event, or null where the table does not allow it. */
export const afterFlagEvent = (state: FlagState, kind: FlagEventKind): FlagState | null =>
  AFTER[state][kind] ?? null;

/** What the next event names as previous, after this sealed event, or after the sealed flag. */
export const flagHead = (blob: Uint8Array): FlagHead => hash('pl.flagchain', blob) as FlagHead;

const keyOf = (key: FlagKey, number: number): Uint8Array =>
  derive('pl.flagevent', key.reveal(), u64.encode(number));

/** An event as the server hands it over. */
export interface FlagRow {
  readonly number: number;
  readonly event: Uint8Array;
  readonly mark: string;
}

/** One row of the chain, read. */
export interface ReadFlagEvent {
  readonly number: number;
  /** Null where it does not open or stands elsewhere: shown as missing. */
  readonly event: FlagEvent | null;
  /** Null where it is not certain who made it, or its mark does not fit. */
  readonly author: Author | null;
  /** Did it move the state? One that did not counts as a note. */
  readonly moved: boolean;
}

/** The whole chain of a flag, read in order. */
export interface FlagHistory {
  readonly state: FlagState;
  readonly events: readonly ReadFlagEvent[];
  /** The number and head that the next event continues. */
  readonly number: number;
  readonly head: FlagHead;
}

/** Seals an event for the next place of a history. */
export function sealFlagEvent(request: {
  readonly flag: FlagId;
  readonly key: FlagKey;
  readonly after: Pick<FlagHistory, 'number' | 'head'>;
  readonly step: FlagStep;
  readonly holder: SigningKey;
  readonly certificate: Signed;
  readonly now: Seconds;
  readonly random?: Random;
}): FlagRow & { readonly previous: FlagHead; readonly event: Sealed } {
  const { after, step, certificate, random = systemRandom } = request;
  const at = { flag: request.flag, number: after.number + 1, previous: after.head };
  const signed = request.holder.sign(flagEvent, { ...at, ...step, certificate, made: request.now });
  const key = keyOf(request.key, at.number);
  const event = seal(key, flagEventAd.encode(at), pad(signed), random);
  return { number: at.number, previous: at.previous, event, mark: flagMark(step.kind) };
}

/** Opens one event at its place: throws when it is none of this flag's at this place. */
export function openFlagEvent(request: {
  readonly flag: FlagId;
  readonly key: FlagKey;
  readonly previous: FlagHead;
  readonly row: FlagRow;
  readonly roster: AcceptedRoster;
}): { readonly event: FlagEvent; readonly author: Author | null } {
  const { row, previous } = request;
  const at = { flag: request.flag, number: row.number, previous };
  const raw = open(keyOf(request.key, row.number), flagEventAd.encode(at), row.event);
  const { value, signer } = openSigned(flagEvent, unpad(raw));
  const placed = equal(value.flag, at.flag) && value.number === at.number;
  const fits = placed && equal(value.previous, previous) && flagMark(value.kind) === row.mark;
  const judge = () => holderAuthor(value.certificate, signer, request.roster);
  return { event: value, author: fits ? orUncertain(judge) : null };
}

function openOrMissing(request: Parameters<typeof openFlagEvent>[0]) {
  try {
    return openFlagEvent(request);
  } catch (error) {
    if (error instanceof CryptoError) return { event: null, author: null };
    throw error;
  }
}

/** Reads a flag's chain from its beginning. Rows must be in order and without a gap. */
export function readFlagHistory(request: {
  readonly flag: FlagId;
  readonly key: FlagKey;
  readonly sealed: Uint8Array;
  readonly rows: readonly FlagRow[];
  readonly roster: AcceptedRoster;
}): FlagHistory {
  const { flag, key, roster } = request;
  let state: FlagState = 'sent';
  let head = flagHead(request.sealed);
  const events = request.rows.map((row, i): ReadFlagEvent => {
    if (row.number !== i + 1) throw new Malformed('the chain has a gap');
    const read = openOrMissing({ flag, key, previous: head, row, roster });
    const counts = read.event !== null && read.author !== null;
    const after = counts ? afterFlagEvent(state, read.event.kind) : null;
    state = after ?? state;
    head = flagHead(row.event);
    return { number: row.number, ...read, moved: after !== null };
  });
  return { state, events, number: events.length, head };
}

/**
 * A step where the table still allows it; else its text as a note, or null when it says nothing.
 * For writing an event again behind another holder's (409).
 */
export function stepAfter(history: Pick<FlagHistory, 'state'>, step: FlagStep): FlagStep | null {
  if (afterFlagEvent(history.state, step.kind) !== null) return step;
  return step.note === '' ? null : { kind: 'note', outcome: '', note: step.note };
}

/** The structures of this file. */
export const flagEventFormats = { flagEvent, flagEventAd } as const;
