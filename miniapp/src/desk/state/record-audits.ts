// Audits of case records (R15, protocol.md §24). Lives here: appointing with a sample drawn on this device, an
// auditor's own reading, what was found. Must not: keep a text beyond memory, or open a record unasked.
import { type Signal, signal } from '@preact/signals';
import { ApiError, isPassing } from '../../api/errors.ts';
import type { SessionApi } from '../../api/session.ts';
import { b64, count, flag, listOf, maybe, object } from '../../api/shapes.ts';
import { equal, fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import {
  type FindingMark,
  openFinding,
  type RecordFinding,
  type RecordLine,
  readRecord,
  sealFinding,
  wrapForAuditor,
  wrappedKey,
} from '../../crypto/case-record.ts';
import { type Certificate, isValid } from '../../crypto/certificates.ts';
import { CryptoError } from '../../crypto/errors.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import { type Random, systemRandom } from '../../crypto/random.ts';
import type { CaseId } from '../../crypto/types.ts';
import type { CaseRecords, RecordRow } from './case-records.ts';
import type { DeskSide } from './side.ts';

export const MOST_SAMPLES = 50;
export const MOST_DAYS = 31;
const DAY = 86_400;

interface SampleRow {
  readonly case: string;
  readonly judged: boolean;
  readonly finding: string | null;
}

interface AuditRow {
  readonly id: string;
  readonly certificate: string;
  readonly until: number;
  readonly ended: boolean;
  readonly samples: readonly SampleRow[];
}

/** A record of an audit, by its two words. `found`: of a holder's, what the auditor says. */
export interface SampleView {
  readonly case: string;
  readonly name: string;
  readonly judged: boolean;
  readonly found: RecordFinding | null;
}

export interface AuditView {
  readonly row: AuditRow;
  /** The auditor's name, where the roster has it still. */
  readonly auditor: string;
  readonly samples: readonly SampleView[];
}

/** A sample that its auditor opened. */
export interface OpenSample {
  readonly audit: string;
  readonly sample: SampleView;
  readonly lines: readonly RecordLine[] | null;
  /** The last entry, as it came: what a finding names. */
  readonly last: Uint8Array | null;
}

export type AuditsTrouble = 'offline' | 'failed' | 'none';

const answer = object<{ readonly audits: readonly AuditRow[]; readonly more: boolean }>({
  audits: listOf(
    object<AuditRow>({
      id: b64,
      certificate: b64,
      until: count,
      ended: flag,
      samples: listOf(object<SampleRow>({ case: b64, judged: flag, finding: maybe(b64) })),
    }),
  ),
  more: flag,
});
const entries = object<{ readonly entries: readonly { item: string; wrap: string }[] }>({
  entries: listOf(object<{ item: string; wrap: string }>({ item: b64, wrap: b64 })),
});

/** `size` of these, each set of them as likely as any other. */
export function drawn<T>(all: readonly T[], size: number, random: Random = systemRandom): T[] {
  const left = [...all];
  const taken: T[] = [];
  while (taken.length < size && left.length > 0) {
    const bytes = random(6);
    const number = bytes.reduce((sum, one) => sum * 256 + one, 0);
    // 48 bits over at most some thousands: no remainder that anybody could notice.
    taken.push(...left.splice(number % left.length, 1));
  }
  return taken;
}

export class RecordAudits {
  /** Null until it was asked for; the newest first. */
  readonly audits: Signal<readonly AuditView[] | null> = signal(null);
  readonly more = signal(false);
  readonly opened: Signal<OpenSample | null> = signal(null);
  readonly trouble: Signal<AuditsTrouble | null> = signal(null);
  readonly busy = signal(false);
  /** How far a new audit is: records let out, of how many. */
  readonly progress: Signal<readonly [number, number] | null> = signal(null);
  readonly #side: DeskSide;
  readonly #records: CaseRecords | null;

  /** `records`: a holder's; null for an auditor. */
  constructor(side: DeskSide, records: CaseRecords | null) {
    this.#side = side;
    this.#records = records;
  }

  get now(): number {
    return this.#side.time();
  }

  /** Auditors of the roster whose certificate counts now. */
  get auditors(): readonly Certificate[] {
    const all = this.#side.roster?.certificates ?? [];
    return all.filter((one) => one.role === 'auditor' && isValid(one, this.now));
  }

  load(): Promise<void> {
    return this.#do(() => this.#load());
  }

  /** The page behind the last one shown. */
  earlier(): Promise<void> {
    return this.#do(() => this.#load(this.audits.peek() ?? []));
  }

  /**
   * Appoints an auditor for some days, with `size` records drawn by this device among those that
   * changed in these months. Each of them is opened for it, on record. True when it is done.
   */
  async begin(parts: {
    readonly auditor: Certificate;
    readonly days: number;
    readonly size: number;
    readonly since: string;
  }): Promise<boolean> {
    let begun = false;
    await this.#do(async () => {
      const rows = (await this.#all()).filter((one) => one.month >= parts.since);
      const sample = drawn(rows, Math.min(parts.size, MOST_SAMPLES));
      if (sample.length === 0) {
        this.trouble.value = 'none';
        return;
      }
      const { api } = this.#side.account;
      const id = toBase64url(systemRandom(16));
      const until = this.now + Math.min(parts.days, MOST_DAYS) * DAY;
      const certificate = toBase64url(parts.auditor.id);
      await api.ask('POST', '/api/record-audits', { id, certificate, until });
      for (const [at, row] of sample.entries()) {
        this.progress.value = [at, sample.length];
        await this.#let(api, id, row, parts.auditor);
      }
      begun = true;
      await this.#load();
    });
    this.progress.value = null;
    return begun;
  }

  /** As an auditor: opens one's own sample, on record. */
  open(audit: string, sample: SampleView): Promise<void> {
    return this.#do(async () => {
      const path = `/api/record-audits/${audit}/records/${sample.case}`;
      const found = entries(await this.#side.account.api.ask('GET', path)).entries;
      const items = found.map((one) => fromBase64url(one.item));
      const last = items.at(-1) ?? null;
      this.opened.value = { audit, sample, lines: this.#lines(sample, found), last };
    });
  }

  shut(): void {
    this.opened.value = null;
  }

  /** As an auditor: says what one found, to both holders. True when it is kept. */
  async judge(mark: FindingMark, comment: string): Promise<boolean> {
    const at = this.opened.peek();
    const { account, roster } = this.#side;
    const { sign } = account.bundle.identity;
    const own = roster?.certificates.find((one) => equal(one.sign, sign.public));
    if (at === null || at.last === null || roster === null || own === undefined) return false;
    let kept = false;
    await this.#do(async () => {
      const boxes = sealFinding({
        auditor: sign,
        certificate: own.signed,
        audit: fromBase64url(at.audit),
        case: fromBase64url(at.sample.case) as CaseId,
        last: at.last as Uint8Array,
        ...{ mark, comment, roster, now: this.now },
      });
      const path = `/api/record-audits/${at.audit}/records/${at.sample.case}/finding`;
      const sent = boxes.map(({ role, box }) => ({ role, box: toBase64url(box) }));
      await account.api.ask('PUT', path, { boxes: sent });
      kept = true;
      this.opened.value = null;
      await this.#load();
    });
    return kept;
  }

  async #let(api: SessionApi, id: string, row: RecordRow, auditor: Certificate): Promise<void> {
    const keys = await this.#records?.keysOf(row);
    const wraps = (keys ?? []).map(({ item, key }) =>
      toBase64url(wrapForAuditor({ item, key, box: auditor.box })),
    );
    // A record of which an entry does not open is not handed out in part.
    if (keys === null || wraps.length === 0) return;
    await api.ask('PUT', `/api/record-audits/${id}/records/${row.case}`, { wraps });
  }

  async #all(): Promise<readonly RecordRow[]> {
    const records = this.#records;
    if (records === null) return [];
    await records.load();
    while (records.more.peek() && records.trouble.peek() === null) await records.earlier();
    return records.rows.peek() ?? [];
  }

  async #load(shown: readonly AuditView[] = []): Promise<void> {
    const last = shown.at(-1)?.row.id;
    const path = last === undefined ? '/api/record-audits' : `/api/record-audits?before=${last}`;
    const { audits, more } = answer(await this.#side.account.api.ask('GET', path));
    const known = new Set(shown.map(({ row }) => row.id));
    // A server that repeats itself must not fill the page.
    const fresh = audits.filter((row) => !known.has(row.id));
    this.audits.value = [...shown, ...(await Promise.all(fresh.map((row) => this.#view(row))))];
    this.more.value = more && fresh.length > 0;
  }

  async #view(row: AuditRow): Promise<AuditView> {
    const id = fromBase64url(row.certificate);
    const named = this.#side.roster?.certificates.find((one) => equal(one.id, id));
    const samples = row.samples.map(async (one): Promise<SampleView> => {
      const name = await requestName(fromBase64url(one.case) as CaseId);
      return { case: one.case, judged: one.judged, name, found: this.#found(row, one) };
    });
    return { row, auditor: named?.name ?? '', samples: await Promise.all(samples) };
  }

  #found(row: AuditRow, sample: SampleRow): RecordFinding | null {
    const { account, roster } = this.#side;
    const { finding } = sample;
    if (finding === null || roster === null) return null;
    for (const { key } of account.bundle.roleKeys) {
      try {
        const boxed = fromBase64url(finding);
        const [audit, of] = [fromBase64url(row.id), fromBase64url(sample.case)];
        const auditor = fromBase64url(row.certificate);
        const found = openFinding({ boxed, audit, case: of, auditor, key, roster });
        this.#records?.judged(sample.case, found.item);
        return found;
      } catch (error) {
        if (!(error instanceof CryptoError)) throw error;
      }
    }
    return null;
  }

  #lines(
    sample: SampleView,
    found: readonly { item: string; wrap: string }[],
  ): readonly RecordLine[] | null {
    const key = this.#side.account.bundle.identity.box;
    const wraps = new Map(found.map((one) => [one.item, fromBase64url(one.wrap)]));
    try {
      return readRecord({
        items: found.map((one) => fromBase64url(one.item)),
        case: fromBase64url(sample.case) as CaseId,
        keys: (item) => {
          const wrap = wraps.get(toBase64url(item)) ?? new Uint8Array(0);
          return wrappedKey({ item, wrap, to: 'auditor', key });
        },
        roster: this.#side.roster,
        whole: true,
      });
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      return null;
    }
  }

  async #do(work: () => Promise<void>): Promise<void> {
    if (this.busy.peek()) return;
    this.busy.value = true;
    this.trouble.value = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble.value = isPassing(error) ? 'offline' : 'failed';
    } finally {
      this.busy.value = false;
    }
  }
}
