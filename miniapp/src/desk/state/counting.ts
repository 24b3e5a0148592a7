// What a worker's device has counted and not sent (protocol.md §15, `meta/numbers`). Lives here: the note in
// the bundle and every change of it, each of which changes nothing when it is made twice. Must not: what
// there is to count (counted.ts), or sending it (weekly.ts).
import { equal } from '../../crypto/bytes.ts';
import { fixed, type Infer, list, nested, Structure, text, u64 } from '../../crypto/codec.ts';
import { opened } from '../../crypto/errors.ts';
import { endOfWeek, nextWeek, week, weekOf } from '../../crypto/periods.ts';
import type { CaseId, Seconds } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';
import { COUNTERS, type Coded, countersOf } from './counted.ts';
import { isTakenBack } from './obeying.ts';

const NOTE = 'meta/numbers';
/** Weeks that ended longer ago are not taken any more (docs/api.md), so they are forgotten. */
const OLDEST: Seconds = 52 * 7 * 86_400;

const counter = new Structure('counter', { id: text, count: u64 });
const counted = new Structure('counted-week', {
  week,
  counts: list(nested(counter)),
  coded: list(fixed<CaseId>(16)),
});
const ledger = new Structure('ledger', {
  next: week,
  open: list(fixed<CaseId>(16)),
  weeks: list(nested(counted)),
});

type Week = Infer<typeof counted>;
type Ledger = Infer<typeof ledger>;

const has = (cases: readonly CaseId[], one: CaseId): boolean =>
  cases.some((other) => equal(other, one));
const without = (cases: readonly CaseId[], one: CaseId): readonly CaseId[] =>
  cases.filter((other) => !equal(other, one));

function read(bundle: Bundle): Ledger | null {
  const raw = bundle.note(NOTE);
  // A note of a later version, or none of ours: counting begins anew rather than never again.
  return raw === null ? null : opened(() => ledger.decode(raw));
}

const write = (bundle: Bundle, after: Ledger): Bundle =>
  bundle.withNote(NOTE, ledger.encode(after));

const begin = (bundle: Bundle, now: Seconds): Ledger =>
  read(bundle) ?? { next: weekOf(now), open: [], weeks: [] };

/** From now on weeks are sent, empty ones too. */
export const withCounting = (bundle: Bundle, now: Seconds): Bundle =>
  read(bundle) === null ? write(bundle, begin(bundle, now)) : bundle;

const isCoded = (from: Ledger, one: CaseId): boolean =>
  from.weeks.some(({ coded }) => has(coded, one));

/** A conversation began: how it ended will be asked for. */
export function withBegun(bundle: Bundle, one: CaseId, now: Seconds): Bundle {
  if (isTakenBack(bundle, 'statistics', one)) return withoutCoding(bundle, one);
  const before = begin(bundle, now);
  if (has(before.open, one) || isCoded(before, one)) return bundle;
  return write(bundle, { ...before, open: [...before.open, one] });
}

/** Conversations that began and were not coded yet, by any device of theirs. */
export const uncoded = (bundle: Bundle): readonly CaseId[] =>
  (read(bundle)?.open ?? []).filter((one) => !isTakenBack(bundle, 'statistics', one));

/** It ended and is not to be counted. */
export function withoutCoding(bundle: Bundle, one: CaseId): Bundle {
  const before = read(bundle);
  if (before === null || !has(before.open, one)) return bundle;
  return write(bundle, { ...before, open: without(before.open, one) });
}

function plusOne(counts: Week['counts'], ids: readonly string[]): Week['counts'] {
  const sums = new Map(counts.map(({ id, count }) => [id, count]));
  for (const id of ids) sums.set(id, (sums.get(id) ?? 0) + 1);
  return [...sums].map(([id, count]) => ({ id, count }));
}

/**
 * It ended: adds one to each counter of the answers, in this week or, where that was sent already, in
 * the first that was not. Which answers they were is not kept, only that this case was coded.
 */
export function withEnded(
  bundle: Bundle,
  ended: { readonly case: CaseId; readonly coded: Coded; readonly now: Seconds },
): Bundle {
  // The student does not want to be counted: then nothing is, whoever asks.
  if (isTakenBack(bundle, 'statistics', ended.case)) return withoutCoding(bundle, ended.case);
  const before = begin(bundle, ended.now);
  if (isCoded(before, ended.case)) return bundle;
  const today = weekOf(ended.now);
  const name = today < before.next ? before.next : today;
  const known = before.weeks.find((one) => one.week === name);
  const { counts, coded } = known ?? { counts: [], coded: [] };
  const after: Week = {
    week: name,
    counts: plusOne(counts, countersOf(ended.coded)),
    coded: [...coded, ended.case],
  };
  return write(bundle, {
    next: before.next,
    open: without(before.open, ended.case),
    weeks: [...before.weeks.filter((one) => one.week !== name), after],
  });
}

/** The weeks that are over and were not sent, in order; at most a year of them. */
export function dueWeeks(bundle: Bundle, now: Seconds): readonly string[] {
  const from = read(bundle);
  if (from === null) return [];
  const oldest = weekOf(Math.max(0, now - OLDEST));
  const due: string[] = [];
  for (let one = from.next < oldest ? oldest : from.next; endOfWeek(one) <= now; ) {
    due.push(one);
    one = nextWeek(one);
  }
  return due;
}

/** Every counter of a week in its order, zeros included. */
export function vectorOf(bundle: Bundle, name: string): readonly number[] {
  const counts = read(bundle)?.weeks.find((one) => one.week === name)?.counts ?? [];
  return COUNTERS.map((id) => counts.find((one) => one.id === id)?.count ?? 0);
}

/** The week was sent, or can't be any more: nothing of it, or of an earlier one, is kept. */
export function withSent(bundle: Bundle, name: string): Bundle {
  const before = read(bundle);
  if (before === null || name < before.next) return bundle;
  const weeks = before.weeks.filter((one) => one.week > name);
  return write(bundle, { ...before, next: nextWeek(name), weeks });
}
