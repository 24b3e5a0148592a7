// Which concerns this holder has read that nobody had closed (protocol.md §12, `meta/inbox/…`). Lives here: the note
// in the bundle, and what a list lacks by it. Must not: anything of what a concern says, or ask for one.
import type { B64 } from '../../api/types.ts';
import { fromBase64url, fromHex, readU64, toBase64url, toHex, u64be } from '../../crypto/bytes.ts';
import type { Seconds } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';
import type { InboxRow } from './inbox.ts';

const UNDER = 'meta/inbox/';
/** After so long nobody waits for one that was not closed: what nobody remembers must not warn for ever. */
const KEPT: Seconds = 400 * 86_400;

/** A concern that the list leaves out. */
export interface MissingFlag {
  readonly id: B64;
  /** The hour. */
  readonly received: Seconds;
}

const nameOf = (id: B64): `meta/${string}` => `${UNDER}${toHex(fromBase64url(id))}`;

function noted(bundle: Bundle): readonly MissingFlag[] {
  return [...bundle.notes(UNDER)].flatMap(([name, value]) =>
    value.length === 8
      ? [{ id: toBase64url(fromHex(name.slice(UNDER.length))), received: readU64(value) }]
      : [],
  );
}

/** Notes what was opened here and is not closed, and forgets the rest of the list. The same bundle where nothing changes. */
export function withSeen(bundle: Bundle, rows: readonly InboxRow[], now: Seconds): Bundle {
  const closed = rows.flatMap(({ id, state }) => (state === 'closed' ? [id] : []));
  const old = noted(bundle).flatMap(({ id, received }) => (now - received > KEPT ? [id] : []));
  const less = [...closed, ...old].reduce(
    (one, id) => (one.note(nameOf(id)) === null ? one : one.withNote(nameOf(id), null)),
    bundle,
  );
  return rows.reduce((one, { id, opened, state, received }) => {
    const due =
      opened !== null && state !== 'closed' && received !== null && now - received <= KEPT;
    return due && one.note(nameOf(id)) === null ? one.withNote(nameOf(id), u64be(received)) : one;
  }, less);
}

/** Those noted that a list does not have, the newest first. */
export function missingFrom(bundle: Bundle, listed: readonly B64[]): readonly MissingFlag[] {
  return noted(bundle)
    .filter(({ id }) => !listed.includes(id))
    .sort((one, other) => other.received - one.received);
}
