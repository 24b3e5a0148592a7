// Asking for a conversation and reading a request, protocol.md §5. Lives here: the student's
// sealing of card and letter, the worker's opening of both. Must not: formats (intake.ts).
import { blobHash, isBlob } from './blob.ts';
import { type BoxKey, box } from './box.ts';
import { compare, equal } from './bytes.ts';
import { Refused } from './errors.ts';
import {
  type Card,
  card,
  cardAd,
  FIRST_REVISION,
  type Intake,
  type IntakeBody,
  type IntakeWraps,
  intake,
  intakeWrap,
  letter,
  letterAd,
  recipientOf,
  recordHash,
  type SealedIntake,
  STUDENT_ENTRY,
} from './intake.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { type AcceptedRoster, eligibleWorkers } from './roster.ts';
import { open, seal } from './seal.ts';
import { Secret, type SupervisionSecret } from './secret.ts';
import type { Identity } from './sign.ts';
import type { CaseId, CertificateId, Seconds, Signed, SignPublic } from './types.ts';

/** What the student wrote for the card; empty texts for what they left out. */
export type CardWords = Pick<Card, 'topic' | 'help' | 'know' | 'name' | 'age'>;

/** One revision of a request, in the clear; it never leaves the device like this. */
export interface Asking {
  readonly student: Identity;
  readonly case: CaseId;
  readonly words: CardWords;
  readonly letter: string;
  readonly supervision: SupervisionSecret;
  readonly roster: AcceptedRoster;
  /** Sign keys of workers the student would rather not talk to. */
  readonly avoid: readonly SignPublic[];
  /** The revision this one replaces; null for the first. */
  readonly replaces: Intake | null;
  /** The capsule record sealed for the same revision (§5.1); null while a holder is missing. */
  readonly capsule: Signed | null;
  readonly now: Seconds;
  readonly random?: Random;
}

interface Keys {
  readonly card: Uint8Array;
  readonly letter: Uint8Array;
}

/** The revision number that goes with `replaces`; the capsule's version equals it. */
function nextRevision(replaces: Intake | null): number {
  return replaces === null ? 1 : replaces.body.revision + 1;
}

function wrapFor(
  asking: Asking,
  keys: Keys,
  recipient: { id: CertificateId; box: Uint8Array },
  random: Random,
): IntakeWraps {
  const common = {
    case: asking.case,
    revision: nextRevision(asking.replaces),
    certificate: recipient.id,
  };
  const wrap = (purpose: 'card' | 'letter') =>
    box(recipient.box, intakeWrap.encode({ ...common, purpose, key: keys[purpose] }), random);
  return { certificate: recipient.id, cardWrap: wrap('card'), letterWrap: wrap('letter') };
}

function sealBoth(asking: Asking, keys: Keys, random: Random) {
  const head = { case: asking.case, revision: nextRevision(asking.replaces) };
  const ad = { ...head, sign: asking.student.sign.public };
  const body = { ...head, ...asking.words, sign: ad.sign, box: asking.student.box.public };
  const supervision = asking.supervision.reveal();
  const opening = letter.encode({ ...head, text: asking.letter, supervision });
  return {
    sealedCard: seal(keys.card, cardAd.encode(ad), pad(card.encode(body)), random),
    sealedLetter: seal(keys.letter, letterAd.encode(ad), pad(opening), random),
  };
}

/**
 * Seals card and letter to the student and to every eligible worker under fresh keys, and signs.
 * Throws `Refused('no-recipient')` when nobody is eligible: show signposts, send nothing.
 */
export function ask(asking: Asking): SealedIntake {
  const { roster, student, random = systemRandom } = asking;
  const under18 = asking.words.age === 'under18';
  const workers = eligibleWorkers({ roster, avoid: asking.avoid, under18, now: asking.now });
  if (workers.length === 0) throw new Refused('no-recipient');
  const keys = { card: random(32), letter: random(32) };
  const { sealedCard, sealedLetter } = sealBoth(asking, keys, random);
  const own = { id: STUDENT_ENTRY, box: student.box.public };
  const recipients = [own, ...[...workers].sort((a, b) => compare(a.id, b.id))];
  const wraps = recipients.map((one) => wrapFor(asking, keys, one, random));
  const body: IntakeBody = {
    case: asking.case,
    revision: nextRevision(asking.replaces),
    previous: asking.replaces?.recordHash ?? FIRST_REVISION,
    rosterVersion: roster.version,
    rosterHash: roster.hash,
    sign: student.sign.public,
    box: student.box.public,
    card: blobHash(sealedCard),
    letter: blobHash(sealedLetter),
    capsule: asking.capsule === null ? null : blobHash(asking.capsule),
    recipients: wraps.map((one) => ({
      certificate: one.certificate,
      cardWrap: blobHash(one.cardWrap),
      letterWrap: blobHash(one.letterWrap),
    })),
  };
  const signed = student.sign.sign(intake, body);
  return { body, recordHash: recordHash(signed), signed, sealedCard, sealedLetter, wraps };
}

/**
 * What a device needs to open one part of a request: a worker's with its own certificate id, the
 * student's own with `STUDENT_ENTRY`.
 */
interface Opening {
  readonly intake: Intake;
  readonly certificate: CertificateId;
  readonly box: BoxKey;
  readonly wrap: Uint8Array;
  readonly sealed: Uint8Array;
}

/** The key of one part, out of its wrap and held against what was signed. */
export function unwrapKey(opening: Opening, purpose: 'card' | 'letter'): Uint8Array {
  const { body } = opening.intake;
  const named = recipientOf(opening.intake, opening.certificate);
  const refusal = purpose === 'card' ? 'card-mismatch' : 'letter-mismatch';
  const signedWrap = purpose === 'card' ? named.cardWrap : named.letterWrap;
  if (!isBlob(signedWrap, opening.wrap) || !isBlob(body[purpose], opening.sealed)) {
    throw new Refused(refusal);
  }
  const wrap = intakeWrap.decode(opening.box.open(opening.wrap));
  const bound = equal(wrap.case, body.case) && wrap.revision === body.revision;
  const mine = equal(wrap.certificate, opening.certificate);
  if (wrap.purpose !== purpose || !bound || !mine) throw new Refused(refusal);
  return wrap.key;
}

/** Opens a card by the rules of §5: everything in it must be what the intake signed. */
export function openCard(opening: Opening): Card {
  const { body } = opening.intake;
  const ad = cardAd.encode({ case: body.case, revision: body.revision, sign: body.sign });
  const opened = card.decode(unpad(open(unwrapKey(opening, 'card'), ad, opening.sealed)));
  const bound = equal(opened.case, body.case) && opened.revision === body.revision;
  const keys = equal(opened.sign, body.sign) && equal(opened.box, body.box);
  if (!bound || !keys) throw new Refused('card-mismatch');
  return opened;
}

/** The opening message, with the supervision secret that every epoch carries on. */
export interface Letter {
  readonly text: string;
  readonly supervision: SupervisionSecret;
}

/** Opens the letter: the server gives its wrap to the worker who claimed and to the student. */
export function openLetter(opening: Opening): Letter {
  const { body } = opening.intake;
  const ad = letterAd.encode({ case: body.case, revision: body.revision, sign: body.sign });
  const opened = letter.decode(unpad(open(unwrapKey(opening, 'letter'), ad, opening.sealed)));
  const bound = equal(opened.case, body.case) && opened.revision === body.revision;
  if (!bound) throw new Refused('letter-mismatch');
  return { text: opened.text, supervision: new Secret('supervision', opened.supervision) };
}
