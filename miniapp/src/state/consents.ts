// What a person agreed to, as their receipts say. Lives here: making and giving receipts, reading one's own.
// Must not: the wordings, or what follows from them on the server.
import type { Notice } from '../api/types.ts';
import { equal, fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { type Consent, openConsent, signConsent } from '../crypto/consent.ts';
import { CryptoError } from '../crypto/errors.ts';
import type { SigningKey } from '../crypto/sign.ts';
import type { Seconds, Signed, SignPublic, WordingDigest } from '../crypto/types.ts';

import type { Account } from './account.ts';
import { pageLock } from './locks.ts';

export const AGREE = 'agree';
export const WITHDRAW = 'withdraw';
export const CONVERSATION = 'conversation';
export const CONTACT = 'contact';
/** Whom a student agrees to be written to by. */
export const RECIPIENT = 'Peer Link Workers';

export type Age = 'adult' | 'under18';

/** The notice that goes with an age (policy/locales/…/notice.ftl). */
export const NOTICE_OF: Readonly<Record<Age, string>> = {
  adult: 'notice-adult',
  under18: 'notice-under-18',
};

/** What is agreed to or taken back, in which words. */
export interface NewReceipt {
  readonly action: string;
  readonly scope: string;
  readonly wording: WordingDigest;
  readonly language: string;
}

/** `after`: one's own before it. No two are of one moment: the service takes the same bytes once only. */
export function receipt(
  request: NewReceipt & {
    readonly person: SigningKey;
    readonly given: Seconds;
    readonly after?: readonly Consent[];
  },
): Signed {
  const { person, after = [], ...body } = request;
  const given = Math.max(body.given, ...after.map((one) => one.given + 1));
  return signConsent(person, { ...body, given, recipient: RECIPIENT });
}

const inTurn = pageLock();

/** Signs one and puts it on record, one after another: the last one given is the last that counts. Throws ApiError. */
export function giveReceipt(account: Account, given: NewReceipt, now: Seconds): Promise<void> {
  return inTurn('receipt', async () => {
    const person = account.bundle.identity.sign;
    const after = readReceipts(account.me.value.consents, person.public);
    const made = receipt({ ...given, person, after, given: now });
    await account.api.consent(toBase64url(made));
    await account.refresh();
  });
}

/** One's own receipts, oldest first; what is not one's own is left out. */
export function readReceipts(consents: readonly string[], person: SignPublic): readonly Consent[] {
  return consents.flatMap((text) => {
    try {
      return [openConsent(fromBase64url(text) as Signed, person)];
    } catch (error) {
      if (error instanceof CryptoError) return [];
      throw error;
    }
  });
}

/** The newest receipt about conversations, when it agrees; else null. */
export function agreement(receipts: readonly Consent[]): Consent | null {
  const newest = receipts.filter((one) => one.scope === CONVERSATION).at(-1);
  return newest?.action === AGREE ? newest : null;
}

/** The age that goes with the notice agreed to; null when the notice is not known any more. */
export function ageOf(consent: Consent, notices: readonly Notice[]): Age | null {
  const known = notices.find((one) => equal(fromBase64url(one.digest), consent.wording));
  if (known?.id === NOTICE_OF.adult) return 'adult';
  return known?.id === NOTICE_OF.under18 ? 'under18' : null;
}

/** The age that was agreed with; null where nothing is, or the notice is not known any more. */
export function agreedAge(receipts: readonly Consent[], notices: readonly Notice[]): Age | null {
  const agreed = agreement(receipts);
  return agreed === null ? null : ageOf(agreed, notices);
}

/** Whether the server knows this wording, in this language: else the page is older or newer than the server. */
export function isKnown(
  digest: WordingDigest,
  language: string,
  notices: readonly Notice[],
): boolean {
  return notices.some(
    (one) => one.language === language && equal(fromBase64url(one.digest), digest),
  );
}

/** Whether "You have an update" may be sent, by the newest receipt; null where nothing was said (R5). */
export function mayMessage(receipts: readonly Consent[]): boolean | null {
  const newest = receipts.filter((one) => one.scope === CONTACT).at(-1);
  return newest === undefined ? null : newest.action === AGREE;
}
