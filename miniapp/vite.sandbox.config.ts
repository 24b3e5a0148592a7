// How the sandbox's page is built. Lives here: paths. Must not: anything of the Mini App itself;
// the page only frames it.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('../sandbox/page', import.meta.url)),
  base: '/',
  build: {
    target: 'es2022',
    outDir: fileURLToPath(new URL('../sandbox/page/dist', import.meta.url)),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // The page's content-security policy takes files of its own origin only.
    assetsInlineLimit: 0,
    sourcemap: false,
  },
});
