// A team, a student and a worker for the tests. Lives here: building honest records to attack.
// Must not: assertions.
import { acceptFirstEpoch } from '../../src/crypto/acceptance.ts';
import { ask, openLetter } from '../../src/crypto/asking.ts';
import { BoxKey } from '../../src/crypto/box.ts';
import { sealCapsule } from '../../src/crypto/capsule.ts';
import {
  type CertificateBody,
  issueCertificate,
  openCertificate,
} from '../../src/crypto/certificates.ts';
import { Conversation } from '../../src/crypto/conversation.ts';
import { type MadeEpoch, makeEpoch } from '../../src/crypto/epoch.ts';
import type { SealedIntake } from '../../src/crypto/intake.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import {
  type AcceptedRoster,
  acceptRoster,
  FIRST_ROSTER,
  ROSTER_LIFE,
  signRoster,
} from '../../src/crypto/roster.ts';
import { Secret, type SupervisionSecret } from '../../src/crypto/secret.ts';
import { type Identity, SigningKey } from '../../src/crypto/sign.ts';
import {
  type CaseId,
  HOLDERS,
  type HolderRole,
  type RolePublic,
  type RosterHash,
  type Serial,
  type Signed,
} from '../../src/crypto/types.ts';

export const NOW = 1_800_000_000;
const DAY = 86_400;

export interface Person extends Identity {
  readonly certificate: Signed;
}

export interface Holder extends Person {
  readonly roleKey: BoxKey<RolePublic>;
}

export interface Team {
  readonly root: SigningKey;
  readonly holders: Readonly<Record<HolderRole, Holder>>;
  readonly workers: readonly Person[];
}

export function newIdentity(): Identity {
  return { sign: SigningKey.generate(), box: BoxKey.generate() };
}

export function certificateBody(
  who: Identity,
  change: Partial<CertificateBody> = {},
): CertificateBody {
  return {
    serial: systemRandom(16) as Serial,
    role: 'worker',
    name: 'Worker 1',
    sign: who.sign.public,
    box: who.box.public,
    roleKey: null,
    roleKeyVersion: 0,
    under18: 0,
    notBefore: NOW - DAY,
    notAfter: NOW + 100 * DAY,
    ...change,
  };
}

function newHolder(root: SigningKey, role: HolderRole): Holder {
  const who = newIdentity();
  const roleKey = BoxKey.generate<RolePublic>();
  const body = { role, name: role, roleKey: roleKey.public, roleKeyVersion: 1 };
  return { ...who, roleKey, certificate: issueCertificate(root, certificateBody(who, body)) };
}

export function newWorker(issuer: SigningKey, change: Partial<CertificateBody> = {}): Person {
  const who = newIdentity();
  return { ...who, certificate: issueCertificate(issuer, certificateBody(who, change)) };
}

export function newTeam(workers = 2): Team {
  const root = SigningKey.generate();
  const coordinator = newHolder(root, 'coordinator');
  const manager = newHolder(root, 'manager');
  const deputy = newHolder(root, 'deputy');
  const certified = Array.from({ length: workers }, (_, i) =>
    newWorker(coordinator.sign, { name: `Worker ${i + 1}`, under18: i === 0 ? 1 : 0 }),
  );
  return { root, holders: { coordinator, manager, deputy }, workers: certified };
}

export function certificatesOf(team: Team): readonly Signed[] {
  const holders = HOLDERS.map((role) => team.holders[role].certificate);
  return [...holders, ...team.workers.map((worker) => worker.certificate)];
}

export function rosterOf(
  team: Team,
  change: { version?: number; issued?: number; previous?: RosterHash } = {},
): Signed {
  const issued = change.issued ?? NOW;
  const version = change.version ?? 1;
  const earlier = new Uint8Array(32).fill(version - 1) as RosterHash;
  return signRoster(team.holders.coordinator.sign, {
    version,
    previous: change.previous ?? (version === 1 ? FIRST_ROSTER : earlier),
    issued,
    expires: issued + ROSTER_LIFE,
    root: team.root.public,
    certificates: certificatesOf(team).map((one) => openCertificate(one).id),
    auditRow: 0,
    auditHead: new Uint8Array(32),
  });
}

