// Keeping a bundle, protocol.md §2.2. Lives here: making the four kinds of secret, wrapping under
// them, and getting back in. Must not: transport; Argon2id and the words are loaded when needed.

import { fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { Malformed, Refused } from '../crypto/errors.ts';
import { type Random, systemRandom } from '../crypto/random.ts';
import type { Salt, Sealed, Side } from '../crypto/types.ts';
import type { Cost, SecretKind, WrapKeys } from '../crypto/wrapping.ts';
import { Bundle } from './bundle.ts';

export type { Cost, SecretKind, WrapKeys } from '../crypto/wrapping.ts';

/** Fewest characters of a staff passphrase. */
export const SHORTEST_PASSPHRASE = 12;

/** A secret as its owner has it: words to write down, text for the cloud, or a passphrase. */
export type KeptSecret =
  | { readonly kind: 'words' | 'kit'; readonly words: readonly string[] }
  | { readonly kind: 'cloud'; readonly stored: string }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

/** What goes to the server for one kind. The fetch key itself stays on the device. */
export interface WrappedBundle {
  readonly kind: SecretKind;
  readonly salt: Salt;
  readonly cost: Cost;
  /** `H("pl.verifier", fetch key)` */
  readonly verifier: Uint8Array;
  readonly blob: Sealed;
}

/** Reports 0 to 1 while Argon2id works. */
export type Progress = (fraction: number) => void;

/** Twelve fresh words, for a student's key or a staff recovery kit. */
export async function newWords(
  kind: 'words' | 'kit',
  random: Random = systemRandom,
): Promise<KeptSecret & { readonly words: readonly string[] }> {
  const { secretToWords } = await import('../crypto/words.ts');
  return { kind, words: secretToWords(random(16)) };
}

/** A fresh secret for Telegram's CloudStorage (22 characters). */
export function newCloudSecret(random: Random = systemRandom): KeptSecret & { stored: string } {
  return { kind: 'cloud', stored: toBase64url(random(16)) };
}

/** Twelve words as typed; throws `Malformed` on an unknown word or a wrong checksum. */
export async function readWords(kind: 'words' | 'kit', typed: string): Promise<KeptSecret> {
  const { normaliseWords, wordsToSecret } = await import('../crypto/words.ts');
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
  if (secret.kind === 'passphrase') {
    const { passphraseBytes } = await import('../crypto/wrapping.ts');
    return passphraseBytes(secret.passphrase);
  }
  if (secret.kind === 'cloud') {
    const raw = fromBase64url(secret.stored);
    if (raw.length !== 16) throw new Malformed('not a cloud secret');
    return raw;
  }
  const { wordsToSecret } = await import('../crypto/words.ts');
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
  const { deriveWrapKeys } = await import('../crypto/wrapping.ts');
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
  const { COST } = await import('../crypto/wrapping.ts');
  const salt = (request.random ?? systemRandom)(16) as Salt;
  return unlock({ ...request, salt, cost: COST });
}

/** Wraps a bundle; repeat with the same keys whenever the bundle changes (no Argon2id again). */
export async function wrap(
  keys: WrapKeys,
  bundle: Bundle,
  random: Random = systemRandom,
): Promise<WrappedBundle> {
  const { verifierOf, wrapBundle } = await import('../crypto/wrapping.ts');
  if (bundle.side !== keys.side) throw new Refused('bundle-side');
  const { kind, salt, cost } = keys;
  const blob = wrapBundle(keys, bundle.encode(), random);
  return { kind, salt, cost, verifier: verifierOf(keys), blob };
}

/** The bundle from its blob. Throws `NotOpened`, `Malformed` or `Refused('bundle-side')`. */
export async function unwrap(keys: WrapKeys, blob: Uint8Array): Promise<Bundle> {
  const { unwrapBundle } = await import('../crypto/wrapping.ts');
  return Bundle.decode(unwrapBundle(keys, blob), keys.side);
}
