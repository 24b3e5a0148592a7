// A disclosure's structures and rules, protocol.md §13. Lives here: formats, hashes, marks, states
// and who may have signed what. Must not: sealing and opening (disclosing.ts).

import { type Author, holderAuthor } from './author.ts';
import { equal } from './bytes.ts';
import { PAIRS } from './capsule.ts';
import {
  bounded,
  bytes,
  characters,
  choice,
  fixed,
  type Infer,
  list,
  Structure,
  text,
  u64,
} from './codec.ts';
import { Malformed, Refused } from './errors.ts';
import type { Flag } from './flag.ts';
import type { FlagKey } from './flag-reading.ts';
import { derive, hash } from './hash.ts';
import type { AcceptedRoster } from './roster.ts';
import { openSigned } from './sign.ts';
import {
  type BlobHash,
  type CaseId,
  type DisclosureHash,
  type DisclosureId,
  type FlagId,
  type GroundMark,
  HOLDERS,
  type HolderRole,
  type Signed,
} from './types.ts';

/** What of a capsule can be passed on, in its order. */
export const CAPSULE_FIELDS = [
  'telegram-id',
  'telegram-name',
  'name',
  'phone',
  'place',
  'someone',
] as const;
export type CapsuleField = (typeof CAPSULE_FIELDS)[number];
/** A `tell` that waits until a holder lifts it. */
export const NEVER_TOLD = 2 ** 53 - 1;

const LONGEST = 32_000;
const MOST_RECIPIENTS = 20;
const recipients = list(bounded(1, 200));
const fields = list(choice<CapsuleField>(...CAPSULE_FIELDS));
const id = fixed<DisclosureId>(16);
const ground = bounded(1, 40);
const signedBy = bytes<Signed>();
const disclosureHash = fixed<DisclosureHash>(32);
const holder = choice<HolderRole>(...HOLDERS);

interface ToldTo {
  readonly recipients: readonly string[];
  readonly fields: readonly CapsuleField[];
}

function requireToldTo(body: ToldTo, least: 0 | 1): void {
  const count = body.recipients.length;
  const once = new Set(body.recipients).size === count;
  if (count < least || count > MOST_RECIPIENTS || !once) throw new Malformed('not the recipients');
  const ordered = CAPSULE_FIELDS.filter((name) => body.fields.includes(name));
  const same = ordered.length === body.fields.length && body.fields.length >= least;
  if (!same || ordered.some((name, i) => name !== body.fields[i])) throw new Malformed('no fields');
}

const disclosure = new Structure(
  'disclosure',
  {
    id,
    flag: fixed<FlagId>(16),
    case: fixed<CaseId>(16),
    capsuleVersion: u64,
    ground,
    outline: text,
    aim: text,
    recipients,
    fields,
    consulted: text,
    told: choice('told', 'not-told'),
    wishes: text,
    whyNot: text,
    requester: holder,
    approver: holder,
    certificate: signedBy,
    made: u64,
  },
  (body) => {
    if (body.requester === body.approver) throw new Malformed('two different holders disclose');
    if (body.capsuleVersion < 1) throw new Malformed('no such capsule');
    const spoken = body.told === 'told' ? body.wishes : body.whyNot;
    const said = [body.outline, body.aim, body.consulted, spoken];
    if (said.includes('')) throw new Malformed('a record leaves nothing blank');
    const texts = [body.outline, body.aim, body.consulted, body.wishes, body.whyNot];
    const count = texts.reduce((sum, one) => sum + characters(one), 0);
    if (count > LONGEST) throw new Malformed('a record is too long');
    requireToldTo(body, 1);
  },
);
const decision = new Structure('decision', {
  id,
  record: disclosureHash,
  decision: choice('approve', 'refuse'),
  reasons: bounded(1, 8_000),
  certificate: signedBy,
  made: u64,
});
const completion = new Structure(
  'completion',
  {
    id,
    record: disclosureHash,
    decision: disclosureHash,
    done: bounded(1, 8_000),
    by: bounded(1, 200),
    at: u64,
    recipients,
    fields,
    certificate: signedBy,
    made: u64,
  },
  (body) => {
    requireToldTo(body, 0);
    const both = body.recipients.length > 0 === body.fields.length > 0;
    if (!both) throw new Malformed('something is told to somebody');
  },
);
const disclosureAd = new Structure('disclosure-ad', { id, number: u64 });
const disclosureWrap = new Structure(
  'disclosure-wrap',
  {
    id,
    to: choice<HolderRole | 'auditor'>(...HOLDERS, 'auditor'),
    roleKeyVersion: u64,
    sealed: fixed<BlobHash>(32),
    key: fixed(32),
  },
  ({ to, roleKeyVersion }) => {
    if ((roleKeyVersion === 0) !== (to === 'auditor')) throw new Malformed('no such role key');
  },
);
const mark = new Structure('mark', { case: fixed<CaseId>(16), ground });
const capsuleRelease = new Structure('capsule-release', {
  id,
  record: disclosureHash,
  decision: disclosureHash,
  pair: choice('coordinator+manager', 'coordinator+deputy', 'manager+deputy'),
  masked: fixed(32),
});
const disclosureNote = new Structure(
  'disclosure-note',
  { id, ground, why: bounded(1, 8_000), recipients, fields, made: u64 },
  (body) => requireToldTo(body, 1),
);

