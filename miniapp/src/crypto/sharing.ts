// Consents in a conversation, protocol.md §20. Lives here: asks, words, deeds, their hashes and signing
// them. Must not: what follows from them (ledger.ts), sending.
import { bounded, bytes, choice, fixed, type Infer, optional, Structure, u64 } from './codec.ts';
import { type Consent, openConsent, readConsent, signConsent, wordingDigest } from './consent.ts';
import { Malformed } from './errors.ts';
import { hash } from './hash.ts';
import type { SigningKey } from './sign.ts';
import type { CaseId, Seconds, Signed, SignPublic, WordingDigest } from './types.ts';

export type AskHash = Uint8Array & { readonly ask: unique symbol };
export type WordHash = Uint8Array & { readonly word: unique symbol };

/** What is asked for: passing the student on, or getting in touch with somebody about something. */
export type SharePurpose = 'referral' | 'contact';
/** What a student agrees to with the notice, and may take back in the room. */
export type StandingPurpose = 'supervision' | 'statistics';
/** Where consent was asked for: here, or how it was spoken before. */
export type ShareNature = 'room' | 'person' | 'phone' | 'video' | 'writing';
export type ConsentAction = 'agree' | 'refuse' | 'withdraw';

export const SHARE_NATURES: readonly ShareNature[] = [
  'room',
  'person',
  'phone',
  'video',
  'writing',
];
export const STANDING_PURPOSES: readonly StandingPurpose[] = ['supervision', 'statistics'];
/** Characters. */
export const LONGEST_SHARED = { what: 2_000, recipient: 200, wording: 4_000, whom: 2_000 } as const;
const LONGEST_ASK = 366 * 86_400;
const SHARE_PURPOSES = ['referral', 'contact'];

const shareAsk = new Structure(
  'share-ask',
  {
    case: fixed<CaseId>(16),
    purpose: choice<SharePurpose>('referral', 'contact'),
    what: bounded(1, LONGEST_SHARED.what),
    recipient: bounded(1, LONGEST_SHARED.recipient),
    wording: bounded(1, LONGEST_SHARED.wording),
    language: bounded(1, 40),
    nature: choice<ShareNature>(...SHARE_NATURES),
    spoken: u64,
    until: u64,
    made: u64,
  },
  ({ made, until, nature, spoken }) => {
    if (until <= made || until > made + LONGEST_ASK) throw new Malformed('it ends within a year');
    if ((spoken === 0) !== (nature === 'room') || spoken > made) {
      throw new Malformed('what was spoken has its time');
    }
  },
);
const consentWord = new Structure(
  'consent-word',
  {
    case: fixed<CaseId>(16),
    ask: optional<AskHash>(32),
    avoid: choice<'named' | 'nobody' | ''>('named', 'nobody', ''),
    whom: bounded(0, LONGEST_SHARED.whom),
    consent: bytes<Signed>(),
  },
  ({ ask, avoid, whom, consent }) => {
    const { action, scope } = readConsent(consent);
    const asked = ask !== null && action === 'agree';
    if ((avoid !== '') !== asked) throw new Malformed('who agrees says whom not to contact');
    if ((avoid === 'named') !== (whom !== '')) throw new Malformed('whom is there where named');
    const [scopes, actions]: readonly (readonly string[])[] =
      ask === null
        ? [STANDING_PURPOSES, ['agree', 'withdraw']]
        : [SHARE_PURPOSES, ['agree', 'refuse', 'withdraw']];
    if (!scopes?.includes(scope) || !actions?.includes(action)) throw new Malformed('no word');
  },
);
const shareDone = new Structure('share-done', {
  case: fixed<CaseId>(16),
  ask: fixed<AskHash>(32),
  word: fixed<WordHash>(32),
  done: bounded(1, LONGEST_SHARED.what),
  made: u64,
});

export type ShareAsk = Infer<typeof shareAsk>;
export type ConsentWord = Infer<typeof consentWord>;
export type ShareDone = Infer<typeof shareDone>;

/** By which words and deeds name a signed ask. */
export const askHash = (ask: Uint8Array): AskHash => hash('pl.consent', ask) as AskHash;
/** By which a deed names the signed word that it rests on. */
export const wordHash = (word: Uint8Array): WordHash => hash('pl.consent', word) as WordHash;

/** A worker, or a contact's holder, asks. Throws `Malformed` outside the bounds. */
export const signAsk = (by: SigningKey, ask: ShareAsk): Signed => by.sign(shareAsk, ask);

/** What was passed on, and on which word. */
export const signDone = (by: SigningKey, done: ShareDone): Signed => by.sign(shareDone, done);

/** Whom not to contact, as the student said when asked: nobody, or these. */
export type Avoid = { readonly nobody: true } | { readonly whom: string };

/** The student's word on an ask. `avoid` is said on agreeing, and only then. */
export function signAnswer(
  student: SigningKey,
  word: {
    readonly ask: ShareAsk;
    readonly hash: AskHash;
    readonly action: ConsentAction;
    readonly avoid: Avoid | null;
    readonly given: Seconds;
  },
): Signed {
  const { ask, avoid, action, given } = word;
  const consent = signConsent(student, {
    action,
    scope: ask.purpose,
    recipient: ask.recipient,
    wording: wordingDigest(ask.wording),
    language: ask.language,
    given,
  });
  const named = avoid !== null && 'whom' in avoid ? avoid.whom : '';
  const said = avoid === null ? '' : named === '' ? 'nobody' : 'named';
  const body = { case: ask.case, ask: word.hash, avoid: said, whom: named, consent } as const;
  return student.sign(consentWord, body);
}

/** The student's receipt about supervision or statistics, before it is said in any conversation. */
export function signStanding(
  student: SigningKey,
  word: {
    readonly purpose: StandingPurpose;
    readonly action: 'agree' | 'withdraw';
    readonly recipient: string;
    readonly wording: WordingDigest;
    readonly language: string;
    readonly given: Seconds;
  },
): Signed {
  const { purpose, ...rest } = word;
  return signConsent(student, { ...rest, scope: purpose });
}

/** Such a receipt, said in a conversation. */
export function signSaid(student: SigningKey, caseId: CaseId, consent: Signed): Signed {
  return student.sign(consentWord, { case: caseId, ask: null, avoid: '', whom: '', consent });
}

/** The receipt in a word, by the same person. Throws otherwise. */
export const consentIn = (word: ConsentWord, signer: SignPublic): Consent =>
  openConsent(word.consent, signer);

/** The structures of this file. */
export const sharingFormats = { shareAsk, consentWord, shareDone } as const;
