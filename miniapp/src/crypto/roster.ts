// The roster, protocol.md §3.2. Lives here: its format and the rules by which a device accepts it.
// Must not: fetching, remembering the newest one (the bundle does).

import { compare, equal, toHex, zeros } from './bytes.ts';
import {
  type Certificate,
  type HolderCertificate,
  isHolder,
  isValid,
  isWithinGrace,
  openCertificate,
  SKEW,
} from './certificates.ts';
import { fixed, list, Structure, u64, type Value } from './codec.ts';
import { CryptoError, Malformed, Refused } from './errors.ts';
import { hash } from './hash.ts';
import { signKey } from './keyfields.ts';
import { openSigned, type SigningKey } from './sign.ts';
import {
  type BoxPublic,
  type CertificateId,
  HOLDERS,
  type HolderRole,
  type MemberRole,
  type RosterHash,
  type Seconds,
  type Signed,
  type SignPublic,
} from './types.ts';

const DAY = 86_400;
/** Longest life of a roster (§3.2). */
export const ROSTER_LIFE: Seconds = 35 * DAY;
/** Age at which holders are reminded to sign again (§3.2). */
export const ROSTER_REMINDER: Seconds = 21 * DAY;

const shape = {
  version: u64,
  previous: fixed<RosterHash>(32),
  issued: u64,
  expires: u64,
  root: signKey,
  certificates: list(fixed<CertificateId>(32)),
  auditRow: u64,
  auditHead: fixed(32),
};

/** The structure `roster`; ids ascending, at most 35 days. */
export const roster = new Structure('roster', shape, requireShape);

export type RosterBody = Value<typeof shape>;

/** The newest roster a device accepted, as its bundle keeps it. */
export interface RosterMark {
  readonly version: number;
  readonly hash: RosterHash;
}

/** A roster that passed every rule, with its certificates opened. */
export interface AcceptedRoster extends RosterMark {
  readonly body: RosterBody;
  readonly certificates: readonly Certificate[];
  /** Those that it does not list: they say whose a name was, and give no trust. */
  readonly earlier: readonly Certificate[];
  readonly signed: Signed;
}

/** "No roster before": the previous hash of the first. */
export const FIRST_ROSTER = zeros(32) as RosterHash;

/** `H("pl.roster", signed roster)` */
export function rosterHash(signed: Uint8Array): RosterHash {
  return hash('pl.roster', signed) as RosterHash;
}

/** Signs a roster; ids are put in ascending order. */
export function signRoster(holder: SigningKey, body: RosterBody): Signed {
  return holder.sign(roster, { ...body, certificates: [...body.certificates].sort(compare) });
}

/** The fields and the signature of a roster, without any rule of acceptance. */
export function readRoster(signed: Signed): { body: RosterBody; signer: SignPublic } {
  const { value, signer } = openSigned(roster, signed);
  return { body: value, signer };
}

function requireShape(body: RosterBody): void {
  body.certificates.slice(1).forEach((id, i) => {
    if (compare(body.certificates[i] as CertificateId, id) >= 0) {
      throw new Malformed('ids are not ascending');
    }
  });
  const first = equal(body.previous, FIRST_ROSTER);
  if (body.version < 1 || first !== (body.version === 1)) throw new Malformed('no such version');
  if (body.expires <= body.issued) throw new Malformed('a roster ends after it begins');
  if (body.expires - body.issued > ROSTER_LIFE) throw new Refused('roster-too-long');
}

/** The listed certificates and no other, intact and issued by whom §3.1 says. */
function gather(body: RosterBody, supplied: readonly Signed[]): Certificate[] {
  const opened = supplied.map(openCertificate);
  if (opened.length !== body.certificates.length) throw new Refused('roster-incomplete');
  const listed = body.certificates.map((id) => {
    const found = opened.find((candidate) => equal(candidate.id, id));
    if (found === undefined) throw new Refused('roster-incomplete');
    return found;
  });
  const holders = listed.filter(isHolder);
  requireDistinct(listed, holders);
  for (const one of listed) requireIssuer(one, body.root, holders);
  return listed;
}

/** One certificate for each holder's role; nobody's keys twice (§3.2). */
function requireDistinct(
  listed: readonly Certificate[],
  holders: readonly HolderCertificate[],
): void {
  const distinct = (values: readonly string[]) => new Set(values).size === values.length;
  const single =
    distinct(holders.map((one) => one.role)) &&
    distinct(listed.map((one) => toHex(one.sign))) &&
    distinct(listed.map((one) => toHex(one.box)));
  if (!single) throw new Refused('roster-ambiguous');
}

function requireIssuer(
  one: Certificate,
  root: SignPublic,
  holders: readonly HolderCertificate[],
): void {
  const byHolder = holders.some((holder) => equal(holder.sign, one.issuer));
  if (!(isHolder(one) ? equal(one.issuer, root) : byHolder)) {
    throw new Refused('certificate-issuer');
  }
}

function requireNotBehind(body: RosterBody, id: RosterHash, newest: RosterMark | null): void {
  if (newest === null) return;
  if (body.version < newest.version) throw new Refused('roster-rolled-back');
  const twin = body.version === newest.version && !equal(id, newest.hash);
  const stray = body.version === newest.version + 1 && !equal(body.previous, newest.hash);
  if (twin || stray) throw new Refused('roster-forked');
}

