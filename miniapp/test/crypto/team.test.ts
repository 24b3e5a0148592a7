// The team's records. Lives here: rosters, certificates, roots and backups, honest and attacked.
// Must not: intake and epochs.
import { expect, test } from 'vitest';
import { makeBackup, openBackup, openBackupHalf } from '../../src/crypto/backup.ts';
import { issueCertificate, openCertificate, SKEW } from '../../src/crypto/certificates.ts';
import {
  compareWords,
  fingerprintMatches,
  posterParameter,
  readPosterParameter,
  requestName,
  rootFingerprint,
  rootWords,
} from '../../src/crypto/fingerprint.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { followRoot, rootChange, signRootChange } from '../../src/crypto/root.ts';
import {
  acceptRoster,
  eligibleWorkers,
  FIRST_ROSTER,
  isExpired,
  isTolerated,
  ROSTER_LIFE,
  type RosterBody,
  readRoster,
  signRoster,
} from '../../src/crypto/roster.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import { joinHalves } from '../../src/crypto/split.ts';
import type { CaseId, Signed, SignPublic } from '../../src/crypto/types.ts';
import {
  acceptedRoster,
  certificateBody,
  certificatesOf,
  failure,
  NOW,
  newIdentity,
  newTeam,
  newWorker,
  type Person,
  rosterOf,
  type Team,
} from './world.ts';

const DAY = 86_400;
const team = newTeam();

function accept(given: {
  team?: Team;
  signed?: Signed;
  certificates?: readonly Signed[];
  root?: SigningKey;
  newest?: Parameters<typeof acceptRoster>[0]['newest'];
  now?: number;
  expired?: 'allowed';
}) {
  const from = given.team ?? team;
  const request = {
    signed: given.signed ?? rosterOf(from),
    certificates: given.certificates ?? certificatesOf(from),
    root: (given.root ?? from.root).public,
    newest: given.newest ?? null,
    now: given.now ?? NOW,
  };
  return acceptRoster(given.expired ? { ...request, expired: given.expired } : request);
}

function signedRoster(change: Partial<RosterBody>, by = team.holders.manager.sign): Signed {
  const { body } = readRoster(rosterOf(team));
  return signRoster(by, { ...body, ...change });
}

test('an honest roster is accepted, and lists who may be asked', () => {
  const roster = accept({});
  expect(roster.certificates).toHaveLength(5);
  const everybody = { roster, avoid: [], under18: false, now: NOW };
  expect(
    eligibleWorkers(everybody)
      .map((one) => one.name)
      .sort(),
  ).toEqual(['Worker 1', 'Worker 2']);
  expect(eligibleWorkers({ ...everybody, under18: true })).toHaveLength(1);
  const avoid = team.workers.map((one) => one.sign.public);
  expect(eligibleWorkers({ ...everybody, avoid })).toHaveLength(0);
});

test('attack 9: a roster rolled back, forked or of another root is refused', () => {
  const newest = accept({ signed: rosterOf(team, { version: 5 }) });
  const older = rosterOf(team, { version: 4 });
  const twin = rosterOf(team, { version: 5, issued: NOW - 1 });
  expect(failure(() => accept({ signed: older, newest }))).toBe('roster-rolled-back');
  expect(failure(() => accept({ signed: twin, newest }))).toBe('roster-forked');
  expect(accept({ signed: newest.signed, newest }).version).toBe(5);
  const stray = rosterOf(team, { version: 6 });
  expect(failure(() => accept({ signed: stray, newest }))).toBe('roster-forked');
  const next = rosterOf(team, { version: 6, previous: newest.hash });
  expect(accept({ signed: next, newest }).version).toBe(6);
  expect(accept({ signed: rosterOf(team, { version: 8 }), newest }).version).toBe(8);
  expect(failure(() => accept({ root: SigningKey.generate() }))).toBe('roster-root');
});

