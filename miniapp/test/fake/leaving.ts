// Files of tests share a process (vitest.config.ts). Lives here: that none leaves anything behind for the next: no
// global put in another's place, no clock that stands still, no hook in Preact. Must not: what a test does.
import { options } from 'preact';
import { afterAll, beforeAll, expect } from 'vitest';

const all = (): ReadonlyMap<string, unknown> =>
  new Map(
    [globalThis, options, Array.prototype, Object.prototype, Date, crypto].flatMap((one, number) =>
      Object.getOwnPropertyNames(one).map((key) => [`${number} ${key}`, Reflect.get(one, key)]),
    ),
  );

let before: ReadonlyMap<string, unknown>;

beforeAll(() => {
  before = all();
});

afterAll(() => {
  const after = all();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => !Object.is(before.get(key), after.get(key)),
  );
  expect(changed).toEqual([]);
});
