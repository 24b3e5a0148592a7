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
const NO: ReadonlySet<string> = new Set(['no', 'nope', 'nah', 'never']);

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

/** Groups of words that mean alike: NAME → words, or words side by side. */
export class Groups {
  readonly #phrases = new Map<string, readonly string[]>();
  readonly #longest = new Map<string, number>();
  readonly #nots = new Set<string>();
  /** Every word that is in a group. */
  readonly words = new Set<string>();

  /** `read` gives the words of a phrase as they will be met in texts. */
  constructor(
    groups: ReadonlyMap<string, readonly string[]>,
    read: (text: string) => readonly string[],
  ) {
    for (const [name, entries] of groups) {
      for (const entry of entries.flatMap(forms)) this.#file(name, read(entry.replace(/_/g, ' ')));
    }
  }

  #file(name: string, phrase: readonly string[]): void {
    const [first] = phrase;
    if (first === undefined) return;
    const key = phrase.join(' ');
    const named = this.#phrases.get(key) ?? [];
    if (!named.includes(name)) this.#phrases.set(key, [...named, name]);
    this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, phrase.length));
    for (const word of phrase) this.words.add(word);
    if (name === 'NOT') this.#nots.add(first);
  }

  /** The groups that start at each word. */
  at(words: readonly Word[]): readonly (readonly string[])[] {
    return words.map((word, start) => {
      const longest = Math.min(this.#longest.get(word.form) ?? 0, LONGEST_PHRASE);
      const here: string[] = [];
      let phrase = '';
      for (const { form, end } of words.slice(start, start + longest)) {
        phrase = phrase === '' ? form : `${phrase} ${form}`;
        here.push(...(this.#phrases.get(phrase) ?? []));
        if (end >= 2) break;
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

/**
 * Every entry that the lexicon could hold of these words: `hurt`, `not: hurt`, `hurt me`, `HIT`, `not: HIT`,
 * `CHILD & HIT`, `#hurt` (policy/attention/README.md).
 */
export function entriesOf(words: readonly Word[], groups: Groups): ReadonlySet<string> {
  const found = new Set<string>();
  const denied = groups.denied(words);
  const named = new Set<string>();
  const here = groups.at(words);
  for (const [at, { form, end }] of words.entries()) {
    const not = denied[at] ? 'not: ' : '';
    found.add(not + form);
    for (const group of here[at] ?? []) {
      found.add(not + group);
      named.add(group);
    }
    const next = words[at + 1];
    if (end < 2 && next !== undefined) found.add(`${form} ${next.form}`);
    piecesOf(form, found);
  }
  const sorted = [...named].sort();
  for (const [at, one] of sorted.entries()) {
    for (const other of sorted.slice(at + 1)) found.add(`${one} & ${other}`);
  }
  return found;
}
