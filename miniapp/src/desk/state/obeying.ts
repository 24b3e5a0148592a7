// What a student took back in the room, and the worker's device obeys (protocol.md §20). Lives here: reading it
// from the room, and remembering it in the bundle beyond the room's end. Must not: the rules of what counts.
import { effect, untracked } from '@preact/signals';
import { fromBase64url, toHex } from '../../crypto/bytes.ts';
import type { StandingPurpose } from '../../crypto/sharing.ts';
import type { CaseId } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';
import { ledgerOf, statementsIn } from '../../sharing/reading.ts';
import type { RoomState } from '../../state/room.ts';
import type { StaffAccount } from './staff-account.ts';

const NAME = { supervision: 'unsupervised', statistics: 'uncounted' } as const;
const YES = Uint8Array.of(1);

const noteOf = (purpose: StandingPurpose, of: CaseId): `meta/${string}` =>
  `meta/${NAME[purpose]}/${toHex(of)}`;

/** Whether the student of the case took this back. */
export const isTakenBack = (bundle: Bundle, purpose: StandingPurpose, of: CaseId): boolean =>
  bundle.note(noteOf(purpose, of)) !== null;

/** Remembers it, or that it is given again. */
function withTakenBack(
  bundle: Bundle,
  purpose: StandingPurpose,
  of: CaseId,
  back: boolean,
): Bundle {
  if (isTakenBack(bundle, purpose, of) === back) return bundle;
  return bundle.withNote(noteOf(purpose, of), back ? YES : null);
}

/** Nothing of the case is kept any more. */
export const withoutTakenBack = (bundle: Bundle, of: CaseId): Bundle =>
  withTakenBack(withTakenBack(bundle, 'supervision', of, false), 'statistics', of, false);

/** Follows the room for as long as it is open; the answer stops that. */
export function obey(account: StaffAccount, room: RoomState, id: string): () => void {
  const of = fromBase64url(id) as CaseId;
  let judged = '';
  return effect(() => {
    const messages = room.messages.value;
    const places = statementsIn(messages)
      .map((one) => one.key)
      .join();
    // Signatures take their time: only where there is something new about consent.
    if (places === judged) return;
    judged = places;
    const ledger = ledgerOf(of, 'worker', messages);
    const after = (bundle: Bundle): Bundle =>
      (['supervision', 'statistics'] as const).reduce(
        (before, one) => withTakenBack(before, one, of, !ledger.agrees(one)),
        bundle,
      );
    untracked(() => {
      if (after(account.bundle) !== account.bundle) void account.change(after);
    });
  });
}
