// A holder's side of reports, protocol.md §23. Lives here: opening one, its chain of events, what is told.
// Must not: fetching, or what the screens make of it.
import { type Author, holderAuthor, orUncertain, workerAuthor } from './author.ts';
import { blobHash, isBlob } from './blob.ts';
import { type BoxKey, box } from './box.ts';
import { equal } from './bytes.ts';
import { bounded, bytes, choice, fixed, type Infer, Structure, u64 } from './codec.ts';
import { CryptoError, Malformed, Refused } from './errors.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { type Report, reportFormats, reportHolders } from './report.ts';
import type { AcceptedRoster } from './roster.ts';
import { open, seal } from './seal.ts';
import { Secret } from './secret.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type {
  BlobHash,
  Boxed,
  HolderRole,
  ReportId,
  RolePublic,
  Sealed,
  Seconds,
  Signed,
  SignPublic,
} from './types.ts';

const { report, reportAd, reportWrap, reportOutcome } = reportFormats;

export type ReportKey = Secret<'report'>;
export type ReportState = 'new' | 'looked' | 'told' | 'closed';
export type ReportEventKind = 'look' | 'note' | 'tell' | 'close' | 'reopen';
export type ReportMark = 'looked' | 'told' | 'closed' | 'opened' | '';

const place = { report: fixed<ReportId>(16), number: u64, previous: fixed<BlobHash>(32) };
const reportEvent = new Structure(
  'report-event',
  {
    ...place,
    kind: choice<ReportEventKind>('look', 'note', 'tell', 'close', 'reopen'),
    note: bounded(0, 8_000),
    certificate: bytes<Signed>(),
    made: u64,
  },
  (body) => {
    if (body.number < 1) throw new Malformed('events count from 1');
    const says = body.kind === 'note' || body.kind === 'tell';
    if (says && body.note === '') throw new Malformed('nothing is said');
  },
);
const reportEventAd = new Structure('report-event-ad', place);

const MARKS: Readonly<Record<ReportEventKind, ReportMark>> = {
  look: 'looked',
  note: '',
  tell: 'told',
  close: 'closed',
  reopen: 'opened',
};

const AFTER: Readonly<
  Record<ReportState, Readonly<Partial<Record<ReportEventKind, ReportState>>>>
> = {
  new: { look: 'looked', note: 'new' },
  looked: { note: 'looked', tell: 'told' },
  told: { note: 'told', tell: 'told', close: 'closed' },
  closed: { note: 'closed', reopen: 'looked' },
};

export type ReportEvent = Infer<typeof reportEvent>;

const reportMark = (kind: ReportEventKind): ReportMark => MARKS[kind];

/** The state after an event, or null where the table does not allow it. */
export const afterReportEvent = (state: ReportState, kind: ReportEventKind): ReportState | null =>
  AFTER[state][kind] ?? null;

/** A report read. `certain`: nothing contradicts it; `author` is null for a student's. */
export interface OpenedReport {
  readonly report: Report;
  readonly certain: boolean;
  readonly author: Author | null;
  readonly key: ReportKey;
}

/** An event as the server hands it over. */
export interface ReportRow {
  readonly number: number;
  readonly event: Uint8Array;
  readonly mark: string;
}

export interface ReadReportEvent {
  readonly number: number;
  /** Null where it does not open at this place. */
  readonly event: ReportEvent | null;
  /** Null where it is not certain who made it, or its mark does not fit. */
  readonly author: Author | null;
  readonly moved: boolean;
}

export interface ReportHistory {
  readonly state: ReportState;
  readonly events: readonly ReadReportEvent[];
  readonly number: number;
  readonly head: BlobHash;
}

function judge(value: Report, signer: SignPublic, roster: AcceptedRoster) {
  if (value.by === 'student') return { certain: true, author: null };
  const author =
    orUncertain(() => workerAuthor(value.certificate, signer, roster)) ??
    orUncertain(() => holderAuthor(value.certificate, signer, roster));
  return { certain: author !== null, author };
}

