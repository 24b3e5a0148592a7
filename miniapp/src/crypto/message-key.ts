// The key of one sealed text, protocol.md §17. Lives here: taking it out to show that text alone to
// somebody else, and opening by it. Must not: everyday sealing (seal.ts), which every page loads.
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concat, equal, u32be } from './bytes.ts';
import { NotOpened } from './errors.ts';
import { derive } from './hash.ts';
import { open } from './seal.ts';

const NONCE = 24;
const COMMITMENT = 32;
const TAG = 16;

/** Throws {@link NotOpened} unless `key` opens it: a key that opens nothing is not handed on. */
export function messageKey(key: Uint8Array, ad: Uint8Array, sealed: Uint8Array): Uint8Array {
  open(key, ad, sealed);
  const data = concat(u32be(ad.length), ad, sealed.subarray(0, NONCE));
  return derive('pl.seal', key, data, 64);
}

/**
 * The text by its own key; the commitment in it is compared first. Throws {@link NotOpened}. Whoever
 * sealed the text could have made it open in two ways: §17 says what that means.
 */
export function openByMessageKey(key: Uint8Array, ad: Uint8Array, sealed: Uint8Array): Uint8Array {
  if (sealed.length < NONCE + COMMITMENT + TAG || key.length !== 64) throw new NotOpened();
  const commitment = sealed.subarray(NONCE, NONCE + COMMITMENT);
  if (!equal(key.subarray(32), commitment)) throw new NotOpened();
  try {
    const cipher = xchacha20poly1305(key.subarray(0, 32), sealed.subarray(0, NONCE), ad);
    return cipher.decrypt(sealed.subarray(NONCE + COMMITMENT));
  } catch {
    throw new NotOpened();
  }
}
