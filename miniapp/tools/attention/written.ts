// Weights as reviewers read them. Lives here: `s12 a-3` to numbers and back, and a whole file of them. Must
// not: be part of the app, which carries them packed.
import { type Packed, packed, type Weights } from '../../src/attention/lexicon.ts';
import { table } from './packing.ts';
import { lines } from './plain.ts';

/** In the order of SUBJECTS: suicide, self-harm, abuse, coercion, harm to others, child. */
const LETTERS = 'shacoy';
/** What is less than this, in halves, is noise. */
const LEAST = 1;

/** `s12 a-3`, in halves → a weight for each subject. */
export function weightsIn(text: string): Weights {
  const weights = [...LETTERS].map(() => 0);
  for (const cell of text === '' ? [] : text.split(' ')) {
    const subject = LETTERS.indexOf(cell.slice(0, 1));
    const weight = Number(cell.slice(1));
    if (subject < 0 || !Number.isInteger(weight)) throw new Error('a weight of nothing');
    weights[subject] = weight / 2;
  }
  return weights;
}

export function weightsOut(weights: Weights): string {
  const halves = weights.map((weight, at) => [LETTERS[at], Math.round(weight * 2)] as const);
  return halves
    .flatMap(([letter, weight]) => (Math.abs(weight) < LEAST ? [] : `${letter}${weight}`))
    .join(' ');
}

/** weights.txt as it is written. */
export interface Written {
  readonly threshold: number;
  readonly start: Weights;
  /** Each entry, how much it counts in halves, and what it says. */
  readonly entries: readonly (readonly [string, number, Weights])[];
}

/** weights.txt: first the threshold and what every text has from the start, then the entries. */
export function written(text: string): Written {
  const rows = lines(text).map((line) => line.split('\t'));
  const [threshold = [], start = [], ...entries] = rows;
  return {
    threshold: Number(threshold[1]),
    start: weightsIn(start[2] ?? ''),
    entries: entries.map(([entry = '', counts, cells = '']) => [
      entry,
      Number(counts),
      weightsIn(cells),
    ]),
  };
}

/** As the app carries it. */
export function pack({ threshold, start, entries }: Written): Packed {
  return {
    threshold,
    start,
    entries: table(entries.map(([entry]) => entry)),
    counts: entries.map(([, counts]) => packed(counts)).join(''),
    weights: [...LETTERS].map((_, subject) =>
      entries.map(([, , weights]) => packed((weights[subject] ?? 0) * 2)).join(''),
    ),
  };
}
