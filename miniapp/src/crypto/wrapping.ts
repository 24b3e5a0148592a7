// A secret a person keeps, and what it wraps, protocol.md §2.2. Lives here: Argon2id, the wrap
// and fetch keys, the sealed blob. Must not: the bundle's entries. Imported lazily (argon2).
import { argon2idAsync } from '@noble/hashes/argon2.js';
import { utf8 } from './bytes.ts';
import { choice, fixed, Structure, text, u64 } from './codec.ts';
import { WeakParameters } from './errors.ts';
import { derive, hash } from './hash.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { open, seal } from './seal.ts';
import { Secret } from './secret.ts';
import type { Salt, Sealed, Side } from './types.ts';

/** How a secret is kept: twelve words, Telegram's cloud, a passphrase, a printed kit. */
export type SecretKind = 'words' | 'cloud' | 'passphrase' | 'kit';

/** Argon2id's cost. `memory` in KiB. */
export interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** What the protocol asks for, and the least a device accepts (§1). */
export const COST: Cost = { memory: 65_536, passes: 3, lanes: 1 };
// A hostile server could otherwise freeze the device; nothing legitimate asks for more.
const MOST: Cost = { memory: 262_144, passes: 8, lanes: 1 };

const wrapped = new Structure('wrapped', {
  side: choice<Side>('student', 'staff'),
  kind: text,
  salt: fixed<Salt>(16),
  memory: u64,
  passes: u64,
  lanes: u64,
});

/** Keys from a secret: one opens the blob, the other fetches it from the server. */
export interface WrapKeys {
  readonly side: Side;
  readonly kind: SecretKind;
  readonly salt: Salt;
  readonly cost: Cost;
  readonly wrap: Secret<'wrap'>;
  /** Sent to the server to release the blob; it keeps only {@link verifierOf}. */
  readonly fetch: Secret<'fetch'>;
}

function check(cost: Cost): void {
  const numbers = [cost.memory, cost.passes, cost.lanes];
  const weak = cost.memory < COST.memory || cost.passes < COST.passes;
  const excessive = cost.memory > MOST.memory || cost.passes > MOST.passes;
  if (!numbers.every(Number.isSafeInteger) || weak || excessive || cost.lanes !== COST.lanes) {
    throw new WeakParameters();
  }
}

/** The bytes of a passphrase: NFKC, UTF-8 (§2.2). */
export function passphraseBytes(passphrase: string): Uint8Array {
  return utf8(passphrase.normalize('NFKC'));
}

/**
 * Argon2id and the two keys. Takes about a second on a laptop, several on a phone; `progress`
 * gets 0 to 1. Throws {@link WeakParameters} before any work.
 */
export async function deriveWrapKeys(request: {
  readonly side: Side;
  readonly kind: SecretKind;
  readonly secret: Uint8Array;
  readonly salt: Salt;
  readonly cost: Cost;
  readonly progress?: (fraction: number) => void;
}): Promise<WrapKeys> {
  const { side, kind, salt, cost } = request;
  check(cost);
  const master = await argon2idAsync(request.secret, salt, {
    m: cost.memory,
    t: cost.passes,
    p: cost.lanes,
    dkLen: 32,
    maxmem: (cost.memory + 1024) * 1024,
    ...(request.progress === undefined ? {} : { onProgress: request.progress }),
  });
  const wrap = new Secret('wrap', derive('pl.wrap', master, utf8(kind)));
  const fetch = new Secret('fetch', derive('pl.fetch', master, utf8(kind)));
  return { side, kind, salt, cost, wrap, fetch };
}

/** `H("pl.verifier", fetch key)`: what the server keeps to check the fetch key. */
export function verifierOf(keys: WrapKeys): Uint8Array {
  return hash('pl.verifier', keys.fetch.reveal());
}

function associated(keys: WrapKeys): Uint8Array {
  return wrapped.encode({ side: keys.side, kind: keys.kind, salt: keys.salt, ...keys.cost });
}

/** The blob: the bundle, padded and sealed under the wrap key. */
export function wrapBundle(
  keys: WrapKeys,
  bundle: Uint8Array,
  random: Random = systemRandom,
): Sealed {
  return seal(keys.wrap.reveal(), associated(keys), pad(bundle), random);
}

/** The bundle's bytes. Throws `NotOpened` or `Malformed`. */
export function unwrapBundle(keys: WrapKeys, blob: Uint8Array): Uint8Array {
  return unpad(open(keys.wrap.reveal(), associated(keys), blob));
}
