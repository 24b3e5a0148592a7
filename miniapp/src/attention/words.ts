// From a text to words. Lives here: case, apostrophes, leet, spelling, misspellings of listed words.
// Must not: know a rule. Time is linear in the text: each word is looked at once and its length is bounded.
import type { Reading } from './types.ts';

/** What follows a word: nothing, a pause (comma), the end of a sentence, a question's end. */
export type End = 0 | 1 | 2 | 3;

export interface Word {
  /** As the lexicon spells it. '' where a saying was taken out. */
  readonly form: string;
  readonly end: End;
}

const LONGEST_WORD = 24;
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const WORD = /[\p{L}\p{M}\p{N}@$*'’‘`]+|[.!?\n;:,()…–—-]/gu;
const SENTENCE = /[.\n;…]|!/;

/** Regular forms of a verb: `cut+` → cuts, cutting… */
export function forms(entry: string): readonly string[] {
  if (!entry.endsWith('+')) return [entry];
  const stem = entry.slice(0, -1);
  const base = stem.endsWith('e') ? stem.slice(0, -1) : stem;
  const last = stem.at(-1) ?? '';
  const doubled = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(stem) ? stem + last : base;
  const es = /(s|sh|ch|x|z)$/.test(stem) ? `${stem}es` : `${stem}s`;
  const y = /[^aeiou]y$/.test(stem) ? [`${stem.slice(0, -1)}ies`, `${stem.slice(0, -1)}ied`] : [];
  return [stem, es, `${doubled}ed`, `${doubled}ing`, ...y];
}

/** Class names resolved to the words in them, classes within classes included. */
export function classesOf(classes: Reading['classes']): ReadonlyMap<string, ReadonlySet<string>> {
  const done = new Map<string, ReadonlySet<string>>();
  const resolve = (name: string, within: readonly string[]): ReadonlySet<string> => {
    const found = done.get(name);
    if (found !== undefined) return found;
    const text = classes[name];
    if (text === undefined || within.includes(name)) throw new Error('a class that is not there');
    const words = new Set<string>();
    for (const entry of text.split(' ')) {
      const nested = /^[A-Z]+$/.test(entry) ? resolve(entry, [...within, name]) : forms(entry);
      for (const word of nested) words.add(word);
    }
    done.set(name, words);
    return words;
  };
  for (const name of Object.keys(classes)) resolve(name, []);
  return done;
}

/** Edits that lead from one to the other; a transposition is one, a * stands for any letter. */
export function edits(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const [x, y] = [a[i - 1], b[j - 1]];
      const same = x === y || x === '*' ? 0 : 1;
      let least = Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? a.length;
}

export class Reader {
  readonly #reading: Reading;
  readonly #known: ReadonlySet<string>;
  readonly #right: ReadonlySet<string>;
  readonly #joined: ReadonlyMap<string, string>;
  /** Listed words by first letter and length: what a misspelling is compared with. */
  readonly #near = new Map<string, string[]>();

  constructor({ reading, known }: { reading: Reading; known: ReadonlySet<string> }) {
    this.#reading = reading;
    this.#known = known;
    this.#right = new Set(reading.not_typos.split(' '));
    this.#joined = new Map(Object.entries(reading.joined));
    for (const word of known) {
      if (word.length < 4) continue;
      const key = `${word[0]}${word.length}`;
      this.#near.set(key, [...(this.#near.get(key) ?? []), word]);
    }
  }

  /** The text's words, in order. */
  read(text: string): readonly Word[] {
    const words: Word[] = [];
    const memo = new Map<string, readonly string[]>();
    for (const [piece] of text.toLowerCase().normalize('NFKC').matchAll(WORD)) {
      const last = words.at(-1);
      if (/^[.!?\n;:,()…–—-]$/u.test(piece)) {
        const end: End = piece === '?' ? 3 : SENTENCE.test(piece) ? 2 : piece === '-' ? 0 : 1;
        if (last !== undefined && end > last.end) words[words.length - 1] = { ...last, end };
        continue;
      }
      const found = memo.get(piece) ?? this.#forms(piece);
      memo.set(piece, found);
      for (const form of found) this.#add(words, form);
    }
    return words;
  }

  #add(words: Word[], form: string): void {
    const last = words.at(-1);
    const joined = last?.end === 0 ? this.#joined.get(`${last.form} ${form}`) : undefined;
    if (joined === undefined) words.push({ form, end: 0 });
    else words[words.length - 1] = { form: joined, end: 0 };
  }

  #forms(piece: string): readonly string[] {
    const plain = piece
      .replace(/['’‘`]/g, '')
      .replace(/\p{M}/gu, '')
      .slice(0, LONGEST_WORD);
    if (plain === '') return [];
    return this.#spelt(plain) ?? this.#calmed(plain) ?? [this.#corrected(unleet(plain))];
  }

  #spelt(word: string): readonly string[] | null {
    const instead = Object.hasOwn(this.#reading.spelling, word) && this.#reading.spelling[word];
    if (typeof instead === 'string') return instead === '' ? [] : instead.split(' ');
    return this.#known.has(word) || this.#right.has(word) || /^\d+$/.test(word) ? [word] : null;
  }

  /** Sooo and cuttting: three of a letter are two or one. */
  #calmed(word: string): readonly string[] | null {
    const bare = unleet(word);
    for (const other of [bare, bare.replace(/in$/, 'ing')]) {
      const found = other === word ? null : this.#spelt(other);
      if (found !== null) return found;
    }
    const two = bare.replace(/(.)\1{2,}/gu, '$1$1');
    const one = bare.replace(/(.)\1+/gu, '$1');
    return two === bare ? null : (this.#spelt(two) ?? this.#spelt(one));
  }

  #corrected(word: string): string {
    // Four letters are too few for a guess, but k*ll is no guess.
    const starred = word.includes('*');
    if (word.length < (starred ? 4 : 5)) return word;
    let [nearest, least] = [word, starred ? 1 : word.length >= 8 ? 3 : 2];
    for (const length of starred ? [0] : [0, 1, -1, 2, -2]) {
      for (const listed of this.#near.get(`${word[0]}${word.length + length}`) ?? []) {
        if (listed.length < 5 && !starred) continue;
        const away = edits(word, listed);
        if (away < least) [nearest, least] = [listed, away];
      }
    }
    return nearest;
  }
}

/** k1ll and sel£: digits and signs within a word are the letters they look like. */
function unleet(word: string): string {
  if (!/\p{L}/u.test(word) || !/[0-9@$!]/.test(word)) return word;
  return word.replace(/[013457@$!]/g, (sign) => LEET[sign] ?? sign);
}
