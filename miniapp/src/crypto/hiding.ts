// What shown counts tell of small ones, protocol.md §15. Lives here: when a hidden count follows, and the
// tables that a device makes so that none does. Must not: which counters there are, signing (numbers.ts).
import { shownCount } from './numbers.ts';

/** How many numbers each hidden count can be, at the least, in a table that a device makes. */
const FEWEST_LEFT = 4;

const [SMALLEST, LARGEST, HALF_STEP] = [1, 7, 2];
/** How a count of 1 to 7 is shown. */
export const HIDDEN = shownCount(SMALLEST);

/** The counts that something can be, both ends included; none where `low` is above `high`. */
interface Span {
  readonly low: number;
  readonly high: number;
}

/** A table's cells and total as they are shown. */
export interface ShownTable {
  readonly cells: readonly string[];
  readonly total: string;
}

/** One row of true counts. */
export type Row = readonly [label: string, count: number];

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
const both = (one: Span, other: Span): Span => ({
  low: Math.max(one.low, other.low),
  high: Math.min(one.high, other.high),
});
const some = ({ low, high }: Span): boolean => low <= high;

function spanOf(shown: string): Span {
  if (shown === HIDDEN) return { low: SMALLEST, high: LARGEST };
  const count = Number(shown);
  return count === 0 ? { low: 0, high: 0 } : { low: count - HALF_STEP, high: count + HALF_STEP };
}

/** How true counts that add up to their total are shown. */
export function shownTable(rows: readonly Row[]): ShownTable {
  const counts = rows.map(([, count]) => count);
  return { cells: counts.map(shownCount), total: shownCount(sum(counts)) };
}

function ofCells({ cells }: ShownTable): Span {
  const spans = cells.map(spanOf);
  return { low: sum(spans.map((one) => one.low)), high: sum(spans.map((one) => one.high)) };
}

/** What is left for one hidden cell when all others are as large, or as small, as they can be. */
function leftOf(cells: Span, total: Span): number {
  const low = Math.max(SMALLEST, total.low - (cells.high - LARGEST));
  const high = Math.min(LARGEST, total.high - (cells.low - SMALLEST));
  return high - low + 1;
}

/** What the largest sets that can be one number leave of this total, itself among them. */
function inCommon(total: Span, alike: readonly Span[]): readonly Span[] {
  // Intervals that all meet have a number in common, and the lowest such is the low end of one.
  const starts = new Set(alike.map((one) => Math.max(one.low, total.low)));
  return [...starts].map((start) =>
    alike.filter((one) => one.low <= start && start <= one.high).reduce(both, total),
  );
}

/**
 * For each table, how many numbers its most narrow hidden cell can be: 1 when it follows, null where
 * no cell is hidden, or the cells overlap. Tables whose totals are shown alike may count the same
 * people: for every set of them that can have one total, each is held against the others.
 */
export function fewestLeft(tables: readonly ShownTable[]): readonly (number | null)[] {
  const all = tables.map((table) => {
    const cells = ofCells(table);
    return { table, cells, total: both(cells, spanOf(table.total)) };
  });
  return all.map(({ table, cells, total }) => {
    if (!table.cells.includes(HIDDEN) || !some(total)) return null;
    const alike = all
      .filter((one) => one.table.total === table.total && some(both(total, one.total)))
      .map((one) => one.total);
    return Math.min(...inCommon(total, alike).map((common) => leftOf(cells, common)));
  });
}

/**
 * A period's tables, with those put `together` into one cell that must be: a total of 1 to 7, a
 * hidden cell that could be fewer than {@link FEWEST_LEFT} numbers, and all once `refused`.
 */
export function fixedTables(
  tables: readonly (readonly Row[])[],
  { together, refused = false }: { readonly together: string; readonly refused?: boolean },
): readonly (readonly Row[])[] {
  const shown = tables.map(shownTable);
  const left = fewestLeft(shown);
  return tables.map((rows, at) => {
    const narrow = (left[at] ?? FEWEST_LEFT) < FEWEST_LEFT;
    const alone = refused || narrow || shown[at]?.total === HIDDEN;
    return alone ? [[together, sum(rows.map(([, count]) => count))]] : rows;
  });
}
