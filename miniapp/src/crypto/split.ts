// Secrets split in two, protocol.md §3.4 and §5.1. Lives here: the split and the joining.
// Must not: who holds which half.
import { xor } from './bytes.ts';
import type { Random } from './random.ts';

/** A secret as two halves; either alone says nothing about it. */
export interface Halves {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

/** a random, b = secret ⊕ a. */
export function splitSecret(secret: Uint8Array, random: Random): Halves {
  const a = random(secret.length);
  return { a, b: xor(secret, a) };
}

/** The secret again. */
export function joinHalves(halves: Halves): Uint8Array {
  return xor(halves.a, halves.b);
}
