// Conversations that look for somebody, as a worker is asked. Lives here: the list as this device verified it,
// saying yes or no, and whom one could name oneself. Must not: joining (joining.ts), screens.

import { batch, type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import { equal, fromBase64url } from '../../crypto/bytes.ts';
import type { Certificate } from '../../crypto/certificates.ts';
import { CryptoError } from '../../crypto/errors.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import { openHandover } from '../../crypto/handover.ts';
import type { Card } from '../../crypto/intake.ts';
import { namesOf } from '../../crypto/roster.ts';
import type { CaseId, CertificateId, Signed } from '../../crypto/types.ts';
import { Newest } from '../../state/newest.ts';
import { HandingApi, type OfferedRow } from './handing-api.ts';
import { Said } from './said.ts';
import type { DeskSide } from './side.ts';

/** `card` is null where it does not verify. */
export interface Wanted {
  readonly id: string;
  readonly name: string;
  readonly minutes: number;
  readonly mine: boolean;
  readonly card: Card | null;
}

export interface Colleague {
  readonly certificate: Certificate;
  readonly free: boolean;
}

export type HandingTrouble =
  | 'taken'
  | 'gone'
  | 'lacking'
  | 'resting'
  | 'full'
  | 'offline'
  | 'failed';

export class Handing {
  readonly wanted: Signal<readonly Wanted[]> = signal([]);
  readonly colleagues: Signal<readonly Colleague[]> = signal([]);
  readonly trouble: Signal<HandingTrouble | null> = signal(null);
  readonly #side: DeskSide;
  readonly #api: HandingApi;
  readonly #asked = new Newest();
  readonly #said = new Said<HandingTrouble>(this.trouble);
  #mine: readonly CertificateId[] = [];

  constructor(side: DeskSide) {
    this.#side = side;
    this.#api = new HandingApi(side.account.api);
  }

  refresh(): Promise<void> {
    return this.#try(() => this.#look(), true);
  }

  take(id: string): Promise<void> {
    return this.#then(() => this.#api.take(id));
  }

  pass(id: string): Promise<void> {
    return this.#then(() => this.#api.pass(id));
  }

  async #then(work: () => Promise<void>): Promise<void> {
    await this.#try(async () => {
      try {
        await work();
      } finally {
        await this.#look();
      }
    });
  }

  async #look(): Promise<void> {
    const { account, roster } = this.#side;
    const { sign } = account.bundle.identity;
    const own = roster?.certificates.find(
      (one) => one.role === 'worker' && equal(one.sign, sign.public),
    );
    this.#mine = roster === null || own === undefined ? [] : namesOf(roster, own);
    const counts = this.#asked.ask();
    const answer = await this.#api.offered();
    const wanted = await Promise.all(answer.handovers.map((row) => this.#open(row)));
    const colleagues = answer.colleagues.flatMap(({ certificate, free }) => {
      const id = fromBase64url(certificate);
      const found = roster?.certificates.find((one) => equal(one.id, id));
      return found?.role === 'worker' ? [{ certificate: found, free }] : [];
    });
    if (!counts()) return;
    batch(() => {
      this.wanted.value = wanted;
      this.colleagues.value = colleagues;
    });
  }

  async #open(row: OfferedRow): Promise<Wanted> {
    const name = await requestName(fromBase64url(row.case) as CaseId);
    return {
      id: row.case,
      name,
      minutes: row.waiting_minutes,
      mine: row.mine,
      card: this.#card(row),
    };
  }

  #card(row: OfferedRow): Card | null {
    try {
      return openHandover({
        signed: fromBase64url(row.handover) as Signed,
        sealed: fromBase64url(row.card),
        wrap: fromBase64url(row.wrap),
        case: fromBase64url(row.case) as CaseId,
        mine: this.#mine,
        box: this.#side.account.bundle.identity.box,
      });
    } catch (error) {
      if (error instanceof CryptoError) return null;
      throw error;
    }
  }

  async #try(work: () => Promise<void>, quiet = false): Promise<void> {
    try {
      await work();
      this.#said.went(quiet);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#said.failed(troubleOf(error), quiet);
    }
  }
}

function troubleOf(error: ApiError): HandingTrouble {
  for (const code of ['taken', 'resting', 'full'] as const) {
    if (isConflict(error, code)) return code;
  }
  if (isConflict(error, 'agreement') || isConflict(error, 'training')) return 'lacking';
  if (error.failure === 'not_found') return 'gone';
  return error.failure === 'offline' || error.failure === 'unavailable' ? 'offline' : 'failed';
}
