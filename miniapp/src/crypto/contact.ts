// A holder writes to a student, protocol.md §14. Lives here: the contact, making its first epoch,
// the student's acceptance. Must not: messages (conversation.ts; the holder in the worker's place).

import { type OfferedEpoch, requireRoster } from './acceptance.ts';
import { equal, zeros } from './bytes.ts';
import { isHolder, isWithinGrace } from './certificates.ts';
import { fixed, type Infer, Structure } from './codec.ts';
import { type Epoch, type MadeEpoch, makeEpoch, openEpochRecord, openEpochWrap } from './epoch.ts';
import { BadSignature, Malformed, Refused } from './errors.ts';
import { type Intake, recordHash } from './intake.ts';
import { type Random, systemRandom } from './random.ts';
import { type AcceptedRoster, findCertificate } from './roster.ts';
import { Secret } from './secret.ts';
import { type Identity, openSigned } from './sign.ts';
import type {
  BoxPublic,
  CaseId,
  CertificateId,
  RecordHash,
  Seconds,
  Signed,
  SignPublic,
} from './types.ts';

const contact = new Structure(
  'contact',
  {
    id: fixed<CaseId>(16),
    case: fixed<CaseId>(16),
    intake: fixed<RecordHash>(32),
    certificate: fixed<CertificateId>(32),
  },
  (body) => {
    const bare = equal(body.intake, zeros(32)) || equal(body.id, body.case);
    if (bare) throw new Malformed('a contact is about a request');
  },
);

export type Contact = Infer<typeof contact>;

/** A contact whose signature and shape hold. */
export interface OpenedContact {
  readonly body: Contact;
  readonly signer: SignPublic;
  readonly recordHash: RecordHash;
  readonly signed: Signed;
}

/** Opens a signed contact; whose it may be is for {@link acceptContact}. */
export function openContact(signed: Signed): OpenedContact {
  const { value: body, signer } = openSigned(contact, signed);
  return { body, signer, recordHash: recordHash(signed), signed };
}

/** A holder's letter begins: the signed contact and epoch 1, with the keys that the flag names. */
export function makeContact(request: {
  readonly holder: Identity;
  readonly certificate: CertificateId;
  readonly about: {
    readonly case: CaseId;
    readonly intake: RecordHash;
    readonly sign: SignPublic;
    readonly box: BoxPublic;
  };
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
  readonly random?: Random;
}): { readonly contact: OpenedContact; readonly epoch: MadeEpoch } {
  const { holder, certificate, about, roster, random = systemRandom } = request;
  const id = random(16) as CaseId;
  const body = { id, case: about.case, intake: about.intake, certificate };
  const made = openContact(holder.sign.sign(contact, body));
  const epoch = makeEpoch({
    creator: holder.sign,
    case: id,
    number: 1,
    previous: made.recordHash,
    roster,
    student: { sign: about.sign, box: about.box },
    worker: { role: 'holder', certificate, sign: holder.sign.public, box: holder.box.public },
    supervision: new Secret('supervision', zeros(32)),
    made: request.now,
    random,
  });
  return { contact: made, epoch };
}

/**
 * The student's device accepts a holder's letter by §14, or throws: then it is shown to nobody.
 * Afterwards sign an epoch-ack, or a close to decline. An expired roster does not stand in the way.
 */
export function acceptContact(request: {
  readonly contact: Signed;
  readonly offered: OfferedEpoch;
  readonly student: Identity;
  /** The newest intake of the student's own case that the contact names. */
  readonly intake: Intake;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
}): { readonly contact: OpenedContact; readonly epoch: Epoch } {
  const { offered, student, intake, roster } = request;
  const opened = openContact(request.contact);
  const { body } = opened;
  const about = equal(body.case, intake.body.case) && equal(body.intake, intake.recordHash);
  if (!about) throw new Refused('contact-mismatch');
  const certificate = findCertificate(roster, body.certificate);
  if (certificate === undefined || !isHolder(certificate)) throw new Refused('author');
  if (!isWithinGrace(certificate, request.now)) throw new Refused('author');
  const record = openEpochRecord(offered.signed);
  const follows =
    equal(record.body.case, body.id) && equal(record.body.previous, opened.recordHash);
  if (!follows || record.body.number !== 1) throw new Refused('contact-mismatch');
  const { worker: holder } = record;
  const named = holder.certificate !== null && equal(holder.certificate, certificate.id);
  const keys = equal(holder.sign, certificate.sign) && equal(holder.box, certificate.box);
  if (holder.role !== 'holder' || !named || !keys) throw new Refused('epoch-members');
  const signers = [opened.signer, record.signer];
  if (!signers.every((key) => equal(key, certificate.sign))) throw new BadSignature();
  const mine = record.student;
  if (!equal(mine.sign, student.sign.public) || !equal(mine.box, student.box.public)) {
    throw new Refused('epoch-members');
  }
  requireRoster(record, intake.body, roster);
  const me = { sign: student.sign.public, box: student.box };
  const epoch = openEpochWrap(record, me, offered.wrap);
  if (!equal(epoch.supervision.reveal(), zeros(32))) throw new Refused('epoch-wrap');
  return { contact: opened, epoch };
}

/** The holder's own letter again, on any device: their own signature is on both papers. */
export function reopenContact(request: {
  readonly contact: Signed;
  readonly offered: OfferedEpoch;
  readonly holder: Identity;
}): { readonly contact: OpenedContact; readonly epoch: Epoch } {
  const { offered, holder } = request;
  const opened = openContact(request.contact);
  const record = openEpochRecord(offered.signed);
  const { body, worker } = record;
  const follows = equal(body.case, opened.body.id) && equal(body.previous, opened.recordHash);
  if (!follows || body.number !== 1) throw new Refused('contact-mismatch');
  const mine = holder.sign.public;
  if (worker.role !== 'holder' || !equal(worker.sign, mine)) throw new Refused('epoch-members');
  if (![opened.signer, record.signer].every((key) => equal(key, mine))) throw new BadSignature();
  return {
    contact: opened,
    epoch: openEpochWrap(record, { sign: mine, box: holder.box }, offered.wrap),
  };
}

/** The structures of this file. */
export const contactFormats = { contact } as const;
