// From messages to a lexicon. Lives here: which entries are kept and what they weigh. Must not: read or
// write files, or know the device's threshold.
import { entriesOf } from '../../src/attention/entries.ts';
import { type Lexicon, readingOf, sizeOf } from '../../src/attention/lexicon.ts';
import { type Reading, SUBJECTS } from '../../src/attention/types.ts';
import { type Message, wordsOf } from './corpora.ts';
import { learn, type Model, type Row } from './descent.ts';
import { weightsIn, weightsOut } from './written.ts';

export interface Settings {
  /** An entry stands in at least this many messages. */
  readonly least: number;
  readonly strictness: number;
  /** Only so many entries are kept: those that move a sum most. */
  readonly kept: number;
}

export const SETTINGS: Settings = { least: 3, strictness: 0.1, kept: 5700 };

/** What staff write by hand. */
export interface ByHand {
  readonly reading: Reading;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Groups that count double. */
  readonly strong: ReadonlySet<string>;
  /** Ordinary words, so that none is taken for a misspelling. */
  readonly ordinary: readonly string[];
}

/** Groups that staff marked count double; two groups together, and pieces of words, by half. */
function share(entry: string, strong: ReadonlySet<string>): number {
  if (entry.includes(' & ') || entry.startsWith('#')) return 0.5;
  return strong.has(entry.replace('not: ', '')) ? 2 : 1;
}

const SUBJECT = new Map<string, number>([
  ['none', 0],
  ...SUBJECTS.map((one, at) => [one as string, at + 1] as const),
]);

function halves(value: number): number {
  return Math.round(value * 2) / 2;
}

/** How much each entry counts: more the fewer messages hold it. */
function rarities(
  texts: readonly ReadonlySet<string>[],
  least: number,
  strong: ReadonlySet<string>,
): Map<string, number> {
  const held = new Map<string, number>();
  for (const entries of texts) {
    for (const entry of entries) held.set(entry, (held.get(entry) ?? 0) + 1);
  }
  const kept = [...held].filter(([, times]) => times >= least).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    kept.map(([entry, times]) => {
      const rare = Math.log((1 + texts.length) / (1 + times)) + 1;
      return [entry, halves(share(entry, strong) * rare)];
    }),
  );
}

function fit(
  texts: readonly ReadonlySet<string>[],
  messages: readonly Message[],
  rarity: ReadonlyMap<string, number>,
  strictness: number,
): { readonly model: Model; readonly names: readonly string[] } {
  const names = [...rarity.keys()];
  const index = new Map(names.map((name, at) => [name, at]));
  const rows = texts.map((entries, at): Row => {
    const here = [...entries].flatMap((entry) => index.get(entry) ?? []).sort((a, b) => a - b);
    const counts = here.map((one) => rarity.get(names[one] ?? '') ?? 0);
    const size = sizeOf(counts.reduce((sum, one) => sum + one * one, 0));
    return {
      at: Int32Array.from(here),
      value: Float64Array.from(counts, (one) => one / size),
      subject: SUBJECT.get(messages[at]?.about ?? '') ?? 0,
      counts: 1,
    };
  });
  const model = learn(rows, { entries: names.length, subjects: SUBJECT.size, strictness });
  return { model, names };
}

/** An entry's weights against none, the bias for the one after the last. */
function against({ weights, subjects }: Model, entry: number): readonly number[] {
  const from = entry * subjects;
  const none = weights[from] ?? 0;
  return SUBJECTS.map((_, at) => (weights[from + at + 1] ?? 0) - none);
}

/** Learns from `messages`; the threshold is 0. */
export function lexiconFrom(
  messages: readonly Message[],
  { reading, groups, strong, ordinary }: ByHand,
  settings: Settings,
): Lexicon & { readonly known: readonly string[] } {
  const met = [...wordsOf(messages)].filter(([, times]) => times >= 2).map(([word]) => word);
  const known = [...new Set([...met, ...ordinary])].sort();
  const read = readingOf({ reading, groups, known });
  const texts = messages.map(({ text }) => entriesOf(read.reader.read(text), read.groups));
  const all = rarities(texts, settings.least, strong);
  const first = fit(texts, messages, all, settings.strictness);
  const held = new Map<string, number>();
  for (const entries of texts) {
    for (const entry of entries) held.set(entry, (held.get(entry) ?? 0) + 1);
  }
  const moves = first.names
    .map((name, at) => {
      const most = Math.max(...against(first.model, at).map(Math.abs));
      return [name, most * (all.get(name) ?? 0) * Math.sqrt(held.get(name) ?? 0)] as const;
    })
    .sort((a, b) => b[1] - a[1])
    .slice(0, settings.kept);
  const keep = new Set(moves.map(([name]) => name));
  const rarity = new Map([...all].filter(([name]) => keep.has(name)));
  const { model, names } = fit(texts, messages, rarity, settings.strictness);
  // As the file will hold them, so that what is measured is what is shipped.
  const shipped = (weights: readonly number[]) => weightsIn(weightsOut(weights));
  return {
    ...read,
    known,
    rarity,
    weights: new Map(names.map((name, at) => [name, shipped(against(model, at))])),
    start: shipped(against(model, names.length)),
    threshold: 0,
  };
}
