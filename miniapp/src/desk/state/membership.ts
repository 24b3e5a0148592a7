// The team as a holder's device trusts it. Lives here: checking root, roster and every certificate that
// the server shows, and who belongs on the next roster. Must not: sign or fetch anything.
import { equal, fromBase64url } from '../../crypto/bytes.ts';
import {
  type Certificate,
  certificateId,
  isHolder,
  isValid,
  openCertificate,
} from '../../crypto/certificates.ts';
import { CryptoError } from '../../crypto/errors.ts';
import {
  type AcceptedRoster,
  isExpired,
  ROSTER_REMINDER,
  readRoster,
} from '../../crypto/roster.ts';
import type { CertificateId, Seconds, Signed, SignPublic } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';
import { judgeTeam } from '../../state/trust.ts';
import type { Member, TeamAnswer } from './types.ts';

/** One member with what this device found of their newest certificate. */
export interface MemberView {
  readonly member: Member;
  /** Theirs, with the right keys, name, role and issuer; null when there is none like that. */
  readonly certificate: Certificate | null;
  /** The server shows a certificate that does not fit: it counts for nothing. */
  readonly broken: boolean;
  /** On the roster, by any certificate of theirs. */
  readonly listed: boolean;
  readonly isMe: boolean;
}

export interface TeamView {
  /** `none`: no root yet · `mismatch`: something does not fit; nothing may be signed. */
  readonly trust: 'none' | 'ok' | 'mismatch';
  readonly root: SignPublic | null;
  readonly checked: boolean;
  /** The newest one that passed, also when it ran out; null before the first. */
  readonly roster: AcceptedRoster | null;
  readonly expired: boolean;
  readonly members: readonly MemberView[];
  /** On the roster, and left out of the server's list: it shows whoever left, too, so that is no word of anybody's. */
  readonly absent: readonly Certificate[];
}

const NOTHING = { root: null, checked: false, roster: null, expired: false } as const;

type Judged = Omit<TeamView, 'members' | 'absent'>;

function pinnedRoot(bundle: Bundle): SignPublic | null {
  return bundle.rootKey?.public ?? bundle.root?.key ?? null;
}

/** A holder is shown all certificates there are: a roster is judged by those that it lists. */
function listed(roster: string, shown: readonly string[]): readonly string[] {
  const { certificates } = readRoster(fromBase64url(roster) as Signed).body;
  const isListed = (found: CertificateId): boolean => certificates.some((id) => equal(id, found));
  return shown.filter((one) => isListed(certificateId(fromBase64url(one) as Signed)));
}

/** Root and roster; throws CryptoError for what is not even well-formed. */
function judgeRoster(answer: TeamAnswer, bundle: Bundle, now: Seconds): Judged {
  const pinned = pinnedRoot(bundle);
  if (!answer.root) {
    // A coordinator may have made a root that never arrived; anybody else has seen one.
    const lost = bundle.root !== null && bundle.roster !== null;
    return { ...NOTHING, trust: lost ? 'mismatch' : 'none' };
  }
  const root = fromBase64url(answer.root) as SignPublic;
  if (pinned !== null && !equal(pinned, root)) return { ...NOTHING, trust: 'mismatch' };
  const mine = bundle.rootKey !== null;
  const checked = mine || (bundle.root?.checked ?? false);
  if (!answer.roster) {
    const trust = bundle.roster === null ? 'ok' : 'mismatch';
    return { ...NOTHING, trust, root, checked };
  }
  const trust = judgeTeam({
    answer: {
      root: answer.root,
      root_changes: [],
      roster: answer.roster,
      certificates: listed(answer.roster, answer.certificates),
    },
    bundle,
    poster: null,
    now,
    expired: 'allowed',
  });
  if (!trust.ok) return { ...NOTHING, trust: 'mismatch' };
  const { roster } = trust;
  return { trust: 'ok', root, checked, roster, expired: isExpired(roster, now) };
}

function openOwn(member: Member): Certificate | null {
  if (!member.certificate) return null;
  const found = openCertificate(fromBase64url(member.certificate) as Signed);
  const roleKey = found.roleKey ?? new Uint8Array(0);
  const same =
    found.role === member.role &&
    found.name === member.name &&
    equal(found.sign, fromBase64url(member.sign_key)) &&
    equal(found.box, fromBase64url(member.box_key)) &&
    equal(roleKey, fromBase64url(member.role_key ?? ''));
  return same ? found : null;
}

