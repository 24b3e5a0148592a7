// attack 44: what the lead's device makes of a period is held against somebody who enumerates every count
// that could be behind it. Written apart from the rule: by what is shown alone, then knowing the rule too.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedTables, HIDDEN, type Row } from '../../src/crypto/hiding.ts';
import { shownCount } from '../../src/crypto/numbers.ts';
import { type PeriodKind, weeksOf } from '../../src/crypto/periods.ts';
import {
  COUNTERS,
  type Coded,
  countersOf,
  QUESTIONS,
  TABLES,
} from '../../src/desk/state/counted.ts';
import { endOf, type MadeTable, makeTables, recentPeriods } from '../../src/desk/state/summing.ts';
import { NOW } from '../crypto/world.ts';

/** What protocol.md promises, not what the code has. */
const AT_LEAST = 4;
const MOST = 260;
const say = (id: string): string => id;

/** Every true count that is shown like this. */
const behind = new Map<string, number[]>();
for (let count = 0; count <= MOST; count += 1) {
  const shown = shownCount(count);
  behind.set(shown, [...(behind.get(shown) ?? []), count]);
}
const possible = (shown: string): readonly number[] => behind.get(shown) ?? [];

/** Which sums counts behind these cells can have. */
function sums(cells: readonly string[]): ReadonlySet<number> {
  let found = new Set([0]);
  for (const cell of cells) {
    const next = new Set<number>();
    for (const sum of found) for (const count of possible(cell)) next.add(sum + count);
    found = next;
  }
  return found;
}

interface Seen {
  readonly cells: readonly string[];
  readonly total: string;
}

function seen({ rows }: MadeTable): Seen {
  const counts = rows.map(([, count]) => count);
  const total = counts.reduce((all, one) => all + one, 0);
  return { cells: counts.map(shownCount), total: shownCount(total) };
}

/** For each hidden cell the counts that are left, by who knows that the tables count the same. */
function left(tables: readonly Seen[]): readonly (readonly number[])[] {
  const totals = tables
    .map(({ cells, total }) => possible(total).filter((one) => sums(cells).has(one)))
    .reduce((one, other) => one.filter((total) => other.includes(total)));
  return tables.flatMap(({ cells }) =>
    cells.flatMap((cell, at) => {
      if (cell !== HIDDEN) return [];
      const others = sums(cells.filter((_, other) => other !== at));
      return [possible(cell).filter((own) => totals.some((total) => others.has(total - own)))];
    }),
  );
}

const coded = fc.record<Coded>(
  Object.fromEntries(QUESTIONS.map(({ id, choices }) => [id, fc.constantFrom(...choices, '')])),
);
const WAITS = ['wait_1h', 'wait_4h', 'wait_24h', 'wait_longer', 'withdrawals'];

/** Conversations coded at random, some answers more usual than others, and the service's waits. */
const period = fc.record({
  kinds: fc.array(coded, { minLength: 1, maxLength: 6 }),
  times: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 6, maxLength: 6 }),
  waits: fc.array(fc.constantFrom(0, 0, 1, 2, 7, 8, 13, 20), { minLength: 5, maxLength: 5 }),
});

function countsOf({
  kinds,
  times,
  waits,
}: typeof period extends fc.Arbitrary<infer T> ? T : never) {
  const counts = new Map<string, number>();
  const add = (id: string, more: number): unknown => counts.set(id, (counts.get(id) ?? 0) + more);
  kinds.forEach((one, at) => {
    for (const id of countersOf(one)) add(id, times[at] ?? 0);
  });
  WAITS.forEach((id, at) => {
    add(id, waits[at] ?? 0);
  });
  return counts;
}

