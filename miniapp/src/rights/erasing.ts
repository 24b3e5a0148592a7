// Having one's own record destroyed (protocol.md §8). Lives here: the signed word, and what goes from this
// phone with it. Must not: ask whether the person is sure (erase.tsx does).
import { ApiError } from '../api/errors.ts';
import { fromBase64url, toBase64url, toHex } from '../crypto/bytes.ts';
import { signErase } from '../crypto/statements.ts';
import type { CaseId } from '../crypto/types.ts';
import { forgetAgain } from '../state/again.ts';
import { CLOUD_KEY } from '../state/entry.ts';
import { withoutGoing } from '../state/going.ts';
import { noteOf } from '../state/request.ts';
import type { Student } from '../state/student.ts';
import type { CaseParts } from '../state/student-case.ts';
import type { RemoteStorage } from '../telegram/storage.ts';

/** Destroys one conversation. Throws ApiError when it is not certain that it is gone. */
export async function eraseConversation(student: Student, id: string): Promise<void> {
  const { account, store } = partsOf(student);
  const caseId = fromBase64url(id) as CaseId;
  // While this device still knows under which tag: the service does not (§25).
  await forgetAgain(account, caseId);
  const shown = student.case.value?.id === id ? student.case.value : null;
  const erase = wish(student, 'conversation', caseId);
  if (shown !== null) shown.erasing = true;
  try {
    await sent(() => account.api.ask('POST', `/api/cases/${id}/erase`, { erase }));
  } catch (error) {
    if (shown !== null) shown.erasing = false;
    throw error;
  }
  if (shown !== null) {
    shown.stop();
    student.case.value = null;
  }
  store.forgetCase(id);
  await account.change((one) =>
    withoutGoing(one, id)
      .withoutCase(caseId)
      .withNote(noteOf.ack(caseId), null)
      .withNote(noteOf.wishes(caseId), null)
      .withNote(noteOf.cannotAct(caseId), null)
      .withNote(noteOf.gone(caseId), null)
      .withNote(`meta/worker/${toHex(caseId)}`, null)
      .withNote(`meta/contact/${toHex(caseId)}`, null)
      .withNote(`meta/handover/${toHex(caseId)}`, null),
  );
  await student.retry();
}

/** Destroys the account and everything in it; the phone forgets with it. Throws as above. */
export async function eraseEverything(student: Student, cloud: RemoteStorage): Promise<void> {
  const { account, store } = partsOf(student);
  const { account: id, kinds } = account.me.value;
  const cases = await account.api.cases();
  const erase = wish(student, 'everything', fromBase64url(id));
  const socket = student.inside.value?.socket;
  // It ends with the account: nobody is to sign in again because of that.
  socket?.stop();
  try {
    await account.api.ask('POST', '/api/me/erase', { erase });
  } catch (error) {
    socket?.start();
    throw error;
  }
  student.case.value?.stop();
  student.erased.value = student.now();
  student.draft.value = '';
  student.unsentFlag.value = '';
  for (const one of cases) store.forgetCase(one.case);
  store.forgetPerson();
  await account.forget();
  if (kinds.includes('cloud')) await cloud.remove(CLOUD_KEY);
}

function partsOf(student: Student): CaseParts {
  const parts = student.talking;
  if (parts === null) throw new ApiError({ failure: 'signed_out' });
  return parts;
}

function wish(student: Student, what: 'conversation' | 'everything', id: Uint8Array): string {
  const { sign } = partsOf(student).account.bundle.identity;
  return toBase64url(signErase(sign, { what, id, time: student.now() }));
}

/** What is not there is gone: the answer to an earlier try may have been lost. */
async function sent(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof ApiError) || error.failure !== 'not_found') throw error;
  }
}
