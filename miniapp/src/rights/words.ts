// The words of a student's rights. Lives here: giving them to what is inside. Must not: be imported
// otherwise than lazily.
import accesses from '../../../policy/locales/en/accesses.ftl?raw';
import caseRecord from '../../../policy/locales/en/case-record.ftl?raw';
import complain from '../../../policy/locales/en/complain.ftl?raw';
import grounds from '../../../policy/locales/en/grounds.ftl?raw';
import rights from '../../../policy/locales/en/rights.ftl?raw';
import ways from '../../../policy/locales/en/ways.ftl?raw';
import { useSurroundings, wordsOf } from '../components/context.ts';
import { dateAt } from '../words/dates.ts';

export const WithWords = wordsOf(rights, accesses, grounds, caseRecord, complain, ways);

/** A moment in words: "21 November 2026 at 14:05". */
export function useTime(): (seconds: number) => string {
  const { words } = useSurroundings();
  return (seconds) =>
    dateAt(seconds).toLocaleString(words.dates, { dateStyle: 'long', timeStyle: 'short' });
}

/** A day in words, of its first second in UTC: "21 November 2026". */
export function useDay(): (seconds: number) => string {
  const { words } = useSurroundings();
  return (seconds) =>
    dateAt(seconds).toLocaleDateString(words.dates, { dateStyle: 'long', timeZone: 'UTC' });
}
