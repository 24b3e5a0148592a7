// The signed request for a conversation, protocol.md §5. Lives here: the formats of intake, card,
// letter and their wraps, and the reading of the signed record. Must not: making one (asking.ts).

import { compare, equal, zeros } from './bytes.ts';
import {
  choice,
  fixed,
  type Infer,
  list,
  nested,
  optional,
  Structure,
  text,
  u64,
  type Value,
} from './codec.ts';
import { Malformed, Refused } from './errors.ts';
import { hash } from './hash.ts';
import { boxKey, signKey } from './keyfields.ts';
import { openSigned } from './sign.ts';
import type {
  BlobHash,
  Boxed,
  CaseId,
  CertificateId,
  RecordHash,
  RosterHash,
  Sealed,
  Signed,
} from './types.ts';

const head = { case: fixed<CaseId>(16), revision: u64 };

/** What a worker reads before claiming. */
export const card = new Structure('card', {
  ...head,
  topic: text,
  help: text,
  know: text,
  name: text,
  age: choice<'adult' | 'under18'>('adult', 'under18'),
  sign: signKey,
  box: boxKey,
});

/** The opening message, for the worker who claimed. */
export const letter = new Structure('letter', {
  ...head,
  text,
  supervision: fixed(32),
});

export const cardAd = new Structure('card-ad', { ...head, sign: signKey });
export const letterAd = new Structure('letter-ad', { ...head, sign: signKey });

export const intakeWrap = new Structure('intake-wrap', {
  purpose: choice<'card' | 'letter'>('card', 'letter'),
  ...head,
  certificate: fixed<CertificateId>(32),
  key: fixed(32),
});

export const recipient = new Structure('recipient', {
  certificate: fixed<CertificateId>(32),
  cardWrap: fixed<BlobHash>(32),
  letterWrap: fixed<BlobHash>(32),
});

const intakeShape = {
  ...head,
  previous: fixed<RecordHash>(32),
  rosterVersion: u64,
  rosterHash: fixed<RosterHash>(32),
  sign: signKey,
  box: boxKey,
  card: fixed<BlobHash>(32),
  letter: fixed<BlobHash>(32),
  recipients: list(nested(recipient)),
  capsule: optional<BlobHash>(32),
};

/** The structure `intake`; only revision 1 has no previous. */
export const intake = new Structure('intake', intakeShape, requireShape);

export type Card = Infer<typeof card>;
export type Recipient = Infer<typeof recipient>;
export type IntakeBody = Value<typeof intakeShape>;

/** A signed intake whose signature and shape hold. */
export interface Intake {
  readonly body: IntakeBody;
  /** `H("pl.epoch", signed intake)`: what epoch 1 follows. */
  readonly recordHash: RecordHash;
  readonly signed: Signed;
}

/** The two wraps of one worker. */
export interface IntakeWraps {
  readonly certificate: CertificateId;
  readonly cardWrap: Boxed;
  readonly letterWrap: Boxed;
}

/** Everything of one revision that goes to the server, beside the capsule. */
export interface SealedIntake extends Intake {
  readonly sealedCard: Sealed;
  readonly sealedLetter: Sealed;
  readonly wraps: readonly IntakeWraps[];
}

/** `H("pl.epoch", signed record)`, for intake and epochs alike. */
export function recordHash(signed: Uint8Array): RecordHash {
  return hash('pl.epoch', signed) as RecordHash;
}

/** Stands for a certificate id in the student's own place among the recipients (§5). */
export const STUDENT_ENTRY = zeros(32) as CertificateId;

/** "No revision before": the previous hash of revision 1. */
export const FIRST_REVISION = zeros(32) as RecordHash;

/** The student's own first place, then at least one worker, ascending, none twice. */
function requireRecipients(recipients: readonly Recipient[]): void {
  const [own, ...workers] = recipients;
  if (own === undefined || workers.length === 0) throw new Refused('no-recipient');
  if (!equal(own.certificate, STUDENT_ENTRY)) throw new Malformed('the student has no entry');
  workers.forEach((later, i) => {
    const earlier = recipients[i] as Recipient;
    if (compare(earlier.certificate, later.certificate) >= 0) {
      throw new Malformed('recipients are not ascending');
    }
  });
}

function requireShape(body: IntakeBody): void {
  const first = equal(body.previous, FIRST_REVISION);
  if (body.revision < 1 || first !== (body.revision === 1)) throw new Refused('intake-revision');
  requireRecipients(body.recipients);
}

/** Opens a signed intake: by the key it names, recipients ascending, keys sound. */
export function openIntake(signed: Signed): Intake {
  const { value: body, signer } = openSigned(intake, signed);
  if (!equal(signer, body.sign)) throw new Refused('intake-mismatch');
  return { body, recordHash: recordHash(signed), signed };
}

/** What the intake signed for this worker. Throws when it does not name them. */
export function recipientOf(given: Intake, certificate: CertificateId): Recipient {
  const found = given.body.recipients.find((one) => equal(one.certificate, certificate));
  if (found === undefined) throw new Refused('no-recipient');
  return found;
}

/** A later revision of the same request, following the one before it? Throws when not. */
export function requireFollows(later: Intake, earlier: Intake): void {
  const same =
    equal(later.body.case, earlier.body.case) && equal(later.body.sign, earlier.body.sign);
  const next = later.body.revision === earlier.body.revision + 1;
  if (!same || !next || !equal(later.body.previous, earlier.recordHash)) {
    throw new Refused('intake-revision');
  }
}
