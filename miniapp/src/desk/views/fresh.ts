// Views that keep what they show as it is. Lives here: the two hooks. Must not: what is shown.
import { useEffect } from 'preact/hooks';
import type { Fresh } from '../state/fresh.ts';

/** A count or a line of something: read again whenever there is news. Null: not shown. */
export function useKept(shown: Fresh | null): void {
  useEffect(() => shown?.keep(), [shown]);
}

/** The screen of something: read when it is opened, and again whenever there is news. */
export function useOpened(shown: Fresh): void {
  useEffect(() => shown.open(), [shown]);
}
