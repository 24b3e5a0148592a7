// Secrets that do not leak by accident. Lives here: a holder for a symmetric secret.
// Must not: key pairs (sign.ts, box.ts), derivations.
import type { Random } from './random.ts';

const HIDDEN = '[secret]';

/**
 * A secret byte string. Printing it, logging it or turning it into JSON gives "[secret]";
 * only {@link Secret.reveal} gives the bytes. Memory is not wiped: JavaScript cannot promise it.
 */
export class Secret<Purpose extends string> {
  readonly #bytes: Uint8Array;
  /** What it is for; part of the type, so that secrets cannot be swapped. */
  readonly purpose: Purpose;

  constructor(purpose: Purpose, bytes: Uint8Array) {
    this.purpose = purpose;
    this.#bytes = bytes.slice();
  }

  static random<P extends string>(purpose: P, length: number, random: Random): Secret<P> {
    return new Secret(purpose, random(length));
  }

  /** A copy of the bytes. */
  reveal(): Uint8Array {
    return this.#bytes.slice();
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }
}

/** Random 32 bytes of one epoch (§6). */
export type EpochKey = Secret<'epoch'>;
/** Random 32 bytes, the same in every epoch of a case (§5). */
export type SupervisionSecret = Secret<'supervision'>;