test('an expired, future or overlong roster is refused; expired may still be read', () => {
  const late = NOW + ROSTER_LIFE + 600;
  expect(failure(() => accept({ now: late }))).toBe('roster-expired');
  expect(accept({ now: late - 1 }).version).toBe(1);
  expect(failure(() => accept({ now: NOW - 601 }))).toBe('roster-not-yet');
  expect(accept({ now: NOW - 600 }).version).toBe(1);
  const old = accept({ now: late, expired: 'allowed' });
  expect(isExpired(old, late)).toBe(true);
  const request = { roster: old, avoid: [], under18: false, now: late };
  expect(failure(() => eligibleWorkers(request))).toBe('roster-expired');
  expect(failure(() => signedRoster({ expires: NOW + ROSTER_LIFE + 1 }))).toBe('roster-too-long');
});

test('an expired roster is judged as of its last second', () => {
  const last = NOW + ROSTER_LIFE - 1;
  const until = (notAfter: number) => {
    const { coordinator } = team.holders;
    const { name, role, roleKey, roleKeyVersion } = openCertificate(coordinator.certificate);
    const body = { name, role, roleKey, roleKeyVersion, notAfter };
    const certificate = issueCertificate(team.root, certificateBody(coordinator, body));
    const holders = { ...team.holders, coordinator: { ...coordinator, certificate } };
    return () => accept({ team: { ...team, holders }, now: last + 5 * DAY, expired: 'allowed' });
  };
  expect(until(last - SKEW + 1)().version).toBe(1);
  expect(failure(until(last - SKEW))).toBe('roster-signer');
});

test('only a holder in the list, valid now, signs a roster', () => {
  const worker = team.workers[0]?.sign as SigningKey;
  for (const stranger of [worker, team.root, SigningKey.generate()]) {
    expect(failure(() => accept({ signed: signedRoster({}, stranger) }))).toBe('roster-signer');
  }
  expect(accept({ signed: signedRoster({}) }).version).toBe(1);
});

test('attack 5: a certificate swapped, forged or left out is refused', () => {
  const intruder = newWorker(SigningKey.generate());
  const [first, ...rest] = certificatesOf(team) as [Signed, ...Signed[]];
  expect(failure(() => accept({ certificates: rest }))).toBe('roster-incomplete');
  expect(failure(() => accept({ certificates: [intruder.certificate, ...rest] }))).toBe(
    'roster-incomplete',
  );
  const forged: Team = { ...team, workers: [intruder] };
  expect(failure(() => accept({ team: forged }))).toBe('certificate-issuer');
  const byWorker = newWorker(team.workers[0]?.sign as SigningKey);
  expect(failure(() => accept({ team: { ...team, workers: [byWorker] } }))).toBe(
    'certificate-issuer',
  );
  const altered = first.slice() as Signed;
  altered.set([(altered.at(-10) ?? 0) ^ 1], altered.length - 10);
  expect(failure(() => openCertificate(altered))).toBe('BadSignature');
});

test('two holders of one role, or one key twice, are refused', () => {
  const { coordinator, manager } = team.holders;
  const twice = newWorker(coordinator.sign, { sign: team.workers[0]?.sign.public as SignPublic });
  const shared: Team = { ...team, workers: [...team.workers, twice] };
  expect(failure(() => accept({ team: shared }))).toBe('roster-ambiguous');
  const second = newIdentity();
  const body = certificateBody(second, {
    role: 'manager',
    roleKey: manager.roleKey.public,
    roleKeyVersion: 2,
  });
  const certificate = issueCertificate(team.root, body);
  const two: Team = { ...team, workers: [...team.workers, { ...second, certificate }] };
  expect(failure(() => accept({ team: two }))).toBe('roster-ambiguous');
});

test('a renewed certificate carries an open conversation on; a revoked one does not', () => {
  const [worker, other] = team.workers as [Person, Person];
  const keys = { sign: worker.sign.public, box: worker.box.public };
  const renewed = issueCertificate(team.holders.deputy.sign, certificateBody(worker));
  const after = accept({ team: { ...team, workers: [{ ...worker, certificate: renewed }] } });
  expect(isTolerated(after, keys, NOW)).toBe(true);
  const gone = { sign: other.sign.public, box: other.box.public };
  expect(isTolerated(after, gone, NOW)).toBe(false);
  const until = NOW + 114 * DAY + 600;
  expect([isTolerated(after, keys, until - 1), isTolerated(after, keys, until)]).toEqual([
    true,
    false,
  ]);
});

