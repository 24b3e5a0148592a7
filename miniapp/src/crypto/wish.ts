// A wish for one worker first, protocol.md §25. Lives here: its form, signing it, whether it is for oneself.
// Must not: who may be wished for, or when.
import { equal } from './bytes.ts';
import { fixed, Structure } from './codec.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type { CaseId, CertificateId, Signed, SignPublic } from './types.ts';

const wish = new Structure('wish', {
  case: fixed<CaseId>(16),
  certificate: fixed<CertificateId>(32),
});

/** Whom a student would like to have again. */
export const signWish = (
  student: SigningKey,
  body: { readonly case: CaseId; readonly certificate: CertificateId },
): Signed => student.sign(wish, body);

/** Was this worker asked for, by the student of this case? */
export function isWishedFor(request: {
  readonly signed: Signed;
  readonly student: SignPublic;
  readonly case: CaseId;
  readonly mine: readonly CertificateId[];
}): boolean {
  const { value } = openSigned(wish, request.signed, request.student);
  const named = request.mine.some((id) => equal(id, value.certificate));
  return named && equal(value.case, request.case);
}

/** The structures of this file. */
export const wishFormats = { wish } as const;
