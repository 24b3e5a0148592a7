// What the server sends and takes (docs/api.md), by the names this app uses. Lives here: names for the
// generated shapes (schema.ts). Must not: behaviour, or a shape of its own where there is one.
import type { components } from './schema.ts';

type Shapes = components['schemas'];

/** Unpadded base64url. */
export type B64 = string;

export type Service = Shapes['Service'];
export type Intake = Service['intake'];
export type CrisisContact = Shapes['Crisis'];
/** For whoever is elsewhere: other countries' contacts, and where to look for the rest. */
export type Elsewhere = Shapes['Elsewhere'];
/** The policy's text in one language, by its digest. */
export type PolicyDigest = Shapes['PolicyDigest'];
/** A wording that a consent may name by its digest. */
export type Notice = Shapes['Notice'];

/** The policy in force: its grounds' words are `ground-<code>` and `ground-<code>-detail`. */
export type Policy = Shapes['Policy'];

/** Who else can help. */
export type Signposts = Shapes['Directory'];
export type Signpost = Shapes['Signpost'];

export type Me = Shapes['Me'];
export type Side = Me['side'];
export type Role = Me['role'];
/** What staff are here. */
export type StaffRole = Exclude<Role, 'student'>;
export type SecretKind = Me['kinds'][number];
export type SignedIn = Shapes['SessionAnswer'];
/** `memory` in KiB. */
export type Salt = Shapes['SaltAnswer'];
export type Kept = Shapes['FetchAnswer'];
export type KeyWrap = Shapes['KeyBody'];
/** `start_over`: a student's new account takes the place of one whose keys are lost. */
export type Enrolment = Omit<Shapes['EnrolBody'], 'start_over' | 'platform'> & {
  readonly start_over?: boolean;
};

/** `earlier` is for names in old conversations, never for trust; nobody has to give it. */
export type RosterAnswer = Omit<Shapes['RosterAnswer'], 'earlier'> &
  Partial<Pick<Shapes['RosterAnswer'], 'earlier'>>;
export type CaseRow = Shapes['CaseLine'];
export type CaseState = CaseRow['state'];
export type CaseAnswer = Shapes['CaseAnswer'];
/** The student looks for another worker (protocol.md §17). */
export type Sought = Shapes['SoughtAnswer'];
export type EpochRow = Shapes['EpochAnswer'];
/** How a wait stands; `kept` false: nothing is known of who is here. */
export type WaitAnswer = Shapes['WaitAnswer'];
export type NewRequestBody = Shapes['NewRequestBody'];
export type FirstWait = NonNullable<WaitAnswer['first']>;
export type Head = Shapes['HeadAnswer'];
export type Heads = Shapes['HeadsAnswer'];
/** A message as the server keeps it; taken back, only its frame is left. */
export type MessageRow = Shapes['MessageAnswer'];
export type MessagePage = Shapes['PageAnswer'];
/** `wraps`: the student's own first, then one for each recipient, in the record's order. */
export type RequestBody = Shapes['RequestBody'];
