// Binary frames from the server's end. Lives here: reading `send` and writing `message`, for tests.
import { concat, fromBase64url, readU64, toBase64url, u64be } from '../../src/crypto/bytes.ts';

/** The fields of a `send`. */
export function readSend(data: Uint8Array) {
  if (data[0] !== 1) throw new Error('not a send frame');
  return {
    t: 'send' as const,
    ref: readU64(data.subarray(1, 9)),
    case: toBase64url(data.subarray(9, 25)),
    message: toBase64url(data.subarray(25)),
  };
}

/** A message as it is pushed. */
export interface Pushed {
  readonly case: string;
  readonly epoch: number;
  readonly direction: number;
  readonly counter: number;
  readonly message: string;
}

/** `message` as its bytes. */
export function messageFrame(pushed: Pushed): ArrayBuffer {
  const { case: id, epoch, direction, counter, message } = pushed;
  const head = [Uint8Array.of(2), fromBase64url(id), u64be(epoch), Uint8Array.of(direction)];
  return new Uint8Array(concat(...head, u64be(counter), fromBase64url(message))).buffer;
}
