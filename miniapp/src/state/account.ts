// A signed-in person on this device. Lives here: their bundle, kept here and on the server, and their
// session. Must not: how they got in (entry.ts) or what they do.
import { type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../api/errors.ts';
import type { SessionApi } from '../api/session.ts';
import type { KeyWrap, Me, SecretKind } from '../api/types.ts';
import { fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { CryptoError } from '../crypto/errors.ts';
import { Bundle } from '../keys/bundle.ts';
import { BundleKey, sealBundle } from '../keys/keeping.ts';
import type { Vault } from './vault.ts';

/** A bundle with the key it is sealed under and the revision the server has (0: none). */
export interface Held {
  readonly bundle: Bundle;
  readonly key: BundleKey;
  readonly revision: number;
}

/** A new person's: made on this device, known to nobody yet. */
export function newHeld(side: Me['side']): Held {
  return { bundle: Bundle.create(side), key: BundleKey.create(), revision: 0 };
}

export function writeHeld({ bundle, key, revision }: Held): string {
  return JSON.stringify({
    version: 1,
    bundle: toBase64url(bundle.encode()),
    key: toBase64url(key.reveal()),
    revision,
  });
}

/** What the vault had, or null when there is nothing usable. */
export function readHeld(text: string | null, side: Me['side']): Held | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Record<string, unknown>;
    if (kept['version'] !== 1) return null;
    const revision = kept['revision'];
    return {
      bundle: Bundle.decode(fromBase64url(String(kept['bundle'])), side),
      key: BundleKey.of(fromBase64url(String(kept['key']))),
      revision: typeof revision === 'number' ? revision : 0,
    };
  } catch (error) {
    if (error instanceof CryptoError || error instanceof SyntaxError) return null;
    if (error instanceof TypeError) return null;
    throw error;
  }
}

export class Account {
  readonly me: Signal<Me>;
  readonly api: SessionApi;
  readonly #vault: Vault;
  #held: Held;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ held, me, api, vault }: { held: Held; me: Me; api: SessionApi; vault: Vault }) {
    this.#held = held;
    this.me = signal(me);
    this.api = api;
    this.#vault = vault;
  }

  get bundle(): Bundle {
    return this.#held.bundle;
  }

  /** Whether any secret opens the copy on the server. */
  get isKept(): boolean {
    return this.me.value.kinds.length > 0;
  }

  /**
   * Changes the bundle: here first, then on the server when a copy is kept there. False when this
   * device would not keep it. A server that is away gets the change with the next one.
   */
  change(update: (bundle: Bundle) => Bundle): Promise<boolean> {
    return this.#next(async () => {
      this.#held = { ...this.#held, bundle: update(this.#held.bundle) };
      const kept = await this.#vault.write(writeHeld(this.#held));
      if (this.isKept) await this.#push().catch(ignoreApi);
      return kept;
    });
  }

  /** Adds a secret that opens the copy on the server, and puts the copy there. */
  keepUnder(kind: SecretKind, wrapped: (key: BundleKey) => KeyWrap | Promise<KeyWrap>) {
    return this.#next(async () => {
      await this.#push();
      await this.api.keepKey(kind, await wrapped(this.#held.key));
      const kinds = [...this.me.value.kinds.filter((one) => one !== kind), kind];
      this.me.value = { ...this.me.value, kinds };
    });
  }

  dropKey(kind: SecretKind): Promise<void> {
    return this.#next(async () => {
      await this.api.dropKey(kind);
      const kinds = this.me.value.kinds.filter((one) => one !== kind);
      this.me.value = { ...this.me.value, kinds };
    });
  }

  async refresh(): Promise<void> {
    this.me.value = await this.api.me();
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #push(): Promise<void> {
    try {
      await this.#put(this.#held.revision + 1);
    } catch (error) {
      if (!isConflict(error, 'stale')) throw error;
      // Another device of theirs saved in between; the server says how far it is.
      await this.refresh();
      await this.#put(this.me.value.revision + 1);
    }
  }

  async #put(revision: number): Promise<void> {
    const { bundle, key } = this.#held;
    await this.api.keepBundle(toBase64url(sealBundle({ key, revision, bundle })), revision);
    this.#held = { ...this.#held, revision };
    await this.#vault.write(writeHeld(this.#held));
  }
}

function ignoreApi(error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
}
