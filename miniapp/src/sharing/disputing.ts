// A dispute with the union's own services (R25), protocol.md §20. Lives here: what was said of it with the worker of
// now, and saying it again to the next one. Must not: screens, or count what an earlier worker said as a new one's.
import { fromBase64url } from '../crypto/bytes.ts';
import { type Dispute, NO_DISPUTE, signDispute } from '../crypto/dispute.ts';
import type { SigningKey } from '../crypto/sign.ts';
import type { CaseId, Member, Seconds } from '../crypto/types.ts';
import type { RoomState } from '../state/room.ts';
import { ledgerOf, saidHere } from './reading.ts';

/** What was said with the worker of now. */
export function disputeIn(room: RoomState, caseId: string, me: Member): Dispute {
  const here = saidHere(room);
  return here.length === 0
    ? NO_DISPUTE
    : ledgerOf(fromBase64url(caseId) as CaseId, me, here).dispute;
}

/** Says again to a new worker what was marked with the one before; false where it could not be sealed. */
export async function sayDispute(
  by: { readonly key: SigningKey; readonly now: Seconds },
  room: RoomState,
  id: string,
): Promise<boolean> {
  const caseId = fromBase64url(id) as CaseId;
  const ever = ledgerOf(caseId, 'student', room.messages.peek()).dispute;
  if (!ever.raised || disputeIn(room, id, 'student').raised) return true;
  return room.state(signDispute(by.key, { case: caseId, word: 'dispute', made: by.now }));
}
