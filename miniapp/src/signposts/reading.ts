// Reading the directory. Lives here: searching it, which entries are out of date, and which of them a message
// points to. Must not: screens, or sending what was searched for.
import type { Signpost } from '../api/types.ts';

const DAY_MS = 86_400_000;

/** Without case and accents, as people type. */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** The entries in a language, each as the service has it where it has no such words. */
export function saidIn(all: readonly Signpost[], language: string): readonly Signpost[] {
  return all.map((one) => ({ ...one, ...one.said?.find((said) => said.language === language) }));
}

/** Those in which every word of the query stands somewhere; `category` gives a category's words. */
export function search(
  all: readonly Signpost[],
  query: string,
  category: (code: string) => string,
): readonly Signpost[] {
  const wanted = plain(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return all.filter((one) => {
    const text = plain([one.name, one.what, one.hours, category(one.category)].join(' '));
    return wanted.every((word) => text.includes(word));
  });
}

/** In the order in which each category comes first. */
export function byCategory(
  all: readonly Signpost[],
): readonly (readonly [string, readonly Signpost[]])[] {
  const groups = new Map<string, readonly Signpost[]>();
  for (const one of all) groups.set(one.category, [...(groups.get(one.category) ?? []), one]);
  return [...groups];
}

export type Age = 'fresh' | 'outdated' | 'unchecked';

/** A day that has not come yet says nothing about today. `now` in milliseconds. */
export function ageOf(one: Signpost, recheckDays: number, now: number): Age {
  if (!one.checked) return 'unchecked';
  const days = (now - Date.parse(one.checked)) / DAY_MS;
  if (Number.isNaN(days) || days < -1) return 'unchecked';
  return days > recheckDays ? 'outdated' : 'fresh';
}

/**
 * The entries whose name, in any language, is a line of the message, and each of whose ways ends one: a message that
 * names somebody and gives another number than the directory points to nobody.
 */
export function pointedTo(message: string, all: readonly Signpost[]): readonly Signpost[] {
  if (!message.includes('\n')) return [];
  const lines = message.split('\n').map((line) => line.trim());
  const ends = (way: string | null | undefined): boolean =>
    !way || lines.some((line) => line === way || line.endsWith(` ${way}`));
  return all.filter(
    (one) => isNamed(one, lines) && [one.call, one.text, one.page].every(ends) && hasWay(one),
  );
}

const isNamed = ({ name, said }: Signpost, lines: readonly string[]): boolean =>
  [name, ...(said ?? []).map((one) => one.name)].some((known) => lines.includes(known));

const hasWay = ({ call, text, page }: Signpost): boolean => Boolean(call || text || page);
