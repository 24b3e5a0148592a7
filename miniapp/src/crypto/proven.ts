// What was found to hold of public bytes, so that it is not worked out again: a team's certificates come
// with every look at it, and each costs a phone milliseconds. Lives here: a bounded memory of digests. Must
// not: keep anything secret, anything found false, or know what it is that holds.
import { blake2b } from '@noble/hashes/blake2.js';
import { concat, toBase64url } from './bytes.ts';

/** The last `most` findings that were asked for. */
export class Proven {
  readonly #most: number;
  readonly #digests = new Set<string>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#digests.size;
  }

  /**
   * Whether `holds` says so, now or before of the same bytes. All `parts` but the last have one length
   * each, so that no two lists of parts are the same bytes.
   */
  of(parts: readonly Uint8Array[], holds: () => boolean): boolean {
    const digest = toBase64url(blake2b(concat(...parts), { dkLen: 32 }));
    const known = this.#digests.delete(digest);
    if (!known && !holds()) return false;
    this.#digests.add(digest);
    for (const oldest of this.#digests) {
      if (this.#digests.size <= this.#most) break;
      this.#digests.delete(oldest);
    }
    return true;
  }
}
