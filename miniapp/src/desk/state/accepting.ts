// Accepting a request (protocol.md §5, §6). Lives here: epoch 1, its wraps and the first message, made in
// one piece. Must not: send it.
import type { Letter } from '../../crypto/asking.ts';
import { equal, toBase64url } from '../../crypto/bytes.ts';
import { Conversation } from '../../crypto/conversation.ts';
import { makeEpoch } from '../../crypto/epoch.ts';
import { Refused } from '../../crypto/errors.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { Identity } from '../../crypto/sign.ts';
import type { Seconds } from '../../crypto/types.ts';
import type { OpenRequest } from './request.ts';
import type { Acceptance } from './types.ts';

/**
 * What `/api/cases/{case}/accept` takes. Throws `Refused('epoch-worker')` when one's own certificate
 * is not in force, `Refused('content-bounds')` for an empty or too long text.
 */
export function makeAcceptance(request: {
  readonly found: OpenRequest;
  readonly letter: Letter;
  readonly me: Identity;
  readonly roster: AcceptedRoster;
  readonly text: string;
  readonly now: Seconds;
}): Acceptance {
  const { found, letter, me, roster, text, now } = request;
  const { intake } = found;
  // The one that is listed now: the request may be sealed to one that it stands in the place of (§25).
  const own = roster.certificates.find(
    (one) => one.role === 'worker' && equal(one.sign, me.sign.public),
  );
  if (own === undefined) throw new Refused('epoch-worker');
  const epoch = makeEpoch({
    creator: me.sign,
    case: intake.body.case,
    number: 1,
    previous: intake.recordHash,
    roster,
    student: { sign: intake.body.sign, box: intake.body.box },
    worker: { certificate: own.id, sign: me.sign.public, box: me.box.public },
    supervision: letter.supervision,
    made: now,
  });
  const conversation = new Conversation({ case: intake.body.case, me: 'worker' });
  conversation.addEpoch(epoch);
  const first = conversation.sealNext({ kind: 'text', text }, now);
  const [student, worker] = epoch.wraps;
  if (student === undefined || worker === undefined) throw new Refused('epoch-members');
  return {
    record: toBase64url(epoch.signed),
    wraps: [toBase64url(student), toBase64url(worker)],
    message: toBase64url(first.envelope),
  };
}
