// Handing a conversation over, protocol.md §17. Lives here: what is signed and sealed to look for another
// worker, and the papers that go with it. Must not: epochs (acceptance.ts), what is shown.
import { blobHash, isBlob } from './blob.ts';
import { type BoxKey, box } from './box.ts';
import { compare, equal } from './bytes.ts';
import {
  bounded,
  bytes,
  choice,
  fixed,
  type Infer,
  list,
  nested,
  oneOf,
  optional,
  Structure,
  u64,
} from './codec.ts';
import { Malformed, opened, Refused } from './errors.ts';
import { type EarlierRecord, isEarlierRecord, readEarlierRecord } from './handed-record.ts';
import { type Card, card } from './intake.ts';
import { signKey } from './keyfields.ts';
import { LONGEST_TEXT } from './message.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { open, seal } from './seal.ts';
import { type Identity, openSigned } from './sign.ts';
import type {
  BlobHash,
  Boxed,
  BoxPublic,
  CaseId,
  CertificateId,
  RecordHash,
  RosterHash,
  Sealed,
  Seconds,
  Signed,
  SignPublic,
} from './types.ts';
import { checkWays } from './ways.ts';

const caseId = fixed<CaseId>(16);
const certificate = fixed<CertificateId>(32);
const place = { case: caseId, previous: fixed<RecordHash>(32) };

const handoverRecipient = new Structure('handover-recipient', {
  certificate,
  wrap: fixed<BlobHash>(32),
});

const handover = new Structure(
  'handover',
  {
    ...place,
    rosterVersion: u64,
    rosterHash: fixed<RosterHash>(32),
    card: fixed<BlobHash>(32),
    recipients: list(nested(handoverRecipient)),
    made: u64,
  },
  ({ recipients }) => {
    if (recipients.length === 0) throw new Malformed('nobody is asked');
    recipients.slice(1).forEach((later, at) => {
      const earlier = recipients[at];
      if (earlier === undefined || compare(earlier.certificate, later.certificate) >= 0) {
        throw new Malformed('recipients are not ascending');
      }
    });
  },
);

const handoverAd = new Structure('handover-ad', { ...place, sign: signKey });
const handoverWrap = new Structure('handover-wrap', { ...place, certificate, key: fixed(32) });

const proposal = new Structure('proposal', {
  case: caseId,
  certificate: optional<CertificateId>(32),
  standing: oneOf<0 | 1>(0, 1),
});

const earlierLine = new Structure('earlier-line', { epoch: u64, message: bytes(), key: fixed(64) });

const earlier = new Structure('earlier', {
  case: caseId,
  card: bytes(),
  letterKey: optional(32),
  summary: bounded(0, LONGEST_TEXT),
  lines: list(nested(earlierLine)),
});

export const SHARED = ['name', 'phone', 'place', 'someone', 'ways'] as const;
export type SharedName = (typeof SHARED)[number];

const sharedField = new Structure(
  'shared-field',
  { what: choice<SharedName>(...SHARED), value: bounded(1, 200) },
  ({ what, value }) => {
    if (what === 'ways') checkWays(value);
  },
);

const shared = new Structure(
  'shared',
  { case: caseId, fields: list(nested(sharedField)) },
  (body) => {
    const places = body.fields.map((one) => SHARED.indexOf(one.what));
    const ascending = places.every((at, n) => n === 0 || at > (places[n - 1] ?? 0));
    if (!ascending) throw new Malformed('fields stand once each, in their order');
  },
);

export type HandoverBody = Infer<typeof handover>;
export type Proposal = Infer<typeof proposal>;
export type Earlier = Infer<typeof earlier>;
export type EarlierLine = Infer<typeof earlierLine>;
export type Shared = Infer<typeof shared>;

/** A worker who is asked. */
export interface Asked {
  readonly id: CertificateId;
  readonly box: BoxPublic;
}

/** What goes to the server to look for somebody. */
export interface SealedHandover {
  readonly signed: Signed;
  readonly sealedCard: Sealed;
  /** In the order of the recipients. */
  readonly wraps: readonly { readonly certificate: CertificateId; readonly wrap: Boxed }[];
}

