// A team with its readers, and a request with a flag about it. Lives here: what is sealed upward in several
// tests. Must not: assertions.
import { issueCertificate, openCertificate } from '../../src/crypto/certificates.ts';
import { type FlagSubject, type FlagWords, raiseFlag } from '../../src/crypto/flag.ts';
import { openFlag } from '../../src/crypto/flag-reading.ts';
import {
  type AcceptedRoster,
  acceptRoster,
  FIRST_ROSTER,
  ROSTER_LIFE,
  signRoster,
} from '../../src/crypto/roster.ts';
import type { HolderRole, Signed } from '../../src/crypto/types.ts';
import { asked, certificateBody, certificatesOf, NOW, newIdentity, newTeam } from './world.ts';

export const team = newTeam();
export const { coordinator, manager, deputy } = team.holders;
export const worker = team.workers[0] as (typeof team.workers)[number];
export const consultant = newIdentity();
export const auditor = newIdentity();

export function certified(role: 'consultant' | 'auditor', who: typeof consultant): Signed {
  const notAfter = NOW + 20 * 86_400;
  return issueCertificate(coordinator.sign, certificateBody(who, { role, name: role, notAfter }));
}

export function listed(): AcceptedRoster {
  const others = [certified('consultant', consultant), certified('auditor', auditor)];
  const certificates = [...certificatesOf(team), ...others];
  const signed = signRoster(coordinator.sign, {
    version: 1,
    previous: FIRST_ROSTER,
    issued: NOW,
    expires: NOW + ROSTER_LIFE,
    root: team.root.public,
    certificates: certificates.map((one) => openCertificate(one).id),
    auditRow: 0,
    auditHead: new Uint8Array(32),
  });
  return acceptRoster({ signed, certificates, root: team.root.public, newest: null, now: NOW });
}

export const roster = listed();
export const request = asked(team);
export const about: FlagSubject = {
  case: request.case,
  intake: request.intake.recordHash,
  sign: request.student.sign.public,
  box: request.student.box.public,
};
export const words: FlagWords = {
  ground: 'serious-harm',
  urgent: 0,
  said: 'They are not safe. 🌙',
  quotes: ['I am not safe.'],
  wants: '',
  told: '',
  called: '',
  leftOut: '',
};

export const raised = raiseFlag({
  author: worker.sign,
  certificate: worker.certificate,
  about,
  words,
  roster,
  now: NOW,
});

export function opened(role: HolderRole, of = raised) {
  const wrap = of.wraps.find((one) => one.role === role)?.wrap ?? new Uint8Array(0);
  const key = team.holders[role].roleKey;
  return openFlag({ id: of.id, role, key, sealed: of.sealed, wrap, roster });
}
