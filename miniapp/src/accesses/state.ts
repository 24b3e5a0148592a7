// The accesses to what is a student's, as this phone reads them. Lives here: opening the notes about opened
// identities and judging who signed them (protocol.md §13). Must not: words.
import type { SessionApi } from '../api/session.ts';
import { fromBase64url } from '../crypto/bytes.ts';
import { openNote } from '../crypto/disclosing.ts';
import type { DisclosureNote } from '../crypto/disclosure.ts';
import { CryptoError } from '../crypto/errors.ts';
import type { AcceptedRoster } from '../crypto/roster.ts';
import type { Identity } from '../crypto/sign.ts';
import type { DisclosureId, Role } from '../crypto/types.ts';
import { type Access, askAccesses, type SealedOpening } from './answer.ts';

/** An opened identity. `note` is null where this phone could not open what was said of it. */
export interface Opening {
  readonly id: string;
  readonly hour: number;
  readonly note: DisclosureNote | null;
  /** The listed holder who signed it; null where that is not certain. */
  readonly by: Role | null;
}

export interface Accesses {
  readonly accesses: readonly Access[];
  readonly openings: readonly Opening[];
}

export async function readAccesses(request: {
  readonly api: SessionApi;
  readonly me: Identity;
  /** Null while the team could not be checked: then nobody's signature is certain. */
  readonly roster: AcceptedRoster | null;
}): Promise<Accesses> {
  const { accesses, disclosures } = await askAccesses(request.api);
  return { accesses, openings: disclosures.map((one) => opened(one, request)) };
}

function opened(
  { id, note, hour }: SealedOpening,
  { me, roster }: { readonly me: Identity; readonly roster: AcceptedRoster | null },
): Opening {
  // Written to the keys that the student had then (§6).
  for (const key of [me.box, ...(me.former ?? []).map((one) => one.box)]) {
    try {
      const found = openNote({
        id: fromBase64url(id) as DisclosureId,
        key,
        boxed: fromBase64url(note),
        roster: roster ?? { certificates: [] },
      });
      return { id, hour, note: found.note, by: found.author?.certificate.role ?? null };
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
    }
  }
  return { id, hour, note: null, by: null };
}
