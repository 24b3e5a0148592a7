// Patterns over words. Lives here: reading the notation of policy/attention/README.md and finding matches.
// Must not: know what a pattern is for. A match looks at a bounded number of words from where it
// starts, so time is linear in the text; no regular expression meets a person's text here.
import type { Word } from './words.ts';

/** Which words may stand between two places of a pattern. */
type Gap = 'next' | 'near' | 'far' | 'through';
const REACH: Readonly<Record<Gap, number>> = { next: 0, near: 2, far: 6, through: 4 };
const GAPS: Readonly<Record<string, Gap>> = { '+': 'next', '~': 'through', '..': 'far' };

/** One thing that can stand in a place: words side by side, perhaps at the end of a clause. */
interface Choice {
  readonly words: readonly ReadonlySet<string>[];
  readonly last: boolean;
}

interface Place {
  readonly gap: Gap;
  /** By its first word, so that a place is one look-up. */
  readonly choices: ReadonlyMap<string, readonly Choice[]>;
}

/** Places in order. */
export type Sequence = readonly Place[];

/** Sequences that all have to be found near each other. */
export interface Pattern {
  readonly parts: readonly Sequence[];
}

export interface Found {
  /** First word, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

export interface Vocabulary {
  readonly classes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Collects every word that a pattern names. */
  readonly known: Set<string>;
}

function wordsOf(name: string, { classes, known }: Vocabulary): ReadonlySet<string> {
  const found = /^[A-Z]+$/.test(name) ? classes.get(name) : new Set([name]);
  if (found === undefined) throw new Error(`a pattern names a class that is not there: ${name}`);
  for (const word of found) known.add(word);
  return found;
}

function place(text: string, gap: Gap, vocabulary: Vocabulary): Place {
  const choices = new Map<string, Choice[]>();
  for (const phrase of text.split('|')) {
    const last = phrase.endsWith('>');
    const words = (last ? phrase.slice(0, -1) : phrase)
      .split('_')
      .map((one) => wordsOf(one, vocabulary));
    for (const first of words[0] ?? []) {
      choices.set(first, [...(choices.get(first) ?? []), { words, last }]);
    }
  }
  return { gap, choices };
}

/** A place marked ? may be empty: the text with it and without it. */
function expand(text: string): readonly string[] {
  const tokens = text.split(' ');
  const at = tokens.findIndex((token) => token.startsWith('?'));
  if (at < 0) return [text];
  // The sign before it goes with it: what follows keeps its own.
  const before = GAPS[tokens[at - 1] ?? ''] === undefined ? at : at - 1;
  const rest = tokens.slice(at + 1);
  const kept = [...tokens.slice(0, at), (tokens[at] ?? '').slice(1), ...rest];
  return [kept, [...tokens.slice(0, before), ...rest]].flatMap((one) => expand(one.join(' ')));
}

/** Reads one pattern; optional places make it several. Throws on a class that is not there. */
export function parse(text: string, vocabulary: Vocabulary): readonly Pattern[] {
  return expand(text).map((one) => parseOne(one, vocabulary));
}

function parseOne(text: string, vocabulary: Vocabulary): Pattern {
  const parts = text.split(' & ').map((part) => {
    const places: Place[] = [];
    let gap: Gap = 'near';
    for (const token of part.split(' ')) {
      const sign = GAPS[token];
      if (sign !== undefined) gap = sign;
      else {
        places.push(place(token, gap, vocabulary));
        gap = 'near';
      }
    }
    return places;
  });
  return { parts };
}

export interface Between {
  readonly through: ReadonlySet<string>;
  readonly not: ReadonlySet<string>;
  readonly filler: ReadonlySet<string>;
}

/** Where `choice` ends when it starts at `at`, or -1. */
function ends(words: readonly Word[], at: number, choice: Choice, between: Between): number {
  for (const [offset, set] of choice.words.entries()) {
    const word = words[at + offset];
    if (word === undefined || !set.has(word.form)) return -1;
    if (offset < choice.words.length - 1 && word.end > 1) return -1;
  }
  const end = at + choice.words.length;
  if (!choice.last || (words[end - 1]?.end ?? 0) > 0) return end;
  const next = words[end];
  return next === undefined || between.filler.has(next.form) ? end : -1;
}

function endsAt(words: readonly Word[], at: number, place: Place, between: Between): number[] {
  const choices = place.choices.get(words[at]?.form ?? '') ?? [];
  return choices.map((one) => ends(words, at, one, between)).filter((end) => end > 0);
}

/** The nearest end of `sequence` when it starts at `at`, or null. */
export function matchAt(
  words: readonly Word[],
  at: number,
  sequence: Sequence,
  between: Between,
): Found | null {
  const [first, ...rest] = sequence;
  if (first === undefined) return null;
  let reached = new Set(endsAt(words, at, first, between));
  for (const next of rest) {
    const further = new Set<number>();
    for (const from of reached) {
      for (let skip = 0; skip <= REACH[next.gap]; skip += 1) {
        if ((words[from + skip - 1]?.end ?? 2) > 1) break;
        for (const end of endsAt(words, from + skip, next, between)) further.add(end);
        const skipped = words[from + skip]?.form ?? '';
        if (between.not.has(skipped)) break;
        if (next.gap === 'through' && !between.through.has(skipped)) break;
      }
    }
    reached = further;
  }
  return reached.size === 0 ? null : { start: at, end: Math.min(...reached) };
}
