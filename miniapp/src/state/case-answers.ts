// Answers about a case that come late. Lives here: that it may be closed to whoever asks by now, and which of two
// answers is the older. Must not: what follows.
import { ApiError } from '../api/errors.ts';
import type { SessionApi } from '../api/session.ts';
import type { B64, CaseAnswer } from '../api/types.ts';

/** Null where it ended between the list and this. Throws ApiError for anything else. */
export async function caseOrGone(
  api: Pick<SessionApi, 'case'>,
  id: B64,
): Promise<CaseAnswer | null> {
  try {
    return await api.case(id);
  } catch (error) {
    if (error instanceof ApiError && error.failure === 'not_found') return null;
    throw error;
  }
}

/** A case goes one way: what is open is not claimed again, and what has ended does not go on. */
const STAGE: Readonly<Record<CaseAnswer['state'], number>> = {
  waiting: 0,
  claimed: 0,
  open: 1,
  closed: 2,
};

/** Whether an answer was given before another one, though it came after it. */
export const isOlder = (answer: CaseAnswer, known: CaseAnswer): boolean =>
  STAGE[answer.state] < STAGE[known.state];