/** Opens a report as one of its two holders. Throws when its parts do not belong together. */
export function openReport(request: {
  readonly id: ReportId;
  readonly role: HolderRole;
  readonly key: BoxKey<RolePublic>;
  readonly sealed: Uint8Array;
  readonly wrap: Uint8Array;
  readonly roster: AcceptedRoster;
}): OpenedReport {
  const { id, sealed, role } = request;
  const wrap = reportWrap.decode(request.key.open(request.wrap));
  const meant = equal(wrap.id, id) && wrap.role === role && isBlob(wrap.sealed, sealed);
  if (!meant) throw new Refused('report-mismatch');
  const raw = unpad(open(wrap.key, reportAd.encode({ id }), sealed));
  const { value, signer } = openSigned(report, raw);
  const mine = equal(value.id, id) && reportHolders(value.leftOut).includes(role);
  if (!mine) throw new Refused('report-mismatch');
  const key: ReportKey = new Secret('report', wrap.key);
  return { report: value, ...judge(value, signer, request.roster), key };
}

/** Who signs what a holder does. */
export interface Signing {
  readonly sign: SigningKey;
  readonly certificate: Signed;
  readonly now: Seconds;
  readonly random?: Random;
}

/** Seals an event for the next place of a history. */
export function sealReportEvent(
  opened: OpenedReport,
  after: Pick<ReportHistory, 'number' | 'head'>,
  step: Pick<ReportEvent, 'kind' | 'note'>,
  { sign, certificate, now, random = systemRandom }: Signing,
): ReportRow & { readonly previous: BlobHash; readonly event: Sealed } {
  const at = { report: opened.report.id, number: after.number + 1, previous: after.head };
  const signed = sign.sign(reportEvent, { ...at, ...step, certificate, made: now });
  const event = seal(opened.key.reveal(), reportEventAd.encode(at), pad(signed), random);
  return { number: at.number, previous: at.previous, event, mark: reportMark(step.kind) };
}

/** What the author is told, boxed to the report's reply key. */
export function sealOutcome(
  opened: OpenedReport,
  text: string,
  { sign, certificate, now, random = systemRandom }: Signing,
): Boxed {
  const body = { report: opened.report.id, text, certificate, made: now };
  return box(opened.report.reply, pad(sign.sign(reportOutcome, body)), random);
}

function read(
  opened: OpenedReport,
  row: ReportRow,
  previous: BlobHash,
  roster: AcceptedRoster,
): { readonly event: ReportEvent | null; readonly author: Author | null } {
  const at = { report: opened.report.id, number: row.number, previous };
  try {
    const raw = open(opened.key.reveal(), reportEventAd.encode(at), row.event);
    const { value, signer } = openSigned(reportEvent, unpad(raw));
    const placed = equal(value.report, at.report) && value.number === at.number;
    const fits = placed && equal(value.previous, previous) && reportMark(value.kind) === row.mark;
    const who = () => holderAuthor(value.certificate, signer, roster);
    return { event: value, author: fits ? orUncertain(who) : null };
  } catch (error) {
    if (error instanceof CryptoError) return { event: null, author: null };
    throw error;
  }
}

/** Reads a report's chain from its beginning. Rows must be in order and without a gap. */
export function readReportHistory(request: {
  readonly opened: OpenedReport;
  readonly sealed: Uint8Array;
  readonly rows: readonly ReportRow[];
  readonly roster: AcceptedRoster;
}): ReportHistory {
  let state: ReportState = 'new';
  let head = blobHash(request.sealed);
  const events = request.rows.map((row, i): ReadReportEvent => {
    if (row.number !== i + 1) throw new Malformed('the chain has a gap');
    const found = read(request.opened, row, head, request.roster);
    const counts = found.event !== null && found.author !== null;
    const after = counts ? afterReportEvent(state, found.event.kind) : null;
    state = after ?? state;
    head = blobHash(row.event);
    return { number: row.number, ...found, moved: after !== null };
  });
  return { state, events, number: events.length, head };
}

/** The structures of this file. */
export const reportEventFormats = { reportEvent, reportEventAd } as const;
