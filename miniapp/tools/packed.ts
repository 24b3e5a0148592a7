// The built files packed for the wire. Lives here: the Vite plugin that writes `name.gz` beside each file that
// gets shorter by it. Must not: know what the files are for; change a file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { files } from './files.ts';

export const PACKED = '.gz';
/** What the service sends packed (handlers/web/static.py); pictures and fonts are packed already. */
const WORTH_IT = /\.(?:css|html|js|json|svg|txt)$/;

/** Packs what is in a directory; the same bytes give the same packed bytes wherever zlib is the same. */
export function pack(directory: string): void {
  for (const path of files(directory)) {
    if (!WORTH_IT.test(path)) continue;
    const body = readFileSync(path);
    const packed = gzipSync(body, { level: constants.Z_BEST_COMPRESSION });
    if (packed.length < body.length) writeFileSync(path + PACKED, packed);
  }
}

/** Packs the build once, so that no start of the service has to. */
export function packed(): Plugin {
  let directory = '';
  return {
    name: 'peerlink-packed',
    apply: 'build',
    configResolved(config) {
      directory = join(config.root, config.build.outDir);
    },
    closeBundle: {
      // Behind the list of hashes, which is one of these files.
      order: 'post',
      sequential: true,
      handler: () => pack(directory),
    },
  };
}
