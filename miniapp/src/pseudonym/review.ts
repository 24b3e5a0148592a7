// The worker's decisions on a note. Lives here: what becomes of each proposal, marks made by hand, the final
// text. Must not: finding anything by itself (propose.ts), or the screen.
import { letterAt } from './letters.ts';
import { fold } from './sections.ts';
import {
  type Kind,
  LETTERED,
  type Proposal,
  type Stretch,
  type Sure,
  type Wording,
} from './types.ts';

export interface Item {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: Kind;
  readonly letter: string | null;
  /** `hand`: the worker marked it. */
  readonly sure: Sure | 'hand';
  /** `open`: only perhaps something, and not decided yet. */
  readonly choice: 'open' | 'replace' | 'keep';
}

/** A note and its items in their order; they never overlap. */
export interface Review {
  readonly note: string;
  readonly items: readonly Item[];
}

/** What is certain is replaced unless the worker keeps it; what is not waits for them. */
export function begin(note: string, proposals: readonly Proposal[]): Review {
  const items = proposals.map(({ start, end, kind, letter, sure }, id): Item => {
    const choice = sure === 'hint' ? 'open' : 'replace';
    return { id, start, end, text: note.slice(start, end), kind, letter, sure, choice };
  });
  return { note, items };
}

const found = (review: Review, id: number): Item => {
  const item = review.items.find((one) => one.id === id);
  if (item === undefined) throw new RangeError('no such item');
  return item;
};

/** The same words in the note, whatever their case. */
export const alike = (a: Item, b: Item): boolean => fold(a.text) === fold(b.text);

const sameOne = (a: Item, b: Item): boolean =>
  alike(a, b) || (a.letter !== null && a.kind === b.kind && a.letter === b.letter);

function change(
  review: Review,
  which: (item: Item) => boolean,
  to: Partial<Pick<Item, 'choice' | 'kind' | 'letter'>>,
): Review {
  const items = review.items.map((item) => (which(item) ? { ...item, ...to } : item));
  return { ...review, items };
}

/** The first letter of a kind that nothing in the note has. */
function freeLetter(review: Review, kind: Kind): string | null {
  if (!LETTERED.has(kind)) return null;
  const taken = new Set(review.items.filter((one) => one.kind === kind).map((one) => one.letter));
  for (let index = 0; ; index += 1) {
    const letter = letterAt(index);
    if (!taken.has(letter)) return letter;
  }
}

/** Replaces it and every occurrence of the same words. */
export function replace(review: Review, id: number): Review {
  const item = found(review, id);
  return change(review, (one) => alike(one, item), { choice: 'replace' });
}

/** Keeps this one; with `everywhere`, the same words throughout. */
export function keep(review: Review, id: number, everywhere: boolean): Review {
  const item = found(review, id);
  const which = (one: Item): boolean => (everywhere ? alike(one, item) : one.id === id);
  return change(review, which, { choice: 'keep' });
}

/** Another kind, wherever the same words or the same letter stand; replaced. */
export function changeKind(review: Review, id: number, kind: Kind): Review {
  const item = found(review, id);
  if (kind === item.kind) return replace(review, id);
  const letter = freeLetter(review, kind);
  return change(review, (one) => sameOne(one, item), { kind, letter, choice: 'replace' });
}

/** The same person or place as another item: everything of the one takes the other's letter. */
export function sameAs(review: Review, id: number, other: number): Review {
  const [item, target] = [found(review, id), found(review, other)];
  const { kind, letter } = target;
  return change(review, (one) => sameOne(one, item), { kind, letter, choice: 'replace' });
}

/** Somebody else after all: these words get a letter of their own. */
export function apart(review: Review, id: number): Review {
  const item = found(review, id);
  const letter = freeLetter(review, item.kind);
  return change(review, (one) => alike(one, item), { letter, choice: 'replace' });
}

/** Replaces everything that is not decided yet. */
export function replaceOpen(review: Review): Review {
  return change(review, (one) => one.choice === 'open', { choice: 'replace' });
}

/** Distinct words that wait for a decision. */
export function undecided(review: Review): number {
  const open = review.items.filter((one) => one.choice === 'open');
  return new Set(open.map(({ text }) => fold(text))).size;
}

const WORDY = /[\p{L}\p{N}]/u;

/** Where words stand in the note as words of their own, case and spaces aside. */
function occurrences(note: string, words: string): readonly (readonly [number, number])[] {
  const parts = words
    .trim()
    .split(/\s+/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  if (parts.join('') === '') return [];
  return [...note.matchAll(new RegExp(parts.join('\\s+'), 'giu'))].flatMap(({ 0: text, index }) => {
    const end = index + text.length;
    const inside =
      (WORDY.test(text.slice(0, 1)) && WORDY.test(note.slice(0, index).slice(-1))) ||
      (WORDY.test(text.slice(-1)) && WORDY.test(note.slice(end, end + 1)));
    return inside ? [] : [[index, end] as const];
  });
}

/** Stretches of the note from occurrences, grown by the items they touch; those that meet are one. */
function grown(review: Review, places: readonly (readonly [number, number])[]): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const [from, to] of places) {
    const met = review.items.filter((one) => one.start < to && one.end > from);
    const start = Math.min(from, ...met.map((one) => one.start));
    const end = Math.max(to, ...met.map((one) => one.end));
    const last = joined.at(-1);
    if (last === undefined || start >= last.end) joined.push({ start, end });
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return joined;
}

/**
 * Marks words by hand, everywhere they stand; what they touch is joined to them, so that nothing that
 * was to be replaced comes back. Unchanged when the note does not have them.
 */
export function mark(review: Review, words: string, kind: Kind): Review {
  const { note, items } = review;
  const places = occurrences(note, words);
  if (places.length === 0) return review;
  const marked = grown(review, places);
  const rest = items.filter((one) =>
    marked.every(({ start, end }) => one.end <= start || one.start >= end),
  );
  const letter = freeLetter({ note, items: rest }, kind);
  const next = Math.max(-1, ...items.map((one) => one.id)) + 1;
  const added = marked.map(({ start, end }, at): Item => {
    const text = note.slice(start, end);
    return { id: next + at, start, end, text, kind, letter, sure: 'hand', choice: 'replace' };
  });
  return { note, items: [...rest, ...added].sort((a, b) => a.start - b.start) };
}

export interface Piece {
  readonly text: string;
  /** Null for what stands as it was written. */
  readonly item: Item | null;
}

/** The note in pieces: plain text and items, in order. */
export function pieces(review: Review): readonly Piece[] {
  const all: Piece[] = [];
  let at = 0;
  for (const item of review.items) {
    if (item.start > at) all.push({ text: review.note.slice(at, item.start), item: null });
    all.push({ text: item.text, item });
    at = item.end;
  }
  if (at < review.note.length) all.push({ text: review.note.slice(at), item: null });
  return all;
}

/** Exactly what will be sealed. What is not decided yet is replaced: a slip gives nobody away. */
export function result(review: Review, wording: Wording): string {
  return pieces(review)
    .map(({ text, item }) =>
      item === null || item.choice === 'keep' ? text : wording(item.kind, item.letter),
    )
    .join('');
}
