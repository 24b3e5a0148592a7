// A room's consents, as its lines have them (protocol.md §20). Lives here: putting the lines in the form that
// the ledger reads. Must not: judge them (crypto/ledger.ts), or show anything.
import { equal } from '../crypto/bytes.ts';
import { Ledger, type Stated } from '../crypto/ledger.ts';
import type { ShownMessage } from '../crypto/timeline.ts';
import type { CaseId, Member } from '../crypto/types.ts';
import type { RoomState } from '../state/room.ts';

const NOBODY = new Uint8Array(0);

/** Those lines of a room that say something about consent. */
export const statementsIn = (messages: readonly ShownMessage[]): readonly ShownMessage[] =>
  messages.filter((one) => one.statement !== undefined);

/**
 * What was said since the worker of now came, or came back: whoever comes reads nothing of before, and what was said
 * to them then went with their leaving.
 */
export function saidHere(room: RoomState): readonly ShownMessage[] {
  const epochs = room.conversation.rooms.map((one) => one.epoch);
  const worker = epochs.at(-1)?.worker.sign;
  let since = epochs.length;
  while (worker && equal(epochs[since - 1]?.worker.sign ?? NOBODY, worker)) since -= 1;
  const first = epochs[since]?.body.number ?? Number.POSITIVE_INFINITY;
  return statementsIn(room.messages.peek()).filter((one) => one.epoch >= first);
}

/** What the statements of a room come to. */
export function ledgerOf(caseId: CaseId, me: Member, messages: readonly ShownMessage[]): Ledger {
  const lines = new Map(messages.map((one) => [one.key, one]));
  const stated = statementsIn(messages).flatMap((one): readonly Stated[] => {
    const { statement, key, epoch } = one;
    if (statement === undefined) return [];
    const saw: Stated['saw'] = (word) => {
      const said = lines.get(word.key);
      if (said === undefined || said.epoch !== epoch) return (said?.epoch ?? epoch) < epoch;
      return said.counter <= statement.seen;
    };
    const byStudent = one.mine === (me === 'student');
    return [{ byStudent, raw: statement.raw, keys: statement.keys, saw, key }];
  });
  return new Ledger(caseId, stated);
}

/** Whether both sides have written a text here (R6). */
export const spokenIn = (messages: readonly ShownMessage[]): boolean =>
  [true, false].every((mine) => messages.some((one) => one.mine === mine && one.text !== null));
