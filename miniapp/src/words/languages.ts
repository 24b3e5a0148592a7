// Which languages there are, and which one is shown. Lives here: the choice kept on this device, what Telegram
// says, loading words. Must not: any wording, or telling anybody what was chosen.
import LIST from 'virtual:words/list';
import type { Shelf } from '../state/local.ts';
import { ENGLISH, english, type Language, translated, type Words } from './words.ts';

export const LANGUAGES: readonly Language[] = [ENGLISH, ...LIST];

/** The same for everybody on this device: it says nothing about who writes here. */
const KEY = 'pl.language';

const isKnown = (code: string): boolean => LANGUAGES.some((one) => one.code === code);

/** The language of an IETF tag such as Telegram's `language_code`; null when there are no words in it. */
export function nearest(tag: string | null): string | null {
  const wanted = (tag ?? '').replace('_', '-').toLowerCase();
  return [wanted, wanted.split('-')[0] ?? ''].find(isKnown) ?? null;
}

/** What was chosen on this device, or null. */
export function chosenOn(shelf: Shelf): string | null {
  try {
    return nearest(shelf.getItem(KEY));
  } catch {
    return null;
  }
}

export function choose(shelf: Shelf, code: string): void {
  try {
    shelf.setItem(KEY, code);
  } catch {
    // A full device forgets it when the app closes.
  }
}

/** Made once the words are known, to mark what is said in English (marking.ts). */
async function marking(): Promise<(text: string) => void> {
  const { markBorrowed } = await import('./marking.ts');
  return markBorrowed();
}

/** What the first screens say in `code`; English where it cannot be had. */
export async function wordsFor(code: string): Promise<Words> {
  const found = LIST.find((one) => one.code === code);
  if (found === undefined) return english();
  try {
    const [first, borrowed] = await Promise.all([found.first(), marking()]);
    return translated(found, first, borrowed);
  } catch {
    return english();
  }
}

/** The same with everything that the language says; as they are where it cannot be had. */
export async function whole(words: Words): Promise<Words> {
  const found = LIST.find((one) => one.code === words.language);
  if (found === undefined) return words;
  try {
    return words.withOwn(await found.rest());
  } catch {
    return words;
  }
}
