// A period's counts on the lead's device (protocol.md §15). Lives here: opening workers' weeks, adding up,
// and the tables that come of it. Must not: ask the server, sign, or keep one worker's counts apart.
import { fromBase64url, toHex } from '../../crypto/bytes.ts';
import { CryptoError } from '../../crypto/errors.ts';
import { fixedTables, type Row } from '../../crypto/hiding.ts';
import { openNumbers, type SignedNumbers } from '../../crypto/numbers.ts';
import { endOfWeek, type PeriodKind, periodAt, weeksOf } from '../../crypto/periods.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { Boxed, Seconds } from '../../crypto/types.ts';
import type { HeldRoleKey } from '../../keys/bundle.ts';
import { COUNTERS, TABLES } from './counted.ts';
import type { NumbersAnswer, OwnAnswer, VectorAnswer } from './numbers-answers.ts';

const DAY = 86_400;

/** What was counted, by the counter's id; how many weekly counts are in it, and how many are not. */
export interface Summed {
  readonly counts: ReadonlyMap<string, number>;
  readonly taken: number;
  readonly leftOut: number;
}

/** A table before it is signed. `alone`: its total only, since its rows would have told. */
export interface MadeTable {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly Row[];
  readonly alone: boolean;
}

/** The words of a text of policy/locales. */
export type Say = (id: string) => string;

/** What the lead's device opens with. */
export interface Opening {
  readonly keys: readonly HeldRoleKey[];
  readonly roster: AcceptedRoster;
}

function tryOpen({ week, box }: VectorAnswer, { keys, roster }: Opening): SignedNumbers | null {
  for (const { role, key } of keys) {
    if (role !== 'coordinator') continue;
    try {
      const boxed = fromBase64url(box) as Boxed;
      return openNumbers({ key, boxed, week, counters: COUNTERS.length, roster });
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
    }
  }
  return null;
}

function add(sums: Map<string, number>, id: string, more: number): void {
  sums.set(id, (sums.get(id) ?? 0) + more);
}

function addOwn(sums: Map<string, number>, own: readonly OwnAnswer[], weeks: Set<string>): void {
  for (const { week, counts } of own) {
    if (!weeks.delete(week)) continue;
    for (const [id, count] of Object.entries(counts)) add(sums, id, count);
  }
}

/** Adds up a period. A week of a worker counts once; what does not open or belong is left out. */
export function sumPeriod(period: string, answer: NumbersAnswer, opening: Opening): Summed {
  const weeks = new Set(weeksOf(period));
  const sums = new Map<string, number>();
  const seen = new Set<string>();
  let leftOut = 0;
  for (const vector of answer.vectors) {
    const opened = weeks.has(vector.week) ? tryOpen(vector, opening) : null;
    const whose = opened === null ? '' : `${vector.week} ${toHex(opened.signer)}`;
    if (opened === null || seen.has(whose)) {
      leftOut += 1;
      continue;
    }
    seen.add(whose);
    for (const [at, id] of COUNTERS.entries()) add(sums, id, opened.counts[at] ?? 0);
  }
  addOwn(sums, answer.own, weeks);
  return { counts: sums, taken: seen.size, leftOut };
}

/** The period's tables in words, put together where they would tell; all, once they were `refused`. */
export function makeTables(
  counts: ReadonlyMap<string, number>,
  { say, refused = false }: { readonly say: Say; readonly refused?: boolean },
): readonly MadeTable[] {
  const whole = TABLES.map(({ cells }) =>
    cells.map((id): Row => [say(`numbers-${id}`), counts.get(id) ?? 0]),
  );
  const made = fixedTables(whole, { together: say('numbers-together'), refused });
  return TABLES.map(({ id }, at) => {
    const rows = made[at] ?? [];
    return { id, name: say(`numbers-table-${id}`), rows, alone: rows !== whole[at] };
  });
}

/** When a period is over: the Monday after its last week. */
export const endOf = (period: string): Seconds => endOfWeek(weeksOf(period).at(-1) ?? '');

/** The period of now and those before it of which weeks are still taken, the newest first. */
export function recentPeriods(kind: PeriodKind, now: Seconds): readonly string[] {
  const found: string[] = [];
  for (let one = periodAt(now, kind); endOf(one) > now - 365 * DAY; ) {
    found.push(one);
    const first = weeksOf(one)[0] ?? '';
    one = periodAt(endOfWeek(first) - 8 * DAY, kind);
  }
  return found;
}
