// The list of what was built. Lives here: the Vite plugin that writes dist/hashes.txt. Must not: know
// what the files are for.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import { files } from './files.ts';

const LIST = 'hashes.txt';

/** Lines `<sha256, hex>  <path>`, sorted by path: the format that `sha256sum --check` reads. */
export function listHashes(directory: string): string {
  return files(directory)
    .map((path) => ({ path, name: relative(directory, path).split(sep).join('/') }))
    .filter(({ name }) => name !== LIST)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ path, name }) => {
      const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
      return `${digest}  ${name}\n`;
    })
    .join('');
}

/** Writes the list beside the built files, so that anyone can compare a served app with a build. */
export function hashList(): Plugin {
  let directory = '';
  return {
    name: 'peerlink-hashes',
    apply: 'build',
    configResolved(config) {
      directory = join(config.root, config.build.outDir);
    },
    closeBundle() {
      writeFileSync(join(directory, LIST), listHashes(directory));
    },
  };
}
