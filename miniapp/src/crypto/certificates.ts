// Certificates, protocol.md §3.1. Lives here: their format, who may issue which, validity.
// Must not: which of them are in force (roster.ts).

import { choice, fixed, oneOf, Structure, text, u64, type Value } from './codec.ts';
import { Refused } from './errors.ts';
import { hash } from './hash.ts';
import { boxKey, roleKeyOrNone, signKey } from './keyfields.ts';
import { openSigned, type SigningKey } from './sign.ts';
import {
  type CertificateId,
  HOLDERS,
  type HolderRole,
  type Role,
  type RolePublic,
  type Seconds,
  type Serial,
  type Signed,
  type SignPublic,
} from './types.ts';

const DAY = 86_400;
const LONGEST = { worker: 200 * DAY, consultant: 200 * DAY, auditor: 31 * DAY } as const;
/** How long a certificate that merely ran out still serves open conversations (§3.2). */
const GRACE: Seconds = 14 * DAY;
/** Clock difference allowed everywhere (§3.2). */
export const SKEW: Seconds = 600;

const shape = {
  serial: fixed<Serial>(16),
  role: choice<Role>('coordinator', 'manager', 'deputy', 'worker', 'consultant', 'auditor'),
  name: text,
  sign: signKey,
  box: boxKey,
  roleKey: roleKeyOrNone,
  roleKeyVersion: u64,
  under18: oneOf<0 | 1>(0, 1),
  notBefore: u64,
  notAfter: u64,
};

/** The structure `certificate`; holders have role keys, the others a limited term (§3.1, §16). */
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

/** Coordinator, manager or deputy? */
export function isHolderRole(role: Role): role is HolderRole {
  return (HOLDERS as readonly Role[]).includes(role);
}

/** Is it a coordinator's, manager's or deputy's? */
export function isHolder(found: Certificate): found is HolderCertificate {
  return isHolderRole(found.role);
}

/** `H("pl.cert", signed certificate)` */
export function certificateId(signed: Uint8Array): CertificateId {
  return hash('pl.cert', signed) as CertificateId;
}

function requireShape(body: CertificateBody): void {
  const keyed = body.roleKey !== null && body.roleKeyVersion >= 1;
  const keyless = body.roleKey === null && body.roleKeyVersion === 0;
  if (!(isHolderRole(body.role) ? keyed : keyless)) throw new Refused('certificate-shape');
  const term = body.notAfter - body.notBefore;
  const longest = isHolderRole(body.role) ? Number.POSITIVE_INFINITY : LONGEST[body.role];
  if (term <= 0 || term > longest) throw new Refused('certificate-validity');
}

/** Signs a certificate: the root for holders, a holder for the others. */
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
