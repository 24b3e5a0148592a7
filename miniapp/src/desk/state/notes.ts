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

/** The one that is not filed yet: nobody has said which version it is. */
export function newRoleKey(bundle: Bundle): BoxKey<RolePublic> | null {
  const raw = bundle.note(ROLE_KEY);
  return raw === null ? null : new BoxKey<RolePublic>(raw);
}

/** Files the role key under role and version of the certificate for it. Unchanged when it is filed. */
export function fileRoleKey(
  bundle: Bundle,
  certificate: {
    readonly role: HolderRole;
    readonly roleKey: RolePublic;
    readonly roleKeyVersion: number;
  },
): Bundle {
  const key = newRoleKey(bundle);
  if (key === null || !equal(key.public, certificate.roleKey)) return bundle;
  const { role, roleKeyVersion } = certificate;
  return bundle.withRoleKey(role, roleKeyVersion, key).withNote(ROLE_KEY, null);
}

/** For whose role keys the backups were made last. */
export function backedUpFor(bundle: Bundle, keepers: Uint8Array): boolean {
  const noted = bundle.note(BACKUP);
  return noted !== null && equal(noted, keepers);
}

export const withBackupFor = (bundle: Bundle, keepers: Uint8Array): Bundle =>
  bundle.withNote(BACKUP, keepers);
