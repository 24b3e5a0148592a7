// What a person's secret wraps, protocol.md §2.2. Lives here: the accepted cost, the wrapped bundle
// key, the sealed bundle. Must not: Argon2id (stretch.ts, heavy), the bundle's entries.
import { utf8 } from './bytes.ts';
import { choice, fixed, Structure, u64 } from './codec.ts';
import { NotOpened, WeakParameters } from './errors.ts';
import { hash } from './hash.ts';
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

/** What a new secret is stretched with, and the least a device accepts (§1). */
export const COST: Cost = { memory: 65_536, passes: 3, lanes: 1 };
/** The most a device can be asked to bear (§1): a hostile server could freeze it otherwise. */
const MOST: Cost = { memory: 1_048_576, passes: 16, lanes: 1 };

const wrapped = new Structure('wrapped', {
  side: choice<Side>('student', 'staff'),
  kind: choice<SecretKind>('words', 'cloud', 'passphrase', 'kit'),
  salt: fixed<Salt>(16),
  memory: u64,
  passes: u64,
  lanes: u64,
});
const bundleAd = new Structure('bundle-ad', {
  side: choice<Side>('student', 'staff'),
  revision: u64,
});

/** Keys from a secret: one opens the wrapped bundle key, the other fetches it from the server. */
export interface WrapKeys {
  readonly side: Side;
  readonly kind: SecretKind;
  readonly salt: Salt;
  readonly cost: Cost;
  readonly wrap: Secret<'wrap'>;
  /** Sent to the server to release what it keeps; it keeps only {@link verifierOf}. */
  readonly fetch: Secret<'fetch'>;
}

/** Random 32 bytes made with the bundle: seals it; every secret wraps it. */
export type BundleSecret = Secret<'bundle'>;

/** Throws {@link WeakParameters} for a cost outside §1's. */
export function requireCost(cost: Cost): void {
  const within = (value: number, least: number, most: number) =>
    Number.isSafeInteger(value) && least <= value && value <= most;
  const sound =
    within(cost.memory, COST.memory, MOST.memory) &&
    within(cost.passes, COST.passes, MOST.passes) &&
    cost.lanes === COST.lanes;
  if (!sound) throw new WeakParameters();
}

/** The bytes of a passphrase: NFKC, UTF-8. */
export function passphraseBytes(passphrase: string): Uint8Array {
  return utf8(passphrase.normalize('NFKC'));
}

/** `H("pl.verifier", fetch key)`: what the server keeps to check the fetch key. */
export function verifierOf(keys: WrapKeys): Uint8Array {
  return hash('pl.verifier', keys.fetch.reveal());
}

function wrapAd(keys: WrapKeys): Uint8Array {
  const { side, kind, salt, cost } = keys;
  return wrapped.encode({ side, kind, salt, ...cost });
}

/** `wrapped`: the bundle key under the wrap key. */
export function wrapBundleKey(
  keys: WrapKeys,
  key: BundleSecret,
  random: Random = systemRandom,
): Sealed {
  return seal(keys.wrap.reveal(), wrapAd(keys), key.reveal(), random);
}

/** The bundle key. Throws {@link NotOpened}. */
export function unwrapBundleKey(keys: WrapKeys, sealed: Uint8Array): BundleSecret {
  const key = open(keys.wrap.reveal(), wrapAd(keys), sealed);
  if (key.length !== 32) throw new NotOpened();
  return new Secret('bundle', key);
}

/** The blob: the padded bundle under the bundle key, for one side and revision. */
export function sealBundleBytes(
  key: BundleSecret,
  place: { readonly side: Side; readonly revision: number },
  bundle: Uint8Array,
  random: Random = systemRandom,
): Sealed {
  return seal(key.reveal(), bundleAd.encode(place), pad(bundle), random);
}

/** The bundle's bytes. Throws {@link NotOpened} or `Malformed`. */
export function openBundleBytes(
  key: BundleSecret,
  place: { readonly side: Side; readonly revision: number },
  blob: Uint8Array,
): Uint8Array {
  return unpad(open(key.reveal(), bundleAd.encode(place), blob));
}

/** The structures of this file. */
export const wrappingFormats = { wrapped, bundleAd } as const;
