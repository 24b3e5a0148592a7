// A holder's letter to a student (protocol.md §14). Lives here: contact, epoch 1 and the first message, made
// in one piece with the keys that the flag names. Must not: send it.
import { equal, toBase64url } from '../../crypto/bytes.ts';
import { isHolder } from '../../crypto/certificates.ts';
import { makeContact } from '../../crypto/contact.ts';
import { Conversation } from '../../crypto/conversation.ts';
import { Refused } from '../../crypto/errors.ts';
import type { Flag } from '../../crypto/flag.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { Identity } from '../../crypto/sign.ts';
import type { Seconds } from '../../crypto/types.ts';
import type { NewContact } from './contacts-api.ts';

/**
 * What `POST /api/contacts` takes. Throws `Refused('epoch-worker')` when one's own certificate is not in
 * the roster, `Refused('content-bounds')` for an empty or too long text.
 */
export function contactOf(request: {
  readonly flag: Flag;
  readonly me: Identity;
  readonly roster: AcceptedRoster;
  readonly text: string;
  readonly now: Seconds;
}): NewContact {
  const { flag, me, roster, text, now } = request;
  const own = roster.certificates.find((one) => isHolder(one) && equal(one.sign, me.sign.public));
  if (own === undefined) throw new Refused('epoch-worker');
  const { contact, epoch } = makeContact({
    holder: me,
    certificate: own.id,
    about: {
      case: flag.case,
      intake: flag.intake,
      sign: flag.studentSign,
      box: flag.studentBox,
    },
    roster,
    now,
  });
  const conversation = new Conversation({ case: contact.body.id, me: 'worker' });
  conversation.addEpoch(epoch);
  const first = conversation.sealNext({ kind: 'text', text }, now);
  const [student, holder] = epoch.wraps;
  if (student === undefined || holder === undefined) throw new Refused('epoch-members');
  return {
    contact: toBase64url(contact.signed),
    record: toBase64url(epoch.signed),
    wraps: [toBase64url(student), toBase64url(holder)],
    message: toBase64url(first.envelope),
  };
}
