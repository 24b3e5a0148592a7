// What a person has not read yet. Lives here: counting it from a conversation. Must not: what is shown.
import type { Conversation } from '../crypto/conversation.ts';

/** Texts of the other side that no device of this person has shown. */
export function countUnread(conversation: Conversation): number {
  const { rooms, shownMarks, direction } = conversation;
  const read = new Map(
    rooms.map(({ epoch, chains }) => {
      const { number } = epoch.body;
      // Shown on this device, or said to be seen by any device of theirs.
      const here = shownMarks.get(number)?.counter ?? 0;
      return [number, Math.max(here, chains[direction].seen?.counter ?? 0)];
    }),
  );
  return conversation
    .messages()
    .filter(
      (one) =>
        !one.mine &&
        (one.text !== null || one.statement) &&
        one.counter > (read.get(one.epoch) ?? 0),
    ).length;
}
