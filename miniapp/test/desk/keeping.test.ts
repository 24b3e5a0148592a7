// When the coordinator is told that something falls due (R14). Lives here: the month before, and no sooner. Must
// not: the screens, which a browser test has.
import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import type { SessionApi } from '../../src/api/session.ts';
import { Keeping } from '../../src/desk/state/keeping.ts';

async function keepingAt(today: string, month: string | null): Promise<Keeping> {
  const due = month === null ? [] : [{ month, kind: 'conversation', count: 1 }];
  const nothing = { open_long: [], destroyed: [], postponed: [], holds: [] };
  const standing = { conversation_days: 180, record_days: 365, due, ...nothing };
  const api = { ask: async () => standing } as unknown as SessionApi;
  const now = (): number => Date.parse(`${today}T12:00:00Z`) / 1000;
  const made = new Keeping({ api, heard: signal(0), now, role: 'coordinator' });
  await made.load();
  return made;
}

it.each([
  ['2029-05-31', '2029-07', false],
  ['2029-06-01', '2029-07', true],
  ['2029-07-31', '2029-07', true],
  ['2029-09-01', '2029-07', true],
  ['2028-12-31', '2029-01', true],
  ['2028-11-30', '2029-01', false],
  ['2028-12-31', null, false],
])('on %s warns of what falls due in %s: %s', async (today, month, warned) => {
  const keeping = await keepingAt(today, month);
  expect(keeping.failed.value).toBe(false);
  expect(keeping.soon).toBe(warned);
});
