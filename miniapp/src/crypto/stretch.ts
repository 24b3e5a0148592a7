// Argon2id, protocol.md §2.2. Lives here: a person's secret stretched, into wrap and fetch keys or a lock's.
// Must not: anything needed before a secret is typed; imported lazily, for its weight.
import { argon2idAsync } from '@noble/hashes/argon2.js';
import { utf8 } from './bytes.ts';
import { derive } from './hash.ts';
import { Secret } from './secret.ts';
import type { Salt, Side } from './types.ts';
import { type Cost, requireCost, type SecretKind, type WrapKeys } from './wrapping.ts';

interface Stretching {
  readonly secret: Uint8Array;
  readonly salt: Salt;
  readonly cost: Cost;
  readonly progress?: (fraction: number) => void;
}

/** Argon2id's 32 bytes. Throws `WeakParameters` before any work. */
function master({ secret, salt, cost, progress }: Stretching): Promise<Uint8Array> {
  requireCost(cost);
  return argon2idAsync(secret, salt, {
    m: cost.memory,
    t: cost.passes,
    p: cost.lanes,
    dkLen: 32,
    maxmem: (cost.memory + 1024) * 1024,
    ...(progress === undefined ? {} : { onProgress: progress }),
  });
}

/** The key that seals a room's lock key (§26). Throws `WeakParameters` before any work. */
export async function deriveLockWrap(request: Stretching): Promise<Secret<'lock-wrap'>> {
  return new Secret('lock-wrap', derive('pl.lock', await master(request), new Uint8Array(0)));
}

/**
 * Argon2id and the two keys. Takes about a second on a laptop, several on a phone; `progress`
 * gets 0 to 1. Throws `WeakParameters` before any work.
 */
export async function deriveWrapKeys(
  request: Stretching & { readonly side: Side; readonly kind: SecretKind },
): Promise<WrapKeys> {
  const { side, kind, salt, cost } = request;
  const stretched = await master(request);
  const wrap = new Secret('wrap', derive('pl.wrap', stretched, utf8(kind)));
  const fetch = new Secret('fetch', derive('pl.fetch', stretched, utf8(kind)));
  return { side, kind, salt, cost, wrap, fetch };
}
