// Dates that others wrote. Lives here: none of them may break a screen.
import { expect, it } from 'vitest';
import { dateAt } from '../../src/words/dates.ts';

it('shows any time that a message may carry', () => {
  for (const seconds of [0, 1_800_000_000, 8.64e12, 8.64e12 + 1, Number.MAX_SAFE_INTEGER]) {
    const date = dateAt(seconds);
    expect(date.toISOString()).not.toBe('');
    expect(date.toLocaleDateString('en-GB', { dateStyle: 'long' })).not.toBe('Invalid Date');
  }
  expect(dateAt(1_800_000_000).getTime()).toBe(1_800_000_000_000);
});
