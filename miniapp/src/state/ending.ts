// How a case ended, protocol.md §7 (Closing). Lives here: whether somebody in it signed that, or only
// the server says so. Must not: words for it, or closing.
import type { CaseAnswer } from '../api/types.ts';
import { equal, fromBase64url } from '../crypto/bytes.ts';
import type { Epoch } from '../crypto/epoch.ts';
import { CryptoError } from '../crypto/errors.ts';
import type { Intake } from '../crypto/intake.ts';
import type { Identity } from '../crypto/sign.ts';
import { openClose } from '../crypto/statements.ts';
import type { MemberRole, Signed, SignPublic } from '../crypto/types.ts';

/** Who signed the end; `unproven`: it is the server's bare word. */
export type Ending = MemberRole | 'unproven';

/** For the student: `newest` is the newest epoch accepted here, or null; `intake` one's own. */
export function endingOf(request: {
  readonly answer: CaseAnswer;
  readonly me: Identity;
  readonly newest: Epoch | null;
  readonly intake: Intake | null;
}): Ending | null {
  const { answer, me, newest, intake } = request;
  if (answer.state !== 'closed') return null;
  const record = newest?.recordHash ?? intake?.recordHash;
  const of = newest?.body.case ?? intake?.body.case;
  if (!answer.close || record === undefined || of === undefined) return 'unproven';
  const own = [me.sign.public, ...(me.former ?? []).map((one) => one.sign)];
  const worker = newest === null ? [] : [newest.worker.sign];
  const signed = fromBase64url(answer.close) as Signed;
  // The second member's own word: a worker's in a case, a holder's in a contact (§14).
  const other = newest?.worker.role ?? 'worker';
  const said = (by: MemberRole, keys: readonly SignPublic[]): boolean =>
    keys.some((key) => {
      try {
        const close = openClose(signed, key, of);
        return close.by === by && equal(close.record, record);
      } catch (error) {
        if (!(error instanceof CryptoError)) throw error;
        return false;
      }
    });
  if (said(other, worker)) return other;
  return said('student', own) ? 'student' : 'unproven';
}
