// A holder changes, protocol.md §21. Lives here: which pieces a successor's device takes, what it keeps of
// them, whose half a keeper gives. Must not: the calls, or who follows whom (desk).
import { expect, test } from 'vitest';
import { makeBackup } from '../../src/crypto/backup.ts';
import { BoxKey } from '../../src/crypto/box.ts';
import {
  type HolderCertificate,
  isHolder,
  openCertificate,
} from '../../src/crypto/certificates.ts';
import {
  givePiece,
  isCertified,
  joinPieces,
  ownHalf,
  pieceOf,
  takePiece,
  takePieces,
} from '../../src/crypto/passing.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type { CertificateId, RolePublic } from '../../src/crypto/types.ts';
import { failure, type Holder, newTeam } from './world.ts';

const team = newTeam(1);
const { coordinator, manager, deputy } = team.holders;
const certificateOf = (holder: Holder): HolderCertificate => {
  const found = openCertificate(holder.certificate);
  if (!isHolder(found)) throw new Error('no holder');
  return found;
};
const everHolders = [coordinator, manager, deputy].map(certificateOf);
const root = team.root.public;
const secret = manager.roleKey.reveal();
const wanted = { role: 'manager', version: 1 } as const;
const me = { certificate: certificateOf(deputy).id, roleKey: deputy.roleKey };
const given = (by: SigningKey, change: Partial<Parameters<typeof givePiece>[0]> = {}) =>
  givePiece({ ...wanted, piece: 'whole', secret, to: certificateOf(deputy), by, ...change });
const fits = (found: Uint8Array) => isCertified(wanted, found, { root, everHolders });

test('a piece opens for the certificate that it was given to, and for no other', () => {
  const boxed = given(coordinator.sign);
  expect(takePiece(boxed, me).pass.secret).toEqual(secret);
  const other = { ...me, certificate: certificateOf(manager).id };
  expect(failure(() => takePiece(boxed, other))).toBe('statement-mismatch');
  expect(failure(() => takePiece(boxed, { ...me, roleKey: manager.roleKey }))).not.toBe('nothing');
});

test('pieces count that a certified holder signed for this certificate, and no others', () => {
  const elsewhere = { ...certificateOf(deputy), id: new Uint8Array(32) as CertificateId };
  const boxes = [
    given(coordinator.sign),
    given(SigningKey.generate()),
    given((team.workers[0] as Holder).sign),
    given(manager.sign, { to: elsewhere }),
    given(manager.sign, { to: certificateOf(manager) }),
    new Uint8Array(100),
  ];
  expect(takePieces(boxes, me, everHolders)).toHaveLength(1);
});

test('a secret counts where its public half is what the root certified under this version', () => {
  expect(fits(secret)).toBe(true);
  expect(fits(BoxKey.generate<RolePublic>().reveal())).toBe(false);
  const known = { root, everHolders };
  expect(isCertified({ role: 'manager', version: 2 }, secret, known)).toBe(false);
  expect(isCertified({ role: 'deputy', version: 1 }, secret, known)).toBe(false);
  const seed = team.root.reveal();
  expect(isCertified({ role: 'root', version: 1 }, seed, known)).toBe(true);
  expect(isCertified({ role: 'root', version: 1 }, secret, known)).toBe(false);
  expect(isCertified({ role: 'root', version: 1 }, seed, { root: null, everHolders })).toBe(false);
});

test('two halves come to the secret, one does not, and a false one hides no right one', () => {
  const keys = { coordinator: coordinator.roleKey.public, deputy: deputy.roleKey.public };
  const { signed, halves } = makeBackup({
    ...wanted,
    secret,
    roleKeys: keys,
    holder: manager.sign,
  });
  const [first, second] = [coordinator, deputy].map((keeper, at) =>
    ownHalf({
      record: signed,
      boxed: halves[at] as Uint8Array,
      owner: manager.sign.public,
      keeper: at === 0 ? 'coordinator' : 'deputy',
      roleKeys: [manager.roleKey, keeper.roleKey],
    }),
  );
  const to = me.certificate;
  const pieces = [
    { ...wanted, to, piece: pieceOf('manager', 'coordinator'), secret: new Uint8Array(32).fill(7) },
    {
      ...wanted,
      to,
      piece: pieceOf('manager', 'coordinator'),
      secret: first?.secret as Uint8Array,
    },
    { ...wanted, to, piece: pieceOf('manager', 'deputy'), secret: second?.secret as Uint8Array },
  ];
  expect(joinPieces(pieces, wanted, fits)).toEqual(secret);
  expect(joinPieces(pieces.slice(0, 2), wanted, fits)).toBe(null);
  expect(joinPieces(pieces.slice(1, 2), wanted, fits)).toBe(null);
  expect(joinPieces(pieces, { role: 'manager', version: 2 }, fits)).toBe(null);
  const lie = { ...wanted, to, piece: 'whole', secret: new Uint8Array(32).fill(9) } as const;
  expect(joinPieces([lie], wanted, fits)).toBe(null);
  expect(joinPieces([lie, ...pieces], wanted, fits)).toEqual(secret);
});

test('a half is taken from a backup that the role’s own holder signed, by its keeper', () => {
  const keys = { coordinator: coordinator.roleKey.public, deputy: deputy.roleKey.public };
  const made = makeBackup({ ...wanted, secret, roleKeys: keys, holder: manager.sign });
  const request = {
    record: made.signed,
    boxed: made.halves[0] as Uint8Array,
    owner: manager.sign.public,
    keeper: 'coordinator' as const,
    roleKeys: [coordinator.roleKey],
  };
  expect(ownHalf(request)).toMatchObject(wanted);
  const wrong = [
    { owner: coordinator.sign.public },
    { keeper: 'deputy' as const },
    { boxed: made.halves[1] as Uint8Array },
    { roleKeys: [deputy.roleKey] },
    { roleKeys: [] },
  ];
  for (const change of wrong)
    expect(failure(() => ownHalf({ ...request, ...change }))).not.toBe('nothing');
});

test('each keeper has their piece, in the order of the roles, and the owner has none', () => {
  expect([pieceOf('manager', 'coordinator'), pieceOf('manager', 'deputy')]).toEqual([
    'first',
    'second',
  ]);
  expect([pieceOf('root', 'manager'), pieceOf('root', 'deputy')]).toEqual(['first', 'second']);
  expect(failure(() => pieceOf('manager', 'manager'))).toBe('statement-mismatch');
  expect(failure(() => pieceOf('root', 'coordinator'))).toBe('statement-mismatch');
});
