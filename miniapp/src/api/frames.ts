// The two binary frames of the live line. Lives here: where each byte of `send` and `message` stands
// (docs/api.md, *The socket*). Must not: believe what a frame says, or know what a message holds.
import { concat, fromBase64url, readU64, toBase64url, u64be } from '../crypto/bytes.ts';
import { Malformed } from '../crypto/errors.ts';
import type { MessageRow } from './types.ts';

const SEND = 1;
const MESSAGE = 2;
const CASE_BYTES = 16;
/** Where the parts of `message` begin. */
const AT = { case: 1, epoch: 17, direction: 25, counter: 26, message: 34 } as const;

/** `send`: `ref` is what the answer will name. Throws Malformed. */
export function sendFrame(ref: number, caseId: string, message: string): Uint8Array<ArrayBuffer> {
  const id = fromBase64url(caseId);
  if (id.length !== CASE_BYTES) throw new Malformed('a case has 16 bytes');
  return new Uint8Array(concat(Uint8Array.of(SEND), u64be(ref), id, fromBase64url(message)));
}

/** `message` with the fields that HTTP gives one; null when it is none. */
export function readMessage(data: ArrayBuffer): ({ readonly case: string } & MessageRow) | null {
  const bytes = new Uint8Array(data);
  const direction = bytes[AT.direction];
  if (bytes.length <= AT.message || bytes[0] !== MESSAGE) return null;
  if (direction !== 0 && direction !== 1) return null;
  try {
    return {
      case: toBase64url(bytes.subarray(AT.case, AT.epoch)),
      epoch: readU64(bytes.subarray(AT.epoch, AT.direction)),
      direction,
      counter: readU64(bytes.subarray(AT.counter, AT.message)),
      message: toBase64url(bytes.subarray(AT.message)),
      ad: null,
      body_hash: null,
    };
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}
