// Which months can be chosen as the end of a degree. Lives here: the bounds, as intake/degrees.py has them.
// Must not: the boxes, which a browser test uses.
import { expect, it } from 'vitest';
import { isTaken } from '../../src/rights/degree-parts.tsx';

const NOW = Date.UTC(2026, 10, 21) / 1000;

it.each([
  ['2025', '10', false],
  ['2025', '11', true],
  ['2026', '11', true],
  ['2035', '11', true],
  ['2035', '12', false],
])('%s-%s: %s', (year, month, taken) => {
  expect(isTaken(year, month, NOW)).toBe(taken);
});
