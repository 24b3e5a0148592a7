// The lexicon's files. Lives here: what is read from and written to policy/attention/<language>/. Must not:
// learn anything.
import { readFileSync, writeFileSync } from 'node:fs';
import type { Reading } from '../../src/attention/types.ts';
import { ROOT } from './corpora.ts';
import type { ByHand, LearnedLexicon } from './learning.ts';
import { groupsIn, readingOf, wordsIn } from './plain.ts';
import { weightsOut } from './written.ts';

const FOLDER = `${ROOT}policy/attention/en/`;

export function byHand(): ByHand {
  const text = (name: string): string => readFileSync(FOLDER + name, 'utf8');
  return {
    reading: JSON.parse(text('reading.json')) as Reading,
    groups: groupsIn(text('groups.txt')),
    ordinary: wordsIn(text('ordinary.txt')),
  };
}

const LAW = `# What entries weigh, learned by miniapp/tools/attention/learn.ts. Lives here: entry, how much it counts in a
# text, what it says: s suicide, h self-harm, a abuse, c coercion, o harm to others, y child; all in halves. Must not: be
# edited by hand: it is learned anew from the messages, and a change would be lost.
`;

const KNOWN = `# Words that are right as they are, collected by miniapp/tools/attention/learn.ts. Lives here: words that weigh
# nothing, so that none of them is read as a misspelling of one that does. Must not: be edited by hand.
`;

/** Of the words that are right, those that would be read as others if they were not listed. */
function otherwiseTaken(lexicon: LearnedLexicon): string[] {
  const { reading, groups } = byHand();
  const single = [...lexicon.rarity.keys()].map((entry) => entry.replace('not: ', ''));
  const { reader } = readingOf({ reading, groups, known: single });
  return lexicon.known.filter((word) => {
    const read = reader.read(word);
    return read.length !== 1 || read[0]?.form !== word;
  });
}

export function write(lexicon: LearnedLexicon): void {
  const entries = [...lexicon.rarity].map(
    ([entry, rare]) => `${entry}\t${rare * 2}\t${weightsOut(lexicon.weights.get(entry) ?? [])}`,
  );
  const head = `=threshold\t${lexicon.threshold}\n=start\t0\t${weightsOut(lexicon.start)}\n`;
  writeFileSync(`${FOLDER}weights.txt`, `${LAW}${head}${entries.join('\n')}\n`);
  const known = otherwiseTaken(lexicon);
  const rows: string[] = [];
  for (let at = 0; at < known.length; at += 20) rows.push(known.slice(at, at + 20).join(' '));
  writeFileSync(`${FOLDER}known.txt`, `${KNOWN}${rows.join('\n')}\n`);
}
