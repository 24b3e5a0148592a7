// The words of a student's rights. Lives here: giving them to what is inside. Must not: be imported
// otherwise than lazily.
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import accesses from '../../../policy/locales/en/accesses.ftl?raw';
import grounds from '../../../policy/locales/en/grounds.ftl?raw';
import rights from '../../../policy/locales/en/rights.ftl?raw';
import { SurroundingsContext, useSurroundings } from '../components/context.ts';
import { dateAt } from '../words/dates.ts';

export function WithWords({ children }: { children: ComponentChildren }) {
  const around = useSurroundings();
  const words = useMemo(() => around.words.with(rights, accesses, grounds), [around.words]);
  return (
    <SurroundingsContext.Provider value={{ ...around, words }}>
      {children}
    </SurroundingsContext.Provider>
  );
}

/** A moment in words: "21 November 2026 at 14:05". */
export function useTime(): (seconds: number) => string {
  const { words } = useSurroundings();
  return (seconds) =>
    dateAt(seconds).toLocaleString(words.dates, { dateStyle: 'long', timeStyle: 'short' });
}
