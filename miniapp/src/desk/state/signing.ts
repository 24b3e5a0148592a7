// What a holder signs. Lives here: certificates, rosters and backups with their terms. Must not: decide
// who is certified (a person compares words first), or send anything.

import { makeBackup } from '../../crypto/backup.ts';
import { concat, fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { type Certificate, isHolderRole, issueCertificate } from '../../crypto/certificates.ts';
import { type Random, systemRandom } from '../../crypto/random.ts';
import {
  type AcceptedRoster,
  FIRST_ROSTER,
  holderOf,
  ROSTER_LIFE,
  signRoster,
} from '../../crypto/roster.ts';
import type { SigningKey } from '../../crypto/sign.ts';
import {
  type BoxPublic,
  HOLDERS,
  type HolderRole,
  type RolePublic,
  type Seconds,
  type Serial,
  type Signed,
  type SignPublic,
} from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';
import type { Member, TeamAnswer } from './types.ts';

const DAY = 86_400;
/** A holder's certificate; the team reviews itself more often than that. */
export const HOLDER_DAYS = 1096;
/** What may be chosen, in days: workers and consultants 200 at most, auditors 31 (§16). */
const TERM_DAYS: Readonly<Record<'worker' | 'consultant' | 'auditor', readonly number[]>> = {
  worker: [90, 120, 180, 200],
  consultant: [90, 120, 180, 200],
  auditor: [7, 14, 31],
};

/** For how many days somebody of this role may be certified; one of them for a holder. */
export function termsOf(role: Member['role']): readonly number[] {
  return isHolderRole(role) ? [HOLDER_DAYS] : TERM_DAYS[role];
}

/** A certificate for a member, with the keys that the words were compared for. */
export function certificateFor(request: {
  readonly issuer: SigningKey;
  readonly member: Member;
  readonly days: number;
  readonly under18: boolean;
  /** A holder's role key's; 0 for everybody else. */
  readonly version: number;
  readonly now: Seconds;
  readonly random?: Random;
}): Signed {
  const { issuer, member, days, version, now, random = systemRandom } = request;
  return issueCertificate(issuer, {
    serial: random(16) as Serial,
    role: member.role,
    name: member.name,
    sign: fromBase64url(member.sign_key) as SignPublic,
    box: fromBase64url(member.box_key) as BoxPublic,
    roleKey: member.role_key ? (fromBase64url(member.role_key) as RolePublic) : null,
    roleKeyVersion: version,
    under18: request.under18 ? 1 : 0,
    notBefore: now,
    notAfter: now + Math.round(days * DAY),
  });
}

/**
 * The version of a member's role key: as it was certified before, else one above every other of the role
 * that the root ever certified. 0 where the role has no key.
 */
export function roleKeyVersionOf(member: Member, ever: readonly Certificate[]): number {
  if (!isHolderRole(member.role)) return 0;
  const theirs = ever.filter((one) => one.role === member.role);
  const same = theirs.find((one) => one.roleKey && toBase64url(one.roleKey) === member.role_key);
  return same?.roleKeyVersion ?? 1 + Math.max(0, ...theirs.map((one) => one.roleKeyVersion));
}

/** The roster after `before`, listing these certificates. */
export function rosterAfter(request: {
  readonly holder: SigningKey;
  readonly root: SignPublic;
  readonly before: AcceptedRoster | null;
  readonly listing: readonly Certificate[];
  readonly audit: TeamAnswer['audit'];
  readonly now: Seconds;
}): Signed {
  const { holder, root, before, listing, audit, now } = request;
  return signRoster(holder, {
    version: (before?.version ?? 0) + 1,
    previous: before?.hash ?? FIRST_ROSTER,
    issued: now,
    expires: now + ROSTER_LIFE,
    root,
    certificates: listing.map((one) => one.id),
    auditRow: audit.row,
    auditHead: fromBase64url(audit.head),
  });
}

export interface ReadyBackup {
  readonly role: string;
  readonly version: number;
  readonly record: string;
  readonly halves: readonly string[];
}

/** The three role keys in force, in order: whom backups are made for. */
export function keepersOfBackups(roster: AcceptedRoster): Uint8Array {
  return concat(...HOLDERS.map((role) => holderOf(roster, role).roleKey));
}

/** Backups of this holder's role key, and of the root where it is here (§3.4). */
export function backupsOf(bundle: Bundle, role: HolderRole, roster: AcceptedRoster): ReadyBackup[] {
  const roleKeys = Object.fromEntries(
    HOLDERS.map((one) => [one, holderOf(roster, one).roleKey]),
  ) as Record<HolderRole, RolePublic>;
  const holder = bundle.identity.sign;
  const secrets = bundle.roleKeys
    .filter((one) => one.role === role)
    .map(({ version, key }) => ({
      role: role as HolderRole | 'root',
      version,
      secret: key.reveal(),
    }));
  const root = bundle.rootKey;
  if (root !== null) secrets.push({ role: 'root', version: 1, secret: root.reveal() });
  return secrets.map((one) => {
    const { signed, halves } = makeBackup({ ...one, roleKeys, holder });
    const { role: of, version } = one;
    return { role: of, version, record: toBase64url(signed), halves: halves.map(toBase64url) };
  });
}
