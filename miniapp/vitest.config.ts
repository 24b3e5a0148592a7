// How tests run. Lives here: vitest's settings. Must not: Vite's build settings (vite.config.ts).
import { defineConfig } from 'vitest/config';
import { languages } from './tools/languages.ts';
import { lexicon } from './tools/lexicon.ts';

export default defineConfig({
  // What it makes of the lexicon's files is imported by the app's own code.
  plugins: [languages(), lexicon()],
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Argon2id and curve arithmetic are slow in JavaScript, and the machine may be busy.
    testTimeout: 120_000,
    // Each file has its own argon2 memory (64 MiB): two at once is what a small machine bears.
    maxWorkers: 2,
  },
});