export function acceptedRoster(team: Team): AcceptedRoster {
  const signed = rosterOf(team);
  const certificates = certificatesOf(team);
  return acceptRoster({ signed, certificates, root: team.root.public, newest: null, now: NOW });
}

export interface Asked {
  readonly case: CaseId;
  readonly student: Identity;
  readonly supervision: SupervisionSecret;
  readonly intake: SealedIntake;
  readonly roster: AcceptedRoster;
}

export function asked(team: Team, avoid: Identity[] = []): Asked {
  const roster = acceptedRoster(team);
  const student = newIdentity();
  const caseId = systemRandom(16) as CaseId;
  const supervision: SupervisionSecret = Secret.random('supervision', 32, systemRandom);
  const capsule = sealCapsule({
    student: student.sign,
    roster,
    capsule: {
      case: caseId,
      version: 1,
      telegramId: '100001',
      telegramName: 'Student 1',
      name: '',
      phone: '',
      place: '',
      someoneToCall: '',
    },
  });
  const intake = ask({
    student,
    case: caseId,
    words: { topic: 'sleep', help: 'being heard', know: '', name: 'S', age: 'adult' },
    letter: 'The opening letter.',
    supervision,
    roster,
    avoid: avoid.map((one) => one.sign.public),
    replaces: null,
    capsule: capsule.signed,
    now: NOW,
  });
  return { case: caseId, student, supervision, intake, roster };
}

export function firstEpoch(request: Asked, worker: Person, creator: SigningKey): MadeEpoch {
  return makeEpoch({
    creator,
    case: request.case,
    number: 1,
    previous: request.intake.recordHash,
    roster: request.roster,
    student: { sign: request.student.sign.public, box: request.student.box.public },
    worker: {
      certificate: openCertificate(worker.certificate).id,
      sign: worker.sign.public,
      box: worker.box.public,
    },
    supervision: request.supervision,
    made: NOW,
  });
}

/** What the student's device does with an offered epoch 1. */
export function accept(request: Asked, signed: Signed, wrap: MadeEpoch['wrap']) {
  const { student, intake, roster, supervision } = request;
  const offered = { signed, wrap };
  return acceptFirstEpoch({ offered, student, intake, roster, avoid: [], supervision, now: NOW });
}

export interface Pair extends Asked {
  readonly worker: Person;
  readonly epoch: MadeEpoch;
  readonly forStudent: Conversation;
  readonly forWorker: Conversation;
}

/** A student and a worker in an open conversation, each with their own device. */
export function pair(team: Team): Pair {
  const request = asked(team);
  const worker = team.workers[0] as Person;
  const epoch = firstEpoch(request, worker, worker.sign);
  const forStudent = new Conversation({ case: request.case, me: 'student' });
  const forWorker = new Conversation({ case: request.case, me: 'worker' });
  forStudent.addEpoch(accept(request, epoch.signed, epoch.wraps[0] as MadeEpoch['wrap']));
  forWorker.addEpoch(epoch);
  return { ...request, worker, epoch, forStudent, forWorker };
}

/** The worker's reading of the letter. */
export function letterFor(request: Asked, worker: Person): string {
  const certificate = openCertificate(worker.certificate).id;
  const wraps = request.intake.wraps.find((one) =>
    one.certificate.every((b, i) => certificate[i] === b),
  );
  return openLetter({
    intake: request.intake,
    certificate,
    box: worker.box,
    wrap: wraps?.letterWrap ?? new Uint8Array(0),
    sealed: request.intake.sealedLetter,
  }).text;
}

/** Throws its class name and, for refusals, the reason: to compare in one line. */
export function failure(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return 'reason' in error ? String(error.reason) : error.name;
  }
  return 'nothing';
}
