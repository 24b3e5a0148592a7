// A room as this device keeps it. Lives here: the snapshot (ciphertext only), texts that could not be
// sealed yet, and which window may use them. Must not: send or show anything.

import type { Conversation } from '../crypto/conversation.ts';
import { CryptoError } from '../crypto/errors.ts';
import type { Identity } from '../crypto/sign.ts';
import { restoreSnapshot, type Snapshot, takeSnapshot } from '../crypto/snapshot.ts';
import type { ShownMessage } from '../crypto/timeline.ts';
import type { LocalStore } from './local.ts';

/** A text written while this device did not know enough to seal it. */
export interface Unsealed {
  /** Of its content: 16 bytes as base64url. */
  readonly id: string;
  readonly text: string;
  /** Unix seconds. */
  readonly time: number;
}

/** As the room shows it until it is sealed. */
export function lineOf({ id, text, time }: Unsealed): ShownMessage {
  return {
    key: `unsealed:${id}`,
    epoch: 0,
    counter: 0,
    mine: true,
    time,
    text,
    tick: 'sending',
    takenBack: false,
    withheld: false,
  };
}

function isUnsealed(value: unknown): value is Unsealed {
  if (typeof value !== 'object' || value === null) return false;
  const { id, text, time } = value as Record<string, unknown>;
  const named = typeof id === 'string' && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(id);
  return named && typeof text === 'string' && Number.isSafeInteger(time);
}

export class RoomCache {
  readonly #store: LocalStore;
  readonly #case: string;
  readonly #window = crypto.randomUUID();

  constructor({ store, caseId }: { store: LocalStore; caseId: string }) {
    this.#store = store;
    this.#case = caseId;
  }

  /** Makes this window the one in charge; the one before notices at its next step. */
  takeCharge(): void {
    this.#store.write(`window/${this.#case}`, this.#window);
  }

  /** Whether another window took over. Asked before every step that seals or saves. */
  get inCharge(): boolean {
    const holder = this.#store.read(`window/${this.#case}`);
    return holder === null || holder === this.#window;
  }

  /** The conversation as it was, or null when there is none or it is damaged. */
  restore(me: Identity): Conversation | null {
    const kept = this.#store.readJson(`room/${this.#case}`);
    if (typeof kept !== 'object' || kept === null) return null;
    if ((kept as Partial<Snapshot>).case !== this.#case) return null;
    try {
      return restoreSnapshot(kept as Snapshot, me);
    } catch (error) {
      if (error instanceof CryptoError) return null;
      throw error;
    }
  }

  /**
   * Saves queue and heads, with the messages where there is room for them. False when the device
   * kept neither: then nothing may be sent.
   */
  save(conversation: Conversation): boolean {
    const name = `room/${this.#case}` as const;
    if (this.#store.writeJson(name, takeSnapshot(conversation, { log: true }))) return true;
    return this.#store.writeJson(name, takeSnapshot(conversation, { log: false }));
  }

  unsealed(): readonly Unsealed[] {
    const kept = this.#store.readJson(`unsealed/${this.#case}`);
    return Array.isArray(kept) ? kept.filter(isUnsealed) : [];
  }

  addUnsealed(text: Unsealed): boolean {
    return this.#store.writeJson(`unsealed/${this.#case}`, [...this.unsealed(), text]);
  }

  removeUnsealed(id: string): void {
    const rest = this.unsealed().filter((one) => one.id !== id);
    if (rest.length === 0) this.#store.remove(`unsealed/${this.#case}`);
    else this.#store.writeJson(`unsealed/${this.#case}`, rest);
  }

  /** Taken-back messages of which the server dropped the body, or would not: no need to ask. */
  get dropped(): readonly string[] {
    const kept = this.#store.readJson(`dropped/${this.#case}`);
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  }

  addDropped(place: string): void {
    this.#store.writeJson(`dropped/${this.#case}`, [...this.dropped, place]);
  }

  forget(): void {
    this.#store.remove(`dropped/${this.#case}`);
    this.#store.remove(`room/${this.#case}`);
    this.#store.remove(`unsealed/${this.#case}`);
    this.#store.remove(`window/${this.#case}`);
  }
}
