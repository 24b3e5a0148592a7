// Padding, protocol.md §1.3. Lives here: pad and unpad. Must not: sealing.
import { Malformed } from './errors.ts';

const LEAST = 256;
const MARK = 0x80;

/** Padmé (Nikitin et al. 2019): the length that `length` bytes are shown as; 2 or more. */
export function padme(length: number): number {
  // clz32 and not log2: exact at every power of two.
  const e = 31 - Math.clz32(length);
  const s = 32 - Math.clz32(e);
  const unit = 2 ** (e - s);
  return Math.ceil(length / unit) * unit;
}

/** message ‖ 0x80 ‖ zeros, to max(256, Padmé(length + 1)). */
export function pad(message: Uint8Array): Uint8Array {
  const least = message.length + 1;
  const padded = new Uint8Array(least <= LEAST ? LEAST : padme(least));
  padded.set(message);
  padded[message.length] = MARK;
  return padded;
}

/** The message; refuses anything that {@link pad} does not make. */
export function unpad(padded: Uint8Array): Uint8Array {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end--;
  if (end < 0 || padded[end] !== MARK) throw new Malformed('not padded');
  const expected = end + 1 <= LEAST ? LEAST : padme(end + 1);
  if (padded.length !== expected) throw new Malformed('not padded');
  return padded.slice(0, end);
}
