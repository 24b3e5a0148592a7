// Passing a role's secret on to a successor, protocol.md §21. Lives here: giving it whole or as one half
// of its backup, and joining what was given. Must not: who the successor is (roster.ts, the screens).
import { type BackedUp, keepersOf, openBackup, openBackupHalf } from './backup.ts';
import { BoxKey, box } from './box.ts';
import { equal } from './bytes.ts';
import type { Certificate, HolderCertificate } from './certificates.ts';
import { choice, fixed, type Infer, Structure, u64 } from './codec.ts';
import { CryptoError, Malformed, Refused } from './errors.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { openSigned, SigningKey } from './sign.ts';
import { joinHalves } from './split.ts';
import type { Boxed, CertificateId, HolderRole, RolePublic, Signed, SignPublic } from './types.ts';

/** All of a secret, or what the first or the second of its two keepers has. */
export type Piece = 'whole' | 'first' | 'second';

export const rolePass = new Structure(
  'role-pass',
  {
    role: choice<BackedUp>('coordinator', 'manager', 'deputy', 'root'),
    version: u64,
    to: fixed<CertificateId>(32),
    piece: choice<Piece>('whole', 'first', 'second'),
    secret: fixed(32),
  },
  ({ version }) => {
    if (version < 1) throw new Malformed('no such role key');
  },
);

export type RolePass = Infer<typeof rolePass>;

/** Which piece a keeper of this secret's backup has. Throws `Refused` for its owner. */
export function pieceOf(role: BackedUp, keeper: HolderRole): Exclude<Piece, 'whole'> {
  const at = keepersOf(role).indexOf(keeper);
  if (at < 0) throw new Refused('statement-mismatch');
  return at === 0 ? 'first' : 'second';
}

/** Boxes a piece to the role key of the successor's certificate, signed by whoever gives it. */
export function givePiece(request: {
  readonly role: BackedUp;
  readonly version: number;
  readonly piece: Piece;
  readonly secret: Uint8Array;
  readonly to: HolderCertificate;
  readonly by: SigningKey;
  readonly random?: Random;
}): Boxed {
  const { role, version, piece, secret, to, by, random = systemRandom } = request;
  const signed = by.sign(rolePass, { role, version, piece, secret, to: to.id });
  return box(to.roleKey, pad(signed), random);
}

/** One's own half of a backup, by whichever of one's role keys it was sealed to. */
export function ownHalf(request: {
  readonly record: Signed;
  readonly boxed: Uint8Array;
  readonly owner: SignPublic;
  readonly keeper: HolderRole;
  readonly roleKeys: readonly BoxKey<RolePublic>[];
}): { readonly role: BackedUp; readonly version: number; readonly secret: Uint8Array } {
  const record = openBackup(request.record, request.owner);
  const { keeper, boxed } = request;
  for (const roleKey of request.roleKeys) {
    try {
      const secret = openBackupHalf({ record, keeper, roleKey, boxed });
      return { role: record.role, version: record.version, secret };
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
    }
  }
  throw new Refused('statement-mismatch');
}

/** A piece that was boxed to one's own certificate, with whose key it is signed. */
export function takePiece(
  boxed: Uint8Array,
  me: { readonly certificate: CertificateId; readonly roleKey: BoxKey<RolePublic> },
): { readonly pass: RolePass; readonly signer: SignPublic } {
  const { value, signer } = openSigned(rolePass, unpad(me.roleKey.open(boxed)));
  if (!equal(value.to, me.certificate)) throw new Refused('statement-mismatch');
  return { pass: value, signer };
}

/**
 * The pieces among these boxes that are for this certificate and by somebody whom the root ever certified as a
 * holder. A stranger's is not even tried.
 */
export function takePieces(
  boxes: readonly Uint8Array[],
  me: Parameters<typeof takePiece>[1],
  everHolders: readonly Certificate[],
): readonly RolePass[] {
  return boxes.flatMap((boxed) => {
    try {
      const { pass, signer } = takePiece(boxed, me);
      return everHolders.some((one) => equal(one.sign, signer)) ? [pass] : [];
    } catch (error) {
      if (error instanceof CryptoError) return [];
      throw error;
    }
  });
}

/** Whether a secret is the one that the root certified under this version, or the pinned root itself. */
export function isCertified(
  { role, version }: Pick<RolePass, 'role' | 'version'>,
  secret: Uint8Array,
  known: { readonly root: SignPublic | null; readonly everHolders: readonly Certificate[] },
): boolean {
  const { root, everHolders } = known;
  if (role === 'root') return root !== null && equal(new SigningKey(secret).public, root);
  const key = new BoxKey<RolePublic>(secret).public;
  return everHolders.some(
    (one) =>
      one.role === role &&
      one.roleKeyVersion === version &&
      one.roleKey !== null &&
      equal(one.roleKey, key),
  );
}

/**
 * The secret of role and version that these pieces come to, or null: one that is whole, or both halves.
 * `fits` says whether it is the one whose public key the certificates name; others count for nothing.
 */
export function joinPieces(
  pieces: readonly RolePass[],
  wanted: { readonly role: BackedUp; readonly version: number },
  fits: (secret: Uint8Array) => boolean,
): Uint8Array | null {
  const these = pieces.filter((one) => one.role === wanted.role && one.version === wanted.version);
  const of = (piece: Piece): readonly Uint8Array[] =>
    these.filter((one) => one.piece === piece).map((one) => one.secret);
  const joined = of('first').flatMap((a) => of('second').map((b) => joinHalves({ a, b })));
  return [...of('whole'), ...joined].find(fits) ?? null;
}
