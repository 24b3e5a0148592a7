// The committing AEAD, protocol.md §1.2. Lives here: seal and open under a symmetric key.
// Must not: public keys, padding, what is sealed.
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concat, equal, u32be } from './bytes.ts';
import { NotOpened } from './errors.ts';
import { derive } from './hash.ts';
import { type Random, systemRandom } from './random.ts';
import type { Sealed } from './types.ts';

const NONCE = 24;
const COMMITMENT = 32;
const TAG = 16;

interface Derived {
  readonly key: Uint8Array;
  readonly commitment: Uint8Array;
}

function keys(key: Uint8Array, ad: Uint8Array, nonce: Uint8Array): Derived {
  const x = derive('pl.seal', key, concat(u32be(ad.length), ad, nonce), 64);
  return { key: x.subarray(0, 32), commitment: x.subarray(32, 64) };
}

/** nonce (24) ‖ commitment (32) ‖ ciphertext and tag. `ad` is a structure; `key` has 32 bytes. */
export function seal(
  key: Uint8Array,
  ad: Uint8Array,
  message: Uint8Array,
  random: Random = systemRandom,
): Sealed {
  const nonce = random(NONCE);
  const derived = keys(key, ad, nonce);
  const ciphertext = xchacha20poly1305(derived.key, nonce, ad).encrypt(message);
  return concat(nonce, derived.commitment, ciphertext) as Sealed;
}

/** The message. Throws {@link NotOpened}; the commitment is compared before any decryption. */
export function open(key: Uint8Array, ad: Uint8Array, sealed: Uint8Array): Uint8Array {
  if (sealed.length < NONCE + COMMITMENT + TAG) throw new NotOpened();
  const nonce = sealed.subarray(0, NONCE);
  const derived = keys(key, ad, nonce);
  if (!equal(derived.commitment, sealed.subarray(NONCE, NONCE + COMMITMENT))) throw new NotOpened();
  try {
    return xchacha20poly1305(derived.key, nonce, ad).decrypt(sealed.subarray(NONCE + COMMITMENT));
  } catch {
    throw new NotOpened();
  }
}
