// What every view is given. Lives here: the context of words, Telegram and service, and a part's own words
// before the others'. Must not: state of a sign-in or a case.
import { type ComponentChildren, type ComponentType, createContext, h } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Policy, Service, Signposts } from '../api/types.ts';
import type { Source } from '../state/source.ts';
import type { Telegram } from '../telegram/telegram.ts';
import type { Args, Words } from '../words/words.ts';

/** Made once at the start (main.tsx). */
export interface Surroundings {
  readonly words: Words;
  readonly telegram: Telegram;
  readonly service: Service;
  readonly policy: Source<Policy>;
  readonly signposts: Source<Signposts>;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const found = useContext(SurroundingsContext);
  if (found === null) throw new Error('a view was rendered outside the app');
  return found;
}

/** A part's own Fluent files: makes what gives their words to whatever is inside it, before the others. */
export function wordsOf(
  ...sources: readonly string[]
): ComponentType<{ readonly children: ComponentChildren }> {
  return function WithWords({ children }) {
    const around = useSurroundings();
    const words = useMemo(() => around.words.with(...sources), [around.words]);
    const value = useMemo(() => ({ ...around, words }), [around, words]);
    return h(SurroundingsContext.Provider, { value }, children);
  };
}

/** The function that says things: `say('room-send')`. */
export function useSay(): (id: string, args?: Args) => string {
  const { words } = useSurroundings();
  return (id, args) => words.say(id, args);
}
