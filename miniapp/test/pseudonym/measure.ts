// How good the rules are. Lives here: reading a half of the corpus, recall and precision per kind, what was
// missed. Must not: thresholds or published figures (measuring.test.ts).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Highlights } from '../../src/pseudonym/propose.ts';
import { propose } from '../../src/pseudonym/propose.ts';
import { type Rules, rulesFrom } from '../../src/pseudonym/rules.ts';
import { KINDS, type Kind, type Known, type Proposal } from '../../src/pseudonym/types.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, ROOT)), 'utf8');

export type Span = readonly [start: number, end: number, kind: Kind, group: string];

export interface Note {
  readonly id: string;
  readonly known: Known;
  readonly text: string;
  readonly spans: readonly Span[];
}

/** One half of the corpus: `writing`, `measuring-1`. */
export function half(name: string): readonly Note[] {
  const lines = read(`tests/corpus/notes/${name}.jsonl`).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Note);
}

export function rules(): Rules {
  const part = (name: string): string => read(`policy/pseudonyms/en.${name}.txt`);
  return rulesFrom({
    given: part('given'),
    surnames: part('surnames'),
    words: part('words'),
    places: part('places'),
    cues: part('cues'),
    shapes: part('shapes'),
  });
}

export const plain = (kind: Kind, letter: string | null): string =>
  letter === null ? `[${kind}]` : `${kind} ${letter}`;

/** Whether every letter and digit of a span lies inside proposals (tests/corpus/README.md). */
export function covered(text: string, span: Span, proposals: readonly Proposal[]): boolean {
  const [from, to] = span;
  return [...text.slice(from, to).matchAll(/[\p{L}\p{N}\p{M}]+/gu)].every(({ 0: word, index }) =>
    proposals.some((p) => p.start <= from + index && p.end >= from + index + word.length),
  );
}

export interface Tally {
  readonly kind: Kind;
  readonly spans: number;
  /** Spans wholly inside what is proposed, hints included. */
  readonly found: number;
  /** The same without hints. */
  readonly foundSure: number;
  readonly sure: number;
  readonly sureRight: number;
  readonly hints: number;
  readonly hintsRight: number;
}

export interface Measured {
  readonly tallies: readonly Tally[];
  readonly misses: readonly string[];
  readonly surplus: readonly string[];
  /** Pairs of mentions of people that are one person and share a letter; and all such pairs. */
  readonly together: readonly [number, number];
  /** Pairs of different people that share a letter; and all such pairs. */
  readonly mixed: readonly [number, number];
}

const touches = (p: Proposal, [from, to]: Span): boolean => p.start < to && p.end > from;

function pairs(
  note: Note,
  proposals: readonly Proposal[],
): readonly (readonly [boolean, boolean])[] {
  const named = note.spans.filter(([, , kind]) => kind === 'person' || kind === 'worker');
  const letters = named.map((span) => {
    const hit = proposals.find((p) => touches(p, span));
    return {
      group: `${span[2]}${span[3]}`,
      given: hit === undefined ? null : `${hit.kind}${hit.letter}`,
    };
  });
  const seen = letters.filter(({ given }) => given !== null);
  return seen.flatMap((a, i) =>
    seen.slice(i + 1).map((b) => [a.group === b.group, a.given === b.given] as const),
  );
}

/** Runs the rules over a half. */
export function measure(notes: readonly Note[], own: Rules, highlights?: Highlights): Measured {
  const counts = new Map(
    KINDS.map((kind) => [
      kind,
      { spans: 0, found: 0, foundSure: 0, sure: 0, sureRight: 0, hints: 0, hintsRight: 0 },
    ]),
  );
  const at = (kind: Kind) => {
    const tally = counts.get(kind);
    if (tally === undefined) throw new Error('a kind that is not one');
    return tally;
  };
  const misses: string[] = [];
  const surplus: string[] = [];
  const all: (readonly [boolean, boolean])[] = [];
  for (const note of notes) {
    const { text, known } = note;
    const more = highlights === undefined ? {} : { highlights };
    const proposals = propose({ note: text, known, rules: own, wording: plain, ...more });
    const certain = proposals.filter(({ sure }) => sure !== 'hint');
    for (const span of note.spans) {
      const tally = at(span[2]);
      tally.spans += 1;
      if (covered(text, span, certain)) tally.foundSure += 1;
      if (covered(text, span, proposals)) tally.found += 1;
      else
        misses.push(
          `${note.id} ${span[2]} “${text.slice(span[0], span[1])}” in “${around(text, span)}”`,
        );
    }
    for (const one of proposals) {
      const right = note.spans.some((span) => touches(one, span));
      const tally = at(one.kind);
      if (one.sure === 'hint') {
        tally.hints += 1;
        tally.hintsRight += right ? 1 : 0;
      } else {
        tally.sure += 1;
        tally.sureRight += right ? 1 : 0;
      }
      const said = text.slice(one.start, one.end);
      if (!right) surplus.push(`${note.id} ${one.kind}/${one.sure} “${said}”`);
    }
    all.push(...pairs(note, proposals));
  }
  const count = (one: boolean, given?: boolean): number =>
    all.filter(([o, g]) => o === one && (given === undefined || g === given)).length;
  return {
    tallies: KINDS.map((kind) => ({ kind, ...at(kind) })),
    misses,
    surplus,
    together: [count(true, true), count(true)],
    mixed: [count(false, true), count(false)],
  };
}

function around(text: string, [from, to]: Span): string {
  return text.slice(Math.max(0, from - 30), to + 20).replaceAll('\n', ' ');
}

/** Recall over several kinds together. */
export function recall(measured: Measured, kinds: readonly Kind[]): number {
  const some = measured.tallies.filter(({ kind }) => kinds.includes(kind));
  const sum = (of: 'spans' | 'found'): number =>
    some.reduce((total, tally) => total + tally[of], 0);
  return sum('found') / sum('spans');
}

const share = (part: number, of: number): string => (of === 0 ? '–' : (part / of).toFixed(3));

/** A table for docs/privacy.md. */
export function table(measured: Measured): string {
  const head = [
    '| kind | spans | recall | recall without hints | sure, precision | hints, precision |',
    '|---|---|---|---|---|---|',
  ];
  const rows = measured.tallies.map((t) => {
    const sure = `${t.sure}, ${share(t.sureRight, t.sure)}`;
    const hints = `${t.hints}, ${share(t.hintsRight, t.hints)}`;
    const found = `${share(t.found, t.spans)} | ${share(t.foundSure, t.spans)}`;
    return `| ${t.kind} | ${t.spans} | ${found} | ${sure} | ${hints} |`;
  });
  return [...head, ...rows].join('\n');
}
