// What the two holders and an auditor ask of disclosures. Lives here: the calls. Must not: open or judge
// anything.
import type { SessionApi } from '../../api/session.ts';
import type { B64 } from '../../api/types.ts';
import type { HolderRole } from '../../crypto/types.ts';
import type { DisclosureAnswer, HalfAnswer } from './disclosures-answers.ts';
import * as answers from './disclosures-answers.ts';

/** A new record as it is sent. */
export interface NewRecord {
  readonly id: B64;
  readonly case: B64;
  readonly capsule_version: number;
  readonly mark: B64;
  readonly requester: HolderRole;
  readonly approver: HolderRole;
  readonly record: B64;
  readonly wraps: readonly { readonly role: HolderRole; readonly wrap: B64 }[];
  readonly tell: number;
  readonly note: B64;
  readonly closed_to: readonly B64[];
}

export interface NewDecision {
  readonly decision: 'approve' | 'refuse';
  readonly part: B64;
  readonly release?: B64;
}

export class DisclosuresApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** All of one's own, the newest first, however many pages they take. */
  async all(): Promise<readonly DisclosureAnswer[]> {
    const found = new Map<B64, DisclosureAnswer>();
    for (let before = ''; ; ) {
      const path = `/api/disclosures${before === '' ? '' : `?before=${before}`}`;
      const { disclosures, more } = answers.page(await this.#session.ask('GET', path));
      const fresh = disclosures.filter((one) => !found.has(one.id));
      for (const one of fresh) found.set(one.id, one);
      // A server that repeats itself must not keep this going.
      const last = fresh.at(-1);
      if (!more || last === undefined) return [...found.values()];
      before = last.id;
    }
  }

  /** Which capsule a record about this case can name; `not_found` where there is none. */
  async capsuleVersion(caseId: B64): Promise<number> {
    const path = `/api/disclosures/capsules/${caseId}`;
    return answers.capsule(await this.#session.ask('GET', path)).version;
  }

  /** Conflict `refused` for a ground that was refused, `full` after too many of a case. */
  async record(record: NewRecord): Promise<void> {
    await this.#session.ask('POST', '/api/disclosures', record);
  }

  /** One's own half; on record each time. The requester's first time opens it. */
  async half(id: B64): Promise<HalfAnswer> {
    return answers.half(await this.#session.ask('GET', `/api/disclosures/${id}/half`));
  }

  /** Conflict `changed` when it was decided or withdrawn meanwhile; so below. */
  async decide(id: B64, decision: NewDecision): Promise<void> {
    await this.#session.ask('POST', `/api/disclosures/${id}/decision`, decision);
  }

  async complete(id: B64, part: B64): Promise<void> {
    await this.#session.ask('POST', `/api/disclosures/${id}/completion`, { part });
  }

  async withdraw(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/disclosures/${id}/withdraw`);
  }

  /** Conflict `told` once the student can read of it. */
  async tell(id: B64, tell: number): Promise<void> {
    await this.#session.ask('PUT', `/api/disclosures/${id}/tell`, { tell });
  }

  /** Conflict `stale` for somebody who is no auditor now. */
  async showAuditors(
    id: B64,
    wraps: readonly { readonly certificate: B64; readonly wrap: B64 }[],
  ): Promise<void> {
    await this.#session.ask('POST', `/api/disclosures/${id}/wraps`, { wraps });
  }
}
