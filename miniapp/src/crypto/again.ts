// Talking again with the same worker, protocol.md §25. Lives here: what both devices derive for it. Must not:
// say it, or keep it.
import { concat, u64be } from './bytes.ts';
import { derive } from './hash.ts';
import type { EpochKey } from './secret.ts';
import type { RecordHash } from './types.ts';

/** The tag (16 bytes) by which two answers meet, and the worker's word (32), of one epoch. */
export interface AgainKeys {
  readonly tag: Uint8Array;
  readonly word: Uint8Array;
}

export function againKeys(epoch: {
  readonly key: EpochKey;
  readonly recordHash: RecordHash;
}): AgainKeys {
  const key = epoch.key.reveal();
  const data = (n: number): Uint8Array => concat(epoch.recordHash, u64be(n));
  return { tag: derive('pl.again', key, data(0), 16), word: derive('pl.again', key, data(1)) };
}
