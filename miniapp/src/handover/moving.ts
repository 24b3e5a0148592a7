// Going on with somebody else. Lives here: what a proposal, an absence or a search comes to, and what the
// student's device does about it (protocol.md §17). Must not: screens, or handing anything over (finishing.ts).
import { ApiError } from '../api/errors.ts';
import { equal, fromBase64url, toBase64url } from '../crypto/bytes.ts';
import type { Certificate } from '../crypto/certificates.ts';
import { makeEpoch } from '../crypto/epoch.ts';
import { CryptoError } from '../crypto/errors.ts';
import { makeHandover, readHandover, readPaper } from '../crypto/handover.ts';
import { papersOf } from '../crypto/papers.ts';
import { type AcceptedRoster, eligibleWorkers, namesOf } from '../crypto/roster.ts';
import { signMemberChange } from '../crypto/statements.ts';
import type { CertificateId, Signed, SignPublic } from '../crypto/types.ts';
import type { RoomState } from '../state/room.ts';
import type { Student } from '../state/student.ts';
import type { CaseParts, StudentCase } from '../state/student-case.ts';
import { HandoverApi } from './api.ts';
import { type Choice, cardOf } from './history.ts';
import { promise } from './undone.ts';

/** How it stands. `to`: the colleague who was proposed; `who`: who would go on. */
export type Stand =
  | { readonly at: 'none' }
  | {
      readonly at: 'asked';
      readonly why: 'proposed' | 'gone' | 'silent';
      readonly to: Certificate | null;
    }
  | { readonly at: 'looking'; readonly nobody: boolean }
  | { readonly at: 'willing'; readonly who: Certificate };

/** `nobody`: there is nobody to ask. `untrusted`: the team could not be checked. */
export type Moved = 'done' | 'nobody' | 'untrusted' | 'failed';

export interface Moving {
  readonly student: Student;
  readonly found: StudentCase;
  readonly room: RoomState;
}

/** Was this worker asked under one of these ids, their certificate's or an earlier one's (§25)? */
const isOne = (
  roster: AcceptedRoster,
  worker: Certificate,
  ids: readonly CertificateId[],
): boolean => namesOf(roster, worker).some((name) => ids.some((id) => equal(id, name)));

const workerOf = (roster: AcceptedRoster | null, id: CertificateId | null): Certificate | null =>
  (id !== null &&
    roster?.certificates.find((one) => one.role === 'worker' && isOne(roster, one, [id]))) ||
  null;

/** The worker's newest proposal of this epoch that stands; null without. */
function proposed({ found, room }: Moving): { readonly to: CertificateId | null } | null {
  const now = room.epoch?.body.number;
  const said = papersOf(room.conversation)
    .filter((one) => !one.mine && one.epoch === now)
    .map((one) => readPaper(one.paper, found.caseId))
    .flatMap((one) => (one?.label === 'proposal' ? [one.body] : []))
    .at(-1);
  return said?.standing === 1 ? { to: said.certificate } : null;
}

export function standOf(moving: Moving): Stand {
  const { student, found } = moving;
  const answer = found.answer.value;
  const roster = student.inside.value?.team.openRoster() ?? null;
  if (answer.state !== 'open') return { at: 'none' };
  if (answer.sought) {
    const { willing, nobody } = answer.sought;
    const who = willing ? workerOf(roster, fromBase64url(willing) as CertificateId) : null;
    return who === null ? { at: 'looking', nobody } : { at: 'willing', who };
  }
  if (found.standing.gone.value || answer.absent === 'gone')
    return { at: 'asked', why: 'gone', to: null };
  const proposal = proposed(moving);
  if (proposal !== null) {
    return { at: 'asked', why: 'proposed', to: workerOf(roster, proposal.to) };
  }
  return answer.absent === 'silent' ? { at: 'asked', why: 'silent', to: null } : { at: 'none' };
}

/** Who may be asked: all but the one who is there, those avoided, and `without`. */
function mayAsk(
  { student, found, room }: Moving,
  roster: AcceptedRoster,
  without: readonly SignPublic[],
): readonly Certificate[] {
  const wishes = found.own.value?.wishes;
  const now = room.epoch?.worker.sign;
  const avoid = [
    ...(wishes?.avoid ?? []).map((key) => fromBase64url(key) as SignPublic),
    ...(now === undefined ? [] : [now]),
    ...without,
  ];
  return eligibleWorkers({ roster, avoid, under18: wishes?.age === 'under18', now: student.now() });
}

