// Ed25519 and the structure `signed`, protocol.md §1 and §1.1. Lives here: signing keys,
// signing and strict verification. Must not: what is signed; box keys.
import { ed25519 } from '@noble/curves/ed25519.js';
import type { BoxKey } from './box.ts';
import { equal } from './bytes.ts';
import { bytes, type Field, fixed, Structure, type Value } from './codec.ts';
import { BadKey, BadSignature } from './errors.ts';
import { Proven } from './proven.ts';
import { type Random, systemRandom } from './random.ts';
import type { Signed, SignPublic } from './types.ts';

const SEED = 32;

const envelope = new Structure('signed', {
  body: bytes(),
  key: fixed<SignPublic>(32),
  signature: fixed(64),
});

// The newest of many teams' certificates, rosters and keys. What is asked is pure: the same answer each time.
const soundKeys = new Proven(1024);
const goodSignatures = new Proven(4096);

/** A canonical encoding of a point of the prime-order subgroup, other than its identity? */
function isSound(encoded: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(encoded, false);
    return !point.is0() && point.isTorsionFree();
  } catch {
    return false;
  }
}

const isSoundKey = (key: Uint8Array): boolean => soundKeys.of([key], () => isSound(key));

/** Throws {@link BadKey} for a key that is not of the prime-order subgroup. */
export function requireSignKey<T extends Uint8Array>(publicKey: T): T {
  if (publicKey.length !== 32 || !isSoundKey(publicKey)) throw new BadKey();
  return publicKey;
}

/**
 * RFC 8032, strict (§1): key and R are canonical and of the prime-order subgroup, S < L, so that
 * the equation with and without cofactor says the same.
 */
export function verify(publicKey: Uint8Array, body: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  return goodSignatures.of(
    [publicKey, signature, body],
    () =>
      ed25519.verify(signature, body, publicKey, { zip215: false }) &&
      isSoundKey(publicKey) &&
      isSound(signature.subarray(0, 32)),
  );
}

/** A person's Ed25519 seed. Never shown: printing or JSON gives "[secret]". */
export class SigningKey {
  readonly #seed: Uint8Array;
  readonly public: SignPublic;

  constructor(seed: Uint8Array) {
    if (seed.length !== SEED) throw new BadKey();
    this.#seed = seed.slice();
    this.public = ed25519.getPublicKey(this.#seed) as Uint8Array as SignPublic;
  }

  static generate(random: Random = systemRandom): SigningKey {
    return new SigningKey(random(SEED));
  }

  /** `signed(body)`. */
  sign<Shape extends Record<string, Field<unknown>>>(
    structure: Structure<Shape>,
    value: Value<Shape>,
  ): Signed {
    const body = structure.encode(value);
    const signature = ed25519.sign(body, this.#seed);
    return envelope.encode({ body, key: this.public, signature }) as Signed;
  }

  /** The seed, for the bundle only. */
  reveal(): Uint8Array {
    return this.#seed.slice();
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}

/** What a signature covers, with the key that made it. */
export interface Verified<T> {
  readonly value: T;
  readonly signer: SignPublic;
}

/**
 * Opens `signed`, expecting one label and, if given, one signer.
 * Throws `Malformed` or {@link BadSignature}.
 */
export function openSigned<Shape extends Record<string, Field<unknown>>>(
  structure: Structure<Shape>,
  signed: Uint8Array,
  signer?: SignPublic,
): Verified<Value<Shape>> {
  const { body, key, signature } = envelope.decode(signed);
  const value = structure.decode(body);
  if (signer !== undefined && !equal(key, signer)) throw new BadSignature();
  if (!verify(key, body, signature)) throw new BadSignature();
  return { value, signer: key };
}

/** Both secret halves of a person. */
export interface Identity {
  readonly sign: SigningKey;
  readonly box: BoxKey;
  /** Keys left behind by a change (§6): they open what was sealed to them and sign nothing. */
  readonly former?: readonly FormerKeys[];
}

export interface FormerKeys {
  readonly sign: SignPublic;
  readonly box: BoxKey;
}

/** This person's keys under the sign key that a record names: the present ones or former ones. */
export function keysNamed(me: Identity, sign: SignPublic): FormerKeys {
  const former = me.former?.find((one) => equal(one.sign, sign));
  return former ?? { sign: me.sign.public, box: me.box };
}
