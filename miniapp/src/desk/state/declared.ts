// What workers put before the holders (R25, R26; protocol.md §22). Lives here: the list, and each decision. Must
// not: ask or keep what a conflict is with.

import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import { b64, count, listOf, object, oneOf, type Reader } from '../../api/shapes.ts';
import { equal, fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { signCannotAct } from '../../crypto/cannot-act.ts';
import { isHolder } from '../../crypto/certificates.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import type { CaseId, RecordHash } from '../../crypto/types.ts';
import { Newest } from '../../state/newest.ts';
import { Fresh } from './fresh.ts';
import type { DeskSide } from './side.ts';

interface Row {
  readonly case: string;
  readonly what: 'conflict' | 'conduct';
  readonly hour: number;
  readonly state: 'waiting' | 'claimed' | 'open' | 'closed';
  readonly intake_hash: string;
}

/** One that waits, by the two words by which requests are spoken of. */
export interface DeclaredRow extends Row {
  readonly name: string;
}

export type DeclaredTrouble = 'offline' | 'gone' | 'failed';

const rows: Reader<{ readonly declarations: readonly Row[] }> = object({
  declarations: listOf(
    object<Row>({
      case: b64,
      what: oneOf('conflict', 'conduct'),
      hour: count,
      state: oneOf('waiting', 'claimed', 'open', 'closed'),
      intake_hash: b64,
    }),
  ),
});

export class DeclaredList {
  /** Null until it was asked for. */
  readonly rows: Signal<readonly DeclaredRow[] | null> = signal(null);
  readonly trouble: Signal<DeclaredTrouble | null> = signal(null);
  readonly busy = signal(false);
  readonly fresh: Fresh;
  readonly #side: DeskSide;
  readonly #asked = new Newest();

  constructor(side: DeskSide) {
    this.#side = side;
    this.fresh = new Fresh(side.heard, () => this.load());
  }

  async load(): Promise<void> {
    // Not certified yet: there is nothing to ask for.
    if (this.#side.account.me.peek().state !== 'active') return;
    const counts = this.#asked.ask();
    try {
      const answer = rows(await this.#side.account.api.ask('GET', '/api/declarations'));
      const named = await Promise.all(
        answer.declarations.map(async (row) => ({
          ...row,
          name: await requestName(fromBase64url(row.case) as CaseId),
        })),
      );
      if (!counts()) return;
      this.rows.value = named;
      if (this.trouble.peek() === 'offline') this.trouble.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // On no roster yet: nothing waits for them.
      if (error.failure !== 'not_found') this.trouble.value = 'offline';
    }
  }

  /** Nothing follows; a request that waited is the others' again. True when it is done. */
  dismiss(row: DeclaredRow): Promise<boolean> {
    return this.#decide(() =>
      this.#side.account.api.ask('POST', `/api/declarations/${row.case}/dismiss`),
    );
  }

  /** The student is told that the service cannot act. True when it is done. */
  cannotAct(row: DeclaredRow): Promise<boolean> {
    return this.#decide(async () => {
      const { account, roster } = this.#side;
      const { sign } = account.bundle.identity;
      const own = roster?.certificates.find((one) => isHolder(one) && equal(one.sign, sign.public));
      if (own === undefined) throw new ApiError({ failure: 'not_found' });
      const notice = signCannotAct(sign, {
        case: fromBase64url(row.case) as CaseId,
        intake: fromBase64url(row.intake_hash) as RecordHash,
        certificate: own.id,
      });
      await account.api.ask('POST', '/api/cannot-act', { notice: toBase64url(notice) });
    });
  }

  async #decide(work: () => Promise<unknown>): Promise<boolean> {
    this.busy.value = true;
    this.trouble.value = null;
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble.value = error.failure === 'not_found' ? 'gone' : 'failed';
      return false;
    } finally {
      this.busy.value = false;
      await this.load();
    }
  }
}
