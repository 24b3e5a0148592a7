// Who wrote a signed text, by the certificate it carries, protocol.md §11 to §13. Lives here: the
// two rules. Must not: what the text is about.
import { equal } from './bytes.ts';
import { type Certificate, isHolder, openCertificate } from './certificates.ts';
import { CryptoError, Refused } from './errors.ts';
import { type AcceptedRoster, findCertificate } from './roster.ts';
import { HOLDERS, type HolderRole, type Signed, type SignPublic } from './types.ts';

/** A certificate that stands for a signature. */
export interface Author {
  readonly certificate: Certificate;
  /** Does the accepted roster have it today? A former holder's word still stands for its time. */
  readonly listed: boolean;
}

function authorOf(certificate: Certificate, signer: SignPublic, roster: AcceptedRoster): Author {
  if (!equal(certificate.sign, signer)) throw new Refused('author');
  return { certificate, listed: findCertificate(roster, certificate.id) !== undefined };
}

/** The worker with this key, certified by the root or by a listed holder. Throws when not. */
export function workerAuthor(
  signed: Uint8Array,
  signer: SignPublic,
  roster: AcceptedRoster,
): Author {
  const certificate = openCertificate(signed as Signed);
  const issuers = [
    roster.body.root,
    ...roster.certificates.filter(isHolder).map((one) => one.sign),
  ];
  const certified = issuers.some((issuer) => equal(issuer, certificate.issuer));
  if (certificate.role !== 'worker' || !certified) throw new Refused('author');
  return authorOf(certificate, signer, roster);
}

/** The holder with this key, in one of these roles, certified by the root. Throws when not. */
export function holderAuthor(
  signed: Uint8Array,
  signer: SignPublic,
  roster: AcceptedRoster,
  roles: readonly HolderRole[] = HOLDERS,
): Author {
  const certificate = openCertificate(signed as Signed);
  const allowed = isHolder(certificate) && roles.includes(certificate.role);
  if (!allowed || !equal(certificate.issuer, roster.body.root)) throw new Refused('author');
  return authorOf(certificate, signer, roster);
}

/** The author, or null where it is not certain who wrote: shown as such, and still shown. */
export function orUncertain(judge: () => Author): Author | null {
  try {
    return judge();
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}
