// The lexicon as files hold it → as the device uses it. Lives here: parsing of policy/attention/<language>/.
// Must not: weigh a text. The files are our own build's, checked by the tests that read them.
import { Groups, type Kind } from './entries.ts';
import type { Reading } from './types.ts';
import { Reader } from './words.ts';

const WORD = /^\p{Ll}+$/u;

/** What one entry says for each subject, in the order of SUBJECTS. */
export type Weights = readonly number[];

/** What is told of each entry that the lexicon holds. */
export type Told<T> = Pick<ReadonlyMap<string, T>, 'has' | 'get'>;

export interface Lexicon {
  readonly reader: Reader;
  readonly groups: Groups;
  /** Entry → how much it counts in a text, whatever it says. */
  readonly rarity: Told<number>;
  readonly weights: Told<Weights>;
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

/** Of one kind's entries those that are known, and how much each counts among them. */
export function counted(
  kind: Kind,
  entries: ReadonlySet<string>,
  rarity: Told<number>,
): readonly (readonly [string, number])[] {
  const met = [...entries].filter((entry) => rarity.has(entry));
  const rare = met.map((entry) => rarity.get(entry) ?? 0);
  const squares = rare.reduce((sum, one) => sum + one * one, 0);
  const size = Math.sqrt(squares + STEADY * STEADY) / SHARES[kind];
  return met.map((entry, at) => [entry, (rare[at] ?? 0) / size] as const);
}

/** The lines of a file, without its comments. */
export function lines(text: string): readonly string[] {
  // A piece of a word starts with # too; a comment has a space after it.
  return text.split('\n').filter((line) => line !== '' && line !== '#' && !line.startsWith('# '));
}

/** groups.txt: NAME and its words. */
export function groupsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const rows = lines(text).map((line) => line.split(' '));
  return new Map(rows.map(([name = '', ...words]) => [name, words]));
}

/** A reader that knows the words of `known` and of every group, and the groups as it reads them. */
export function readingOf({
  reading,
  groups,
  known,
}: {
  readonly reading: Reading;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly known: Iterable<string>;
}): { readonly reader: Reader; readonly groups: Groups } {
  const words = new Set(known);
  const exact = new Reader({ reading, known: words, guess: false });
  const read = new Groups(groups, (text) => exact.read(text).map(({ form }) => form));
  for (const word of read.words) words.add(word);
  return { reader: new Reader({ reading, known: words }), groups: read };
}

/** What the app carries of weights.txt: the entries in order, and a character for each number of theirs. */
export interface Packed {
  readonly threshold: number;
  readonly start: readonly number[];
  /** Parted by tabs. */
  readonly entries: string;
  /** How much each entry counts, in halves. */
  readonly counts: string;
  /** For each subject what each entry says, in halves. */
  readonly weights: readonly string[];
}

/** The files of one language. */
export interface Files {
  readonly reading: Reading;
  readonly groups: string;
  readonly known: string;
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

/** A text meets a few of many thousand entries: what is told of one is read when it is asked for. */
function told<T>(places: ReadonlyMap<string, number>, read: (at: number) => T): Told<T> {
  return {
    has: (entry) => places.has(entry),
    get: (entry) => {
      const at = places.get(entry);
      return at === undefined ? undefined : read(at);
    },
  };
}

export function lexiconOf({ reading, groups, known, weights }: Files): Lexicon {
  const entries = weights.entries.split('\t');
  const single = entries.map((entry) => entry.replace('not: ', '')).filter((one) => WORD.test(one));
  const places = new Map<string, number>();
  for (const [at, entry] of entries.entries()) places.set(entry, at);
  const listed = lines(known).flatMap((line) => line.split(' '));
  return {
    ...readingOf({ reading, groups: groupsIn(groups), known: [...single, ...listed] }),
    threshold: weights.threshold,
    start: weights.start,
    rarity: told(places, (at) => halves(weights.counts, at)),
    weights: told(places, (at) => weights.weights.map((column) => halves(column, at))),
  };
}
