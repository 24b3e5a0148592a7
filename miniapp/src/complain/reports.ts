// The reports of one author: a student's or one of the staff's. Lives here: sealing one to its holders, sending
// it, and asking what came of it (told.ts). Must not: keep a word of what was written once it is sent.

import { type Signal, signal } from '@preact/signals';
import { ApiError, isPassing } from '../api/errors.ts';
import type { SessionApi } from '../api/session.ts';
import { toBase64url } from '../crypto/bytes.ts';
import { CryptoError } from '../crypto/errors.ts';
import { type ReportWords, type WrittenReport, writeReport } from '../crypto/report.ts';
import type { AcceptedRoster } from '../crypto/roster.ts';
import type { SigningKey } from '../crypto/sign.ts';
import type { Seconds, Signed } from '../crypto/types.ts';
import type { Bundle } from '../keys/bundle.ts';
import { Newest } from '../state/newest.ts';
import { bodyOf, ReportsApi } from './api.ts';
import { type NotedReport, notedReports, withoutReport, withReport } from './notes.ts';
import { type OwnReport, ownReports } from './told.ts';

export interface ReportParts {
  readonly account: {
    readonly api: SessionApi;
    readonly bundle: Bundle;
    change(update: (bundle: Bundle) => Bundle): Promise<boolean>;
  };
  /** Who signs; null for a student, of whom nobody's key stands for it. Throws where there is none. */
  readonly staff: (roster: AcceptedRoster) => {
    readonly sign: SigningKey;
    readonly certificate: Signed;
  } | null;
  /** Null where the team cannot be trusted. Throws ApiError. */
  readonly roster: () => Promise<AcceptedRoster | null>;
  readonly now: () => Seconds;
}

/** What became of sending one. */
export type Sending = 'sent' | 'unchecked' | 'offline' | 'refused';

interface Unsent {
  readonly words: string;
  readonly written: WrittenReport;
}

/** A report that the server does not know: it may be on its way still. */
const GONE_AFTER = 3600;

export class OwnReports {
  /** Null until it was asked for. */
  readonly all: Signal<readonly OwnReport[] | null> = signal(null);
  readonly failed = signal(false);
  readonly busy = signal(false);
  readonly #parts: ReportParts;
  readonly #api: ReportsApi;
  readonly #asked = new Newest();
  #unsent: Unsent | null = null;

  constructor(parts: ReportParts) {
    this.#parts = parts;
    this.#api = new ReportsApi(parts.account.api);
  }

  /** Seals it to its two holders and sends it; pressed again, the same words go as the same bytes. */
  async write(words: ReportWords): Promise<Sending> {
    this.busy.value = true;
    try {
      return await this.#write(words);
    } finally {
      this.busy.value = false;
    }
  }

  /** What came of each. */
  async load(): Promise<void> {
    const counts = this.#asked.ask();
    try {
      const [answers, roster] = [await this.#api.mine(), await this.#parts.roster()];
      if (!counts()) return;
      const noted = notedReports(this.#parts.account.bundle);
      this.all.value = ownReports({ answers, noted, roster });
      this.failed.value = false;
      await this.#forget(
        noted.filter((one) => !answers.some(({ id }) => id === toBase64url(one.id))),
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (counts()) this.failed.value = true;
    }
  }

  async #write(words: ReportWords): Promise<Sending> {
    const same = JSON.stringify(words);
    const written = this.#unsent?.words === same ? this.#unsent.written : await this.#seal(words);
    if (written === null) return 'unchecked';
    this.#unsent = { words: same, written };
    try {
      await this.#api.write(bodyOf(written));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return isPassing(error) ? 'offline' : 'refused';
    }
    this.#unsent = null;
    await this.load();
    return 'sent';
  }

  async #seal(words: ReportWords): Promise<WrittenReport | null> {
    const { account, now } = this.#parts;
    try {
      const roster = await this.#parts.roster();
      if (roster === null) return null;
      const staff = this.#parts.staff(roster);
      const written = writeReport({ staff, words, roster, now: now() });
      const { id, reply } = written;
      // Kept before it is sent: without it nobody could read what comes of it.
      const noted = { id, reply, at: now(), kind: words.kind };
      await account.change((bundle) => withReport(bundle, noted));
      return written;
    } catch (error) {
      if (error instanceof CryptoError || error instanceof ApiError) return null;
      throw error;
    }
  }

  /** What the service has no longer, or never took. */
  async #forget(gone: readonly NotedReport[]): Promise<void> {
    const over = gone.filter(({ at }) => at < this.#parts.now() - GONE_AFTER);
    if (over.length === 0) return;
    await this.#parts.account.change((bundle) =>
      over.reduce((kept, { id }) => withoutReport(kept, id), bundle),
    );
  }
}
