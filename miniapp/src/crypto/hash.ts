// H and K of protocol.md §1. Lives here: personalised BLAKE2b and the list of persons (§9).
// Must not: structures, sealing.
import { blake2b } from '@noble/hashes/blake2.js';
import { CryptoError } from './errors.ts';

/** Every domain this client uses; each for one purpose only (§9). */
export type Person =
  | 'pl.seal'
  | 'pl.wrap'
  | 'pl.fetch'
  | 'pl.verifier'
  | 'pl.compare'
  | 'pl.root'
  | 'pl.cert'
  | 'pl.roster'
  | 'pl.init'
  | 'pl.wording'
  | 'pl.epoch'
  | 'pl.direction'
  | 'pl.genesis'
  | 'pl.chain'
  | 'pl.body'
  | 'pl.blob'
  | 'pl.name'
  | 'pl.tag'
  | 'pl.flagevent'
  | 'pl.flagchain'
  | 'pl.ground'
  | 'pl.disclosure'
  | 'pl.disclose'
  | 'pl.release'
  | 'pl.consent'
  | 'pl.lock'
  | 'pl.record'
  | 'pl.recordchain'
  | 'pl.again';

function personalization(person: Person): Uint8Array {
  const padded = new Uint8Array(16);
  padded.set(new TextEncoder().encode(person));
  return padded;
}

/** `H(person, data)`: 32 bytes, unkeyed. */
export function hash(person: Person, data: Uint8Array): Uint8Array {
  return blake2b(data, { dkLen: 32, personalization: personalization(person) });
}

/** `K(person, key, data, length)`: BLAKE2b keyed with 32 bytes; `length` 1 to 64. */
export function derive(person: Person, key: Uint8Array, data: Uint8Array, length = 32): Uint8Array {
  if (key.length !== 32) throw new CryptoError('a derivation key has 32 bytes');
  return blake2b(data, { dkLen: length, key, personalization: personalization(person) });
}
