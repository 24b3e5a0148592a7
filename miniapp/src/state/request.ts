// A request as it goes to the server. Lives here: sealing wishes into one revision, and opening the
// student's own again. Must not: send it, or decide when.
import type { CaseAnswer, RequestBody } from '../api/types.ts';
import { ask, openCard, openLetter } from '../crypto/asking.ts';
import { equal, fromBase64url, toBase64url, toHex } from '../crypto/bytes.ts';
import { sealCapsule } from '../crypto/capsule.ts';
import { Refused } from '../crypto/errors.ts';
import { type Intake, openIntake, STUDENT_ENTRY } from '../crypto/intake.ts';
import { type AcceptedRoster, isComplete } from '../crypto/roster.ts';
import type { SupervisionSecret } from '../crypto/secret.ts';
import { type Identity, keysNamed } from '../crypto/sign.ts';
import type { CaseId, Seconds, Signed, SignPublic } from '../crypto/types.ts';
import { readNote, type Wishes, wellFormedWishes } from './wishes.ts';

/** The Telegram account, for the identity capsule. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

/** Names of the bundle's notes about a case. */
export const noteOf = {
  wishes: (id: CaseId): `meta/${string}` => `meta/wishes/${toHex(id)}`,
  cannotAct: (id: CaseId): `meta/${string}` => `meta/cannot-act/${toHex(id)}`,
  ack: (id: CaseId): `meta/${string}` => `meta/ack/${toHex(id)}`,
  gone: (id: CaseId): `meta/${string}` => `meta/gone/${toHex(id)}`,
};

/** One revision, sealed and signed: the same bytes are sent until the server has them. */
export interface SealedRequest {
  readonly caseId: CaseId;
  readonly body: RequestBody;
  /** By which the bundle's note knows it. */
  readonly record: string;
  readonly revision: number;
}

/** Throws `Refused('no-recipient')` when nobody may be asked; then nothing is sent. */
export function sealRequest(request: {
  readonly student: Identity;
  readonly caseId: CaseId;
  readonly wishes: Wishes;
  readonly roster: AcceptedRoster;
  readonly supervision: SupervisionSecret;
  readonly replaces: Intake | null;
  readonly account: Account;
  readonly now: Seconds;
}): SealedRequest {
  const { student, caseId, roster, replaces, account } = request;
  const wishes = wellFormedWishes(request.wishes);
  const { name, topic, help, know, age } = wishes;
  const capsule = !isComplete(roster)
    ? null
    : sealCapsule({
        student: student.sign,
        roster,
        capsule: {
          case: caseId,
          version: replaces === null ? 1 : replaces.body.revision + 1,
          telegramId: account.id,
          telegramName: account.name,
          name: wishes.ownName,
          phone: wishes.phone,
          place: wishes.place,
          someoneToCall: wishes.someoneToCall,
          // Without a number or an address there is nothing that a way could lead to.
          ways: wishes.phone === '' && wishes.place === '' ? '' : wishes.ways,
        },
      });
  const sealed = ask({
    student,
    case: caseId,
    words: { name, topic, help, know, age },
    letter: wishes.letter,
    supervision: request.supervision,
    roster,
    avoid: wishes.avoid.map((key) => fromBase64url(key) as SignPublic),
    replaces,
    capsule: capsule?.signed ?? null,
    now: request.now,
  });
  return {
    caseId,
    record: toBase64url(sealed.recordHash),
    revision: sealed.body.revision,
    body: {
      intake: toBase64url(sealed.signed),
      card: toBase64url(sealed.sealedCard),
      letter: toBase64url(sealed.sealedLetter),
      wraps: sealed.wraps.map(({ certificate, cardWrap, letterWrap }) => ({
        certificate: toBase64url(certificate),
        card: toBase64url(cardWrap),
        letter: toBase64url(letterWrap),
      })),
      ...(capsule === null
        ? {}
        : {
            capsule: {
              record: toBase64url(capsule.signed),
              sealed: toBase64url(capsule.sealed),
              halves: capsule.halves.map(toBase64url),
            },
          }),
    },
  };
}

/** What this student asked for, as the server keeps it for them. */
export interface OwnRequest {
  /** False when another device made this revision and the bundle does not say what else it held. */
  readonly whole: boolean;
  readonly intake: Intake;
  readonly wishes: Wishes;
  readonly supervision: SupervisionSecret;
}

/**
 * Opens the student's own request. Throws when it is not theirs, or not what they signed. `kept` is
 * the bundle's note of what the wraps do not give back.
 */
export function openOwnRequest(request: {
  readonly answer: CaseAnswer;
  readonly student: Identity;
  readonly kept: Uint8Array | null;
}): OwnRequest {
  const { answer, student, kept } = request;
  const intake = openIntake(fromBase64url(answer.intake ?? '') as Signed);
  const same = equal(intake.body.case, fromBase64url(answer.case));
  const keys = keysNamed(student, intake.body.sign);
  if (!same || !equal(intake.body.sign, keys.sign)) throw new Refused('intake-mismatch');
  const note = readNote(kept, toBase64url(intake.recordHash));
  // A revision that the server had is not taken back: an older one is not what was asked for.
  if (intake.body.revision < note.revision) throw new Refused('intake-mismatch');
  const { card, letter, wraps } = answer;
  if (!card || !letter || !wraps?.card || !wraps.letter) throw new Refused('letter-mismatch');
  const common = { intake, certificate: STUDENT_ENTRY, box: keys.box };
  const opened = openCard({
    ...common,
    wrap: fromBase64url(wraps.card),
    sealed: fromBase64url(card),
  });
  const own = openLetter({
    ...common,
    wrap: fromBase64url(wraps.letter),
    sealed: fromBase64url(letter),
  });
  const { name, topic, help, know, age } = opened;
  const wishes = { ...note.wishes, name, topic, help, know, age, letter: own.text };
  return { intake, wishes, supervision: own.supervision, whole: note.whole };
}