describe('attack 44: tables as the Mini App makes them', () => {
  it('leave every small count at least four numbers, held against each other', () => {
    let [hidden, alone] = [0, 0];
    fc.assert(
      fc.property(period, (given) => {
        const made = makeTables(countsOf(given), { say });
        alone += made.filter((one) => one.alone).length;
        const workers = made.filter((_, at) => TABLES[at]?.of === 'workers').map(seen);
        const service = made.filter((_, at) => TABLES[at]?.of === 'service').map(seen);
        for (const counts of [...left(workers), ...left(service)]) {
          hidden += 1;
          expect(counts.length).toBeGreaterThanOrEqual(AT_LEAST);
        }
      }),
      { numRuns: 400 },
    );
    // The attacker had something to try, and the rule something to do.
    expect(hidden).toBeGreaterThan(400);
    expect(alone).toBeGreaterThan(20);
  });

  it('tell no total of 1 to 7 apart by its rows', () => {
    for (const id of COUNTERS) {
      const [table] = makeTables(new Map([[id, 3]]), { say }).filter((one) => one.alone);
      expect(table?.rows).toEqual([['numbers-together', 3]]);
    }
  });

  it('show everything else as it was counted', () => {
    const counts = new Map([
      ['theme-study', 31],
      ['theme-home', 4],
      ['theme-money', 12],
    ]);
    const themes = makeTables(counts, { say }).find((one) => one.id === 'themes');
    expect(themes?.alone).toBe(false);
    expect(themes?.rows.filter(([, count]) => count > 0)).toEqual([
      ['numbers-theme-study', 31],
      ['numbers-theme-money', 12],
      ['numbers-theme-home', 4],
    ]);
  });
});

/** Every way in which so many can be in so many cells. */
function* ways(total: number, cells: number): Generator<readonly number[]> {
  if (cells === 1) yield [total];
  else
    for (let first = 0; first <= total; first += 1)
      for (const rest of ways(total - first, cells - 1)) yield [first, ...rest];
}

function* products(lists: readonly (readonly (readonly number[])[])[]): Generator<number[][]> {
  const [first, ...rest] = lists;
  if (first === undefined) yield [];
  else for (const one of first) for (const more of products(rest)) yield [[...one], ...more];
}

const published = (tables: readonly (readonly number[])[]): string => {
  const rows = tables.map((counts) => counts.map((count, at): Row => [String(at), count]));
  const made = fixedTables(rows, { together: 'all' });
  return JSON.stringify(
    made.map((table) => [
      ...table.map(([label, count]) => [label, shownCount(count)]),
      shownCount(table.reduce((all, [, count]) => all + count, 0)),
    ]),
  );
};

describe('attack 44: by somebody who knows how the tables are made', () => {
  // Each up to the end of a rounding step: beyond it, what could also be behind would be missing.
  const shapes: readonly (readonly [shape: readonly number[], most: number])[] = [
    [[3], 42],
    [[4], 27],
    [[5], 22],
    [[7], 12],
    [[3, 3], 17],
    [[4, 3], 12],
  ];
  it.each(shapes)('no small count follows from cells %j, up to %i', (shape, most) => {
    const all = new Map<string, Set<number>[]>();
    for (let total = 0; total <= most; total += 1) {
      for (const tables of products(shape.map((cells) => [...ways(total, cells)]))) {
        const counts = [total, ...tables.flat()];
        const output = published(tables);
        const known = all.get(output) ?? counts.map(() => new Set<number>());
        for (const [at, count] of counts.entries()) known[at]?.add(count);
        all.set(output, known);
      }
    }
    const small = [...all.values()]
      .flat()
      .filter((could) => [...could].every((n) => n > 0 && n < 8));
    expect(small.length).toBeGreaterThan(0);
    expect(Math.min(...small.map((could) => could.size))).toBeGreaterThanOrEqual(AT_LEAST);
  });
});

describe('attack 44: successive periods', () => {
  it.each<PeriodKind>(['term', 'month'])('no week is in two, and none is left out (%s)', (kind) => {
    const periods = recentPeriods(kind, NOW);
    const weeks = periods.flatMap((one) => [...weeksOf(one)].reverse());
    expect(new Set(weeks).size).toBe(weeks.length);
    expect([...weeks].sort().reverse()).toEqual(weeks);
    expect(weeks.length).toBeGreaterThan(50);
    expect(periods.filter((one) => endOf(one) > NOW)).toEqual([periods[0]]);
  });
});
