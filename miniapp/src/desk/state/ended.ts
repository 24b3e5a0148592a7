// Conversations that ended and of which a note may still be written, or a concern raised. Lives here: which
// they are, until a note was written or left. Must not: anything of what was said in them.

import { type Signal, signal } from '@preact/signals';
import { fromBase64url, toBase64url, toHex } from '../../crypto/bytes.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import type { CaseId } from '../../crypto/types.ts';
import { NOTHING_KNOWN } from '../../pseudonym/index.ts';
import { Newest } from '../../state/newest.ts';
import { type NoteSubject, subjectOf } from './note-subject.ts';
import { isTakenBack, withoutTakenBack } from './obeying.ts';
import { withoutHeads } from './record-heads.ts';
import type { StaffAccount } from './staff-account.ts';
import type { WorkerCase } from './worker-case.ts';

/**
 * The secrets are in the worker's bundle, so that an offer outlives a lock; what else this device knew
 * of the student is in memory alone.
 */
export class EndedConversations {
  readonly offers: Signal<readonly NoteSubject[]> = signal([]);
  readonly #account: StaffAccount;
  readonly #remembered = new Map<string, NoteSubject>();
  readonly #left = new Set<string>();
  readonly #looked = new Newest();
  #live: ReadonlySet<string> | null = null;

  constructor(account: StaffAccount) {
    this.#account = account;
  }

  /** Called before a conversation is forgotten. */
  remember(found: WorkerCase): void {
    const subject = found.room.peek() === null ? null : subjectOf(found);
    if (subject === null) return;
    this.#remembered.set(subject.caseId, subject);
    if (this.#live === null) return;
    this.#live = new Set([...this.#live].filter((id) => id !== found.id));
    void this.#look();
  }

  /** The cases that are still this worker's, and those missed for so long that none waits for them. */
  saw(live: readonly string[], over: readonly string[] = []): Promise<void> {
    this.#live = new Set(live);
    const { bundle } = this.#account;
    if (withoutHeads(bundle, over) !== bundle) {
      void this.#account.change((one) => withoutHeads(one, over));
    }
    return this.#look();
  }

  /** A note was written: of a conversation that is over, what it needed goes. */
  async written(caseId: string): Promise<void> {
    const over = this.offers.value.some((one) => one.caseId === caseId);
    if (over) await this.leave(caseId);
  }

  /** None is wanted, or it is written: what it needed goes. */
  async leave(caseId: string): Promise<void> {
    this.#remembered.delete(caseId);
    this.#left.add(caseId);
    this.offers.value = this.offers.value.filter((one) => one.caseId !== caseId);
    const id = fromBase64url(caseId) as CaseId;
    await this.#account.change((bundle) =>
      withoutTakenBack(bundle.withoutCase(id), id).withNote(`meta/joined/${toHex(id)}`, null),
    );
  }

  async #look(): Promise<void> {
    const counts = this.#looked.ask();
    const { bundle } = this.#account;
    const kept = await Promise.all(
      bundle.supervised.map(async (id): Promise<NoteSubject | null> => {
        const supervision = bundle.supervision(id);
        if (supervision === null) return null;
        const name = await requestName(id);
        const about = bundle.subject(id);
        const tookBack = isTakenBack(bundle, 'supervision', id);
        const known = NOTHING_KNOWN;
        return { caseId: toBase64url(id), name, supervision, known, tookBack, about };
      }),
    );
    const all = new Map(kept.flatMap((one) => (one === null ? [] : [[one.caseId, one]])));
    for (const [id, one] of this.#remembered) all.set(id, one);
    const live = this.#live;
    if (live === null || !counts()) return;
    this.offers.value = [...all.values()].filter(
      ({ caseId }) => !live.has(caseId) && !this.#left.has(caseId),
    );
  }
}
