// A signed-in member of staff. Lives here: their bundle in memory, saved sealed on the server when it
// changes, and their session. Must not: write any of it to this device, or know how they got in.

import { type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import type { SessionApi } from '../../api/session.ts';
import type { Me, SecretKind } from '../../api/types.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import { CryptoError } from '../../crypto/errors.ts';
import type { Bundle } from '../../keys/bundle.ts';
import { type KeptSecret, sealBundle } from '../../keys/keeping.ts';
import type { Held } from '../../state/account.ts';
import { wrapUnder } from '../../state/keeping.ts';
import { Newest } from '../../state/newest.ts';

type Update = (bundle: Bundle) => Bundle;

export interface StaffAccountParts {
  readonly held: Held;
  readonly me: Me;
  readonly api: SessionApi;
  /** The server's newest bundle, when another device of theirs saved one. */
  readonly refetch: () => Promise<Held>;
}

export class StaffAccount {
  readonly me: Signal<Me>;
  /** The bundle as it stands, with changes that are not saved yet. */
  readonly current: Signal<Bundle>;
  /** Whether changes wait to be saved: the server was away. */
  readonly unsaved = signal(false);
  readonly api: SessionApi;
  readonly #refetch: () => Promise<Held>;
  readonly #asked = new Newest();
  #held: Held;
  #waiting: readonly Update[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ held, me, api, refetch }: StaffAccountParts) {
    this.#held = held;
    this.me = signal(me);
    this.current = signal(held.bundle);
    this.api = api;
    this.#refetch = refetch;
  }

  get bundle(): Bundle {
    return this.current.value;
  }

  /**
   * Changes the bundle and saves it. False when the server could not be reached: the change stays in
   * memory and goes with the next one. A bundle returned unchanged is not saved.
   */
  change(update: Update): Promise<boolean> {
    return this.#next(async () => {
      const after = update(this.current.value);
      if (after !== this.current.value) {
        this.current.value = after;
        this.#waiting = [...this.#waiting, update];
      }
      if (this.#waiting.length === 0) return true;
      try {
        await this.#save();
      } catch (error) {
        // A copy that cannot be opened any more is as good as a server that is away.
        if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
      }
      this.unsaved.value = this.#waiting.length > 0;
      return !this.unsaved.value;
    });
  }

  /**
   * Saves the bundle though nothing may have changed. True: it is the newest there is, with whatever
   * other devices of theirs saved before.
   */
  saveAnew(): Promise<boolean> {
    return this.#next(async () => {
      try {
        await this.#save();
      } catch (error) {
        if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
        return false;
      }
      this.unsaved.value = false;
      return true;
    });
  }

  /** Sets a new passphrase or a new kit; the one before opens nothing any more. */
  keepUnder(secret: KeptSecret, progress: (fraction: number) => void): Promise<void> {
    return this.#next(async () => {
      const kept = await wrapUnder({ side: 'staff', secret, key: this.#held.key, progress });
      await this.api.keepKey(secret.kind, kept);
      this.#asked.pass();
      const kinds = new Set<SecretKind>([...this.me.value.kinds, secret.kind]);
      this.me.value = { ...this.me.value, kinds: [...kinds] };
    });
  }

  async refresh(): Promise<void> {
    const counts = this.#asked.ask();
    const me = await this.api.me();
    if (counts()) this.me.value = me;
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #save(): Promise<void> {
    try {
      await this.#put();
    } catch (error) {
      if (!isConflict(error, 'stale')) throw error;
      // Another device saved first: its changes stay, ours are made again on top of them.
      const newest = await this.#refetch();
      // A server that shows an older one than this device has takes no key and no note from it.
      if (newest.revision <= this.#held.revision) throw error;
      const bundle = this.#waiting.reduce((one, update) => update(one), newest.bundle);
      this.#held = newest;
      this.current.value = bundle;
      await this.#put();
    }
  }

  async #put(): Promise<void> {
    const revision = this.#held.revision + 1;
    const bundle = this.current.value;
    const blob = sealBundle({ key: this.#held.key, revision, bundle });
    await this.api.keepBundle(toBase64url(blob), revision);
    this.#held = { ...this.#held, bundle, revision };
    this.#waiting = [];
  }
}
