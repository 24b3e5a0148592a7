// The messages from which the lexicon is learned. Lives here: which files, and reading them. Must not:
// name the fresh half, which nothing here may read.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Each was written by a hand of its own: a file that is left out is a stranger's. */
export const SOURCES = [
  'writing',
  'writing-amber',
  'writing-birch',
  'writing-cedar',
  'writing-elm',
  'writing-gorse',
  'writing-larch',
  'measuring-1',
  'measuring-2',
  'measuring-3',
  'measuring-4',
] as const;

export interface Message {
  readonly id: string;
  readonly text: string;
  readonly attention: boolean;
  readonly about: string;
  readonly how: string;
}

export function corpus(name: string): readonly Message[] {
  const text = readFileSync(`${ROOT}tests/corpus/attention/${name}.jsonl`, 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Message);
}

/** The words of messages that are spelt as most people spell. */
export function wordsOf(messages: readonly Message[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const { text, how } of messages) {
    if (how === 'misspelt' || how === 'slang') continue;
    for (const [word] of text
      .toLowerCase()
      .replace(/['’‘`]/g, '')
      .matchAll(/\p{L}+/gu)) {
      counted.set(word, (counted.get(word) ?? 0) + 1);
    }
  }
  return counted;
}