/** Asks: the one colleague, or everybody who may be asked. Fetches the team anew first. */
export async function look(
  moving: Moving,
  to: Certificate | null,
  without: readonly SignPublic[] = [],
): Promise<Moved> {
  const { student, found, room } = moving;
  const [parts, own, epoch] = [student.talking, found.own.value, room.epoch];
  if (parts === null || own === null || epoch === null) return 'failed';
  return attempt(async () => {
    await parts.team.load();
    const { roster } = parts.team;
    if (roster === null) return 'untrusted';
    const all = mayAsk(moving, roster, without);
    const asked = to === null ? all : all.filter((one) => equal(one.sign, to.sign));
    if (asked.length === 0) return 'nobody';
    const made = makeHandover({
      student: parts.account.bundle.identity,
      case: found.caseId,
      previous: epoch.recordHash,
      roster,
      card: { ...cardOf(own), sign: epoch.student.sign, box: epoch.student.box },
      asked,
      now: student.now(),
    });
    await new HandoverApi(parts.account.api).seek(found.id, {
      handover: toBase64url(made.signed),
      card: toBase64url(made.sealedCard),
      wraps: made.wraps.map((one) => toBase64url(one.wrap)),
    });
    await found.refresh();
    return 'done';
  });
}

/** Nobody is asked any more: one waits, or stays. */
export async function stop({ student, found }: Moving): Promise<Moved> {
  const { talking } = student;
  if (talking === null) return 'failed';
  return attempt(async () => {
    await new HandoverApi(talking.account.api).stop(found.id);
    await found.refresh();
    return 'done';
  });
}

/** Fetches the team anew, for somebody whom the roster at hand does not name. */
export function meet({ student }: Moving): Promise<Moved> {
  return attempt(async () => {
    await student.talking?.team.load();
    return 'done';
  });
}

/** Not with this one: all others are asked. */
export const notWith = (moving: Moving, who: Certificate): Promise<Moved> =>
  look(moving, null, [who.sign]);

/** Makes the next epoch with who said yes. What was chosen goes along from the room (finishing.ts). */
export async function goOn(moving: Moving, who: Certificate, choice: Choice): Promise<Moved> {
  const { student, room } = moving;
  const parts = student.talking;
  if (parts === null) return 'failed';
  return attempt(async () => {
    await parts.team.load();
    const moved = await move(moving, parts, who, choice);
    if (moved !== 'done') return moved;
    await room.sync();
    return 'done';
  });
}

async function move(
  moving: Moving,
  { account, team, store }: CaseParts,
  who: Certificate,
  choice: Choice,
): Promise<Moved> {
  const { student, found, room } = moving;
  const me = account.bundle.identity;
  const { roster } = team;
  const [epoch, sought] = [room.epoch, found.answer.value.sought];
  if (roster === null) return 'untrusted';
  if (epoch === null || !sought) return 'failed';
  // Who comes is one whom this student asked, and may still be asked.
  const { body } = readHandover(fromBase64url(sought.handover) as Signed, me.sign.public);
  const asked = body.recipients.map((one) => one.certificate);
  const named = isOne(roster, who, asked);
  const may = mayAsk(moving, roster, []).some((one) => equal(one.id, who.id));
  if (!named || !may || !equal(body.previous, epoch.recordHash)) return 'untrusted';
  const next = makeEpoch({
    creator: me.sign,
    case: found.caseId,
    number: epoch.body.number + 1,
    previous: epoch.recordHash,
    roster,
    student: { sign: me.sign.public, box: me.box.public },
    worker: { certificate: who.id, sign: who.sign, box: who.box },
    supervision: epoch.supervision,
    made: student.now(),
  });
  const change = signMemberChange(me.sign, {
    case: found.caseId,
    previous: epoch.recordHash,
    worker: who.id,
  });
  // Kept before it is sent: whatever becomes of the answer, what was chosen goes along.
  const kept = { record: toBase64url(next.recordHash), choice };
  if (!store.writeJson(`handover/${found.id}`, kept)) return 'failed';
  await promise(account, found.caseId, next.recordHash, choice.record);
  await new HandoverApi(account.api).move(found.id, {
    record: toBase64url(next.signed),
    wraps: next.wraps.map(toBase64url),
    member_change: toBase64url(change),
  });
  return 'done';
}

async function attempt(work: () => Promise<Moved>): Promise<Moved> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CryptoError) return 'untrusted';
    if (error instanceof ApiError) return 'failed';
    throw error;
  }
}
