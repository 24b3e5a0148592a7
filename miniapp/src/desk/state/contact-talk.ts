// A conversation that this holder began, protocol.md §14. Lives here: opening it again by one's own signature,
// its room, its end. Must not: beginning one (contacts.ts), screens.

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Sent } from '../../api/socket.ts';
import type { CaseAnswer, EpochRow } from '../../api/types.ts';
import { acceptNextEpoch, type OfferedEpoch } from '../../crypto/acceptance.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { type OpenedContact, openContact, reopenContact } from '../../crypto/contact.ts';
import type { Epoch } from '../../crypto/epoch.ts';
import { CryptoError, Refused } from '../../crypto/errors.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import type { SigningKey } from '../../crypto/sign.ts';
import { signClose } from '../../crypto/statements.ts';
import type { Boxed, CaseId, Seconds, Signed } from '../../crypto/types.ts';
import { ledgerOf, spokenIn } from '../../sharing/reading.ts';
import { isOlder } from '../../state/case-answers.ts';
import type { LocalStore } from '../../state/local.ts';
import type { Lock } from '../../state/locks.ts';
import { RoomState } from '../../state/room.ts';
import { RoomCache } from '../../state/room-cache.ts';
import type { DeskSide } from './side.ts';

export interface TalkParts {
  readonly side: DeskSide;
  readonly store: LocalStore;
  readonly lock: Lock;
  readonly line: { readonly ready: boolean; send(id: string, message: string): Promise<Sent> };
  readonly texts: (name: string) => Signal<string>;
}

const offered = (row: EpochRow): OfferedEpoch => ({
  signed: fromBase64url(row.record) as Signed,
  wrap: fromBase64url(row.wrap) as Boxed,
});

function opened(answer: CaseAnswer): OpenedContact | null {
  try {
    return answer.contact ? openContact(fromBase64url(answer.contact) as Signed) : null;
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

export class HolderTalk {
  readonly id: string;
  /** The case that it is about; null when the server's paper does not open. */
  readonly about: string | null;
  readonly answer: Signal<CaseAnswer>;
  readonly room: RoomState;
  readonly draft: Signal<string>;
  /** The words by which the team speaks of that case. */
  readonly name = signal('');
  /** Whether the student has answered, as far as the server says. */
  readonly answered: ReadonlySignal<boolean>;
  readonly #parts: TalkParts;
  readonly #cache: RoomCache;

  constructor(parts: TalkParts, answer: CaseAnswer) {
    const { side, store, lock, line } = parts;
    this.#parts = parts;
    this.id = answer.case;
    this.answer = signal(answer);
    this.answered = computed(() => this.answer.value.acknowledged);
    this.draft = parts.texts(`contact ${this.id}`);
    const about = opened(answer)?.body.case ?? null;
    this.about = about === null ? null : toBase64url(about);
    if (about !== null) void requestName(about).then((name) => this.#named(name));
    this.#cache = new RoomCache({ store, caseId: this.id });
    this.room = new RoomState({
      caseId: this.id,
      me: 'worker',
      identity: side.account.bundle.identity,
      api: side.account.api,
      line,
      cache: this.#cache,
      lock,
      accept: (found, known) => this.#accept(found, known),
      onCase: (found) => {
        if (!isOlder(found, this.answer.peek())) this.answer.value = found;
      },
      now: side.time,
    });
  }

  /** As whom this holder says something about consent here (§20). */
  get signer(): { readonly key: SigningKey; readonly now: () => Seconds } {
    const { account, time } = this.#parts.side;
    return { key: account.bundle.identity.sign, now: time };
  }

  /** Whether the student has agreed here to something that may be done now (§20). */
  get mayShare(): boolean {
    const messages = this.room.messages.value;
    const ledger = ledgerOf(fromBase64url(this.id) as CaseId, 'worker', messages);
    const at = { spoken: spokenIn(messages), now: this.#parts.side.time() };
    return ledger.asks.some((row) => ledger.may(row.hash, at) === 'may');
  }

  /** Ends it: from then on it is gone for this holder. */
  async close(): Promise<void> {
    const { account, time } = this.#parts.side;
    const record = this.room.epoch?.recordHash;
    if (record === undefined) throw new Refused('no-epoch');
    const { sign } = account.bundle.identity;
    const caseId = fromBase64url(this.id) as CaseId;
    const close = signClose(sign, { case: caseId, record, by: 'holder', time: time() });
    await account.api.close(this.id, toBase64url(close));
  }

  /** Nothing of it stays on this device. */
  forget(): void {
    this.stop();
    this.draft.value = '';
    this.#cache.forget();
  }

  stop(): void {
    this.room.stop();
  }

  #named(name: string): void {
    this.name.value = name;
  }

  async #accept(answer: CaseAnswer, known: readonly Epoch[]): Promise<readonly Epoch[]> {
    const accepted: Epoch[] = [];
    for (const row of answer.epochs.slice(known.length)) {
      const before = accepted.at(-1) ?? known.at(-1) ?? null;
      accepted.push(before === null ? this.#first(answer, row) : this.#later(before, row));
    }
    return accepted;
  }

  #first(answer: CaseAnswer, row: EpochRow): Epoch {
    const contact = opened(answer);
    if (contact === null) throw new Refused('contact-mismatch');
    const holder = this.#parts.side.account.bundle.identity;
    return reopenContact({ contact: contact.signed, offered: offered(row), holder }).epoch;
  }

  /** Of the same two, under the same keys (§14). */
  #later(before: Epoch, row: EpochRow): Epoch {
    const { account, roster, time } = this.#parts.side;
    if (roster === null) throw new Refused('epoch-roster');
    return acceptNextEpoch({
      before,
      offered: offered(row),
      me: account.bundle.identity,
      roster,
      memberChange: null,
      keyChange: null,
      now: time(),
    });
  }
}
