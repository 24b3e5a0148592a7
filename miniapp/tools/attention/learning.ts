// From messages to a lexicon. Lives here: which entries are kept and what they weigh. Must not: read or
// write files, or know the device's threshold.
import { type Entries, entriesOf, KINDS, type Kind, kindOf } from '../../src/attention/entries.ts';
import {
  counted,
  type Lexicon,
  type Entries as LexiconEntries,
  type Weights,
} from '../../src/attention/lexicon.ts';
import { type Reading, SUBJECTS } from '../../src/attention/types.ts';
import { type Message, wordsOf } from './corpora.ts';
import { learn, type Model, type Row } from './descent.ts';
import { readingOf } from './plain.ts';
import { weightsIn, weightsOut } from './written.ts';

export interface Settings {
  /** An entry stands in at least this many messages; a piece, or what is near, in one more. */
  readonly least: number;
  readonly strictness: number;
  /** Only so many entries are kept: those that move a sum most. */
  readonly kept: number;
}

export const SETTINGS: Settings = { least: 2, strictness: 2, kept: 40000 };

/** What staff write by hand. */
export interface ByHand {
  readonly reading: Reading;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Ordinary words, so that none is taken for a misspelling. */
  readonly ordinary: readonly string[];
}

const SUBJECT = new Map<string, number>([
  ['none', 0],
  ...SUBJECTS.map((one, at) => [one as string, at + 1] as const),
]);

function halves(value: number): number {
  return Math.round(value * 2) / 2;
}

/** In how many of the texts each entry is. */
function heldBy(texts: readonly Entries[]): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const entries of texts) {
    for (const kind of KINDS) {
      for (const entry of entries[kind]) held.set(entry, (held.get(entry) ?? 0) + 1);
    }
  }
  return held;
}

const SELDOM: ReadonlySet<Kind> = new Set(['pieces', 'near']);

/** How much each entry counts: more the fewer messages hold it. */
function rarities(
  held: ReadonlyMap<string, number>,
  texts: number,
  least: number,
): ReadonlyMap<string, number> {
  const enough = ([entry, times]: readonly [string, number]): boolean =>
    times >= least && (times > least || !SELDOM.has(kindOf(entry)));
  const kept = [...held].filter(enough).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    kept.map(([entry, times]) => [entry, halves(Math.log((1 + texts) / (1 + times)) + 1)]),
  );
}

/** What is told of those that have a rarity. */
function told(
  rarity: ReadonlyMap<string, number>,
  weights: (entry: string) => Weights,
): LexiconEntries {
  return {
    get: (entry) => {
      const rare = rarity.get(entry);
      return rare === undefined ? undefined : { rarity: rare, weights: weights(entry) };
    },
  };
}

/** One text as numbers: each kind of its entries measured by itself. */
function rowOf(
  entries: Entries,
  rarity: ReadonlyMap<string, number>,
  index: ReadonlyMap<string, number>,
): Pick<Row, 'at' | 'value'> {
  const known = told(rarity, () => []);
  const cells = KINDS.flatMap((kind) =>
    counted(kind, entries[kind], known).map(
      ([entry, value]) => [index.get(entry) ?? 0, value] as const,
    ),
  );
  cells.sort(([a], [b]) => a - b);
  return {
    at: Int32Array.from(cells, ([at]) => at),
    value: Float64Array.from(cells, ([, value]) => value),
  };
}

interface Learned {
  readonly model: Model;
  readonly names: readonly string[];
}

/** The weights that these entries had in `before`. */
function begun(before: Learned, names: readonly string[]): Float64Array {
  const { weights, subjects } = before.model;
  const index = new Map(before.names.map((name, at) => [name, at]));
  const rows = [...names.map((name) => index.get(name) ?? 0), before.names.length];
  return Float64Array.from(
    rows.flatMap((at) => [...weights.slice(at * subjects, (at + 1) * subjects)]),
  );
}

function fit(
  texts: readonly Entries[],
  messages: readonly Message[],
  rarity: ReadonlyMap<string, number>,
  strictness: number,
  before?: Learned,
): Learned {
  const names = [...rarity.keys()];
  const index = new Map(names.map((name, at) => [name, at]));
  const rows = texts.map(
    (entries, at): Row => ({
      ...rowOf(entries, rarity, index),
      subject: SUBJECT.get(messages[at]?.about ?? '') ?? 0,
      counts: 1,
    }),
  );
  const from = before === undefined ? undefined : begun(before, names);
  const model = learn(rows, { entries: names.length, subjects: SUBJECT.size, strictness, from });
  return { model, names };
}

/** What is learned is between -1 and 1; sums are added up as logarithms. */
const SCALE = 3;

/** An entry's weights against none, the bias for the one after the last. */
function against({ weights, subjects }: Model, entry: number): readonly number[] {
  const from = entry * subjects;
  const none = weights[from] ?? 0;
  return SUBJECTS.map((_, at) => SCALE * ((weights[from + at + 1] ?? 0) - none));
}

/** What was learned, all of it: it is written to files, entry by entry. */
export interface LearnedLexicon extends Lexicon {
  readonly known: readonly string[];
  readonly rarity: ReadonlyMap<string, number>;
  readonly weights: ReadonlyMap<string, Weights>;
}

/** Learns from `messages`; the threshold is 0. */
export function lexiconFrom(
  messages: readonly Message[],
  { reading, groups, ordinary }: ByHand,
  settings: Settings,
): LearnedLexicon {
  const met = [...wordsOf(messages)].filter(([, times]) => times >= 2).map(([word]) => word);
  const known = [...new Set([...met, ...ordinary])].sort();
  const read = readingOf({ reading, groups, known });
  const texts = messages.map(({ text }) => entriesOf(read.reader.read(text), read.groups));
  const held = heldBy(texts);
  const all = rarities(held, texts.length, settings.least);
  const first = fit(texts, messages, all, settings.strictness);
  const moves = first.names
    .map((name, at) => {
      const most = Math.max(...against(first.model, at).map(Math.abs));
      return [name, most * (all.get(name) ?? 0) * Math.sqrt(held.get(name) ?? 0)] as const;
    })
    .sort((a, b) => b[1] - a[1])
    .slice(0, settings.kept);
  const keep = new Set(moves.map(([name]) => name));
  const rarity = new Map([...all].filter(([name]) => keep.has(name)));
  const { model, names } = fit(texts, messages, rarity, settings.strictness, first);
  // As the file will hold them, so that what is measured is what is shipped.
  const shipped = (weights: readonly number[]) => weightsIn(weightsOut(weights));
  const weights = new Map(names.map((name, at) => [name, shipped(against(model, at))]));
  return {
    ...read,
    known,
    rarity,
    weights,
    entries: told(rarity, (entry) => weights.get(entry) ?? []),
    start: shipped(against(model, names.length)),
    threshold: 0,
  };
}
