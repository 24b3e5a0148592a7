// Backups of role keys and the root seed, protocol.md §3.4. Lives here: making one, opening a half,
// joining two. Must not: when a role key is passed on.

import { blobHash, isBlob } from './blob.ts';
import { type BoxKey, box } from './box.ts';
import { choice, fixed, type Infer, list, Structure, u64 } from './codec.ts';
import { Malformed, Refused } from './errors.ts';
import { type Random, systemRandom } from './random.ts';
import { openSigned, type SigningKey } from './sign.ts';
import { splitSecret } from './split.ts';
import {
  type BlobHash,
  type Boxed,
  HOLDERS,
  type HolderRole,
  type RolePublic,
  type Signed,
  type SignPublic,
} from './types.ts';

/** Whose secret: a role's, or the root seed, which belongs to the coordinator. */
export type BackedUp = HolderRole | 'root';

const backedUp = choice<BackedUp>('coordinator', 'manager', 'deputy', 'root');
const half = new Structure('backup-half', {
  role: backedUp,
  version: u64,
  to: choice<HolderRole>('coordinator', 'manager', 'deputy'),
  half: fixed(32),
});
const backup = new Structure(
  'backup',
  { role: backedUp, version: u64, halves: list(fixed<BlobHash>(32)) },
  ({ version, halves }) => {
    if (version < 1 || halves.length !== 2) throw new Malformed('a backup has two halves');
  },
);

export type Backup = Infer<typeof backup>;

/** The two roles that keep the halves, in the protocol's order. */
export function keepersOf(role: BackedUp): readonly HolderRole[] {
  const owner = role === 'root' ? 'coordinator' : role;
  return HOLDERS.filter((other) => other !== owner);
}

/** Splits `secret` (32 bytes) between the other two roles' role keys and signs the record. */
export function makeBackup(request: {
  readonly role: BackedUp;
  readonly version: number;
  readonly secret: Uint8Array;
  readonly roleKeys: Readonly<Partial<Record<HolderRole, RolePublic>>>;
  readonly holder: SigningKey;
  readonly random?: Random;
}): { readonly signed: Signed; readonly halves: readonly Boxed[] } {
  const { role, version, holder, random = systemRandom } = request;
  const { a, b } = splitSecret(request.secret, random);
  const halves = keepersOf(role).map((to, i) => {
    const key = request.roleKeys[to];
    if (key === undefined) throw new Refused('roster-incomplete');
    return box(key, half.encode({ role, version, to, half: i === 0 ? a : b }), random);
  });
  const hashes = halves.map((one) => blobHash(one));
  return { signed: holder.sign(backup, { role, version, halves: hashes }), halves };
}

/** Opens a backup record, expecting this holder. */
export function openBackup(signed: Signed, holder: SignPublic): Backup {
  return openSigned(backup, signed, holder).value;
}

/** Opens the half kept by `keeper`; it must be the one the record names. */
export function openBackupHalf(request: {
  readonly record: Backup;
  readonly keeper: HolderRole;
  readonly roleKey: BoxKey<RolePublic>;
  readonly boxed: Uint8Array;
}): Uint8Array {
  const { record, keeper, boxed } = request;
  const named = record.halves[keepersOf(record.role).indexOf(keeper)];
  if (named === undefined || !isBlob(named, boxed)) {
    throw new Refused('statement-mismatch');
  }
  const opened = half.decode(request.roleKey.open(boxed));
  const fits = opened.role === record.role && opened.version === record.version;
  if (!fits || opened.to !== keeper) throw new Refused('statement-mismatch');
  return opened.half;
}

/** The structures of this file. */
export const backupFormats = { half, backup } as const;
