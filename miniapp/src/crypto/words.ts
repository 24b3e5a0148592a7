// BIP39 words. Lives here: bits to words and the twelve words of a 128-bit secret.
// Must not: key derivation. Imported lazily: the word list is the heaviest text of the client.
import { sha256 } from '@noble/hashes/sha2.js';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { concat } from './bytes.ts';
import { Malformed } from './errors.ts';

const BITS = 11;

/** The first `count` words of `data`: 11 bits each, most significant first. */
export function bitsToWords(data: Uint8Array, count: number): string[] {
  if (data.length * 8 < count * BITS) throw new Malformed('too few bits for the words');
  return Array.from({ length: count }, (_, i) => wordlist[readBits(data, i * BITS)] as string);
}

function readBits(data: Uint8Array, start: number): number {
  let value = 0;
  for (let bit = start; bit < start + BITS; bit++) {
    value = (value << 1) | (((data[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  }
  return value;
}

/** Twelve words for 16 bytes (BIP39: 128 bits and a 4-bit checksum). */
export function secretToWords(secret: Uint8Array): string[] {
  if (secret.length !== 16) throw new Malformed('twelve words carry 16 bytes');
  return bitsToWords(concat(secret, sha256(secret).subarray(0, 1)), 12);
}

/** Lower case, one space between words, as people may have typed them. */
export function normaliseWords(typed: string): string[] {
  const tidy = typed.normalize('NFKD').toLowerCase().trim();
  return tidy === '' ? [] : tidy.split(/[\s,]+/);
}

/** Is it a word of the list? For marking one wrong word while it is typed. */
export function isWord(word: string): boolean {
  return wordlist.includes(word);
}

/** The 16 bytes of twelve words; {@link Malformed} on an unknown word or a wrong checksum. */
export function wordsToSecret(words: readonly string[]): Uint8Array {
  const indices = words.map((word) => wordlist.indexOf(word));
  if (indices.length !== 12 || indices.includes(-1)) throw new Malformed('not twelve words');
  const bits = indices.map((index) => index.toString(2).padStart(BITS, '0')).join('');
  const secret = Uint8Array.from({ length: 16 }, (_, i) =>
    Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2),
  );
  if (secretToWords(secret).at(-1) !== words.at(-1)) throw new Malformed('not twelve words');
  return secret;
}
