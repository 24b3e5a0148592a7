// What a device keeps under its owner's lock, protocol.md §26. Lives here: the lock key under a secret, and
// texts under the lock key. Must not: Argon2id (stretch.ts, heavy), or where any of it is kept.
import { readUtf8, utf8 } from './bytes.ts';
import { fixed, Structure, text, u64 } from './codec.ts';
import { NotOpened } from './errors.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { open, seal } from './seal.ts';
import { Secret } from './secret.ts';
import type { Salt, Sealed } from './types.ts';
import type { Cost } from './wrapping.ts';

const roomLock = new Structure('room-lock', {
  salt: fixed<Salt>(16),
  memory: u64,
  passes: u64,
  lanes: u64,
});
const roomKept = new Structure('room-kept', { name: text });

/** Random 32 bytes made with the lock: what is kept is sealed under it. */
export type LockKey = Secret<'lock'>;

interface Under {
  readonly wrap: Secret<'lock-wrap'>;
  readonly salt: Salt;
  readonly cost: Cost;
}

/** `room lock`: the lock key under what the owner's secret was stretched to. */
export function sealLockKey(
  { wrap, salt, cost }: Under,
  key: LockKey,
  random: Random = systemRandom,
): Sealed {
  return seal(wrap.reveal(), roomLock.encode({ salt, ...cost }), key.reveal(), random);
}

/** The lock key. Throws {@link NotOpened} for a wrong secret. */
export function openLockKey({ wrap, salt, cost }: Under, sealed: Uint8Array): LockKey {
  const key = open(wrap.reveal(), roomLock.encode({ salt, ...cost }), sealed);
  if (key.length !== 32) throw new NotOpened();
  return new Secret('lock', key);
}

/** One text, for the name under which it is kept. */
export function sealKept(
  key: LockKey,
  name: string,
  words: string,
  random: Random = systemRandom,
): Sealed {
  return seal(key.reveal(), roomKept.encode({ name }), pad(utf8(words)), random);
}

/** The text again. Throws {@link NotOpened} or `Malformed`. */
export function openKept(key: LockKey, name: string, sealed: Uint8Array): string {
  return readUtf8(unpad(open(key.reveal(), roomKept.encode({ name }), sealed)));
}

/** The structures of this file. */
export const roomLockFormats = { roomLock, roomKept } as const;
