// Files of tests share a process, and a file beside them is run once for all (vitest.config.ts). Lives here: that none
// of these registers a hook by itself, which the first file alone would have. Must not: what the hooks do.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const HERE = import.meta.dirname;
/** Run anew for every file: it is in `setupFiles`. */
const ANEW = 'fake/leaving.ts';
const HOOK = /^(?:before|after)(?:All|Each)\(/m;

test('hooks are registered by the files of tests, or by a call of theirs', () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: HERE });
  const shared = files.filter((file) => !/\.test\.tsx?$/.test(file) && file !== ANEW);
  expect(shared.length).toBeGreaterThan(0);
  expect(HOOK.test(readFileSync(`${HERE}/${ANEW}`, 'utf8'))).toBe(true);
  expect(shared.filter((file) => HOOK.test(readFileSync(`${HERE}/${file}`, 'utf8')))).toEqual([]);
});
