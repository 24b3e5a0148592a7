// Every answer of the server, by its shape. Lives here: one reader for each (docs/api.md), for both sides.
// Must not: calls, or what follows from an answer.
import { b64, count, flag, listOf, maybe, object, oneOf, or, type Reader, text } from './shapes.ts';
import type {
  CaseAnswer,
  CaseRow,
  CrisisContact,
  Elsewhere,
  EpochRow,
  Head,
  Heads,
  Kept,
  Me,
  MessagePage,
  MessageRow,
  Notice,
  Policy,
  PolicyDigest,
  RosterAnswer,
  Salt,
  Service,
  SignedIn,
  Sought,
  StaffRole,
} from './types.ts';

const staffRole = oneOf('worker', 'coordinator', 'manager', 'deputy', 'consultant', 'auditor');
const role = oneOf(
  'student',
  'worker',
  'coordinator',
  'manager',
  'deputy',
  'consultant',
  'auditor',
);
const member = oneOf('student', 'worker', 'holder');
const ender = oneOf('student', 'worker', 'holder', 'service');
const kind = oneOf('case', 'contact');
const caseState = oneOf('waiting', 'claimed', 'open', 'closed');

const said = { language: or(text, 'en'), name: text, hours: text, note: text };
const crisis = listOf(
  object<CrisisContact>({
    ...said,
    said: maybe(listOf(object(said))),
    call: maybe(text),
    text: maybe(text),
    text_word: maybe(text),
    checked: maybe(text),
  }),
);

export const service: Reader<Service> = object<Service>({
  name: text,
  bot: text,
  language: text,
  policy: text,
  policy_digest: b64,
  policy_texts: listOf(object<PolicyDigest>({ language: text, digest: b64 })),
  switches: listOf(text),
  cannot_act: or(flag, false),
  after_degree: or(flag, false),
  intake: oneOf('open', 'shut', 'paused'),
  again: maybe(count),
  retention_days: count,
  claim_minutes: count,
  staff_idle_minutes: count,
  complaints: maybe(object<NonNullable<Service['complaints']>>({ name: text, contact: text })),
  frame_origins: listOf(text),
  crisis,
  elsewhere: object<Elsewhere>({
    name: text,
    page: text,
    countries: listOf(object<Elsewhere['countries'][number]>({ country: text, crisis })),
  }),
});

export const notices: Reader<{ readonly notices: readonly Notice[] }> = object({
  notices: listOf(object<Notice>({ id: text, language: text, digest: b64 })),
});

export const policy: Reader<Policy> = object<Policy>({
  profile: text,
  digest: b64,
  grounds: listOf(text),
  recipients: listOf(text),
  statistics: listOf(text),
});

export const token: Reader<{ readonly token: string }> = object({ token: text });
export const challenge: Reader<{ readonly challenge: string }> = object({ challenge: b64 });
export const invited: Reader<{ readonly role: StaffRole }> = object({
  role: staffRole,
});
export const salt: Reader<Salt> = object<Salt>({
  salt: b64,
  memory: count,
  passes: count,
  lanes: count,
});
export const kept: Reader<Kept> = object<Kept>({ wrapped: b64, blob: b64, revision: count });

export const me: Reader<Me> = object<Me>({
  account: text,
  side: oneOf('student', 'staff'),
  role,
  state: oneOf('active', 'waiting'),
  name: text,
  certificate: maybe(b64),
  kinds: listOf(oneOf('words', 'cloud', 'passphrase', 'kit')),
  revision: count,
  consents: listOf(b64),
  chat: flag,
});

export const signedIn: Reader<SignedIn> = object<SignedIn>({ token: text, me });
export const ended: Reader<{ readonly ended: number }> = object({ ended: count });

export const roster: Reader<RosterAnswer> = object<RosterAnswer>({
  root: maybe(b64),
  root_changes: listOf(b64),
  roster: maybe(b64),
  certificates: listOf(b64),
  earlier: or(listOf(b64), []),
});

export const cases: Reader<{ readonly cases: readonly CaseRow[] }> = object({
  cases: listOf(
    object<CaseRow>({ case: b64, kind, state: caseState, role: member, changed: count }),
  ),
});

const head: Reader<Head> = object<Head>({ counter: count, hash: b64 });
export const heads: Reader<Heads> = object<Heads>({ epoch: count, student: head, worker: head });

const epochRow: Reader<EpochRow> = object<EpochRow>({
  record: b64,
  wrap: b64,
  member_change: maybe(b64),
  key_change: maybe(b64),
});

export const oneCase: Reader<CaseAnswer> = object<CaseAnswer>({
  case: b64,
  kind,
  state: caseState,
  stuck: flag,
  intake: maybe(b64),
  contact: maybe(b64),
  card: maybe(b64),
  letter: maybe(b64),
  wraps: or(object<CaseAnswer['wraps']>({ card: maybe(b64), letter: maybe(b64) }), {}),
  earlier: or(listOf(b64), []),
  epochs: listOf(epochRow),
  acknowledged: flag,
  heads: listOf(heads),
  closed_by: maybe(ender),
  close: maybe(b64),
  cannot_act: maybe(b64),
  keep_until: maybe(count),
  sought: maybe(object<Sought>({ handover: b64, since: count, willing: maybe(b64), nobody: flag })),
  absent: maybe(oneOf('gone', 'silent')),
  paused_until: maybe(count),
});

const message: Reader<MessageRow> = object<MessageRow>({
  epoch: count,
  direction: oneOf(0, 1),
  counter: count,
  message: maybe(b64),
  ad: maybe(b64),
  body_hash: maybe(b64),
});

export const page: Reader<MessagePage> = object<MessagePage>({
  messages: listOf(message),
  heads,
  more: flag,
});