test('a holder certified by a holder, not the root, is refused', () => {
  const { manager } = team.holders;
  const deputy = newIdentity();
  const body = certificateBody(deputy, {
    role: 'deputy',
    roleKey: manager.roleKey.public,
    roleKeyVersion: 1,
  });
  const certificate = issueCertificate(manager.sign, body);
  const holders = { ...team.holders, deputy: { ...manager, ...deputy, certificate } };
  expect(failure(() => accept({ team: { ...team, holders } }))).toBe('certificate-issuer');
});

test('certificates of a wrong shape or term are not issued', () => {
  const who = newIdentity();
  const issue = (change: Parameters<typeof certificateBody>[1]) =>
    failure(() => issueCertificate(team.root, certificateBody(who, change)));
  expect(issue({ notAfter: NOW + 200 * DAY })).toBe('certificate-validity');
  expect(issue({ roleKeyVersion: 1 })).toBe('certificate-shape');
  expect(issue({ role: 'manager' })).toBe('certificate-shape');
});

test('a pin moves only with the old root’s signature', () => {
  const [old, next, other] = [team.root, SigningKey.generate(), SigningKey.generate()];
  const change = signRootChange(old, 1, next.public);
  expect(followRoot(old.public, [change])).toEqual(next.public);
  expect(followRoot(other.public, [change])).toEqual(other.public);
  expect(followRoot(old.public, [signRootChange(other, 1, next.public)])).toEqual(old.public);
  const later = signRootChange(next, 2, other.public);
  expect(followRoot(old.public, [change, later])).toEqual(other.public);
  expect(followRoot(next.public, [change, later])).toEqual(other.public);
  const forged = other.sign(rootChange, { number: 1, root: other.public, previous: old.public });
  const again = signRootChange(next, 1, other.public);
  for (const bad of [[forged], [later, change], [change, again], [change, forged]]) {
    expect(failure(() => followRoot(old.public, bad))).toBe('root-change');
  }
});

test('the poster’s fingerprint belongs to one root', async () => {
  const root = team.root.public;
  const parameter = posterParameter(root);
  expect(parameter).toMatch(/^r_[A-Za-z0-9_-]{22}$/);
  expect(readPosterParameter(parameter)).toBe(rootFingerprint(root));
  expect(readPosterParameter('room')).toBe(null);
  expect(failure(() => readPosterParameter('r_short'))).toBe('Malformed');
  expect(fingerprintMatches(rootFingerprint(root), root)).toBe(true);
  expect(fingerprintMatches(rootFingerprint(root), SigningKey.generate().public)).toBe(false);
  expect(await rootWords(root)).toHaveLength(8);
  expect((await requestName(systemRandom(16) as CaseId)).split(' ')).toHaveLength(2);
  const who = newIdentity();
  const keys = { sign: who.sign.public, box: who.box.public, role: null };
  expect(await compareWords(keys)).not.toEqual(
    await compareWords({ ...keys, role: team.holders.deputy.roleKey.public }),
  );
});

test('a role key’s backup needs both of the other roles', () => {
  const { coordinator, manager, deputy } = team.holders;
  const secret = coordinator.roleKey.reveal();
  const made = makeBackup({
    role: 'coordinator',
    version: 1,
    secret,
    roleKeys: { manager: manager.roleKey.public, deputy: deputy.roleKey.public },
    holder: coordinator.sign,
  });
  const record = openBackup(made.signed, coordinator.sign.public);
  const half = (keeper: 'manager' | 'deputy', i: number) =>
    openBackupHalf({
      record,
      keeper,
      roleKey: team.holders[keeper].roleKey,
      boxed: made.halves[i] as Uint8Array,
    });
  const [a, b] = [half('manager', 0), half('deputy', 1)];
  expect(joinHalves({ a, b })).toEqual(secret);
  expect(a).not.toEqual(secret);
  expect(failure(() => half('manager', 1))).toBe('statement-mismatch');
  expect(failure(() => openBackup(made.signed, manager.sign.public))).toBe('BadSignature');
});

test('the first roster follows nothing', () => {
  expect(acceptedRoster(team).body.previous).toEqual(FIRST_ROSTER);
});
