// The lexicon's files as they are written. Lives here: their lines, groups and words, and reading with these before
// anything is packed. Must not: be part of the app, or write a file.
import { Groups, type Phrases } from '../../src/attention/entries.ts';
import type { Reading } from '../../src/attention/types.ts';
import { type Known, Reader, SHORTEST_GUESS, sound } from '../../src/attention/words.ts';

/** The lines of a file, without its comments. */
export function lines(text: string): readonly string[] {
  // A piece of a word starts with # too; a comment has a space after it.
  return text.split('\n').filter((line) => line !== '' && line !== '#' && !line.startsWith('# '));
}

/** Words on lines, parted by spaces. */
export function wordsIn(text: string): readonly string[] {
  return lines(text).flatMap((line) => line.split(' '));
}

/** groups.txt: NAME and its words. */
export function groupsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const rows = lines(text).map((line) => line.split(' '));
  return new Map(rows.map(([name = '', ...words]) => [name, words]));
}

/** Regular forms of a verb: `cut+` → cut, cuts, cutting… */
export function forms(entry: string): readonly string[] {
  if (!entry.endsWith('+')) return [entry];
  const stem = entry.slice(0, -1);
  const base = stem.endsWith('e') ? stem.slice(0, -1) : stem;
  const last = stem.at(-1) ?? '';
  const doubled = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(stem) ? stem + last : base;
  const es = /(s|sh|ch|x|z)$/.test(stem) ? `${stem}es` : `${stem}s`;
  return [stem, es, `${doubled}ed`, `${doubled}ing`];
}

export type Filed = ReadonlyMap<string, readonly string[]>;

/** Words under their keys, in the order in which they come. */
export function filed(words: Iterable<string>, key: (word: string) => string): Filed {
  const found = new Map<string, string[]>();
  for (const word of words) {
    const under = key(word);
    const same = found.get(under);
    if (same === undefined) found.set(under, [word]);
    else same.push(word);
  }
  return found;
}

/** Words that are long enough to guess. */
export function guesses(words: Iterable<string>): readonly string[] {
  return [...words].filter((word) => word.length >= SHORTEST_GUESS);
}

/** `words` as a reader asks for them; they are filed when one is to be guessed. */
function known(words: ReadonlySet<string>): Known {
  const start = (first: string, length: number): string => `${first}${length}`;
  let alike: Filed | null = null;
  let sounds: Filed | null = null;
  return {
    has: (word) => words.has(word),
    alike: (first, length) => {
      alike ??= filed(guesses(words), (word) => start(word[0] ?? '', word.length));
      return alike.get(start(first, length)) ?? [];
    },
    sounding: (as) => {
      sounds ??= filed(guesses(words), sound);
      return sounds.get(as) ?? [];
    },
  };
}

/** Phrase → the groups that it is in. */
export type PhraseGroups = ReadonlyMap<string, readonly string[]>;

/** Every phrase of `groups`; `read` gives its words as they will be met in texts. */
export function phrasesOf(groups: Filed, read: (text: string) => readonly string[]): PhraseGroups {
  const found = new Map<string, readonly string[]>();
  for (const [name, entries] of groups) {
    for (const entry of entries.flatMap(forms)) {
      const phrase = read(entry.replace(/_/g, ' ')).join(' ');
      const named = found.get(phrase) ?? [];
      if (phrase !== '' && !named.includes(name)) found.set(phrase, [...named, name]);
    }
  }
  return found;
}

/** The words with which a phrase of NOT begins. */
export function notsOf(phrases: PhraseGroups): readonly string[] {
  const nots = [...phrases].filter(([, names]) => names.includes('NOT'));
  return [...new Set(nots.map(([phrase]) => phrase.split(' ')[0] ?? ''))];
}

/** Groups of these phrases. */
export function grouping(phrases: PhraseGroups): Groups {
  const starts = new Set<string>();
  for (const phrase of phrases.keys()) {
    const words = phrase.split(' ');
    for (let end = 1; end < words.length; end += 1) starts.add(`${words.slice(0, end).join(' ')} `);
  }
  const filedAs: Phrases = {
    under: (phrase) => phrases.get(phrase) ?? [],
    begins: (start) => starts.has(start),
  };
  return new Groups(filedAs, new Set(notsOf(phrases)));
}

/** Reading with what is written, and what it is made of. */
export interface PlainReading {
  readonly reader: Reader;
  readonly groups: Groups;
  /** All that are known. */
  readonly words: ReadonlySet<string>;
  readonly phrases: PhraseGroups;
}

/** A reader that knows the words of `known` and of every group, and the groups as it reads them. */
export function readingOf(given: {
  readonly reading: Reading;
  readonly groups: Filed;
  readonly known: Iterable<string>;
}): PlainReading {
  const { reading } = given;
  const listed = new Set(given.known);
  const exact = new Reader({ reading, known: known(listed), guess: false });
  const phrases = phrasesOf(given.groups, (text) => exact.read(text).map(({ form }) => form));
  const words = new Set([...listed, ...[...phrases.keys()].flatMap((phrase) => phrase.split(' '))]);
  const reader = new Reader({ reading, known: known(words) });
  return { reader, groups: grouping(phrases), words, phrases };
}

const WORD = /^\p{Ll}+$/u;

/** The words that are entries by themselves, in the entries' order. */
export function single(entries: readonly string[]): readonly string[] {
  return entries.map((entry) => entry.replace('not: ', '')).filter((one) => WORD.test(one));
}
