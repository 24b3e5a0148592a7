// Byte strings. Lives here: joining, comparing, and the text forms of bytes.
// Must not: cryptography, structures.
import { Malformed } from './errors.ts';

/** 32 zero bytes: "no previous record". */
export const zeros = (length: number): Uint8Array => new Uint8Array(length);

/** One byte string out of several. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Equal? Takes the same time wherever they differ, so it may compare secrets of one length. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/** Bytewise order: negative, zero, positive. For public values only. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** a ⊕ b, of equal length. */
export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length !== b.length) throw new Malformed('lengths differ');
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}

/** 4 bytes, big endian. */
export function u32be(value: number): Uint8Array {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value);
  return out;
}

/** 8 bytes, big endian, below 2⁵³. */
export function u64be(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new Malformed('not a u64 below 2^53');
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(value));
  return out;
}

/** Reads what {@link u64be} wrote; refuses 2⁵³ and above. */
export function readU64(bytes: Uint8Array): number {
  if (bytes.length !== 8) throw new Malformed('a u64 has 8 bytes');
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed('not a u64 below 2^53');
  return Number(value);
}

/** Strict UTF-8: a lone surrogate is an error, never replaced. */
export function utf8(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) !== text) {
    throw new Malformed('not well-formed text');
  }
  return bytes;
}

/** The same text with half characters (lone surrogates, as a cut emoji leaves) replaced. */
export function wellFormed(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}

/** Strict UTF-8 back to text; a byte order mark is kept, so that there is one encoding. */
export function readUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Malformed('not UTF-8');
  }
}

/** Unpadded base64url (RFC 4648 §5): how bytes travel in JSON and links. */
export function toBase64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Of the last character, which bits are of no byte, by how many characters the last group has. */
const SPARE = [0, 0, 0b1111, 0b11];

/** Reads unpadded base64url; refuses other characters and non-canonical endings. */
export function fromBase64url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new Malformed('not base64url');
  const last = ALPHABET.indexOf(text.slice(-1));
  if ((last & (SPARE[text.length % 4] ?? 0)) !== 0) throw new Malformed('not base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte];
  return hex;
}

/** Reads lower-case hexadecimal. */
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new Malformed('not hexadecimal');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
