// One page of the team's file, as this device found what is signed in it. Lives here: opening
// certificates, receipts and trainings. Must not: calls, or who may read a page.
import { equal, fromBase64url } from '../../crypto/bytes.ts';
import { type Certificate, isHolder, openCertificate } from '../../crypto/certificates.ts';
import { type Consent, openConsent } from '../../crypto/consent.ts';
import { opened } from '../../crypto/errors.ts';
import { isTrained, openTraining, type Training } from '../../crypto/training.ts';
import type { Seconds, Signed, SignPublic } from '../../crypto/types.ts';
import type { SheetRow } from './team-file-answers.ts';

export interface ShownTraining {
  readonly id: string;
  /** Null: it does not open, or is about somebody else. */
  readonly training: Training | null;
  /** Signed by somebody who is or was a holder, as the root certified them. */
  readonly proven: boolean;
  readonly counts: boolean;
}

export interface Sheet {
  readonly row: SheetRow;
  /** Theirs alone; what does not open is counted in `broken`. */
  readonly certificates: readonly Certificate[];
  readonly agreements: readonly Consent[];
  readonly trainings: readonly ShownTraining[];
  readonly broken: number;
}

/** Every certificate of a holder that this root signed, whenever it was. */
export function everyHolder(
  signed: readonly string[],
  root: SignPublic | null,
): readonly Certificate[] {
  if (root === null) return [];
  return signed.flatMap((one) => {
    const found = opened(() => openCertificate(fromBase64url(one) as Signed));
    return found !== null && isHolder(found) && equal(found.issuer, root) ? [found] : [];
  });
}

/** Opens a page. Never throws for what a server may send. */
export function openSheet(
  row: SheetRow,
  request: { readonly holders: readonly Certificate[]; readonly now: Seconds },
): Sheet {
  const member = fromBase64url(row.sign_key) as SignPublic;
  const certificates = row.certificates.map((one) =>
    opened(() => {
      const found = openCertificate(fromBase64url(one) as Signed);
      return equal(found.sign, member) ? found : null;
    }),
  );
  const agreements = row.agreements.map((one) =>
    opened(() => openConsent(fromBase64url(one) as Signed, member)),
  );
  const trainings = row.trainings.map((one): ShownTraining => {
    const found = opened(() => openTraining(fromBase64url(one.training) as Signed, member));
    if (found === null) return { id: one.id, training: null, proven: false, counts: false };
    const { training, signer } = found;
    const proven = request.holders.some((holder) => equal(holder.sign, signer));
    return { id: one.id, training, proven, counts: isTrained(training, request.now) };
  });
  const lost = [...certificates, ...agreements, ...trainings.map((one) => one.training)];
  return {
    row,
    certificates: certificates.filter((one) => one !== null),
    agreements: agreements.filter((one) => one !== null && one.scope === 'confidentiality'),
    trainings,
    broken: lost.filter((one) => one === null).length,
  } as Sheet;
}

/** Until when the newest certificate is valid; null before there is one. */
export function validUntil(sheet: Sheet): Seconds | null {
  return sheet.certificates.at(-1)?.notAfter ?? null;
}

/** Whether a training of theirs counts now that a certified holder signed: the server alone can make up none. */
export const trained = (sheet: Sheet): boolean =>
  sheet.trainings.some((one) => one.proven && one.counts);
