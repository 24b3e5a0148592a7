// Terms, months and weeks by their names, in UTC, protocol.md §11 and §15. Lives here: the calendar.
// Must not: what is counted or written in them.
import { readUtf8, utf8 } from './bytes.ts';
import type { Field } from './codec.ts';
import { Malformed } from './errors.ts';
import type { Seconds } from './types.ts';

export type PeriodKind = 'term' | 'month';

const DAY = 86_400_000;
const TERM = /^(?!0000)[0-9]{4}-[123]$/;
const MONTH = /^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])$/;
const WEEK = /^([0-9]{4})-W([0-9]{2})$/;

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

function periodOf(day: Date, kind: PeriodKind): string {
  const year = digits(day.getUTCFullYear(), 4);
  const month = day.getUTCMonth();
  return kind === 'term'
    ? `${year}-${Math.floor(month / 4) + 1}`
    : `${year}-${digits(month + 1, 2)}`;
}

/** The Thursday of this day's ISO week: the year and number of a week are its Thursday's. */
function thursdayOf(day: Date): Date {
  const weekday = (day.getUTCDay() + 6) % 7;
  return new Date(day.getTime() + (3 - weekday) * DAY);
}

function weekNamed(thursday: Date): string {
  const year = thursday.getUTCFullYear();
  const first = new Date(0);
  first.setUTCFullYear(year, 0, 1);
  const number = Math.floor((thursday.getTime() - first.getTime()) / (7 * DAY)) + 1;
  return `${digits(year, 4)}-W${digits(number, 2)}`;
}

function thursdayNamed(week: string): Date {
  const [, year, number] = WEEK.exec(week) ?? [];
  if (year === undefined || number === undefined) throw new Malformed('not a week');
  const fourth = new Date(0);
  fourth.setUTCFullYear(Number(year), 0, 4);
  const found = new Date(thursdayOf(fourth).getTime() + (Number(number) - 1) * 7 * DAY);
  if (weekNamed(found) !== week || year === '0000') throw new Malformed('no such week');
  return found;
}

/** `YYYY-1` from January, `-2` from May, `-3` from September. */
export const termOf = (time: Seconds): string => periodOf(new Date(time * 1000), 'term');

/** The ISO 8601 week, `YYYY-Www`. */
export const weekOf = (time: Seconds): string => weekNamed(thursdayOf(new Date(time * 1000)));

/** The term or month in which a week's Thursday lies. Throws {@link Malformed} for no week. */
export const periodOfWeek = (week: string, kind: PeriodKind): string =>
  periodOf(thursdayNamed(week), kind);

/** When a week is over: the Monday after it. Throws {@link Malformed} for no week. */
export const endOfWeek = (week: string): Seconds =>
  (thursdayNamed(week).getTime() + 4 * DAY) / 1000;

/** The week after this one. Throws {@link Malformed} for no week. */
export const nextWeek = (week: string): string => weekOf(endOfWeek(week));

/** The term or month in which this moment's week lies. */
export const periodAt = (time: Seconds, kind: PeriodKind): string =>
  periodOfWeek(weekOf(time), kind);

/** The Monday with which a week begins, at 0:00 UTC. Throws {@link Malformed} for no week. */
export const mondayOf = (week: string): Seconds => (thursdayNamed(week).getTime() - 3 * DAY) / 1000;

/** The weeks of a term or a month, in order. */
export function weeksOf(period: string): readonly string[] {
  requirePeriod(period);
  const kind: PeriodKind = TERM.test(period) ? 'term' : 'month';
  const number = Number(period.slice(5));
  const day = new Date(0);
  day.setUTCFullYear(
    Number(period.slice(0, 4)),
    kind === 'term' ? (number - 1) * 4 : number - 1,
    1,
  );
  let thursday = thursdayOf(day);
  if (periodOf(thursday, kind) !== period) thursday = new Date(thursday.getTime() + 7 * DAY);
  const weeks: string[] = [];
  while (periodOf(thursday, kind) === period) {
    weeks.push(weekNamed(thursday));
    thursday = new Date(thursday.getTime() + 7 * DAY);
  }
  return weeks;
}

function requirePeriod(text: string): void {
  if (!TERM.test(text) && !MONTH.test(text)) throw new Malformed('not a period');
}

function requireTerm(text: string): void {
  if (!TERM.test(text)) throw new Malformed('not a term');
}

function named(check: (text: string) => unknown): Field<string> {
  const checked = (text: string): string => {
    check(text);
    return text;
  };
  return {
    encode: (text) => utf8(checked(text)),
    decode: (raw) => checked(readUtf8(raw)),
  };
}

/** A term's name. */
export const term: Field<string> = named(requireTerm);
/** A week's name. */
export const week: Field<string> = named(thursdayNamed);
/** A term's or a month's name. */
export const period: Field<string> = named(requirePeriod);