/**
 * Accepts a roster by every rule of §3.2, or throws. With `expired: 'allowed'` one that ran out
 * passes (and nothing else is relaxed): for conversations already open, never for sealing to
 * someone new.
 */
export function acceptRoster(request: {
  readonly signed: Signed;
  readonly certificates: readonly Signed[];
  readonly earlier?: readonly Signed[];
  readonly root: SignPublic;
  readonly newest: RosterMark | null;
  readonly now: Seconds;
  readonly expired?: 'refused' | 'allowed';
}): AcceptedRoster {
  const { signed, now } = request;
  const { body, signer } = readRoster(signed);
  if (!equal(body.root, request.root)) throw new Refused('roster-root');
  const certificates = gather(body, request.certificates);
  // One that ran out, where that is allowed, is judged as of its last second.
  const at = request.expired === 'allowed' ? Math.min(now, body.expires - 1) : now;
  const authority = certificates.filter(isHolder).find((holder) => equal(holder.sign, signer));
  if (authority === undefined || !isValid(authority, at)) throw new Refused('roster-signer');
  if (body.issued > now + SKEW) throw new Refused('roster-not-yet');
  if (at >= body.expires + SKEW) throw new Refused('roster-expired');
  const id = rosterHash(signed);
  requireNotBehind(body, id, request.newest);
  const earlier = (request.earlier ?? []).flatMap(opened);
  return { version: body.version, hash: id, body, certificates, earlier, signed };
}

/** An old certificate that is none is nobody's name; it must not take the roster with it. */
function opened(one: Signed): readonly Certificate[] {
  try {
    return [openCertificate(one)];
  } catch (error) {
    if (error instanceof CryptoError) return [];
    throw error;
  }
}

/** Does a worker's certificate stand in the place of an earlier one (§25)? */
function replaces(later: Certificate, earlier: Certificate): boolean {
  const same = equal(later.sign, earlier.sign) && equal(later.box, earlier.box);
  const workers = later.role === 'worker' && earlier.role === 'worker';
  return same && workers && later.under18 >= earlier.under18;
}

/** The ids under which a listed worker can have been asked: their certificate's, and earlier ones'. */
export function namesOf(accepted: AcceptedRoster, worker: Certificate): readonly CertificateId[] {
  const before = accepted.earlier.filter((one) => replaces(worker, one));
  return [worker.id, ...before.map((one) => one.id)];
}

/** The listed certificate of this id, or the one that stands in its place (§25). */
export function findStanding(accepted: AcceptedRoster, id: CertificateId): Certificate | undefined {
  return accepted.certificates.find((one) =>
    namesOf(accepted, one).some((name) => equal(name, id)),
  );
}

/** Has it run out? Then intake, claims and handover stop; the rest goes on (§3.2). */
export function isExpired(accepted: AcceptedRoster, now: Seconds): boolean {
  return now >= accepted.body.expires + SKEW;
}

/** The certificate of this id, if it is in force. */
export function findCertificate(
  accepted: AcceptedRoster,
  id: CertificateId,
): Certificate | undefined {
  return accepted.certificates.find((one) => equal(one.id, id));
}

/** The holder of that role. Throws `Refused('roster-incomplete')` when there is none. */
export function holderOf(accepted: AcceptedRoster, role: HolderRole): HolderCertificate {
  const found = accepted.certificates.filter(isHolder).find((one) => one.role === role);
  if (found === undefined) throw new Refused('roster-incomplete');
  return found;
}

/** Are all three holders certified? Only then can an identity capsule be sealed (§5.1). */
export function isComplete(accepted: AcceptedRoster): boolean {
  const holders = accepted.certificates.filter(isHolder);
  return HOLDERS.every((role) => holders.some((one) => one.role === role));
}

/**
 * May an open conversation go on with this worker (or the holder who wrote, §14)? A renewal counts, and 14 days'
 * grace; whoever left the roster is revoked (§3.2).
 */
export function isTolerated(
  accepted: AcceptedRoster,
  worker: { readonly role?: MemberRole; readonly sign: SignPublic; readonly box: BoxPublic },
  now: Seconds,
): boolean {
  return accepted.certificates.some(
    (one) =>
      (worker.role === 'holder' ? isHolder(one) : one.role === 'worker') &&
      equal(one.sign, worker.sign) &&
      equal(one.box, worker.box) &&
      isWithinGrace(one, now),
  );
}

/** Workers a student's device may seal to (§5): valid now, not avoided, certified where needed. */
export function eligibleWorkers(request: {
  readonly roster: AcceptedRoster;
  readonly avoid: readonly SignPublic[];
  readonly under18: boolean;
  readonly now: Seconds;
}): readonly Certificate[] {
  const { roster: accepted, avoid, under18, now } = request;
  if (isExpired(accepted, now)) throw new Refused('roster-expired');
  return accepted.certificates.filter(
    (one) =>
      one.role === 'worker' &&
      isValid(one, now) &&
      (!under18 || one.under18 === 1) &&
      !avoid.some((key) => equal(key, one.sign)),
  );
}
