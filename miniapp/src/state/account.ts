// A signed-in person on this device. Lives here: their bundle, kept here and on the server, and their
// session. Must not: how they got in (entry.ts) or what they do.

import { type Signal, signal } from '@preact/signals';
import { ApiError, isConflict, isPassing } from '../api/errors.ts';
import type { SessionApi } from '../api/session.ts';
import type { Kept, KeyWrap, Me, SecretKind } from '../api/types.ts';
import { equal, fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { CryptoError } from '../crypto/errors.ts';
import { Bundle } from '../keys/bundle.ts';
import { BundleKey, openBundle, sealBundle } from '../keys/keeping.ts';
import { Newest } from './newest.ts';
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
      revision: Number.isSafeInteger(revision) ? Number(revision) : 0,
    };
  } catch (error) {
    if (error instanceof CryptoError || error instanceof SyntaxError) return null;
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/**
 * What a secret opened, with what this device knew of the same person: a server that refused their key may hand out
 * an older bundle, and nothing that was known goes for it.
 */
export function withKnown(kept: Held, known: Held | null): Held {
  if (known === null) return kept;
  const { sign, box } = kept.bundle.identity;
  const mine = known.bundle.identity;
  if (!equal(sign.public, mine.sign.public) || !equal(box.public, mine.box.public)) return kept;
  // Of two values the newer revision's; what only one of them has stays.
  const base = kept.revision > known.revision ? known.bundle : kept.bundle;
  return { ...kept, bundle: known.bundle.joined(kept.bundle, base) };
}

/** A secret as the server keeps it, and the key that asks for it back. */
export interface NewSecret {
  readonly wrap: KeyWrap;
  readonly fetch: Uint8Array;
}

export interface AccountParts {
  readonly held: Held;
  readonly me: Me;
  readonly api: SessionApi;
  readonly vault: Vault;
  /** What the server keeps now, asked for with the fetch key of a secret. */
  readonly refetch: (kind: SecretKind, fetchKey: string) => Promise<Kept>;
}

const fetchNote = (kind: SecretKind): `meta/${string}` => `meta/fetch/${kind}`;

export class Account {
  readonly me: Signal<Me>;
  readonly api: SessionApi;
  readonly #vault: Vault;
  readonly #refetch: AccountParts['refetch'];
  #held: Held;
  /** The bundle as this window last read or wrote it, here and at the server. */
  #here: Bundle;
  #there: Bundle;
  readonly #asked = new Newest();
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ held, me, api, vault, refetch }: AccountParts) {
    this.#held = held;
    this.#here = held.bundle;
    this.#there = held.bundle;
    this.me = signal(me);
    this.api = api;
    this.#vault = vault;
    this.#refetch = refetch;
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
      await this.#joinHere();
      this.#held = { ...this.#held, bundle: update(this.#held.bundle) };
      const kept = await this.#write();
      if (this.isKept) await this.#push().catch(ignoreApi);
      return kept;
    });
  }

  /** Takes what another device of theirs saved since this one was last here. */
  catchUp(): Promise<void> {
    return this.#next(async () => {
      if (this.me.value.revision <= this.#held.revision) return;
      await this.#joinThere().catch(ignoreApi);
      await this.#write();
    });
  }

  /** Adds a secret that opens the copy on the server, and puts the copy there. */
  keepUnder(kind: SecretKind, make: (key: BundleKey) => NewSecret | Promise<NewSecret>) {
    return this.#next(async () => {
      const { wrap, fetch } = await make(this.#held.key);
      const bundle = this.#held.bundle.withNote(fetchNote(kind), fetch);
      this.#held = { ...this.#held, bundle };
      await this.#push();
      await this.api.keepKey(kind, wrap);
      this.#asked.pass();
      const kinds = [...this.me.value.kinds.filter((one) => one !== kind), kind];
      this.me.value = { ...this.me.value, kinds };
    });
  }

  dropKey(kind: SecretKind): Promise<void> {
    return this.#next(async () => {
      await this.api.dropKey(kind);
      this.#asked.pass();
      const kinds = this.me.value.kinds.filter((one) => one !== kind);
      this.me.value = { ...this.me.value, kinds };
    });
  }

  /** The keys go from this device: what they opened was destroyed. */
  forget(): Promise<void> {
    return this.#next(() => this.#vault.clear());
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

  async #write(): Promise<boolean> {
    const kept = await this.#vault.write(writeHeld(this.#held));
    if (kept) this.#here = this.#held.bundle;
    return kept;
  }

  /** Another window of this device may have saved since. */
  async #joinHere(): Promise<void> {
    const { side } = this.me.value;
    const { found } = await this.#vault.find((text) => readHeld(text, side));
    if (found === null) return;
    const bundle = this.#held.bundle.joined(found.bundle, this.#here);
    this.#held = { ...this.#held, bundle };
  }

  /** Another device saved first: its changes are taken before ours are put on top. */
  async #joinThere(): Promise<void> {
    const { kinds, side } = this.me.value;
    for (const kind of kinds) {
      const fetchKey = this.#held.bundle.note(fetchNote(kind));
      if (fetchKey === null) continue;
      try {
        const kept = await this.#refetch(kind, toBase64url(fetchKey));
        if (kept.revision <= this.#held.revision) return;
        const { key } = this.#held;
        const { revision } = kept;
        const theirs = openBundle({ key, side, revision, blob: fromBase64url(kept.blob) });
        const bundle = this.#held.bundle.joined(theirs, this.#there);
        this.#there = theirs;
        this.#held = { ...this.#held, bundle, revision };
        return;
      } catch (error) {
        // A secret that was changed elsewhere opens nothing: another one may.
        if (isPassing(error)) throw error;
        if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
      }
    }
  }

  async #push(): Promise<void> {
    try {
      await this.#put(this.#held.revision + 1);
    } catch (error) {
      if (!isConflict(error, 'stale')) throw error;
      await this.refresh();
      await this.#joinThere();
      await this.#put(this.me.value.revision + 1);
    }
  }

  async #put(revision: number): Promise<void> {
    const { bundle, key } = this.#held;
    await this.api.keepBundle(toBase64url(sealBundle({ key, revision, bundle })), revision);
    this.#there = bundle;
    this.#held = { ...this.#held, revision };
    await this.#write();
  }
}

function ignoreApi(error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
}
