// Certificates, protocol.md §3.1. Lives here: their format, who may issue which, validity.
// Must not: which of them are in force (roster.ts).

import { choice, fixed, oneOf, Structure, text, u64, type Value } from './codec.ts';
import { Refused } from './errors.ts';
import { hash } from './hash.ts';
import { boxKey, roleKeyOrNone, signKey } from './keyfields.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type {
  CertificateId,
  HolderRole,
  Role,
  RolePublic,
  Seconds,
  Serial,
  Signed,
  SignPublic,
} from './types.ts';

const DAY = 86_400;
const LONGEST_WORKER = 200 * DAY;
/** How long a certificate that merely ran out still serves open conversations (§3.2). */
export const GRACE: Seconds = 14 * DAY;
/** Clock difference allowed everywhere (§3.2). */
export const SKEW: Seconds = 600;

const shape = {
  serial: fixed<Serial>(16),
  role: choice<Role>('coordinator', 'manager', 'deputy', 'worker'),
  name: text,
  sign: signKey,
  box: boxKey,
  roleKey: roleKeyOrNone,
  roleKeyVersion: u64,
  under18: oneOf<0 | 1>(0, 1),
  notBefore: u64,
  notAfter: u64,
};

/** The structure `certificate`; holders have role keys, workers a limited term. */
export const certificate = new Structure('certificate', shape, requireShape);

export type CertificateBody = Value<typeof shape>;

/** A certificate whose signature and shape hold; who signed it is for the caller to judge. */
export interface Certificate extends CertificateBody {
  readonly id: CertificateId;
  readonly issuer: SignPublic;
  readonly signed: Signed;
}

/** A holder's certificate: it has a role key. */
export interface HolderCertificate extends Certificate {
  readonly role: HolderRole;
  readonly roleKey: RolePublic;
}

/** Is it a coordinator's, manager's or deputy's? */
export function isHolder(found: Certificate): found is HolderCertificate {
  return found.role !== 'worker';
}

/** `H("pl.cert", signed certificate)` */
export function certificateId(signed: Uint8Array): CertificateId {
  return hash('pl.cert', signed) as CertificateId;
}

function requireShape(body: CertificateBody): void {
  const holder = body.role !== 'worker';
  const keyed = body.roleKey !== null && body.roleKeyVersion >= 1;
  const keyless = body.roleKey === null && body.roleKeyVersion === 0;
  if (!(holder ? keyed : keyless)) throw new Refused('certificate-shape');
  const term = body.notAfter - body.notBefore;
  if (term <= 0 || (!holder && term > LONGEST_WORKER)) throw new Refused('certificate-validity');
}

/** Signs a certificate: the root for holders, a holder for workers. */
export function issueCertificate(issuer: SigningKey, body: CertificateBody): Signed {
  return issuer.sign(certificate, body);
}

/** Opens one. Throws `Malformed`, `BadSignature`, `BadKey` or `Refused`. */
export function openCertificate(signed: Signed): Certificate {
  const { value, signer } = openSigned(certificate, signed);
  return { ...value, id: certificateId(signed), issuer: signer, signed };
}

/** Valid at this time, give or take {@link SKEW}? The last second is excluded (§3.1). */
export function isValid(found: CertificateBody, now: Seconds): boolean {
  return found.notBefore - SKEW <= now && now < found.notAfter + SKEW;
}

/** Good enough for a conversation already open: 14 days' grace after it ran out. */
export function isWithinGrace(found: CertificateBody, now: Seconds): boolean {
  return found.notBefore - SKEW <= now && now < found.notAfter + GRACE + SKEW;
}
