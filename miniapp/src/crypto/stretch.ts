// Argon2id, protocol.md §2.2. Lives here: a person's secret stretched into wrap and fetch keys.
// Must not: anything needed before a secret is typed; imported lazily, for its weight.
import { argon2idAsync } from '@noble/hashes/argon2.js';
import { utf8 } from './bytes.ts';
import { derive } from './hash.ts';
import { Secret } from './secret.ts';
import type { Salt, Side } from './types.ts';
import { type Cost, requireCost, type SecretKind, type WrapKeys } from './wrapping.ts';

/**
 * Argon2id and the two keys. Takes about a second on a laptop, several on a phone; `progress`
 * gets 0 to 1. Throws `WeakParameters` before any work.
 */
export async function deriveWrapKeys(request: {
  readonly side: Side;
  readonly kind: SecretKind;
  readonly secret: Uint8Array;
  readonly salt: Salt;
  readonly cost: Cost;
  readonly progress?: (fraction: number) => void;
}): Promise<WrapKeys> {
  const { side, kind, salt, cost } = request;
  requireCost(cost);
  const master = await argon2idAsync(request.secret, salt, {
    m: cost.memory,
    t: cost.passes,
    p: cost.lanes,
    dkLen: 32,
    maxmem: (cost.memory + 1024) * 1024,
    ...(request.progress === undefined ? {} : { onProgress: request.progress }),
  });
  const wrap = new Secret('wrap', derive('pl.wrap', master, utf8(kind)));
  const fetch = new Secret('fetch', derive('pl.fetch', master, utf8(kind)));
  return { side, kind, salt, cost, wrap, fetch };
}
