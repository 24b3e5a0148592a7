// Which students a holder wrote to, in their own bundle (protocol.md §2.1, `meta/…`). Lives here: the note of
// each. It outlives the conversation, which is gone for the holder once it has ended. Must not: what was said.
import type { B64 } from '../../api/types.ts';
import { fromBase64url, readUtf8, toHex, utf8 } from '../../crypto/bytes.ts';
import type { Seconds } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';

export interface ContactNote {
  /** The contact's own id. */
  readonly id: B64;
  /** The case that it is about. */
  readonly case: B64;
  readonly written: Seconds;
  /** Whether the student had answered when this device last looked. */
  readonly answered: boolean;
}

/** More than any holder needs to look back on; the oldest go first. */
const MOST = 50;
const UNDER = 'meta/contact/';

const nameOf = (id: B64): `meta/${string}` => `${UNDER}${toHex(fromBase64url(id))}`;

function read(raw: Uint8Array): readonly ContactNote[] {
  const [id, about, written, answered]: unknown[] = JSON.parse(readUtf8(raw));
  if (typeof id !== 'string' || typeof about !== 'string') return [];
  return [{ id, case: about, written: Number(written), answered: answered === true }];
}

/** Those noted, the newest first. */
export function contactNotes(bundle: Bundle): readonly ContactNote[] {
  const found = [...bundle.notes(UNDER).values()].flatMap(read);
  return found.sort((one, other) => other.written - one.written);
}

export function withContact(bundle: Bundle, note: ContactNote): Bundle {
  const { id, written, answered } = note;
  const raw = utf8(JSON.stringify([id, note.case, written, answered]));
  const kept = bundle.withNote(nameOf(id), raw);
  return contactNotes(kept).slice(MOST).reduce(withoutContact, kept);
}

export const withoutContact = (bundle: Bundle, { id }: { readonly id: B64 }): Bundle =>
  bundle.withNote(nameOf(id), null);
