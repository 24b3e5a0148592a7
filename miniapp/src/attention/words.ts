// From a text to words. Lives here: case, apostrophes, leet, spelling, misspellings of known words.
// Must not: know a weight. Time is linear in the text: each word is looked at once and its length is bounded.
import type { Reading } from './types.ts';

/** What follows a word: nothing, a pause (comma), the end of a sentence, a question's end. */
export type End = 0 | 1 | 2 | 3;

export interface Word {
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
};
const WORD = /[\p{L}\p{M}\p{N}@$*'’‘`]+|[.!?\n;:,()…–—]/gu;
const MARK = /^[.!?\n;:,()…–—]$/u;
const SENTENCE = /[.\n;…!]/;

/** How a word sounds, roughly: sexualy and sexually, tuched and touched are one. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/^kn/, 'n'],
  [/^w[hr]/, 'w'],
  [/ph/g, 'f'],
  [/ght/g, 't'],
  [/gh/g, ''],
  [/ck|q|c(?![eiy])/g, 'k'],
  [/[ts]ion/g, 'shn'],
  [/c/g, 's'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/dge/g, 'j'],
  [/th/g, 't'],
  [/v/g, 'f'],
  [/mb/g, 'm'],
];

/** Edits that lead from one to the other; a transposition is one, a * stands for any letter. At `most` or more
 * they are not counted to the end. */
export function edits(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  let [lowest, low] = [0, 0];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    [lowest, low] = [low, i];
    for (let j = 1; j <= b.length; j += 1) {
      const [x, y] = [a[i - 1], b[j - 1]];
      const same = x === y || x === '*' ? 0 : 1;
      let least = Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next.push(least);
      if (least < low) low = least;
    }
    // What comes is no less than the last two rows: a transposition looks back over one.
    if (low >= most && lowest >= most) return most;
    [before, row] = [row, next];
  }
  return row[b.length] ?? a.length;
}

/** First sound and consonants. */
export function sound(word: string): string {
  let heard = word;
  for (const [from, to] of SOUNDS) heard = heard.replace(from, to);
  const first = /^[aeiou]/.test(heard) ? 'a' : heard.slice(0, 1);
  return (first + heard.slice(1).replace(/[aeiouyhw]/g, '')).replace(/(.)\1+/g, '$1');
}

/** k1ll: digits and signs within a word are the letters they look like. */
function unleet(word: string): string {
  if (!/\p{L}/u.test(word) || !/[0-9@$]/.test(word)) return word;
  return word.replace(/[013457@$]/g, (sign) => LEET[sign] ?? sign);
}

/** A word that is shorter is not guessed, and is no guess. */
export const SHORTEST_GUESS = 4;

/** The words that are right as they are. */
export interface Known {
  has(word: string): boolean;
  /** Those that may be guessed, of this first letter and length: what a misspelling is compared with. */
  alike(first: string, length: number): readonly string[];
  /** Those that may be guessed, of this sound: what a word that is like none of them is compared with. */
  sounding(as: string): readonly string[];
}

export class Reader {
  readonly #spelling: ReadonlyMap<string, readonly string[]>;
  readonly #joined: ReadonlyMap<string, string>;
  readonly #known: Known;
  readonly #guess: boolean;

  /** Without `guess` an unknown word stays as it is written. */
  constructor({
    reading,
    known,
    guess = true,
  }: {
    readonly reading: Reading;
    readonly known: Known;
    readonly guess?: boolean;
  }) {
    const spelt = Object.entries(reading.spelling);
    this.#spelling = new Map(
      spelt.map(([from, to]) => [from, to === '' ? [] : to.split(' ')] as const),
    );
    this.#joined = new Map(Object.entries(reading.joined));
    this.#known = known;
    this.#guess = guess;
  }

  /** The text's words, in order. */
  read(text: string): readonly Word[] {
    const words: Word[] = [];
    const memo = new Map<string, readonly string[]>();
    for (const [piece] of text.toLowerCase().normalize('NFKC').matchAll(WORD)) {
      const last = words.at(-1);
      if (MARK.test(piece)) {
        const end: End = piece === '?' ? 3 : SENTENCE.test(piece) ? 2 : 1;
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
    const known = this.#spelt(plain) ?? this.#calmed(plain);
    return known ?? [this.#guess ? this.#corrected(unleet(plain)) : plain];
  }

  #spelt(word: string): readonly string[] | null {
    const instead = this.#spelling.get(word);
    if (instead !== undefined) return instead;
    return this.#known.has(word) || /^\d+$/.test(word) ? [word] : null;
  }

  /** Sooo and cuttting: three of a letter are two or one; tellin is telling. */
  #calmed(word: string): readonly string[] | null {
    const bare = unleet(word);
    const two = bare.replace(/(.)\1{2,}/gu, '$1$1');
    const one = bare.replace(/(.)\1+/gu, '$1');
    for (const other of [bare, bare.replace(/in$/, 'ing'), two, one]) {
      const found = other === word ? null : this.#spelt(other);
      if (found !== null) return found;
    }
    return null;
  }

  #corrected(word: string): string {
    const starred = word.includes('*');
    // Three letters are too few for a guess; four may still sound like a word.
    if (word.length < SHORTEST_GUESS) return word;
    const first = word[0] ?? '';
    let [nearest, least] = [word, word.length >= 8 ? 3 : 2];
    for (const length of starred ? [0] : word.length < 5 ? [] : [0, 1, -1, 2, -2]) {
      for (const known of this.#known.alike(first, word.length + length)) {
        const away = edits(word, known, least);
        if (away < least) [nearest, least] = [known, away];
      }
    }
    if (least < 2 || starred) return nearest;
    least = Math.max(least, Math.floor(word.length / 2) + 1);
    if (nearest !== word) least = edits(word, nearest);
    for (const known of this.#known.sounding(sound(word))) {
      const away = edits(word, known, least);
      if (away < least) [nearest, least] = [known, away];
    }
    return nearest;
  }
}
