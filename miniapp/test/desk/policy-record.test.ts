// The policy's record on the desk. Lives here: reading, recording, what waits, and what fails. Must not:
// the screen.

import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { ApiError, failureOf } from '../../src/api/errors.ts';
import type { SessionApi } from '../../src/api/session.ts';
import { dayOf, fieldOf, PolicyRecord } from '../../src/desk/state/policy-record.ts';
import { PATIENCE } from '../fake/patience.ts';

const DAY = 24 * 3600;
const NOW = 1_800_000_000;
const DIGEST = 'A'.repeat(43);

const answer = (more: object = {}) => ({
  profile: 'city',
  digest: DIGEST,
  approver: 'trustees',
  approved: true,
  review_months: 12,
  review_due: NOW + 300 * DAY,
  rows: [{ event: 'shown', digest: DIGEST, at: NOW, role: '' }],
  ...more,
});

function recordOver(
  ask: (method: string, path: string, body?: unknown) => Promise<unknown>,
  heard = signal(0),
) {
  return new PolicyRecord({ api: { ask } as unknown as SessionApi, heard, now: () => NOW });
}

it('reads again whenever the server said that something changed, until it is stopped', async () => {
  const ask = vi.fn(async () => answer());
  const heard = signal(1);
  const record = recordOver(ask, heard);
  const leave = record.fresh.keep();
  heard.value += 1;
  await vi.waitFor(() => expect(record.standing.value?.approved).toBe(true), PATIENCE);
  leave();
  heard.value += 1;
  expect(ask).toHaveBeenCalledTimes(2);
});

it('counts what waits: an approval, a review that is near', async () => {
  const cases: readonly (readonly [object, number])[] = [
    [{}, 0],
    [{ approved: false }, 1],
    [{ review_due: NOW + 30 * DAY + 1 }, 0],
    [{ review_due: NOW + 30 * DAY }, 1],
    [{ approved: false, review_due: NOW }, 2],
    [{ approver: null, review_due: null, review_months: null }, 0],
  ];
  for (const [more, waiting] of cases) {
    const record = recordOver(async () => answer(more));
    await record.load();
    expect(record.waiting).toBe(waiting);
  }
});

it('records the version on screen and nothing else', async () => {
  const sent: unknown[] = [];
  const record = recordOver(async (method, path, body) => {
    if (method === 'POST') sent.push([path, body]);
    return answer({ approved: method === 'POST' });
  });
  expect(await record.record('approvals', NOW)).toBe(false);
  await record.load();
  expect(await record.record('approvals', NOW)).toBe(true);
  expect(sent).toEqual([['/api/policy/approvals', { digest: DIGEST, decided: NOW }]]);
  expect(record.standing.value?.approved).toBe(true);
});

it('says why it was not recorded, and keeps what it shows', async () => {
  const failures = [
    [new ApiError({ failure: 'offline' }), 'offline'],
    [failureOf(409, { error: 'stale' }), 'changed'],
    [failureOf(400, { error: 'malformed' }), 'failed'],
  ] as const;
  for (const [error, trouble] of failures) {
    const record = recordOver(async (method) => {
      if (method === 'POST') throw error;
      return answer({ approved: false });
    });
    await record.load();
    expect(await record.record('approvals', NOW)).toBe(false);
    expect(record.trouble.value).toBe(trouble);
    expect(record.standing.value?.approved).toBe(false);
    expect(record.busy.value).toBe(false);
  }
});

it('takes no answer of another shape', async () => {
  for (const wrong of [null, {}, answer({ approved: 'yes' }), answer({ rows: [{ event: 'x' }] })]) {
    const record = recordOver(async () => wrong);
    await record.load();
    expect(record.standing.value).toBeNull();
    expect(record.trouble.value).toBe('failed');
  }
});

it('reads days as date fields write them', () => {
  expect(dayOf('2026-11-21')).toBe(Date.UTC(2026, 10, 21) / 1000);
  expect(fieldOf(Date.UTC(2026, 10, 21, 23) / 1000)).toBe('2026-11-21');
  for (const wrong of ['', '21.11.2026', '2026-13-01', '2026-1-1', 'now']) {
    expect(dayOf(wrong)).toBeNull();
  }
});
