// What a student agreed to with the notice and may take back, protocol.md §20: supervision, statistics. Lives
// here: the receipts in their bundle, and saying them in a conversation. Must not: screens.
import { fromBase64url } from '../crypto/bytes.ts';
import { type Consent, openConsent, wordingDigest } from '../crypto/consent.ts';
import { CryptoError } from '../crypto/errors.ts';
import {
  STANDING_PURPOSES,
  type StandingPurpose,
  signSaid,
  signStanding,
} from '../crypto/sharing.ts';
import type { CaseId, Seconds, Signed } from '../crypto/types.ts';
import type { Bundle } from '../keys/bundle.ts';
import type { Account } from '../state/account.ts';
import { RECIPIENT } from '../state/consents.ts';
import type { RoomState } from '../state/room.ts';
import { ledgerOf, saidHere } from './reading.ts';

/** Kept of one purpose; the oldest go. */
const MOST = 20;

const under = (purpose: StandingPurpose): `meta/${string}` => `meta/consent/${purpose}/`;

interface Receipt {
  readonly consent: Consent;
  readonly signed: Signed;
}

function receiptsOf(bundle: Bundle, purpose: StandingPurpose): readonly Receipt[] {
  const me = bundle.identity.sign.public;
  const found = [...bundle.notes(under(purpose))].sort(([one], [other]) => (one < other ? -1 : 1));
  return found.flatMap(([, raw]) => {
    try {
      return [{ consent: openConsent(raw as Signed, me), signed: raw as Signed }];
    } catch (error) {
      if (error instanceof CryptoError) return [];
      throw error;
    }
  });
}

/** One's own receipts about a purpose, oldest first. */
export const standingOf = (bundle: Bundle, purpose: StandingPurpose): readonly Consent[] =>
  receiptsOf(bundle, purpose).map((one) => one.consent);

/** Signs a word and keeps it. It takes effect in a conversation by {@link sayStanding}. */
export async function decide(
  account: Account,
  word: {
    readonly purpose: StandingPurpose;
    readonly action: 'agree' | 'withdraw';
    readonly shown: string;
    readonly language: string;
    readonly now: Seconds;
  },
): Promise<boolean> {
  const { purpose, action, shown, language, now } = word;
  return account.change((bundle) => {
    const before = receiptsOf(bundle, purpose);
    // No two words of one moment: the later one must be told from the one before.
    const given = Math.max(now, (before.at(-1)?.consent.given ?? 0) + 1);
    const wording = wordingDigest(shown);
    const signed = signStanding(bundle.identity.sign, {
      ...{ purpose, action, language, given, wording },
      recipient: RECIPIENT,
    });
    const name = (at: Seconds): `meta/${string}` =>
      `${under(purpose)}${String(at).padStart(16, '0')}`;
    const kept = bundle.withNote(name(given), signed);
    const old = before.slice(0, Math.max(0, before.length + 1 - MOST));
    return old.reduce((left, one) => left.withNote(name(one.consent.given), null), kept);
  });
}

/** Says in a room what its worker was not told yet. False where that could not be sealed now. */
export async function sayStanding(account: Account, room: RoomState, id: string): Promise<boolean> {
  if (room.epoch === null || !room.caughtUp.peek() || room.unchecked.peek()) return false;
  const caseId = fromBase64url(id) as CaseId;
  let said = true;
  for (const purpose of STANDING_PURPOSES) {
    const newest = receiptsOf(account.bundle, purpose).at(-1);
    if (newest === undefined) continue;
    const agrees = ledgerOf(caseId, 'student', saidHere(room)).agrees(purpose);
    if (agrees === (newest.consent.action === 'agree')) continue;
    const word = signSaid(account.bundle.identity.sign, caseId, newest.signed);
    said = (await room.state(word)) && said;
  }
  return said;
}
