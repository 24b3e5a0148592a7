// How well a lexicon does on a hand that it has never seen. Lives here: leaving sources out, one and two at
// a time, and the threshold that follows. Must not: read the fresh half.
import { Attention } from '../../src/attention/attend.ts';
import type { Lexicon } from '../../src/attention/lexicon.ts';
import type { Message } from './corpora.ts';
import { type ByHand, lexiconFrom, type Settings } from './learning.ts';

/** At most this share of false alarms in what was left out: just under the aim of 0.05. */
export const ALARMS = 0.049;

export interface Scored {
  readonly message: Message;
  readonly sum: number;
}

export function scored(lexicon: Lexicon, messages: readonly Message[]): readonly Scored[] {
  const attention = new Attention(lexicon);
  return messages.map((message) => ({ message, sum: attention.explain(message.text).sum }));
}

/** The lowest threshold with at most `share` of false alarms. */
export function thresholdFor(found: readonly Scored[], share: number): number {
  const others = found.filter(({ message }) => !message.attention).map(({ sum }) => sum);
  others.sort((a, b) => b - a);
  const highest = others[Math.floor(share * others.length)] ?? 0;
  return Math.ceil(highest * 100) / 100;
}

export interface Rates {
  readonly found: number;
  readonly concerns: number;
  readonly alarms: number;
  readonly others: number;
}

export function rates(all: readonly Scored[], threshold: number): Rates {
  const concerns = all.filter(({ message }) => message.attention);
  const others = all.filter(({ message }) => !message.attention);
  const over = (some: readonly Scored[]): number =>
    some.filter(({ sum }) => sum > threshold).length;
  return {
    found: over(concerns),
    concerns: concerns.length,
    alarms: over(others),
    others: others.length,
  };
}

export type Sources = Readonly<Record<string, readonly Message[]>>;

/** The sums of every message of `judged`, by a lexicon that has not seen its source. */
export function leftOut(
  sources: Sources,
  judged: readonly string[],
  byHand: ByHand,
  settings: Settings,
): readonly (readonly [string, readonly Scored[]])[] {
  return judged.map((name) => {
    const rest = Object.entries(sources).filter(([other]) => other !== name);
    const lexicon = lexiconFrom(
      rest.flatMap(([, messages]) => messages),
      byHand,
      settings,
    );
    return [name, scored(lexicon, sources[name] ?? [])] as const;
  });
}
