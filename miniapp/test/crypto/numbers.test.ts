// What weeks' numbers come to, by the shared vectors. Lives here: weeks and periods, how a count is shown, tables.
// Must not: opening what a worker sealed (upward.test.ts).
import { expect, test } from 'vitest';
import { toHex } from '../../src/crypto/bytes.ts';
import { fewestLeft, fixedTables, type Row, shownTable } from '../../src/crypto/hiding.ts';
import { openTable, shownCount, signTable } from '../../src/crypto/numbers.ts';
import { periodOfWeek, weekOf, weeksOf } from '../../src/crypto/periods.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import { count, doing, hex, listedRoster, said, type Vector, vectors } from './vectors.ts';

test('weeks, periods and how counts are shown', () => {
  for (const vector of doing('numbers', 'shown')) {
    expect(shownCount(count(vector, 'count'))).toBe(vector['shown']);
  }
  for (const vector of doing('numbers', 'week')) {
    expect(periodOfWeek(said(vector, 'week'), 'term')).toBe(vector['term']);
    expect(periodOfWeek(said(vector, 'week'), 'month')).toBe(vector['month']);
  }
  for (const vector of doing('numbers', 'period')) {
    expect(weeksOf(said(vector, 'period'))).toEqual(vector['weeks']);
  }
  for (const vector of doing('numbers', 'time')) {
    expect(weekOf(count(vector, 'time'))).toBe(vector['week']);
  }
});

test('a table is signed from true counts and read back without them', () => {
  const [vector] = doing('numbers', 'table');
  if (vector === undefined) throw new Error('no table');
  const labels = vector['labels'] as string[];
  const counts = vector['counts'] as number[];
  const signed = signTable(new SigningKey(hex(vector, 'seed')), {
    period: said(vector, 'period'),
    name: said(vector, 'table_name'),
    counts: labels.map((label, i) => [label, counts[i] ?? 0] as const),
    now: count(vector, 'made'),
  });
  expect(toHex(signed)).toBe(vector['table']);
  const opened = openTable(signed, listedRoster(vectors('rosters')[0] as Vector));
  expect(opened.certain).toBe(true);
  expect(opened.table.cells.map((one) => one.shown)).toEqual(['1-7', '15', '0']);
});

test('tables are put together where they would tell', () => {
  for (const vector of doing('numbers', 'fixed')) {
    const tables = vector['tables'] as unknown as Row[][];
    const { together, refused } = vector as unknown as { together: string; refused: boolean };
    expect(fewestLeft(tables.map(shownTable))).toEqual(vector['left']);
    expect(fixedTables(tables, { together, refused })).toEqual(vector['made']);
  }
});
