// The staff side's own notes in the bundle (protocol.md §2.1, `meta/…`). Lives here: their names and
// meaning. Must not: keys that have an entry of their own.
import { BoxKey } from '../../crypto/box.ts';
import { equal } from '../../crypto/bytes.ts';
import type { HolderRole, RolePublic } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';

const KIT = 'meta/kit';
const POSTER = 'meta/poster';
const ROLE_KEY = 'meta/role-key';
const BACKUP = 'meta/backup';
const DONE = Uint8Array.of(1);

/** Whether the printed kit was confirmed by typing words of it. */
export const hasKit = (bundle: Bundle): boolean => bundle.note(KIT) !== null;
export const withKit = (bundle: Bundle): Bundle => bundle.withNote(KIT, DONE);

/** Whether the poster hangs, as a holder said. */
export const hasPoster = (bundle: Bundle): boolean => bundle.note(POSTER) !== null;
export const withPoster = (bundle: Bundle): Bundle => bundle.withNote(POSTER, DONE);

/** A holder's role key before the server said which role: its entry is named after the role. */
export const withNewRoleKey = (bundle: Bundle, key: BoxKey<RolePublic>): Bundle =>
  bundle.withNote(ROLE_KEY, key.reveal());

/** Files the role key under its role, at version 1. Unchanged when there is nothing to file. */
export function fileRoleKey(bundle: Bundle, role: HolderRole): Bundle {
  const raw = bundle.note(ROLE_KEY);
  if (raw === null) return bundle;
  return bundle.withRoleKey(role, 1, new BoxKey<RolePublic>(raw)).withNote(ROLE_KEY, null);
}

/** For whose role keys the backups were made last. */
export function backedUpFor(bundle: Bundle, keepers: Uint8Array): boolean {
  const noted = bundle.note(BACKUP);
  return noted !== null && equal(noted, keepers);
}

export const withBackupFor = (bundle: Bundle, keepers: Uint8Array): Bundle =>
  bundle.withNote(BACKUP, keepers);
