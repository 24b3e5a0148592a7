// Somebody else, please. Lives here: ending with one worker and asking all the others anew, by the student's
// own device. Must not: tell the worker or the server why; neither is told more than that it ended.
import { toBase64url } from '../crypto/bytes.ts';
import { eligibleWorkers } from '../crypto/roster.ts';
import type { SignPublic } from '../crypto/types.ts';
import type { Student } from '../state/student.ts';
import type { StudentCase } from '../state/student-case.ts';

/** `nobody`: there is nobody else to ask, and nothing was ended. */
export type Parted = 'parted' | 'nobody' | 'unknown';

/** Whom the conversation is or was with; null before a worker was accepted. */
export function partnerOf(found: StudentCase): SignPublic | null {
  return found.room.value?.epoch?.worker.sign ?? null;
}

/**
 * Ends it where it goes on, and puts the first letter back into the writing box, with this worker left
 * out of whom the next request is sealed to. Nothing is sent before the student taps *Send*. Throws
 * ApiError when ending it did not go through: then nothing changed.
 */
export async function somebodyElse(student: Student, found: StudentCase): Promise<Parted> {
  const own = found.own.value;
  const partner = partnerOf(found);
  const inside = student.inside.value;
  if (own === null || partner === null || inside === null) return 'unknown';
  const avoid = [...new Set([...own.wishes.avoid, toBase64url(partner)])];
  const wishes = { ...own.wishes, avoid };
  await inside.team.load();
  const { roster } = inside.team;
  if (roster === null) return 'unknown';
  const left = eligibleWorkers({
    roster,
    avoid: [],
    under18: wishes.age === 'under18',
    now: student.now(),
  });
  if (!left.some((one) => !avoid.includes(toBase64url(one.sign)))) return 'nobody';
  if (found.answer.value.state !== 'closed') await student.close();
  // What stands in the box is kept: it was typed for whoever listens.
  const typed = student.draft.value.trim();
  student.draft.value = [wishes.letter, typed].filter((text) => text !== '').join('\n\n');
  student.setWishes({ ...wishes, letter: '' });
  student.writeAgain();
  return 'parted';
}
