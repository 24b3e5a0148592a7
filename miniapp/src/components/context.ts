// What every view is given. Lives here: the context of words, Telegram and service. Must not: state
// of a sign-in or a case.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
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

/** The function that says things: `say('room-send')`. */
export function useSay(): (id: string, args?: Args) => string {
  const { words } = useSurroundings();
  return (id, args) => words.say(id, args);
}
