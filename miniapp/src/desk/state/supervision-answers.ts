// What the server says of supervision notes, by its shape (docs/api.md). Lives here: the shapes and one reader
// for each. Must not: calls, or a field that could hold a person.
import {
  b64,
  count,
  flag,
  listOf,
  object,
  oneOf,
  or,
  type Reader,
  text,
} from '../../api/shapes.ts';
import type { B64 } from '../../api/types.ts';

export type EntryState = 'new' | 'review' | 'discussed' | 'closed';
export type EntryEvent = 'take' | 'discuss' | 'close' | 'reopen';

/** In the order in which an entry passes them. */
export const ENTRY_STATES: readonly EntryState[] = ['new', 'review', 'discussed', 'closed'];

/** What may be done in each state (protocol.md §11): the buttons, not the judge; that is the server. */
export const ENTRY_EVENTS: Readonly<Record<EntryState, readonly EntryEvent[]>> = {
  new: ['take', 'close'],
  review: ['discuss', 'close'],
  discussed: ['reopen', 'close'],
  closed: ['reopen'],
};

/** An entry as one reader is given it; `wrap` is that reader's own, `replies` a number. */
export interface EntryRow {
  readonly id: B64;
  readonly tag: B64;
  readonly term: string;
  readonly name: string;
  readonly week: string;
  readonly state: EntryState;
  readonly revision: number;
  readonly agenda: boolean;
  readonly sealed: B64;
  readonly wrap: B64;
  readonly replies: number;
}

export interface EntryPage {
  readonly entries: readonly EntryRow[];
  readonly more: boolean;
  readonly cursor: number;
}

/** One's own entry: never its text. */
export interface OwnRow {
  readonly id: B64;
  readonly name: string;
  readonly state: EntryState;
  readonly written_week: string;
  readonly replies: readonly { readonly box: B64 }[];
}

const state = oneOf<EntryState>(...ENTRY_STATES);

export const entry: Reader<EntryRow> = object<EntryRow>({
  id: b64,
  tag: b64,
  term: text,
  name: text,
  week: text,
  state,
  revision: count,
  // A consultant is not told: all that they are given is on it.
  agenda: or(flag, true),
  sealed: b64,
  wrap: b64,
  replies: count,
});

export const page: Reader<EntryPage> = object<EntryPage>({
  entries: listOf(entry),
  more: flag,
  cursor: count,
});

export const named: Reader<{ readonly name: string }> = object<{ readonly name: string }>({
  name: text,
});

export const mine: Reader<{ readonly entries: readonly OwnRow[] }> = object<{
  readonly entries: readonly OwnRow[];
}>({
  entries: listOf(
    object<OwnRow>({
      id: b64,
      name: text,
      state,
      written_week: text,
      replies: listOf(object<{ readonly box: B64 }>({ box: b64 })),
    }),
  ),
});
