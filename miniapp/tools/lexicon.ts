// What of the attention lexicon goes into the app. Lives here: the Vite plugin that reads a language's files and packs
// what was read into one module: a phone looks up, and reads nothing. Must not: change a weight, or carry what only
// learning and reviewers read.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'vite';
import { type Files, type PackedWords, startOf } from '../src/attention/lexicon.ts';
import type { Reading } from '../src/attention/types.ts';
import { sound } from '../src/attention/words.ts';
import { lists } from './attention/packing.ts';
import {
  filed,
  groupsIn,
  guesses,
  notsOf,
  type PlainReading,
  readingOf,
  single,
  wordsIn,
} from './attention/plain.ts';
import { pack, type Written, written } from './attention/written.ts';

/** What one language's files say. */
export interface Plain extends Written, PlainReading {
  readonly reading: Reading;
}

/** The files in `folder`, as they are written. */
export function plain(folder: string): Plain {
  const text = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');
  const { spelling, joined } = JSON.parse(text('reading.json')) as Reading;
  const reading = { spelling, joined };
  const weights = written(text('weights.txt'));
  const alone = single(weights.entries.map(([entry]) => entry));
  const known = [...alone, ...wordsIn(text('known.txt'))];
  const read = readingOf({ reading, groups: groupsIn(text('groups.txt')), known });
  return { ...read, ...weights, reading };
}

function packedWords(words: ReadonlySet<string>): PackedWords {
  return {
    starts: lists(filed(words, (word) => startOf(word[0] ?? '', word.length))),
    sounds: lists(filed(guesses(words), sound)),
  };
}

/** The same, as the app has it. */
export function carried(lexicon: Plain): Files {
  const { reading, words, phrases } = lexicon;
  return {
    reading,
    words: packedWords(words),
    groups: { phrases: lists(phrases), nots: notsOf(phrases).join(' ') },
    weights: pack(lexicon),
  };
}

export function lexicon(): Plugin {
  return {
    name: 'peerlink-lexicon',
    enforce: 'pre',
    load(id) {
      const [path = ''] = id.split('?');
      if (!/\/policy\/attention\/[^/]+\/weights\.txt$/.test(path)) return null;
      // The bundler would take a .txt for a text, whatever it holds.
      return {
        code: `export default ${JSON.stringify(carried(plain(dirname(path))))};`,
        moduleType: 'js',
      };
    },
  };
}