/** Seals the card to everybody who is asked, and signs. Throws `Refused('no-recipient')`. */
export function makeHandover(request: {
  readonly student: Identity;
  readonly case: CaseId;
  readonly previous: RecordHash;
  readonly roster: { readonly version: number; readonly hash: RosterHash };
  readonly card: Card;
  readonly asked: readonly Asked[];
  readonly now: Seconds;
  readonly random?: Random;
}): SealedHandover {
  const { student, previous, roster, asked, random = systemRandom } = request;
  if (asked.length === 0) throw new Refused('no-recipient');
  const at = { case: request.case, previous };
  const key = random(32);
  const ad = handoverAd.encode({ ...at, sign: student.sign.public });
  const sealedCard = seal(key, ad, pad(card.encode(request.card)), random);
  const wraps = [...asked]
    .sort((a, b) => compare(a.id, b.id))
    .map((one) => {
      const body = { ...at, certificate: one.id, key };
      return { certificate: one.id, wrap: box(one.box, handoverWrap.encode(body), random) };
    });
  const signed = student.sign.sign(handover, {
    ...at,
    rosterVersion: roster.version,
    rosterHash: roster.hash,
    card: blobHash(sealedCard),
    recipients: wraps.map((one) => ({
      certificate: one.certificate,
      wrap: blobHash(one.wrap),
    })),
    made: request.now,
  });
  return { signed, sealedCard, wraps };
}

/** A handover whose signature and shape hold; whose case it is only joining shows. */
export interface OpenedHandover {
  readonly body: HandoverBody;
  readonly signer: SignPublic;
}

/** The student's own, for who may follow. Throws unless this student signed it. */
export function readHandover(signed: Signed, student?: SignPublic): OpenedHandover {
  const { value: body, signer } = openSigned(handover, signed, student);
  return { body, signer };
}

/** The card of a handover that this worker is offered. Throws when anything does not fit. */
export function openHandover(request: {
  readonly signed: Signed;
  readonly sealed: Uint8Array;
  readonly wrap: Uint8Array;
  readonly case: CaseId;
  readonly mine: readonly CertificateId[];
  readonly box: BoxKey;
}): Card {
  const { body, signer } = readHandover(request.signed);
  const me = body.recipients.find((one) => request.mine.some((id) => equal(id, one.certificate)));
  if (me === undefined || !equal(body.case, request.case)) throw new Refused('no-recipient');
  if (!isBlob(me.wrap, request.wrap) || !isBlob(body.card, request.sealed)) {
    throw new Refused('handover-mismatch');
  }
  const wrap = handoverWrap.decode(request.box.open(request.wrap));
  const bound = equal(wrap.case, body.case) && equal(wrap.previous, body.previous);
  if (!bound || !equal(wrap.certificate, me.certificate)) throw new Refused('handover-mismatch');
  const ad = handoverAd.encode({ case: body.case, previous: body.previous, sign: signer });
  const found = card.decode(unpad(open(wrap.key, ad, request.sealed)));
  if (!equal(found.case, body.case) || !equal(found.sign, signer)) {
    throw new Refused('handover-mismatch');
  }
  return found;
}

/** A paper as it is said in a room. */
export type Paper =
  | { readonly label: 'proposal'; readonly body: Proposal }
  | { readonly label: 'earlier'; readonly body: Earlier }
  | { readonly label: 'shared'; readonly body: Shared }
  | { readonly label: 'earlier-record'; readonly body: EarlierRecord };

/** The paper of this case, or null for one that cannot be read here. */
export function readPaper(raw: Uint8Array, of: CaseId): Paper | null {
  const paper = opened(() => decoded(raw));
  return paper !== null && equal(paper.body.case, of) ? paper : null;
}

function decoded(raw: Uint8Array): Paper | null {
  if (proposal.matches(raw)) return { label: 'proposal', body: proposal.decode(raw) };
  if (earlier.matches(raw)) return { label: 'earlier', body: earlier.decode(raw) };
  if (shared.matches(raw)) return { label: 'shared', body: shared.decode(raw) };
  if (isEarlierRecord(raw)) return { label: 'earlier-record', body: readEarlierRecord(raw) };
  return null;
}

export const writeProposal = (body: Proposal): Uint8Array => proposal.encode(body);
export const writeEarlier = (body: Earlier): Uint8Array => earlier.encode(body);
export const writeShared = (body: Shared): Uint8Array => shared.encode(body);

/** How large a line is inside an `earlier`. */
export const lineSize = (line: EarlierLine): number => earlierLine.encode(line).length + 4;

/** The card as it goes along in an `earlier`. */
export const writeCard = (body: Card): Uint8Array => card.encode(body);

/** The card that came along; null when it is none of this student's and this case. */
export function readCard(raw: Uint8Array, of: CaseId): Card | null {
  const found = opened(() => card.decode(raw));
  return found !== null && equal(found.case, of) ? found : null;
}

/** The structures of this file. */
export const handoverFormats = {
  ...{ handover, handoverAd, handoverRecipient, handoverWrap },
  ...{ proposal, earlier, earlierLine, shared, sharedField },
} as const;
