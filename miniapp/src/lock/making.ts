// A lock as it is kept, protocol.md §26. Lives here: making one, opening one, and the cover that it gives.
// Must not: where it is kept, what is covered, or how often somebody may try.
import { fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { CryptoError, loaded, Malformed, NotOpened } from '../crypto/errors.ts';
import { type Random, systemRandom } from '../crypto/random.ts';
import { type LockKey, openKept, openLockKey, sealKept, sealLockKey } from '../crypto/room-lock.ts';
import { Secret } from '../crypto/secret.ts';
import type { Salt } from '../crypto/types.ts';
import { COST, type Cost, passphraseBytes } from '../crypto/wrapping.ts';
import { COVERED, type Cover } from '../state/local.ts';

/** Fewest and most characters of what unlocks. */
export const SHORTEST = 6;
export const LONGEST = 64;

/** After how many minutes without a touch it locks by itself. */
export const MINUTES = [1, 5, 15, 60] as const;
export type Minutes = (typeof MINUTES)[number];

/** Reports 0 to 1 while Argon2id works. */
export type Progress = (fraction: number) => void;

/** What a device keeps of a lock; in the clear. */
export interface KeptLock {
  readonly salt: Salt;
  readonly cost: Cost;
  readonly sealed: Uint8Array;
  readonly minutes: Minutes;
}

export function writeLock({ salt, cost, sealed, minutes }: KeptLock): string {
  return JSON.stringify({
    version: 1,
    ...cost,
    salt: toBase64url(salt),
    sealed: toBase64url(sealed),
    minutes,
  });
}

/** Null for what is no lock: then nothing that it covered can be opened. */
export function readLock(text: string): KeptLock | null {
  try {
    const kept = JSON.parse(text) as Record<string, unknown>;
    if (kept['version'] !== 1) return null;
    const salt = fromBase64url(String(kept['salt']));
    if (salt.length !== 16) return null;
    const minutes = MINUTES.find((one) => one === kept['minutes']) ?? 5;
    const [memory, passes, lanes] = ['memory', 'passes', 'lanes'].map((name) => Number(kept[name]));
    const cost = { memory: memory ?? 0, passes: passes ?? 0, lanes: lanes ?? 0 };
    const sealed = fromBase64url(String(kept['sealed']));
    return { salt: salt as Salt, cost, sealed, minutes };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

/** A new lock under what its owner typed, and the cover. Takes seconds on a phone. */
export async function makeLock(request: {
  readonly typed: string;
  readonly minutes: Minutes;
  readonly progress?: Progress;
  readonly random?: Random;
}): Promise<{ readonly kept: KeptLock; readonly cover: Cover }> {
  const { typed, minutes, random = systemRandom } = request;
  const salt = random(16) as Salt;
  const key: LockKey = new Secret('lock', random(32));
  const wrap = await stretched({ ...request, typed, salt, cost: COST });
  const sealed = sealLockKey({ wrap, salt, cost: COST }, key, random);
  return { kept: { salt, cost: COST, sealed, minutes }, cover: coverOf(key) };
}

/** The cover, or null for a wrong secret. Throws `WeakParameters`, or `NotLoaded` without a network. */
export async function openLock(
  kept: KeptLock,
  typed: string,
  progress?: Progress,
): Promise<Cover | null> {
  const { salt, cost, sealed } = kept;
  const request = { typed, salt, cost, ...(progress === undefined ? {} : { progress }) };
  const wrap = await stretched(request);
  try {
    return coverOf(openLockKey({ wrap, salt, cost }, sealed));
  } catch (error) {
    if (error instanceof NotOpened) return null;
    throw error;
  }
}

async function stretched(request: {
  readonly typed: string;
  readonly salt: Salt;
  readonly cost: Cost;
  readonly progress?: Progress;
}): Promise<Secret<'lock-wrap'>> {
  const { deriveLockWrap } = await loaded(import('../crypto/stretch.ts'));
  return deriveLockWrap({ ...request, secret: passphraseBytes(request.typed) });
}

function coverOf(key: LockKey): Cover {
  return {
    over: (name, text) => COVERED + toBase64url(sealKept(key, name, text)),
    under: (name, kept) => {
      try {
        return openKept(key, name, fromBase64url(kept.slice(COVERED.length)));
      } catch (error) {
        if (error instanceof NotOpened || error instanceof Malformed) return null;
        throw error;
      }
    },
  };
}
