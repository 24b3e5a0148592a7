// What a student typed into the waiting screen's cards and did not save. Lives here: what of the letter is not in
// what is sealed, and bringing it along into the room. Must not: send anything.
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Wishes } from './wishes.ts';

/** By field; undefined: nothing but what is saved. */
export type Typed = Readonly<Partial<Record<keyof Wishes, string | undefined>>>;

/** As much of a student's case as is looked at here. */
export interface Unsaved {
  readonly own: ReadonlySignal<{ readonly wishes: Pick<Wishes, 'letter'> } | null>;
  readonly typed: Signal<Typed>;
}

const savedLetter = (found: Unsaved): string => found.own.value?.wishes.letter.trim() ?? '';

/** The letter as it was being changed, where that was never saved; else null. */
export function unsavedLetter(found: Unsaved): string | null {
  const typed = found.typed.value.letter?.trim() ?? '';
  return typed === '' || typed === savedLetter(found) ? null : typed;
}

/**
 * Somebody began to read before it was saved: what was added waits in the room's box, where nothing else was
 * begun there. It is not sent by itself.
 */
export function bringAlong(found: Unsaved, draft: Signal<string>): void {
  const [typed, saved] = [unsavedLetter(found), savedLetter(found)];
  found.typed.value = { ...found.typed.peek(), letter: undefined };
  if (typed === null || draft.peek().trim() !== '') return;
  draft.value = typed.startsWith(saved) ? typed.slice(saved.length).trim() : typed;
}
