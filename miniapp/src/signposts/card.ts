// One entry as lines of a message. Lives here: which lines, in which order. Must not: send, or markup: what is
// sent is plain text that the worker can still change.
import type { Signpost } from '../api/types.ts';
import type { Args } from '../words/words.ts';
import type { Age } from './reading.ts';

type Say = (id: string, args?: Args) => string;

export function cardOf(one: Signpost, age: Age, say: Say): string {
  const { call, text, text_word: word, page, hours } = one;
  return [
    one.name,
    one.what,
    hours && say('signposts-card-hours', { hours }),
    one.where,
    call && say('signposts-card-call', { number: call }),
    text && !word && say('signposts-card-text', { number: text }),
    text && word && say('signposts-card-text-word', { word, number: text }),
    page && say('signposts-card-page', { page }),
    age !== 'fresh' && say('signposts-card-old'),
  ]
    .filter((line) => line)
    .join('\n');
}

/** The draft with a card behind what is there already. */
export const withCard = (draft: string, card: string): string =>
  draft.trim() === '' ? card : `${draft.trimEnd()}\n\n${card}`;
