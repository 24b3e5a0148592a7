// What an author's bundle says of their concerns (protocol.md §2.1, `meta/…`). Lives here: id, case and
// time of each, so that every device of theirs can ask how far it came. Must not: anything of its content.
import { concat, fromHex, readU64, toBase64url, toHex, u64be } from '../crypto/bytes.ts';
import { Malformed } from '../crypto/errors.ts';
import type { CaseId, FlagId, Seconds } from '../crypto/types.ts';
import type { Bundle } from '../keys/bundle.ts';

const UNDER = 'meta/flag/';
/** A bundle holds 1,024 entries (§1.1): of concerns the newest stay. */
const MOST = 100;
const ID_BYTES = 16;

export interface NotedConcern {
  readonly id: FlagId;
  readonly case: CaseId;
  /** When it was sealed, Unix seconds. */
  readonly at: Seconds;
}

const nameOf = (id: FlagId): `meta/${string}` => `${UNDER}${toHex(id)}`;

function read(name: string, value: Uint8Array): readonly NotedConcern[] {
  try {
    const id = fromHex(name.slice(UNDER.length)) as FlagId;
    if (id.length !== ID_BYTES || value.length !== ID_BYTES + 8) return [];
    const at = readU64(value.slice(ID_BYTES));
    return [{ id, case: value.slice(0, ID_BYTES) as CaseId, at }];
  } catch (error) {
    if (error instanceof Malformed) return [];
    throw error;
  }
}

/** The concerns this person raised, the newest first. A note that is none is passed over. */
export function notedConcerns(bundle: Bundle): readonly NotedConcern[] {
  return [...bundle.notes(UNDER)]
    .flatMap(([name, value]) => read(name, value))
    .sort((a, b) => b.at - a.at || (toBase64url(a.id) < toBase64url(b.id) ? 1 : -1));
}

/** The bundle with one more; beyond {@link MOST} the oldest go. */
export function withConcern(bundle: Bundle, { id, case: about, at }: NotedConcern): Bundle {
  const noted = bundle.withNote(nameOf(id), concat(about, u64be(at)));
  return notedConcerns(noted)
    .slice(MOST)
    .reduce((kept, old) => kept.withNote(nameOf(old.id), null), noted);
}
