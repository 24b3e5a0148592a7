// How the Mini App is built. Lives here: paths, chunks, the list of hashes. Must not: anything that
// changes from one build of the same sources to the next (times, machine names, random ids).
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { hashList } from './tools/hashes.ts';
import { languages } from './tools/languages.ts';
import { lexicon } from './tools/lexicon.ts';
import { packed } from './tools/packed.ts';

export default defineConfig({
  base: '/app/',
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // The polyfill is an inline concern of old browsers; the content-security policy wants none.
    modulePreload: { polyfill: false },
    // Nothing is inlined as data: URLs: the policy allows only files of our own origin.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the page needs at once stays together: parts compress worse, and each is a request.
          // What several of a student's screens share is one file as well: alone, each of some thirty
          // modules was a file of its own, fetched in turn.
          groups: [
            { name: 'first', tags: ['$initial'] },
            {
              name: 'shared',
              minShareCount: 2,
              test: /miniapp.src.(components|views|state|sharing|waiting|contact|again|apart|crypto|words|attention.setting|attention.wording).|policy.locales.en.(again|apart|attention|cards|ways)\./,
            },
            // And what the desk needs at once, but of a student's screens only those that few open.
            {
              name: 'seldom',
              minShareCount: 2,
              test: /miniapp.src.(api|concern|complain|signposts|accesses)|policy.locales.en./,
            },
          ],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
  server: { fs: { allow: ['..'] } },
  plugins: [languages(), lexicon(), hashList(), packed()],
});
