// Which request or conversation of the student's goes on, as their own devices know it (protocol.md §7, *Denied*).
// Lives here: the bundle's note of it, and which case is to be shown. Must not: ask the server, or say how one ends.
import type { CaseAnswer, CaseRow } from '../api/types.ts';
import { equal, fromBase64url, toBase64url } from '../crypto/bytes.ts';
import type { Bundle } from '../keys/bundle.ts';
import type { Account } from './account.ts';

const NOTE = 'meta/going';
const CASE_BYTES = 16;

/** The case that goes on, base64url; null where none is known. */
export function goingOf(bundle: Bundle): string | null {
  const raw = bundle.note(NOTE);
  // Empty, or of another shape than a case id: none is known.
  return raw?.length === CASE_BYTES ? toBase64url(raw) : null;
}

/** Notes it; null once it ended by somebody's signed word. The same bundle where nothing changes. */
function withGoing(bundle: Bundle, id: string | null): Bundle {
  const before = bundle.note(NOTE);
  // Emptied, not removed: another device's older note must not come back.
  const after = id === null ? new Uint8Array() : fromBase64url(id);
  return equal(before ?? new Uint8Array(), after) ? bundle : bundle.withNote(NOTE, after);
}

/** With this case noted no more: its owner destroyed it, or a holder's signed notice ended it. */
export const withoutGoing = (bundle: Bundle, id: string): Bundle =>
  goingOf(bundle) === id ? withGoing(bundle, null) : bundle;

/** Notes it, where that changes anything. */
export async function noteGoing(account: Account, id: string | null): Promise<void> {
  if (withGoing(account.bundle, id) === account.bundle) return;
  await account.change((bundle) => withGoing(bundle, id));
}

/** The case to show: the one going on, also where the list denies it; else the newest that ended. */
export function caseToShow(cases: readonly CaseRow[], going: string | null): string | null {
  const own = cases.filter((one) => one.role === 'student' && one.kind === 'case');
  const newest = [...own].sort((a, b) => b.changed - a.changed);
  const row = newest.find((one) => one.state !== 'closed');
  if (row !== undefined) return row.case;
  if (going !== null && !own.some((one) => one.case === going)) return going;
  return newest[0]?.case ?? null;
}

/** Stands in for the answer about a case that the server denies: what is known is on this device. */
export function deniedAnswer(id: string, accepted: boolean): CaseAnswer {
  const state = accepted ? 'open' : 'waiting';
  const none = { wraps: {}, earlier: [], epochs: [], heads: [], acknowledged: accepted };
  return { case: id, kind: 'case', state, stuck: false, ...none } as CaseAnswer;
}
