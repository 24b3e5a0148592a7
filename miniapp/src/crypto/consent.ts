// Consent, protocol.md §5 and R3. Lives here: the signed record of what a person agreed to.
// Must not: the wording itself, only its digest.

import { utf8 } from './bytes.ts';
import { fixed, type Infer, Structure, text, u64 } from './codec.ts';
import { hash } from './hash.ts';
import { signKey } from './keyfields.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type { Signed, SignPublic, WordingDigest } from './types.ts';

const consent = new Structure('consent', {
  action: text,
  scope: text,
  recipient: text,
  wording: fixed<WordingDigest>(32),
  language: text,
  given: u64,
  sign: signKey,
});

export type Consent = Infer<typeof consent>;

/** `H("pl.wording", UTF-8 of what was shown)` */
export function wordingDigest(shown: string): WordingDigest {
  return hash('pl.wording', utf8(shown)) as WordingDigest;
}

/** Signs a consent as this person. */
export function signConsent(person: SigningKey, given: Omit<Consent, 'sign'>): Signed {
  return person.sign(consent, { ...given, sign: person.public });
}

/** Opens a consent, expecting it to be this person's. */
export function openConsent(signed: Signed, person: SignPublic): Consent {
  return openSigned(consent, signed, person).value;
}

/** Opens a consent, whoever signed it. */
export const readConsent = (signed: Signed): Consent => openSigned(consent, signed).value;

/** The structures of this file. */
export const consentFormats = { consent } as const;
