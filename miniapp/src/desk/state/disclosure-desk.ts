// What the two holders do with disclosures, protocol.md §13. Lives here: asking, deciding, opening,
// completing, telling; what went wrong with the last. Must not: the rules (crypto/) or the form.
import { type Signal, signal } from '@preact/signals';
import { ApiError, isPassing } from '../../api/errors.ts';
import type { B64 } from '../../api/types.ts';
import { equal, fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import type { Capsule } from '../../crypto/capsule.ts';
import {
  capsuleSigner,
  completeDisclosure,
  decideDisclosure,
  type OwnHalf,
  openDisclosed,
  type ReadDisclosure,
  recordDisclosure,
  requireApprovable,
  type SigningHolder,
  sealNote,
  wrapForAuditors,
} from '../../crypto/disclosing.ts';
import type { CapsuleField } from '../../crypto/disclosure.ts';
import { CryptoError, Refused } from '../../crypto/errors.ts';
import type { OpenedFlag } from '../../crypto/flag-reading.ts';
import { type AcceptedRoster, holderOf, isExpired } from '../../crypto/roster.ts';
import type { Boxed, GroundMark, HolderRole, Signed } from '../../crypto/types.ts';
import { type Auditors, auditorsOf } from './disclosure-auditors.ts';
import { DisclosureDraft, tellTime, wordsOf } from './disclosure-draft.ts';
import type { Disclosures, SeenDisclosure } from './disclosures.ts';
import type { HalfAnswer } from './disclosures-answers.ts';
import { DisclosuresApi, type NewRecord } from './disclosures-api.ts';
import type { DeskSide } from './side.ts';

/** Why the last thing did not go through. Nothing that was typed is lost by any of them. */
export type DisclosureProblem =
  | 'offline'
  | 'failed'
  | 'roster'
  | 'mismatch'
  | 'changed'
  | 'refused'
  | 'full'
  | 'gone'
  | 'told'
  | 'stale'
  | 'no-capsule'
  | 'no-flag';

/** What the approver's device found before they decide. */
export type Comparison =
  | 'fits'
  | 'not-compared'
  | 'no-flag'
  | 'mismatch'
  | 'other-ground'
  | 'no-policy';

/** What of an identity the record names; `ways` (R5) is null where it names no phone and no place. */
export interface ShownIdentity {
  readonly fields: Readonly<Partial<Record<CapsuleField, string>>>;
  readonly ways: string | null;
}

/** What is said afterwards; recipients and fields both empty where nothing was passed on. */
export type DoneWords = Parameters<typeof completeDisclosure>[0]['words'];

const FROM_CAPSULE: Readonly<Record<CapsuleField, keyof Capsule>> = {
  'telegram-id': 'telegramId',
  'telegram-name': 'telegramName',
  name: 'name',
  phone: 'phone',
  place: 'place',
  someone: 'someoneToCall',
};

/** Only the fields that the record names leave this function (R21). */
function namedFields(capsule: Capsule, names: readonly CapsuleField[]): ShownIdentity {
  const fields = Object.fromEntries(names.map((one) => [one, String(capsule[FROM_CAPSULE[one]])]));
  const reached = names.some((one) => one === 'phone' || one === 'place');
  return { fields, ways: reached ? (capsule.ways ?? '') : null };
}

const CONFLICTS: readonly string[] = ['changed', 'refused', 'full', 'told', 'stale'];

function problemOf(error: unknown): DisclosureProblem {
  if (error instanceof Refused && error.reason === 'roster-expired') return 'roster';
  if (error instanceof CryptoError) return 'mismatch';
  if (!(error instanceof ApiError)) throw error;
  if (error.failure === 'conflict' && CONFLICTS.includes(error.code)) {
    return error.code as DisclosureProblem;
  }
  if (error.failure === 'not_found') return 'gone';
  return isPassing(error) ? 'offline' : 'failed';
}

export class DisclosureDesk {
  readonly list: Disclosures;
  readonly side: DeskSide;
  readonly role: HolderRole;
  readonly busy = signal(false);
  readonly problem: Signal<DisclosureProblem | null> = signal(null);
  /** Being written; kept while tabs change, on screen or not. */
  readonly draft: Signal<DisclosureDraft | null> = signal(null);
  readonly writing = signal(false);
  /** Opened on this device, in memory until it locks. */
  readonly identities: Signal<ReadonlyMap<B64, ShownIdentity>> = signal(new Map());
  readonly texts: (name: string) => Signal<string>;
  readonly #flagOf: (id: B64) => OpenedFlag | null;
  readonly #grounds: () => readonly string[] | null;
  readonly #api: DisclosuresApi;
  /** A record whose answer did not come: the same words are sent again byte for byte. */
  #unanswered: { readonly typed: string; readonly body: NewRecord } | null = null;

  /**
   * `flagOf`: the flag with this id, where this device has opened it. `grounds`: the policy's, null until
   * they are known. `texts`: what is being typed, by name, in memory until it is sent.
   */
  constructor(parts: {
    readonly list: Disclosures;
    readonly role: HolderRole;
    readonly flagOf: (id: B64) => OpenedFlag | null;
    readonly grounds: () => readonly string[] | null;
    readonly texts: (name: string) => Signal<string>;
  }) {
    this.list = parts.list;
    this.side = parts.list.side;
    this.role = parts.role;
    this.#flagOf = parts.flagOf;
    this.#grounds = parts.grounds;
    this.texts = parts.texts;
    this.#api = new DisclosuresApi(this.side.account.api);
  }

  /** Begins one from an opened flag, goes on with what was typed for it, or back to the one that is on its way. */
  begin(flag: OpenedFlag, kept: Signal<string>): void {
    this.writing.value = true;
    const open = this.draft.peek()?.flag.flag.id;
    if (this.busy.peek() && open && equal(open, flag.flag.id)) return;
    this.problem.value = null;
    this.draft.value = new DisclosureDraft({ flag, kept });
  }

  /** The flag that a record is about, where this device has it. */
  flagOf(read: ReadDisclosure): OpenedFlag | null {
    return this.#flagOf(toBase64url(read.record.body.flag));
  }

  /** Puts the signed draft on record and asks the other holder; who went on meanwhile stays where they are. */
  send(draft: DisclosureDraft): Promise<boolean> {
    return this.#do(async () => {
      const body = await this.#made(draft);
      await this.#api.record(body).catch(async (error: unknown) => {
        if (isPassing(error) || !(await this.list.arrived(body.id))) throw error;
      });
      this.#unanswered = null;
      draft.drop();
      if (this.draft.peek() !== draft) return;
      if (this.writing.peek()) this.list.current.value = body.id;
      [this.draft.value, this.writing.value] = [null, false];
    });
  }

  /** The checks of §13 before approving, on a ground of the policy's (R16); what could not be compared is said. */
  compare({ row, read }: SeenDisclosure): Comparison {
    if (read === null) return 'mismatch';
    const flag = this.flagOf(read);
    if (flag === null && this.role !== 'deputy') return 'no-flag';
    const grounds = this.#grounds();
    try {
      requireApprovable(read.record, flag, fromBase64url(row.mark) as GroundMark);
      if (grounds === null) return 'no-policy';
      if (!grounds.includes(read.record.body.ground)) return 'other-ground';
      return flag === null ? 'not-compared' : 'fits';
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      return 'mismatch';
    }
  }

  /** Approves or refuses, signed. A refusal asks for no half and needs no flag. */
  decide(
    seen: SeenDisclosure,
    words: { readonly decision: 'approve' | 'refuse'; readonly reasons: string },
  ): Promise<boolean> {
    return this.#do(async () => {
      const { row, read } = requireRead(seen);
      const approves = words.decision === 'approve';
      const known = this.#grounds()?.includes(read.record.body.ground) === true;
      if (approves && !known) throw new Refused('disclosure-mismatch');
      const half = approves ? await this.#api.half(row.id) : null;
      const { part, release } = decideDisclosure({
        approver: this.#signer(),
        read,
        flag: this.flagOf(read),
        mark: fromBase64url(row.mark) as GroundMark,
        words,
        half: half === null ? null : this.#opening(half, read.record.body.approver),
        roster: approves ? this.#inForce() : this.#roster(),
        now: this.side.time(),
      });
      const released = release === null ? {} : { release: toBase64url(release) };
      await this.#api.decide(row.id, {
        decision: words.decision,
        part: toBase64url(part),
        ...released,
      });
    });
  }

  /** Opens the identity, on record each time; only what the record names is kept. */
  open(seen: SeenDisclosure): Promise<boolean> {
    return this.#do(async () => {
      const { row, read } = requireRead(seen);
      const flag = this.flagOf(read);
      if (flag === null) throw new Stopped('no-flag');
      if (read.decision === null) throw new Refused('disclosure-mismatch');
      const answer = await this.#api.half(row.id);
      const { release, capsule, intake } = answer;
      if (release === null || capsule === null) throw new Refused('disclosure-mismatch');
      const half = this.#opening(answer, read.record.body.requester);
      const signedIntake = intake === null ? null : (fromBase64url(intake) as Signed);
      const opened = openDisclosed({
        record: read.record,
        decision: read.decision.signed,
        release: fromBase64url(release),
        half,
        capsule: fromBase64url(capsule),
        student: capsuleSigner(flag, signedIntake, half.record),
        roster: this.#roster(),
      });
      const shown = namedFields(opened, read.record.body.fields);
      this.identities.value = new Map([...this.identities.peek(), [row.id, shown]]);
    });
  }

  complete(seen: SeenDisclosure, words: DoneWords): Promise<boolean> {
    return this.#do(async () => {
      const { row, read } = requireRead(seen);
      const [requester, roster, now] = [this.#signer(), this.#roster(), this.side.time()];
      const { part } = completeDisclosure({ requester, read, words, roster, now });
      await this.#api.complete(row.id, toBase64url(part));
    });
  }

  withdraw({ row }: SeenDisclosure): Promise<boolean> {
    return this.#do(() => this.#api.withdraw(row.id));
  }

  /** From when on the student reads of it; by either of the two. */
  tell({ row }: SeenDisclosure, tell: number): Promise<boolean> {
    return this.#do(() => this.#api.tell(row.id, tell));
  }

  /** Today's auditors, and which of them are kept from this record (R22). */
  auditorsFor({ row }: SeenDisclosure): Promise<Auditors> {
    const { account, roster } = this.side;
    return auditorsOf({
      api: account.api,
      closedTo: row.closed_to ?? [],
      roster,
      now: this.side.time(),
    });
  }

  /** Seals the record to the auditors who may read it. */
  showAuditors(seen: SeenDisclosure): Promise<boolean> {
    return this.#do(async () => {
      const { row, read } = requireRead(seen);
      const record = row.parts.find((one) => one.n === 1)?.sealed ?? '';
      const shut = (await this.auditorsFor(seen)).shut.map((one) => one.id);
      const wraps = wrapForAuditors({
        read,
        sealedRecord: fromBase64url(record),
        roster: this.#inForce(),
        closedTo: shut,
        now: this.side.time(),
      }).map(({ certificate, wrap }) => ({
        certificate: toBase64url(certificate),
        wrap: toBase64url(wrap),
      }));
      await this.#api.showAuditors(row.id, wraps);
    });
  }

  /** The record as it is sent; the same one again for the same words, so that none is there twice. */
  async #made(draft: DisclosureDraft): Promise<NewRecord> {
    const { flag, form } = draft;
    const typed = JSON.stringify([toBase64url(flag.flag.id), form.peek()]);
    if (this.#unanswered?.typed === typed) return this.#unanswered.body;
    const { approver, closedTo, note } = form.peek();
    if (approver === '') throw new Refused('disclosure-mismatch');
    const caseId = toBase64url(flag.flag.case);
    const capsuleVersion = await this.#capsuleVersion(caseId);
    const [requester, roster, now] = [this.#signer(), this.#inForce(), this.side.time()];
    const words = { ...wordsOf(form.peek()), capsuleVersion, requester: this.role, approver };
    const made = recordDisclosure({ requester, flag, words, roster, now });
    const { ground, recipients, fields } = words;
    const told = { id: made.id, ground, why: note.trim(), recipients, fields, made: now };
    const body: NewRecord = {
      id: toBase64url(made.id),
      case: caseId,
      capsule_version: capsuleVersion,
      mark: toBase64url(made.mark),
      requester: this.role,
      approver,
      record: toBase64url(made.record),
      wraps: made.wraps.map(({ role, wrap }) => ({ role, wrap: toBase64url(wrap) })),
      tell: tellTime(form.peek(), now),
      note: toBase64url(sealNote(requester.sign, flag.flag.studentBox, told)),
      closed_to: closedTo,
    };
    this.#unanswered = { typed, body };
    return body;
  }

  async #capsuleVersion(caseId: B64): Promise<number> {
    try {
      return await this.#api.capsuleVersion(caseId);
    } catch (error) {
      const none = error instanceof ApiError && error.failure === 'not_found';
      throw none ? new Stopped('no-capsule') : error;
    }
  }

  /** The half with the role key that it was sealed to: the roster's, else any held before. */
  #opening({ half, capsule_record }: HalfAnswer, role: HolderRole): OwnHalf {
    const boxed = fromBase64url(half) as Boxed;
    const held = this.side.account.bundle.roleKeys.filter((one) => one.role === role);
    const key = held.find((one) => opens(() => one.key.open(boxed)))?.key;
    if (key === undefined) throw new Refused('capsule-mismatch');
    return { boxed, record: fromBase64url(capsule_record) as Signed, key };
  }

  #signer(): SigningHolder {
    const { sign } = this.side.account.bundle.identity;
    const own = holderOf(this.#roster(), this.role);
    if (!equal(own.sign, sign.public)) throw new Refused('author');
    return { sign, certificate: own.signed };
  }

  #roster(): AcceptedRoster {
    const { roster } = this.side;
    if (roster === null) throw new Stopped('roster');
    return roster;
  }

  /** Nothing is sealed to anybody by a roster that ran out (§3.2). */
  #inForce(): AcceptedRoster {
    const roster = this.#roster();
    if (isExpired(roster, this.side.time())) throw new Stopped('roster');
    return roster;
  }

  /** One thing at a time; afterwards the list is read again, whatever came of it. */
  async #do(work: () => Promise<void>): Promise<boolean> {
    if (this.busy.peek()) return false;
    this.busy.value = true;
    this.problem.value = null;
    let done = false;
    try {
      await work();
      done = true;
    } catch (error) {
      this.problem.value = error instanceof Stopped ? error.why : problemOf(error);
    }
    if (this.problem.peek() !== 'offline') {
      this.#unanswered = null;
      await this.list.load();
    }
    this.busy.value = false;
    return done;
  }
}

/** Nothing was sent: this is why. */
class Stopped extends Error {
  readonly why: DisclosureProblem;

  constructor(why: DisclosureProblem) {
    super('nothing was sent');
    this.why = why;
  }
}

function requireRead(seen: SeenDisclosure): { row: SeenDisclosure['row']; read: ReadDisclosure } {
  if (seen.read === null || seen.broken !== null) throw new Refused('disclosure-mismatch');
  return { row: seen.row, read: seen.read };
}

function opens(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}
