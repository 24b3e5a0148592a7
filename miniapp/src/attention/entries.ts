// What of a text the lexicon may weigh. Lives here: words, groups of words, what stands beside what.
// Must not: know a weight. Time is linear in the words, but for the groups, of which there are few.
import type { Word } from './words.ts';

/** A not reaches over this many words, or to the next comma. */
const NOT_REACHES = 4;
const LONGEST_PHRASE = 6;
/** Pieces of a word, so that a word that is not listed may still look like one that is. */
const PIECES = [3, 4, 5];
const SHORTEST_IN_PIECES = 4;
/** Can't stop, not only: what follows is so. */
const GOES_ON: ReadonlySet<string> = new Set(['stop', 'joking', 'kidding', 'only']);
/** A group is soon after another within so many words; around it are these. */
const SOON = 4;
const AROUND = [-2, -1, 1, 2];
/** What parts words, by their End. */
const MARKS = ['', ',', '.', '?'] as const;
const NO: ReadonlySet<string> = new Set(['no', 'nope', 'nah', 'never']);

/** Words side by side that are in groups, parted by a space. */
export interface Phrases {
  /** The groups that a phrase is in. */
  under(phrase: string): readonly string[];
  /** Whether a phrase begins with `start`. */
  begins(start: string): boolean;
}

/** Groups of words that mean alike. */
export class Groups {
  readonly #phrases: Phrases;
  readonly #nots: ReadonlySet<string>;

  /** `nots` are the words with which a phrase of NOT begins. */
  constructor(phrases: Phrases, nots: ReadonlySet<string>) {
    this.#phrases = phrases;
    this.#nots = nots;
  }

  /** The groups that start at each word. */
  at(words: readonly Word[]): readonly (readonly string[])[] {
    return words.map((_, start) => {
      const here: string[] = [];
      let phrase = '';
      for (const { form, end } of words.slice(start, start + LONGEST_PHRASE)) {
        phrase = phrase === '' ? form : `${phrase} ${form}`;
        here.push(...this.#phrases.under(phrase));
        if (end >= 2 || !this.#phrases.begins(`${phrase} `)) break;
      }
      return here;
    });
  }

  /** For each word, whether a not reaches it. */
  denied(words: readonly Word[]): readonly boolean[] {
    const denied = new Array<boolean>(words.length).fill(false);
    for (const [at, word] of words.entries()) {
      if (!this.#nots.has(word.form) || word.end > 0) continue;
      if (GOES_ON.has(words[at + 1]?.form ?? '')) continue;
      const last = Math.min(at + NOT_REACHES, words.length - 1);
      for (let next = at + 1; next <= last; next += 1) {
        denied[next] = true;
        if ((words[next]?.end ?? 0) > 0) break;
      }
    }
    this.#answered(words, denied);
    return denied;
  }

  /** Am I …? No. */
  #answered(words: readonly Word[], denied: boolean[]): void {
    let start = 0;
    for (const [at, { end }] of words.entries()) {
      if (end === 3 && NO.has(words[at + 1]?.form ?? '')) denied.fill(true, start, at + 1);
      if (end >= 2) start = at + 1;
    }
  }
}

function piecesOf(form: string, found: Set<string>): void {
  if (form.length < SHORTEST_IN_PIECES) return;
  const whole = `^${form}$`;
  for (const length of PIECES) {
    for (let at = 0; at + length <= whole.length; at += 1) {
      found.add(`#${whole.slice(at, at + length)}`);
    }
  }
}

/** Words, and two and three side by side, with what parts sentences: `^ hurt me`, `hurt me .` */
function wordsOf(words: readonly Word[], denied: readonly boolean[], found: Set<string>): void {
  const row = ['^'];
  for (const [at, { form, end }] of words.entries()) {
    found.add((denied[at] ? 'not: ' : '') + form);
    const next = words[at + 1];
    if (end < 2 && next !== undefined) found.add(`${form} ${next.form}`);
    row.push(form);
    if (end > 0) row.push(MARKS[end]);
  }
  for (let at = 0; at + 1 < row.length; at += 1) {
    found.add(`${row[at]} ${row[at + 1]}`);
    if (at + 2 < row.length) found.add(`${row[at]} ${row[at + 1]} ${row[at + 2]}`);
  }
}

/** A group soon before another, and words around a group. */
function nearOf(
  words: readonly Word[],
  here: readonly (readonly string[])[],
  found: Set<string>,
): void {
  for (const [at, groups] of here.entries()) {
    for (const group of groups) {
      for (const later of here.slice(at + 1, at + 1 + SOON).flat()) found.add(`${group}>${later}`);
      for (const away of AROUND) {
        const word = words[at + away];
        if (word !== undefined) found.add(`${group}~${word.form}`);
      }
    }
  }
}

/** What entries there are; each kind is measured by itself, and counts for so much. */
export const KINDS = ['words', 'pieces', 'groups', 'pairs', 'near'] as const;
export type Kind = (typeof KINDS)[number];
export type Entries = Readonly<Record<Kind, ReadonlySet<string>>>;

export function kindOf(entry: string): Kind {
  if (entry.startsWith('#')) return 'pieces';
  if (entry.includes(' & ')) return 'pairs';
  if (/[>~]/.test(entry)) return 'near';
  return /\p{Lu}/u.test(entry) ? 'groups' : 'words';
}

/**
 * Every entry that the lexicon could hold of these words: `hurt`, `not: hurt`, `hurt me`; `#hurt`; `HIT`,
 * `not: HIT`; `CHILD & HIT`; `HIT>CHILD`, `HIT~hard` (policy/attention/README.md).
 */
export function entriesOf(words: readonly Word[], groups: Groups): Entries {
  const found = {
    words: new Set<string>(),
    pieces: new Set<string>(),
    groups: new Set<string>(),
    pairs: new Set<string>(),
    near: new Set<string>(),
  };
  const denied = groups.denied(words);
  const here = groups.at(words);
  wordsOf(words, denied, found.words);
  for (const { form } of words) piecesOf(form, found.pieces);
  for (const [at, names] of here.entries()) {
    for (const name of names) found.groups.add((denied[at] ? 'not: ' : '') + name);
  }
  const sorted = [...new Set(here.flat())].sort();
  for (const [at, one] of sorted.entries()) {
    for (const other of sorted.slice(at + 1)) found.pairs.add(`${one} & ${other}`);
  }
  nearOf(words, here, found.near);
  return found;
}
