// How far a case's record went when its worker last looked (protocol.md §24, `meta/record/…`). Lives here: the
// note in the bundle. Must not: read a record, or say whether one goes on.
import { concat, fromBase64url, fromHex, readU64, toHex, u64be } from '../../crypto/bytes.ts';
import type { RecordHead } from '../../crypto/case-record.ts';
import type { CaseId } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';

const UNDER = 'meta/record/';
const nameOf = (of: CaseId): `meta/${string}` => `${UNDER}${toHex(of)}`;

/** What one last saw, on whichever device; null for nothing, or for what is none. */
export function lastHead(bundle: Bundle, of: CaseId): RecordHead | null {
  const raw = bundle.note(nameOf(of));
  if (raw === null || raw.length !== 40) return null;
  return { count: readU64(raw.subarray(0, 8)), hash: raw.slice(8) };
}

/** Remembers how far it went; never less than another device saw. The same bundle where nothing changes. */
export function withHead(bundle: Bundle, of: CaseId, head: RecordHead): Bundle {
  const before = lastHead(bundle, of)?.count ?? 0;
  if (head.count <= before) return bundle;
  return bundle.withNote(nameOf(of), concat(u64be(head.count), head.hash));
}

/** Without what was seen before one left: who comes back begins anew. */
export const withoutHead = (bundle: Bundle, of: CaseId): Bundle =>
  bundle.withNote(nameOf(of), null);

/** Cases of which one is noted. */
export const casesWithHead = (bundle: Bundle): readonly CaseId[] =>
  [...bundle.notes(UNDER).keys()].map((name) => fromHex(name.slice(UNDER.length)) as CaseId);

/** Without those of these cases. The same bundle where nothing goes. */
export function withoutHeads(bundle: Bundle, over: readonly string[]): Bundle {
  return over
    .map((id) => fromBase64url(id) as CaseId)
    .reduce((one, id) => (one.note(nameOf(id)) === null ? one : withoutHead(one, id)), bundle);
}
