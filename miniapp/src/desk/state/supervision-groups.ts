// How notes are put together on a screen. Lives here: filtering and grouping, pure. Must not: open anything.
import type { EntryView } from './supervising.ts';
import type { EntryState } from './supervision-answers.ts';

export type EntryFilter = 'open' | 'all' | EntryState;
export type Grouping = 'theme' | 'name';

export interface EntryGroup {
  /** The same for the same group, whatever is in it. */
  readonly key: string;
  /** A theme, or a pseudonym; empty for what could not be opened. */
  readonly title: string;
  /** Of a pseudonym: it holds for one term only. */
  readonly term: string | null;
  /** The newest first. */
  readonly views: readonly EntryView[];
}

export function passes({ row }: EntryView, filter: EntryFilter): boolean {
  if (filter === 'all') return true;
  return filter === 'open' ? row.state !== 'closed' : row.state === filter;
}

const folded = (theme: string): string => theme.trim().toLocaleLowerCase();

function placeOf(view: EntryView, by: Grouping): Omit<EntryGroup, 'views'> {
  const { row, opened } = view;
  if (by === 'name') return { key: `${row.term} ${row.name}`, title: row.name, term: row.term };
  const title = opened?.entry.theme ?? '';
  return { key: folded(title), title, term: null };
}

/** Groups in the order of their titles, the newest term first; what could not be opened last. */
export function grouped(views: readonly EntryView[], by: Grouping): readonly EntryGroup[] {
  const groups = new Map<string, EntryGroup>();
  for (const view of views) {
    const place = placeOf(view, by);
    const before = groups.get(place.key) ?? { ...place, views: [] };
    groups.set(place.key, { ...before, views: [view, ...before.views] });
  }
  return [...groups.values()].sort(
    (a, b) =>
      Number(a.title === '') - Number(b.title === '') ||
      (b.term ?? '').localeCompare(a.term ?? '') ||
      a.title.localeCompare(b.title),
  );
}
