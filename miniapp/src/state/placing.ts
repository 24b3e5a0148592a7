// Which screen is due once inside. Lives here: what of the case, the team and the service decides it. Must not:
// what is due before (student.ts), or what any of them shows (views/).
import type { Notice, Service } from '../api/types.ts';
import { agreedAge } from './consents.ts';
import type { Place } from './place.ts';
import type { Student } from './student.ts';
import type { Inside } from './student-parts.ts';

export function placeInside(
  student: Student,
  { asking, team }: Inside,
  known: {
    readonly done: string | null;
    readonly service: Service;
    readonly notices: readonly Notice[];
  },
): Place {
  const { service, notices } = known;
  const found = student.case.value;
  const current = found?.id === known.done ? undefined : found?.answer.value;
  const trouble = student.trouble.value;
  if (current?.state === 'closed') return 'closed';
  const trust = team.trust.value;
  // What the person themselves found out stops a conversation too; the server's word does not.
  if (trust?.ok === false && /^root-(mismatch|denied)$/.test(trust.why)) return 'mismatch';
  if (current !== undefined) {
    const room = found?.room.value;
    if (room?.entered.value) return 'room';
    if (found?.denied.value) return 'denied';
    return room?.unchecked.value ? 'unchecked' : 'waiting';
  }
  if (trust?.ok === false && trust.why !== 'roster') return 'mismatch';
  if (asking.unsent.value !== null && trouble === 'waiting') return 'waiting';
  if (service.intake !== 'open' || trouble === 'shut') return 'shut';
  // A notice that is not known any more is agreed to anew: nobody's age is guessed.
  if (agreedAge(student.receipts, notices) === null) return 'agree';
  return trouble === 'nobody' || team.lacksWorkerFor(student.wishes.value.age) ? 'nobody' : 'write';
}