function tryOpen(member: Member): Certificate | null {
  try {
    return openOwn(member);
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

/** Certificates whose issuer is whom §3.1 says: the root for holders, one of them for workers. */
function soundOnes(
  opened: readonly (Certificate | null)[],
  root: SignPublic | null,
): readonly Certificate[] {
  if (root === null) return [];
  const present = opened.filter((one): one is Certificate => one !== null);
  const holders = present.filter((one) => isHolder(one) && equal(one.issuer, root));
  const workers = present.filter(
    (one) => !isHolder(one) && holders.some((holder) => equal(holder.sign, one.issuer)),
  );
  return [...holders, ...workers];
}

/** Judges everything `/api/team` said. Never throws for what a server may send. */
export function viewTeam(request: {
  readonly answer: TeamAnswer;
  readonly bundle: Bundle;
  readonly me: string;
  readonly now: Seconds;
}): TeamView {
  const { answer, bundle, me, now } = request;
  let judged: Judged;
  try {
    judged = judgeRoster(answer, bundle, now);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    judged = { ...NOTHING, trust: 'mismatch' };
  }
  const opened = answer.members.map(tryOpen);
  const sound = soundOnes(opened, judged.root);
  const members = answer.members.map((member, at): MemberView => {
    const certificate = opened[at] ?? null;
    const fits = certificate !== null && sound.includes(certificate);
    return {
      member,
      certificate: fits ? certificate : null,
      broken: Boolean(member.certificate) && !fits,
      listed: judged.roster?.certificates.some((one) => isOf(one, member)) ?? false,
      isMe: member.account === me,
    };
  });
  const listed = judged.roster?.certificates ?? [];
  const absent = listed.filter((one) => !answer.members.some((member) => isOf(one, member)));
  return { ...judged, members, absent };
}

function isOf(certificate: Certificate, member: Member): boolean {
  try {
    return (
      equal(certificate.sign, fromBase64url(member.sign_key)) &&
      equal(certificate.box, fromBase64url(member.box_key))
    );
  } catch {
    return false;
  }
}

const counts = (one: Certificate, now: Seconds): boolean => isValid(one, now) && now < one.notAfter;

const onRoster = (view: TeamView, member: Member): Certificate | null =>
  view.roster?.certificates.find((one) => isOf(one, member)) ?? null;

function newerOf(shown: Certificate | null, known: Certificate | null): Certificate | null {
  if (shown === null || known === null) return shown ?? known;
  return known.notBefore > shown.notBefore ? known : shown;
}

/**
 * Who belongs on the next roster: whoever is on it and still may be, the holder who signs, and those
 * whom the holder adds now. Nobody comes back by the server's word alone, and nobody goes because it leaves
 * them out.
 */
export function nextListing(
  view: TeamView,
  request: { readonly add: readonly string[]; readonly now: Seconds },
): readonly Certificate[] {
  const { add, now } = request;
  const kept = view.members.flatMap(({ member, certificate, listed, isMe }) => {
    // A successor takes the role over when somebody says so, not by opening the desk.
    const theirs = isMe && (certificate?.roleKeyVersion ?? 0) <= 1;
    const wanted = listed || theirs || add.includes(member.account);
    // The coordinator is not active before the root is there; the server lists active ones only.
    const may = member.state === 'active';
    // One that is listed is not the worse for an older one, another or none that the server shows now.
    const shown = newerOf(certificate, onRoster(view, member));
    return wanted && may && shown !== null && counts(shown, now) ? [shown] : [];
  });
  kept.push(...view.absent.filter((one) => counts(one, now)));
  // One for each role: the newer key is the successor's (protocol.md §21).
  const holders = kept.filter(
    (one) =>
      isHolder(one) &&
      kept.every((other) => other.role !== one.role || other.roleKeyVersion <= one.roleKeyVersion),
  );
  return kept.filter((one) =>
    isHolder(one)
      ? holders.includes(one)
      : holders.some((holder) => equal(holder.sign, one.issuer)),
  );
}

/** Why a new roster is due: the team changed, or the old one grows old (§3.2, day 21). */
export function rosterDue(view: TeamView, now: Seconds): 'no' | 'changed' | 'old' {
  const me = view.members.find((one) => one.isMe);
  if (view.trust !== 'ok' || me?.certificate == null || me.member.state !== 'active') return 'no';
  const next = nextListing(view, { add: [], now });
  if (!next.some((one) => one === me.certificate)) return 'no';
  const current = view.roster?.certificates ?? [];
  const same =
    next.length === current.length &&
    next.every((one) => current.some((other) => equal(other.id, one.id)));
  if (!same) return 'changed';
  const old = view.roster !== null && now >= view.roster.body.issued + ROSTER_REMINDER;
  return old || view.expired ? 'old' : 'no';
}
