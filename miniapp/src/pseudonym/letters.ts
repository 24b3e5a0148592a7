// Who is the same person. Lives here: putting mentions together, given name with full name, nickname, initials,
// where only one can be meant; letters in order of appearance. Must not: find mentions.
import type { Rules } from './rules.ts';
import { fold } from './sections.ts';
import { type Found, type Kind, LETTERED } from './types.ts';

/** A, B, … Z, AA, AB, …, counted from 0. */
export function letterAt(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterAt(Math.floor(index / 26) - 1) + last;
}

/** What a mention says: its words without titles, possessives and articles. */
export function wordsOf(text: string, rules: Rules): readonly string[] {
  const parts = fold(text)
    .replace(/'s?(?=\s|$)/g, '')
    .split(/[\s,.-]+/)
    .filter((part) => part !== '' && part !== 'the');
  const named = parts.filter((part) => !rules.titles.has(part) && !rules.roleTitles.has(part));
  return named.length > 0 ? named : parts;
}

function shortOf(short: string, full: string, rules: Rules): boolean {
  if (short.length > 2 && full.length > short.length && full.startsWith(short)) return true;
  if (short.length > 3 && full.length > short.length && full.endsWith(short)) return true;
  return rules.nicknames.get(short)?.has(full) === true;
}

/** Whether a mention of fewer words can be the person of a longer one. */
function isPart(few: readonly string[], many: readonly string[], rules: Rules): boolean {
  const same = (word: string): boolean => many.some((one) => one === word || `${one}s` === word);
  if (few.every(same)) return true;
  const initials = few.every((word) => word.length === 1);
  if (initials)
    return (
      few.length === many.length && few.every((letter, i) => many[i]?.startsWith(letter) === true)
    );
  // "Sam O." for Samuel Osei: word by word, each may be shorter.
  if (few.length > 1) {
    const near = (word: string, one: string | undefined): boolean =>
      one !== undefined &&
      (one === word || (word.length === 1 && one.startsWith(word)) || shortOf(word, one, rules));
    return few.length === many.length && few.every((word, i) => near(word, many[i]));
  }
  const [one = ''] = few;
  return (
    shortOf(one, many[0] ?? '', rules) || (many.length === 1 && shortOf(many[0] ?? '', one, rules))
  );
}

/** Each distinct mention to a number; the same number is the same person or place. */
function grouped(mentions: readonly string[], rules: Rules): ReadonlyMap<string, number> {
  const lists = new Map(mentions.map((text) => [text, wordsOf(text, rules)]));
  const order = [...new Set(mentions)].sort((a, b) => {
    const [x, y] = [lists.get(a) ?? [], lists.get(b) ?? []];
    return y.length - x.length || y.join('').length - x.join('').length;
  });
  const groups: string[][] = [];
  for (const mention of order) {
    const own = lists.get(mention) ?? [];
    const equal = groups.find((group) =>
      group.some((one) => (lists.get(one) ?? []).join(' ') === own.join(' ')),
    );
    const fits = groups.filter((group) =>
      group.some((one) => isPart(own, lists.get(one) ?? [], rules)),
    );
    const exact = fits.filter((group) =>
      group.some((one) => own.every((word) => (lists.get(one) ?? []).includes(word))),
    );
    const joined =
      equal ??
      (exact.length === 1 ? exact[0] : undefined) ??
      (fits.length === 1 ? fits[0] : undefined);
    if (joined === undefined) groups.push([mention]);
    else joined.push(mention);
  }
  return new Map(groups.flatMap((group, at) => group.map((mention) => [mention, at] as const)));
}

export interface Lettered extends Found {
  readonly letter: string | null;
}

const POOL: Partial<Record<Kind, string>> = { person: 'names', worker: 'names' };

/** Gives every lettered stretch its letter; who is once called a worker is one throughout. */
export function giveLetters(
  note: string,
  found: readonly Found[],
  rules: Rules,
): readonly Lettered[] {
  const pools = new Map<string, Found[]>();
  for (const one of found) {
    if (!LETTERED.has(one.kind)) continue;
    const pool = POOL[one.kind] ?? one.kind;
    pools.set(pool, [...(pools.get(pool) ?? []), one]);
  }
  const text = (one: Found): string => note.slice(one.start, one.end);
  const members = new Map<Found, string>();
  for (const [pool, all] of pools) {
    const groups = grouped(all.map(text), rules);
    for (const one of all) members.set(one, `${pool} ${groups.get(text(one))}`);
  }
  const workers = new Set(
    found.filter(({ kind }) => kind === 'worker').map((one) => members.get(one)),
  );
  const letters = new Map<string, string>();
  const counts = new Map<Kind, number>();
  return found.map((one) => {
    const member = members.get(one);
    if (member === undefined) return { ...one, letter: null };
    const kind: Kind = one.kind === 'person' && workers.has(member) ? 'worker' : one.kind;
    const count = counts.get(kind) ?? 0;
    const letter = letters.get(member) ?? letterAt(count);
    if (!letters.has(member)) counts.set(kind, count + 1);
    letters.set(member, letter);
    return { ...one, kind, letter };
  });
}
