// Papers in a room, protocol.md §17. Lives here: those that were said in a conversation, in order. Must not:
// what they say (handover.ts).
import type { Conversation } from './conversation.ts';
import type { Seconds } from './types.ts';

/** A paper as it was said. */
export interface SaidPaper {
  readonly epoch: number;
  readonly mine: boolean;
  readonly time: Seconds;
  readonly paper: Uint8Array;
}

/** All of both sides, by epoch, each side's in order; one's own also before they arrived. */
export function papersOf(conversation: Conversation): readonly SaidPaper[] {
  const { direction } = conversation;
  return conversation.rooms.flatMap(({ epoch, chains }) => {
    const { number } = epoch.body;
    const waiting = conversation.unsent.filter((one) => one.epoch === number);
    return chains.flatMap((chain) => {
      const mine = chain.direction === direction;
      const said = chain.entries.map((entry) => entry.content);
      const all = mine ? [...said, ...waiting.map((one) => one.content)] : said;
      return all.flatMap((one): readonly SaidPaper[] =>
        one?.kind === 'paper' ? [{ epoch: number, mine, time: one.time, paper: one.paper }] : [],
      );
    });
  });
}
