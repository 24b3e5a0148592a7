// What a text may be about. Lives here: rules over words, and what takes a match back (a saying, a not, a
// story, what is past and well). Must not: send, keep or log anything, or touch a page.
import {
  type Between,
  type Found,
  matchAt,
  type Pattern,
  parse,
  type Sequence,
} from './patterns.ts';
import type { About, Lexicon, Rule } from './types.ts';
import { classesOf, Reader, type Word } from './words.ts';

/** Parts joined by & stand within this many words of each other. */
const NEAR = 30;
/** A not reaches over this many words that carry no meaning of their own. */
const NOT_REACHES = 5;

interface Ready {
  readonly rule: Rule;
  readonly match: readonly Pattern[];
  readonly unless: readonly Pattern[];
}

/** What was noticed: nothing but the subjects. */
export interface Noticed {
  readonly about: readonly About[];
}

/** A text as the rules see it. */
interface Text {
  readonly words: readonly Word[];
  /** First word of each word's sentence, and the one after its last. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

function sentences(words: readonly Word[]): Text {
  const from: number[] = [];
  const to = new Array<number>(words.length).fill(words.length);
  let start = 0;
  for (const [at, word] of words.entries()) {
    from.push(start);
    if (word.end < 2) continue;
    to.fill(at + 1, start, at + 1);
    start = at + 1;
  }
  return { words, from, to };
}

export class Attention {
  readonly #reader: Reader;
  readonly #rules: readonly Ready[];
  readonly #sayings: readonly Pattern[];
  readonly #frames: readonly Pattern[];
  readonly #times: Readonly<Record<'past' | 'resolved' | 'now' | 'present', readonly Pattern[]>>;
  readonly #between: Between;
  readonly #first: ReadonlySet<string>;
  readonly #study: ReadonlySet<string>;

  constructor(lexicon: Lexicon) {
    const classes = classesOf(lexicon.words.classes);
    const known = new Set<string>();
    const all = (texts: readonly string[] = []): readonly Pattern[] =>
      texts.flatMap((text) => parse(text, { classes, known }));
    const { everyday } = lexicon;
    this.#rules = lexicon.rules.map((rule) => ({
      rule,
      match: all(rule.match),
      unless: all(rule.unless),
    }));
    this.#sayings = all(everyday.sayings);
    this.#frames = all(everyday.frame_strong);
    this.#times = {
      past: all(everyday.past),
      resolved: all(everyday.resolved),
      now: all(everyday.now),
      present: all(everyday.present),
    };
    const named = (name: string): ReadonlySet<string> => classes.get(name) ?? new Set();
    this.#between = { through: named('THROUGH'), not: named('NOT'), filler: named('FILLER') };
    this.#first = named('FIRST');
    this.#study = named('STUDY');
    for (const words of classes.values()) for (const word of words) known.add(word);
    this.#reader = new Reader({ reading: lexicon.words, known });
  }

  /** What `text` may be about; most texts are about nothing. */
  notice(text: string): Noticed {
    const about = new Set<About>();
    for (const rule of this.explain(text)) about.add(rule.about);
    return { about: [...about] };
  }

  /** The rules that speak, for tests and reviewers. */
  explain(text: string): readonly Rule[] {
    const seen = sentences(this.#withoutSayings(this.#reader.read(text)));
    return this.#rules.filter((ready) => this.#speaks(ready, seen)).map(({ rule }) => rule);
  }

  #all(sequence: Sequence, words: readonly Word[], from = 0, to = words.length): readonly Found[] {
    const found: Found[] = [];
    const first = sequence[0]?.choices;
    for (let at = from; at < to; at += 1) {
      if (first?.has(words[at]?.form ?? '') !== true) continue;
      const match = matchAt(words, at, sequence, this.#between);
      if (match !== null) found.push(match);
    }
    return found;
  }

  /** Matches of the pattern's first part that have all the others near. */
  #matches(pattern: Pattern, words: readonly Word[], from?: number, to?: number): readonly Found[] {
    const [first, ...others] = pattern.parts;
    if (first === undefined) return [];
    let found = this.#all(first, words, from, to);
    for (const other of others) {
      if (found.length === 0) return found;
      found = found.filter(({ start, end }) => {
        const near = this.#all(other, words, Math.max(0, start - NEAR), end + NEAR);
        return near.length > 0;
      });
    }
    return found;
  }

  #any(patterns: readonly Pattern[], words: readonly Word[], from: number, to: number): boolean {
    return patterns.some((pattern) => this.#matches(pattern, words, from, to).length > 0);
  }

  #withoutSayings(words: readonly Word[]): readonly Word[] {
    const kept = [...words];
    for (const pattern of this.#sayings) {
      for (const { start, end } of this.#matches(pattern, words)) {
        for (let at = start; at < end; at += 1) kept[at] = { form: '', end: words[at]?.end ?? 0 };
      }
    }
    return kept;
  }

  #speaks({ rule, match, unless }: Ready, text: Text): boolean {
    return match.some((pattern) =>
      this.#matches(pattern, text.words).some((found) => {
        const [from, to] = [text.from[found.start] ?? 0, text.to[found.start] ?? 0];
        return (
          !(rule.negation !== 'part' && this.#denied(found, text)) &&
          !this.#any(unless, text.words, from, to) &&
          !this.#told(found, text, from, to) &&
          !this.#over(rule, text, found.start)
        );
      }),
    );
  }

  /** A not before it, with nothing between that has a meaning of its own; or a question denied. */
  #denied({ start, end }: Found, { words, to }: Text): boolean {
    for (let at = start - 1; at >= Math.max(0, start - NOT_REACHES); at -= 1) {
      const word = words[at];
      if (word === undefined || word.end > 0) break;
      if (this.#between.not.has(word.form)) return true;
      if (!this.#between.through.has(word.form)) break;
    }
    const last = to[end - 1] ?? 0;
    return words[last - 1]?.end === 3 && ['no', 'nope', 'nah'].includes(words[last]?.form ?? '');
  }

  /** A story, a game, a course; for what is not said of oneself, a word of study is enough. */
  #told({ start, end }: Found, { words }: Text, from: number, to: number): boolean {
    if (this.#any(this.#frames, words, from, to)) return true;
    for (let at = Math.max(from, start - 1); at < end; at += 1) {
      if (this.#first.has(words[at]?.form ?? '')) return false;
    }
    return words.slice(from, to).some((word) => this.#study.has(word.form));
  }

  /** Past, and not also now: looked for in the sentence, the one before and the one after. */
  #over(rule: Rule, { words, from, to }: Text, at: number): boolean {
    const start = from[Math.max(0, (from[at] ?? 0) - 1)] ?? 0;
    const end = to[Math.min(words.length - 1, to[at] ?? 0)] ?? words.length;
    const { past, resolved, now, present } = this.#times;
    if (this.#any(now, words, start, end)) return false;
    if (!this.#any(past, words, start, end)) return false;
    if (this.#any(resolved, words, start, end)) return true;
    return rule.past !== 'counts' && !this.#any(present, words, start, end);
  }
}
