// What a conversation's lines say about consent, for a copy (protocol.md §20). Lives here: plain values of each.
// Must not: words for people (copy.ts), or judging (crypto/ledger.ts).
import { toBase64url } from '../crypto/bytes.ts';
import type { Consent } from '../crypto/consent.ts';
import type { Ledger } from '../crypto/ledger.ts';

/** One statement: `what` and `about` tell its words, the others what they are filled with. */
export interface Said {
  readonly what: 'ask' | 'agree' | 'refuse' | 'withdraw' | 'done' | 'dispute' | 'unread';
  /** `referral`, `contact`, `supervision`, `statistics`; empty where it could not be read. */
  readonly about: string;
  readonly recipient: string;
  /** What was asked, or done, in its writer's words. */
  readonly text: string;
  /** As shown, of an ask; of an answer its digest. */
  readonly wording: string;
  readonly nature: string;
  /** Unix seconds; 0 where there is no end. */
  readonly until: number;
  /** Whom not to contact; empty where nobody was named. */
  readonly avoid: string;
}

const NOTHING: Said = {
  ...{ what: 'unread', about: '', recipient: '', text: '' },
  ...{ wording: '', nature: '', until: 0, avoid: '' },
};

/** What the line of this key says. */
export function saidIn(ledger: Ledger, key: string): Said {
  const meaning = ledger.meaning(key);
  if (meaning === null) return NOTHING;
  if (meaning.kind === 'dispute') return { ...NOTHING, what: 'dispute', about: meaning.word.word };
  if (meaning.kind === 'standing') return receiptOf(meaning.word.consent, '');
  const { purpose: about, recipient, what: text, wording, nature, until } = meaning.row.ask;
  const asked = { ...NOTHING, about, recipient };
  if (meaning.kind === 'ask') return { ...asked, what: 'ask', text, wording, nature, until };
  if (meaning.kind === 'done') return { ...asked, what: 'done', text: meaning.deed.done.done };
  return receiptOf(meaning.word.consent, meaning.word.word.whom);
}

function receiptOf({ action, scope, recipient, wording }: Consent, avoid: string): Said {
  const known = action === 'agree' || action === 'refuse' || action === 'withdraw';
  const what = known ? action : 'unread';
  return { ...NOTHING, what, about: scope, recipient, wording: toBase64url(wording), avoid };
}
