// A request as a worker's device opens it (protocol.md §5). Lives here: verifying the signed intake, the
// card, and the letter once claimed. Must not: claim, or show anything that did not verify.

import { type Letter, openCard, openLetter } from '../../crypto/asking.ts';
import { equal, fromBase64url } from '../../crypto/bytes.ts';
import { openCertificate } from '../../crypto/certificates.ts';
import { CryptoError, opened, Refused } from '../../crypto/errors.ts';
import { type Card, type Intake, openIntake } from '../../crypto/intake.ts';
import type { Identity } from '../../crypto/sign.ts';
import type { CertificateId, Signed } from '../../crypto/types.ts';
import { isWishedFor } from '../../crypto/wish.ts';

/** A verified request. */
export interface OpenRequest {
  readonly intake: Intake;
  /** The certificate of one's own that it was sealed to. */
  readonly certificate: CertificateId;
  readonly card: Card;
}

/** One's own certificates among all that the server shows, older ones too. */
export function ownCertificates(all: readonly string[], me: Identity): readonly CertificateId[] {
  return all.flatMap((text) => {
    try {
      const found = openCertificate(fromBase64url(text) as Signed);
      const mine = equal(found.sign, me.sign.public) && equal(found.box, me.box.public);
      return mine ? [found.id] : [];
    } catch (error) {
      if (error instanceof CryptoError) return [];
      throw error;
    }
  });
}

/** Opens intake and card; throws a CryptoError for anything that does not fit together. */
function openRequest(request: {
  readonly caseId: string;
  readonly intake: string;
  readonly card: string;
  readonly wrap: string;
  readonly me: Identity;
  readonly mine: readonly CertificateId[];
}): OpenRequest {
  const { caseId, me, mine } = request;
  const intake = openIntake(fromBase64url(request.intake) as Signed);
  if (!equal(intake.body.case, fromBase64url(caseId))) throw new Refused('intake-mismatch');
  const certificate = mine.find((id) =>
    intake.body.recipients.some((one) => equal(one.certificate, id)),
  );
  if (certificate === undefined) throw new Refused('no-recipient');
  const wrap = fromBase64url(request.wrap);
  const sealed = fromBase64url(request.card);
  const card = openCard({ intake, certificate, box: me.box, wrap, sealed });
  return { intake, certificate, card };
}

/** The same, or null when it does not verify: shown as broken, never as content. */
export const tryRequest = (request: Parameters<typeof openRequest>[0]): OpenRequest | null =>
  opened(() => openRequest(request));

/** The letter of a request that was claimed; throws a CryptoError when it does not fit. */
export function letterOf(request: {
  readonly found: OpenRequest;
  readonly letter: string;
  readonly wrap: string;
  readonly me: Identity;
}): Letter {
  const { found, me } = request;
  return openLetter({
    intake: found.intake,
    certificate: found.certificate,
    box: me.box,
    wrap: fromBase64url(request.wrap),
    sealed: fromBase64url(request.letter),
  });
}

/** Whether its student asks for this worker first, by their own signed word (§25). */
export function isForMe(
  wish: string | null,
  intake: Intake,
  mine: readonly CertificateId[],
): boolean {
  if (wish === null) return false;
  const { sign: student, case: id } = intake.body;
  try {
    return isWishedFor({ signed: fromBase64url(wish) as Signed, student, case: id, mine });
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}
