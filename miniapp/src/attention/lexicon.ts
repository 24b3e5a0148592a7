// The lexicon as the build packs it → as the device uses it. Lives here: what is told of a word, a phrase or an
// entry when it is asked for. Must not: weigh a text, or read what the build could have read.
import { Groups, type Kind } from './entries.ts';
import { Lists, type PackedLists, Table } from './table.ts';
import type { Reading } from './types.ts';
import { type Known, Reader, SHORTEST_GUESS } from './words.ts';

/** What one entry says for each subject, in the order of SUBJECTS. */
export type Weights = readonly number[];

/** What is told of one entry. */
export interface Told {
  /** How much it counts in a text, whatever it says. */
  readonly rarity: number;
  readonly weights: Weights;
}

/** What is told of each entry that the lexicon holds. */
export type Entries = Pick<ReadonlyMap<string, Told>, 'get'>;

export interface Lexicon {
  readonly reader: Reader;
  readonly groups: Groups;
  readonly entries: Entries;
  /** What every text has from the start. */
  readonly start: Weights;
  /** Above this a text is noticed. */
  readonly threshold: number;
}

/** How much each kind of entry counts as a whole. */
const SHARES: Readonly<Record<Kind, number>> = {
  words: 1,
  pieces: 0.7,
  groups: 1,
  pairs: 0.7,
  near: 0.7,
};
/** A few words that all lean one way are no proof: what counts is measured against at least this. */
const STEADY = 1;

/** Of one kind's entries those that are known, how much each counts among them, and what it says. */
export function counted(
  kind: Kind,
  met: ReadonlySet<string>,
  entries: Entries,
): readonly (readonly [string, number, Weights])[] {
  const known: (readonly [string, Told])[] = [];
  let squares = 0;
  for (const entry of met) {
    const told = entries.get(entry);
    if (told === undefined) continue;
    known.push([entry, told]);
    squares += told.rarity * told.rarity;
  }
  const size = Math.sqrt(squares + STEADY * STEADY) / SHARES[kind];
  return known.map(([entry, { rarity, weights }]) => [entry, rarity / size, weights] as const);
}

/** What the app carries of weights.txt: a table of the entries, and a character for each number of theirs. */
export interface Packed {
  readonly threshold: number;
  readonly start: readonly number[];
  readonly entries: string;
  /** How much each entry counts, in halves. */
  readonly counts: string;
  /** For each subject what each entry says, in halves. */
  readonly weights: readonly string[];
}

/** The words that are right as they are, by first letter and length; those that may be guessed, by their sound. */
export interface PackedWords {
  readonly starts: PackedLists;
  readonly sounds: PackedLists;
}

/** The groups of each phrase, and the words with which a phrase of NOT begins, parted by spaces. */
export interface PackedGroups {
  readonly phrases: PackedLists;
  readonly nots: string;
}

/** What the app carries of one language's files (tools/lexicon.ts): nothing of it is read before it is asked for. */
export interface Files {
  readonly reading: Reading;
  readonly words: PackedWords;
  readonly groups: PackedGroups;
  readonly weights: Packed;
}

/** The character that stands for 0: what is more comes after it. */
const ZERO = 80;

/** A small whole number as one character. */
export function packed(value: number): string {
  return String.fromCharCode(ZERO + Math.max(-40, Math.min(40, value)));
}

function halves(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) / 2;
}

/** What a word is filed under that begins with `first` and has so many characters. */
export function startOf(first: string, length: number): string {
  return `${first}${length}`;
}

/** The words of the lexicon. */
export function knownOf({ starts, sounds }: PackedWords): Known {
  const [byStart, bySound] = [new Lists(starts), new Lists(sounds)];
  return {
    has: (word) => byStart.under(startOf(word[0] ?? '', word.length)).includes(word),
    alike: (first, length) =>
      length < SHORTEST_GUESS ? [] : byStart.under(startOf(first, length)),
    sounding: (as) => bySound.under(as),
  };
}

/** The groups of the lexicon. */
export function groupsOf({ phrases, nots }: PackedGroups): Groups {
  return new Groups(new Lists(phrases), new Set(nots.split(' ')));
}

/** A text meets a few of many thousand entries: what is told of one is read when it is asked for. */
function entriesOf({ entries, counts, weights }: Packed): Entries {
  const places = new Table(entries);
  return {
    get: (entry) => {
      const at = places.at(entry);
      if (at === undefined) return undefined;
      return { rarity: halves(counts, at), weights: weights.map((column) => halves(column, at)) };
    },
  };
}

export function lexiconOf({ reading, words, groups, weights }: Files): Lexicon {
  return {
    reader: new Reader({ reading, known: knownOf(words) }),
    groups: groupsOf(groups),
    entries: entriesOf(weights),
    threshold: weights.threshold,
    start: weights.start,
  };
}
