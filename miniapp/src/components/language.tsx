// In which language all this is. Lives here: choosing another, and saying that one is a draft. Must not: load
// words, or keep the choice (words/languages.ts).
import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { browserShelf } from '../state/local.ts';
import { chosenOn } from '../words/languages.ts';
import { useSay, useSurroundings } from './context.ts';
import { useLater } from './later.ts';

/** What changes the language of the whole app; nothing where it cannot be changed. */
export const ChooseLanguage = createContext<((code: string) => void) | null>(null);

const loadChoice = async () => (await import('./language-choice.tsx')).Choice;

/** Each language under its own name; what it is made of comes after the screen. */
export function LanguageSwitch() {
  const { part: Choice } = useLater(loadChoice);
  const choose = useContext(ChooseLanguage);
  return Choice === null || choose === null ? null : <Choice onChoose={choose} />;
}

/** A quiet line under the screens of a language that nobody has reviewed. */
export function DraftLine() {
  const say = useSay();
  const { words } = useSurroundings();
  if (!words.about.draft) return null;
  return (
    <p class="draft-line" data-testid="language-draft">
      {say('language-draft')}
    </p>
  );
}

/** Whoever keeps the language in which the bot writes to somebody who is signed in. */
export interface Speaks {
  speak(language: string): Promise<void>;
}

/**
 * Lets the bot's notices follow what is shown here; null while nobody is signed in. English, which
 * they are in from the start, is only said by those who chose it.
 */
export function useNoticesIn(account: Speaks | null): void {
  const { words } = useSurroundings();
  const { language } = words;
  useEffect(() => {
    if (account === null || (language === 'en' && chosenOn(browserShelf()) === null)) return;
    account.speak(language).catch((error: unknown) => {
      // They come in the old language until the next time: no reason to stop anybody.
      if (!(error instanceof ApiError)) throw error;
    });
  }, [account, language]);
}
