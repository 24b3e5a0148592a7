// What of the attention lexicon goes into the app. Lives here: the Vite plugin that packs a language's files
// into one module. Must not: change a weight, or carry what only learning and reviewers read.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'vite';
import { type Files, lines } from '../src/attention/lexicon.ts';
import { pack } from './attention/written.ts';

/** The files in `folder`, as the app has them. */
export function carried(folder: string): Files {
  const text = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');
  const { spelling, joined } = JSON.parse(text('reading.json')) as Files['reading'];
  return {
    reading: { spelling, joined },
    groups: lines(text('groups.txt')).join('\n'),
    known: lines(text('known.txt')).join('\n'),
    weights: pack(text('weights.txt')),
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
        code: `export default ${JSON.stringify(carried(dirname(path)))};`,
        moduleType: 'js',
      };
    },
  };
}
