// Which auditors may read a record. Lives here: today's auditors, less the people it is closed to, whatever
// certificate they have by now (R22). Must not: seal anything.
import type { SessionApi } from '../../api/session.ts';
import type { B64 } from '../../api/types.ts';
import { equal, fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { type Certificate, isValid, openCertificate } from '../../crypto/certificates.ts';
import { opened } from '../../crypto/errors.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { Seconds, Signed, SignPublic } from '../../crypto/types.ts';

export interface Auditors {
  readonly open: readonly Certificate[];
  /** Kept from the record. */
  readonly shut: readonly Certificate[];
}

/** The sign key in a certificate, or null where it is none. Nobody is trusted by it, only kept out. */
function keyOf(text: B64, closedTo: readonly B64[]): SignPublic | null {
  const found = opened(() => openCertificate(fromBase64url(text) as Signed));
  return found !== null && closedTo.includes(toBase64url(found.id)) ? found.sign : null;
}

/** Throws ApiError. */
export async function auditorsOf(request: {
  readonly api: SessionApi;
  readonly closedTo: readonly B64[];
  readonly roster: AcceptedRoster | null;
  readonly now: Seconds;
}): Promise<Auditors> {
  const { api, closedTo, roster, now } = request;
  const all =
    roster?.certificates.filter((one) => one.role === 'auditor' && isValid(one, now)) ?? [];
  if (closedTo.length === 0) return { open: all, shut: [] };
  const { certificates, earlier = [] } = await api.roster();
  const keys = [...certificates, ...earlier].map((text) => keyOf(text, closedTo));
  const shut = all.filter((one) => keys.some((key) => key !== null && equal(key, one.sign)));
  return { open: all.filter((one) => !shut.includes(one)), shut };
}