export type Disclosure = Infer<typeof disclosure>;
export type Decision = Infer<typeof decision>;
export type Completion = Infer<typeof completion>;
export type CapsuleRelease = Infer<typeof capsuleRelease>;
export type DisclosureNote = Infer<typeof disclosureNote>;

/** A signed part whose signature, place and signer hold. */
export interface JudgedPart<T> {
  readonly body: T;
  readonly hash: DisclosureHash;
  readonly signed: Signed;
  readonly author: Author;
}

/** `H("pl.disclosure", signed disclosure or decision)` */
const hashOfDisclosure = (signed: Uint8Array): DisclosureHash =>
  hash('pl.disclosure', signed) as DisclosureHash;

/** The same for the same ground and case under one flag; says nothing without the flag key. */
export function groundMark(key: FlagKey, body: { case: CaseId; ground: string }): GroundMark {
  return derive('pl.ground', key.reveal(), mark.encode(body), 16) as GroundMark;
}

/** What a released half is masked with. */
export const releaseMask = (record: DisclosureHash, decided: DisclosureHash): Uint8Array =>
  derive('pl.release', record, decided);

/** The name of the pair of these two roles. Throws when they are one. */
export function pairOfRoles(one: HolderRole, other: HolderRole): CapsuleRelease['pair'] {
  const pair = PAIRS.find((roles) => roles.includes(one) && roles.includes(other));
  if (one === other || pair === undefined) throw new Refused('disclosure-mismatch');
  return pair.join('+') as CapsuleRelease['pair'];
}

export type DisclosureState =
  | 'requested'
  | 'approved'
  | 'opened'
  | 'completed'
  | 'refused'
  | 'withdrawn';
export type DisclosureEvent = 'approve' | 'refuse' | 'open' | 'complete' | 'withdraw';

const AFTER: Readonly<
  Record<DisclosureState, Readonly<Partial<Record<DisclosureEvent, DisclosureState>>>>
> = {
  requested: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: { open: 'opened', withdraw: 'withdrawn' },
  opened: { open: 'opened', complete: 'completed' },
  completed: {},
  refused: {},
  withdrawn: {},
};

/** The state after an event, or null where the table does not allow it. */
export const afterDisclosureEvent = (
  state: DisclosureState,
  event: DisclosureEvent,
): DisclosureState | null => AFTER[state][event] ?? null;

/** Opens a signed record: by the requester that it names. Throws when it is by anybody else. */
export function judgeRecord(signed: Signed, roster: AcceptedRoster): JudgedPart<Disclosure> {
  const { value: body, signer } = openSigned(disclosure, signed);
  const author = holderAuthor(body.certificate, signer, roster, [body.requester]);
  return { body, hash: hashOfDisclosure(signed), signed, author };
}

/** Opens a signed decision: by the approver that the record names, on this very record. */
export function judgeDecision(
  signed: Signed,
  record: JudgedPart<Disclosure>,
  roster: AcceptedRoster,
): JudgedPart<Decision> {
  const { value: body, signer } = openSigned(decision, signed);
  const same = equal(body.id, record.body.id) && equal(body.record, record.hash);
  if (!same) throw new Refused('disclosure-mismatch');
  const author = holderAuthor(body.certificate, signer, roster, [record.body.approver]);
  return { body, hash: hashOfDisclosure(signed), signed, author };
}

/** Opens a signed completion: by the requester, of a record that was approved. */
export function judgeCompletion(
  signed: Signed,
  record: JudgedPart<Disclosure>,
  decided: JudgedPart<Decision>,
  roster: AcceptedRoster,
): JudgedPart<Completion> {
  const { value: body, signer } = openSigned(completion, signed);
  const same = equal(body.id, record.body.id) && equal(body.record, record.hash);
  const approved = equal(body.decision, decided.hash) && decided.body.decision === 'approve';
  if (!same || !approved) throw new Refused('disclosure-mismatch');
  const author = holderAuthor(body.certificate, signer, roster, [record.body.requester]);
  return { body, hash: hashOfDisclosure(signed), signed, author };
}

/** Is the record about this flag, by holders whom it does not leave out? Throws when not. */
export function requireFitsFlag(record: Disclosure, flag: Flag): void {
  const about = equal(record.flag, flag.id) && equal(record.case, flag.case);
  const out = flag.leftOut === record.requester || flag.leftOut === record.approver;
  if (!about || out) throw new Refused('disclosure-mismatch');
}

/** Nobody opens by a former holder's word. */
export function requirePresent(author: Author): void {
  if (!author.listed) throw new Refused('author');
}

/** The structures of this file. */
export const disclosureFormats = {
  disclosure,
  decision,
  completion,
  disclosureAd,
  disclosureWrap,
  mark,
  capsuleRelease,
  disclosureNote,
} as const;
