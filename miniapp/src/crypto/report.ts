// Reports that something went wrong, protocol.md §23. Lives here: their format, writing one, and the outcome
// that its author reads. Must not: a holder's part (report-reading.ts); students load this one alone.
import { type Author, holderAuthor, orUncertain } from './author.ts';
import { blobHash } from './blob.ts';
import { BoxKey, box } from './box.ts';
import { equal } from './bytes.ts';
import { bounded, bytes, choice, fixed, type Infer, list, Structure, u64 } from './codec.ts';
import { Malformed, Refused } from './errors.ts';
import { flagHolders } from './flag.ts';
import { boxKey } from './keyfields.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { type AcceptedRoster, holderOf } from './roster.ts';
import { seal } from './seal.ts';
import { openSigned, SigningKey } from './sign.ts';
import {
  type BlobHash,
  type Boxed,
  HOLDERS,
  type HolderRole,
  type ReportId,
  type Sealed,
  type Seconds,
  type Signed,
} from './types.ts';

export const REPORT_KINDS = [
  'service',
  'worker',
  'holder',
  'data',
  'device',
  'recipient',
  'other',
] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
/** Who was told, by role, in the order in which they stand. */
export const REPORT_TOLD = [
  'coordinator',
  'manager',
  'deputy',
  'student',
  'protection',
  'union',
  'university',
  'police',
] as const;
export type ReportTold = (typeof REPORT_TOLD)[number];
/** Code points of a text of a report. */
export const LONGEST_REPORT = 8_000;

const id = fixed<ReportId>(16);

const report = new Structure(
  'report',
  {
    id,
    by: choice('student', 'staff'),
    kind: choice<ReportKind>(...REPORT_KINDS),
    said: bounded(1, LONGEST_REPORT),
    done: bounded(0, LONGEST_REPORT),
    told: list(choice<ReportTold>(...REPORT_TOLD)),
    leftOut: choice('coordinator', 'manager', ''),
    reply: boxKey,
    certificate: bytes<Signed>(),
    written: u64,
  },
  (body) => {
    const staff = body.by === 'staff';
    if (body.certificate.length > 0 !== staff) throw new Malformed('no such author');
    const nothing = body.done === '' && body.told.length === 0;
    if (!(staff || nothing)) throw new Malformed('a student has told nobody');
    const inOrder = REPORT_TOLD.filter((role) => body.told.includes(role));
    const same = body.told.every((role, at) => role === inOrder[at]);
    if (!same || inOrder.length !== body.told.length) throw new Malformed('who was told');
  },
);
const reportAd = new Structure('report-ad', { id });
const reportWrap = new Structure(
  'report-wrap',
  {
    id,
    role: choice<HolderRole>(...HOLDERS),
    roleKeyVersion: u64,
    sealed: fixed<BlobHash>(32),
    key: fixed(32),
  },
  (body) => {
    if (body.roleKeyVersion < 1) throw new Malformed('no such role key');
  },
);
const reportOutcome = new Structure('report-outcome', {
  report: id,
  text: bounded(1, LONGEST_REPORT),
  certificate: bytes<Signed>(),
  made: u64,
});

export type Report = Infer<typeof report>;
export type ReportOutcome = Infer<typeof reportOutcome>;
/** What the author says. */
export type ReportWords = Pick<Report, 'kind' | 'said' | 'done' | 'told' | 'leftOut'>;

/** A report for the server, and the secret by which its outcome is opened, which stays. */
export interface WrittenReport {
  readonly id: ReportId;
  readonly sealed: Sealed;
  readonly wraps: readonly { readonly role: HolderRole; readonly wrap: Boxed }[];
  readonly reply: BoxKey;
}

/** The two roles that a report goes to. */
export const reportHolders = flagHolders;

/** Seals a report to its two holders. `staff`: null for a student, whose key is made for it alone. */
export function writeReport(request: {
  readonly staff: { readonly sign: SigningKey; readonly certificate: Signed } | null;
  readonly words: ReportWords;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
  readonly random?: Random;
}): WrittenReport {
  const { staff, words, roster, random = systemRandom } = request;
  const made = random(16) as ReportId;
  const key = random(32);
  const reply = BoxKey.generate(random);
  const signer = staff?.sign ?? SigningKey.generate(random);
  const signed = signer.sign(report, {
    id: made,
    by: staff === null ? 'student' : 'staff',
    ...words,
    reply: reply.public,
    certificate: staff?.certificate ?? (new Uint8Array(0) as Signed),
    written: request.now,
  });
  const sealed = seal(key, reportAd.encode({ id: made }), pad(signed), random);
  const common = { id: made, sealed: blobHash(sealed), key };
  const wraps = reportHolders(words.leftOut).map((role) => {
    const { roleKey, roleKeyVersion } = holderOf(roster, role);
    const wrap = box(roleKey, reportWrap.encode({ ...common, role, roleKeyVersion }), random);
    return { role, wrap };
  });
  return { id: made, sealed, wraps, reply };
}

/** What came of one's own report, and who says so: null where that is not certain. */
export function openOutcome(request: {
  readonly report: ReportId;
  readonly reply: BoxKey;
  readonly boxed: Uint8Array;
  readonly roster: AcceptedRoster;
}): { readonly outcome: ReportOutcome; readonly author: Author | null } {
  const raw = unpad(request.reply.open(request.boxed));
  const { value, signer } = openSigned(reportOutcome, raw);
  if (!equal(value.report, request.report)) throw new Refused('report-mismatch');
  const judge = () => holderAuthor(value.certificate, signer, request.roster);
  return { outcome: value, author: orUncertain(judge) };
}

/** The structures of this file. */
export const reportFormats = { report, reportAd, reportWrap, reportOutcome } as const;
