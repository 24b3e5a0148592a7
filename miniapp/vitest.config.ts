// How tests run. Lives here: vitest's settings. Must not: Vite's build settings (vite.config.ts).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Argon2id and curve arithmetic are slow in JavaScript, and the machine may be busy.
    testTimeout: 120_000,
    // Each file has its own argon2 memory (64 MiB): two at once is what a small machine bears.
    maxWorkers: 2,
  },
});
