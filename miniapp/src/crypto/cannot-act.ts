// The service's word that it cannot act on a request, protocol.md §22. Lives here: signing it as a holder,
// and the student's check of who says so. Must not: a reason; there is no field for one.
import { equal, zeros } from './bytes.ts';
import { isHolder, isWithinGrace } from './certificates.ts';
import { fixed, type Infer, Structure } from './codec.ts';
import { BadSignature, Malformed, Refused } from './errors.ts';
import type { Intake } from './intake.ts';
import { type AcceptedRoster, findCertificate } from './roster.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type { CaseId, CertificateId, RecordHash, Seconds, Signed } from './types.ts';

const cannotAct = new Structure(
  'cannot-act',
  {
    case: fixed<CaseId>(16),
    intake: fixed<RecordHash>(32),
    certificate: fixed<CertificateId>(32),
  },
  (body) => {
    if (equal(body.intake, zeros(32))) throw new Malformed('a notice is about a request');
  },
);

export type CannotAct = Infer<typeof cannotAct>;

/** A holder's word about a request, by the hash of its newest signed record. */
export function signCannotAct(holder: SigningKey, body: CannotAct): Signed {
  return holder.sign(cannotAct, body);
}

/**
 * Returns what was said when a holder of the accepted roster said it of this very request; throws
 * otherwise, and the end is the server's bare word. An expired roster does not stand in the way.
 */
export function judgeCannotAct(request: {
  readonly notice: Signed;
  readonly intake: Intake;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
}): CannotAct {
  const { intake, roster } = request;
  const { value: body, signer } = openSigned(cannotAct, request.notice);
  const about = equal(body.case, intake.body.case) && equal(body.intake, intake.recordHash);
  if (!about) throw new Refused('intake-mismatch');
  const certificate = findCertificate(roster, body.certificate);
  if (certificate === undefined || !isHolder(certificate)) throw new Refused('author');
  if (!isWithinGrace(certificate, request.now)) throw new Refused('author');
  if (!equal(signer, certificate.sign)) throw new BadSignature();
  return body;
}

/** The structures of this file. */
export const cannotActFormats = { cannotAct } as const;
