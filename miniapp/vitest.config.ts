// How tests run. Lives here: vitest's settings. Must not: Vite's build settings (vite.config.ts).
import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { languages } from './tools/languages.ts';
import { lexicon } from './tools/lexicon.ts';

const HERE = import.meta.dirname;
const FILES = ['test/**/*.test.ts', 'test/**/*.test.tsx'];
// Secrets are stretched as in a person's hands where that is what is tried; a second each.
const REAL = ['test/crypto/keys.test.ts', 'test/crypto/vectors.test.ts'];
// Whatever puts another module in one's place may not do so for the files that come after it.
const REPLACING = globSync(FILES, { cwd: HERE }).filter((file) =>
  /\bvi\.(?:mock|doMock)\(/.test(readFileSync(`${HERE}/${file}`, 'utf8')),
);
const APART = [...new Set([...REAL, ...REPLACING])];
// What is slow, and tried in test/crypto: elsewhere the same curves by OpenSSL, and Argon2id at its least.
const STRETCHING = {
  find: /^@noble\/hashes\/argon2\.js$/,
  replacement: `${HERE}/test/fake/argon2.ts`,
};
const CURVES = {
  find: /^@noble\/curves\/ed25519\.js$/,
  replacement: `${HERE}/test/fake/curves.ts`,
};
const CRYPTO = 'test/crypto/**/*.test.ts';
// Every file loads much of the app: a process takes one after the other, and each is held to leaving
// nothing behind.
const TOGETHER = { isolate: false, setupFiles: ['test/fake/leaving.ts'] };

export default defineConfig({
  // What it makes of the lexicon's files is imported by the app's own code.
  plugins: [languages(), lexicon()],
  test: {
    // Argon2id and curve arithmetic are slow in JavaScript, and the machine may be busy.
    testTimeout: 120_000,
    // Argon2id takes 64 MiB where it is the real one: two at once is what a small machine bears.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'apart', include: APART } },
      {
        extends: true,
        resolve: { alias: [STRETCHING] },
        test: { ...TOGETHER, name: 'crypto', include: [CRYPTO], exclude: APART },
      },
      {
        extends: true,
        resolve: { alias: [STRETCHING, CURVES] },
        test: { ...TOGETHER, name: 'together', include: FILES, exclude: [...APART, CRYPTO] },
      },
    ],
  },
});
