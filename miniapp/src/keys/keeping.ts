// Keeping a bundle, protocol.md §2.2. Lives here: making the four kinds of secret, the bundle key
// under them, and getting back in. Must not: transport; Argon2id and words are loaded when needed.

import { fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { loaded, Malformed, Refused } from '../crypto/errors.ts';
import { type Random, systemRandom } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import type { Salt, Sealed, Side } from '../crypto/types.ts';
import {
  COST,
  type Cost,
  openBundleBytes,
  passphraseBytes,
  sealBundleBytes,
  unwrapBundleKey,
  type WrapKeys,
  wrapBundleKey,
} from '../crypto/wrapping.ts';
import { Bundle } from './bundle.ts';

export { type Cost, type SecretKind, verifierOf, type WrapKeys } from '../crypto/wrapping.ts';

/** Fewest characters of a staff passphrase. */
export const SHORTEST_PASSPHRASE = 12;

/** A secret as its owner has it: words to write down, text for the cloud, or a passphrase. */
export type KeptSecret =
  | { readonly kind: 'words' | 'kit'; readonly words: readonly string[] }
  | { readonly kind: 'cloud'; readonly stored: string }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

/** Random 32 bytes made with the bundle; never shown: printing or JSON gives "[secret]". */
export class BundleKey extends Secret<'bundle'> {
  static create(random: Random = systemRandom): BundleKey {
    return new BundleKey('bundle', random(32));
  }

  /** From its 32 bytes, as a device kept them. Throws `Malformed`. */
  static of(raw: Uint8Array): BundleKey {
    if (raw.length !== 32) throw new Malformed('a bundle key has 32 bytes');
    return new BundleKey('bundle', raw);
  }
}

/** Reports 0 to 1 while Argon2id works. */
export type Progress = (fraction: number) => void;

/** Twelve fresh words, for a student's key or a staff recovery kit. */
export async function newWords(
  kind: 'words' | 'kit',
  random: Random = systemRandom,
): Promise<KeptSecret & { readonly words: readonly string[] }> {
  const { secretToWords } = await loaded(import('../crypto/words.ts'));
  return { kind, words: secretToWords(random(16)) };
}

/** A fresh secret for Telegram's CloudStorage (22 characters). */
export function newCloudSecret(random: Random = systemRandom): KeptSecret & { stored: string } {
  return { kind: 'cloud', stored: toBase64url(random(16)) };
}

/** Twelve words as typed; throws `Malformed` on an unknown word or a wrong checksum. */
export async function readWords(kind: 'words' | 'kit', typed: string): Promise<KeptSecret> {
  const { normaliseWords, wordsToSecret } = await loaded(import('../crypto/words.ts'));
  const words = normaliseWords(typed);
  wordsToSecret(words);
  return { kind, words };
}

/** A passphrase of at least {@link SHORTEST_PASSPHRASE} characters, as staff choose one. */
export function choosePassphrase(passphrase: string): KeptSecret {
  if ([...passphrase.normalize('NFKC')].length < SHORTEST_PASSPHRASE) {
    throw new Refused('content-bounds');
  }
  return { kind: 'passphrase', passphrase };
}

/** The bytes that go into Argon2id. */
async function secretBytes(secret: KeptSecret): Promise<Uint8Array> {
  if (secret.kind === 'passphrase') return passphraseBytes(secret.passphrase);
  if (secret.kind === 'cloud') {
    const raw = fromBase64url(secret.stored);
    if (raw.length !== 16) throw new Malformed('not a cloud secret');
    return raw;
  }
  const { wordsToSecret } = await loaded(import('../crypto/words.ts'));
  return wordsToSecret(secret.words);
}

/**
 * The two keys of a secret, with the salt and cost the server handed out. Throws `WeakParameters`
 * before any work. Give `keys.fetch.reveal()` to the server to get the blob.
 */
export async function unlock(request: {
  readonly side: Side;
  readonly secret: KeptSecret;
  readonly salt: Salt;
  readonly cost: Cost;
  readonly progress?: Progress;
}): Promise<WrapKeys> {
  const { deriveWrapKeys } = await loaded(import('../crypto/stretch.ts'));
  const { side, salt, cost, progress } = request;
  const secret = await secretBytes(request.secret);
  const { kind } = request.secret;
  const common = { side, kind, secret, salt, cost };
  return deriveWrapKeys(progress === undefined ? common : { ...common, progress });
}

/** New keys under a fresh salt: when a secret is first set, or changed. */
export async function keepUnder(request: {
  readonly side: Side;
  readonly secret: KeptSecret;
  readonly progress?: Progress;
  readonly random?: Random;
}): Promise<WrapKeys> {
  const salt = (request.random ?? systemRandom)(16) as Salt;
  return unlock({ ...request, salt, cost: COST });
}

/** `wrapped`, for the server: the bundle key under a person's secret. */
export function wrapKey(keys: WrapKeys, key: BundleKey, random: Random = systemRandom): Sealed {
  return wrapBundleKey(keys, key, random);
}

/** The bundle key again. Throws `NotOpened`. */
export function unwrapKey(keys: WrapKeys, wrapped: Uint8Array): BundleKey {
  return BundleKey.of(unwrapBundleKey(keys, wrapped).reveal());
}

/** The blob, for the server, at the revision it is to be stored as. */
export function sealBundle(request: {
  readonly key: BundleKey;
  readonly revision: number;
  readonly bundle: Bundle;
  readonly random?: Random;
}): Sealed {
  const { key, revision, bundle, random = systemRandom } = request;
  return sealBundleBytes(key, { side: bundle.side, revision }, bundle.encode(), random);
}

/** The bundle from its blob. Throws `NotOpened`, `Malformed` or `Refused('bundle-side')`. */
export function openBundle(request: {
  readonly key: BundleKey;
  readonly side: Side;
  readonly revision: number;
  readonly blob: Uint8Array;
}): Bundle {
  const { key, side, revision, blob } = request;
  return Bundle.decode(openBundleBytes(key, { side, revision }, blob), side);
}
