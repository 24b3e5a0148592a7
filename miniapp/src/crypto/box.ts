// X25519 and libsodium's sealed box, protocol.md §1. Lives here: box keys, boxing, unboxing.
// Must not: signatures; box keys and signing keys are never converted into each other.
import { hsalsa, xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { concat, toHex } from './bytes.ts';
import { BadKey, NotOpened } from './errors.ts';
import { type Random, systemRandom } from './random.ts';
import type { Boxed, BoxPublic } from './types.ts';

const KEY = 32;
const TAG = 16;
const SIGMA = new TextEncoder().encode('expand 32-byte k');

/** Little-endian words of `raw`, whatever the machine's own order. */
function words(raw: Uint8Array): Uint32Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Uint32Array.from({ length: raw.length / 4 }, (_, i) => view.getUint32(i * 4, true));
}

/** crypto_box_beforenm: HSalsa20 of the shared point under a zero nonce. */
function sharedKey(secret: Uint8Array, publicKey: Uint8Array): Uint8Array {
  let point: Uint8Array;
  try {
    point = x25519.getSharedSecret(secret, publicKey);
  } catch {
    throw new BadKey();
  }
  const mixed = new Uint32Array(8);
  hsalsa(words(SIGMA), words(point), new Uint32Array(4), mixed);
  const key = new Uint8Array(KEY);
  const view = new DataView(key.buffer);
  mixed.forEach((word, i) => {
    view.setUint32(i * 4, word, true);
  });
  return key;
}

function nonceFor(ephemeral: Uint8Array, recipient: Uint8Array): Uint8Array {
  return blake2b(concat(ephemeral, recipient), { dkLen: 24 });
}

// Every u-coordinate of low order on curve25519 and its twist, below 2^255, canonical or not; a
// shared point with any of them is zero (RFC 7748 §6.1), with no other.
const LOW_ORDER: readonly string[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

/** Throws {@link BadKey} for a key of low order (an all-zero shared point) or another length. */
export function requireBoxKey<T extends Uint8Array>(publicKey: T): T {
  if (publicKey.length !== KEY) throw new BadKey();
  const masked = publicKey.slice();
  masked[KEY - 1] = (masked[KEY - 1] ?? 0) & 0x7f;
  if (LOW_ORDER.includes(toHex(masked))) throw new BadKey();
  return publicKey;
}

/** `box(recipient, message)`: anonymous; its content must be covered by a signature too. */
export function box(
  recipient: Uint8Array,
  message: Uint8Array,
  random: Random = systemRandom,
): Boxed {
  const secret = random(KEY);
  const ephemeral = x25519.getPublicKey(secret);
  const key = sharedKey(secret, recipient);
  const sealed = xsalsa20poly1305(key, nonceFor(ephemeral, recipient)).encrypt(message);
  return concat(ephemeral, sealed) as Boxed;
}

/** A person's or a role's X25519 secret. Never shown: printing or JSON gives "[secret]". */
export class BoxKey<Public extends Uint8Array = BoxPublic> {
  readonly #secret: Uint8Array;
  readonly public: Public;

  constructor(secret: Uint8Array) {
    if (secret.length !== KEY) throw new BadKey();
    this.#secret = secret.slice();
    this.public = x25519.getPublicKey(this.#secret) as Uint8Array as Public;
  }

  static generate<P extends Uint8Array = BoxPublic>(random: Random = systemRandom): BoxKey<P> {
    return new BoxKey<P>(random(KEY));
  }

  /** The message of a sealed box. Throws {@link NotOpened}. */
  open(boxed: Uint8Array): Uint8Array {
    if (boxed.length < KEY + TAG) throw new NotOpened();
    const ephemeral = boxed.subarray(0, KEY);
    try {
      const key = sharedKey(this.#secret, ephemeral);
      return xsalsa20poly1305(key, nonceFor(ephemeral, this.public)).decrypt(boxed.subarray(KEY));
    } catch {
      throw new NotOpened();
    }
  }

  /** The secret, for the bundle only. */
  reveal(): Uint8Array {
    return this.#secret.slice();
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}
