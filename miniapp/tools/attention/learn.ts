// Learns the lexicon anew and says what to expect of it: `scripts/with-node node miniapp/tools/attention/learn.ts`.
// Lives here: the order of things. Must not: read the fresh half. The same messages give the same files.
import { corpus, SOURCES } from './corpora.ts';
import { byHand, write } from './files.ts';
import { ALARMS, leftOut, rates, type Scored, thresholdFor } from './forecast.ts';
import { lexiconFrom, SETTINGS } from './learning.ts';

/** Hands that wrote for writing make harder others than days do; these wrote for measuring, and are spent. */
const ALIKE = ['measuring-1', 'measuring-2', 'measuring-3', 'measuring-4'];

const sources = Object.fromEntries(SOURCES.map((name) => [name, corpus(name)]));

function line(name: string, found: readonly Scored[], threshold: number): string {
  const { found: over, concerns, alarms, others } = rates(found, threshold);
  const shares = `${(over / concerns).toFixed(2)} | ${alarms} of ${others} | ${(alarms / others).toFixed(2)}`;
  return `| ${name} | ${over} of ${concerns} | ${shares} |\n`;
}

const hand = byHand();
const alike = leftOut(sources, ALIKE, hand, SETTINGS);
const threshold = thresholdFor(
  alike.flatMap(([, found]) => found),
  ALARMS,
);
for (const [name, found] of alike) {
  // Nested: the threshold of one is what the others would have given.
  const others = alike.filter(([other]) => other !== name).flatMap(([, one]) => one);
  process.stdout.write(line(`${name}, left out`, found, thresholdFor(others, ALARMS)));
}
const lexicon = lexiconFrom(Object.values(sources).flat(), hand, SETTINGS);
write({ ...lexicon, threshold });
process.stdout.write(`threshold ${threshold}, ${lexicon.rarity.size} entries\n`);
