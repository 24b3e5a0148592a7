// The words of consents. Lives here: giving them to what is inside, and moments in words. Must not: be
// imported otherwise than lazily.
import dispute from '../../../policy/locales/en/dispute.ftl?raw';
import sharing from '../../../policy/locales/en/sharing.ftl?raw';
import { useSurroundings, wordsOf } from '../components/context.ts';
import { dateAt } from '../words/dates.ts';

export const WithWords = wordsOf(sharing, dispute);

/** A moment in words: "21 November 2026 at 14:05". */
export function useMoment(): (seconds: number) => string {
  const { words } = useSurroundings();
  return (seconds) =>
    dateAt(seconds).toLocaleString(words.dates, { dateStyle: 'long', timeStyle: 'short' });
}

/** A day in words. */
export function useDay(): (seconds: number) => string {
  const { words } = useSurroundings();
  return (seconds) => dateAt(seconds).toLocaleDateString(words.dates, { dateStyle: 'long' });
}
