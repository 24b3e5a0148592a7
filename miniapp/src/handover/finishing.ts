// Handing over what was chosen to whoever came (protocol.md §17, §24). Lives here: the papers, each once the
// epoch is there, and what is done where the record cannot go along. Must not: choose, or screens.
import { askRecord } from '../api/case-record.ts';
import { ApiError, isPassing } from '../api/errors.ts';
import { fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { CryptoError } from '../crypto/errors.ts';
import { handOn } from '../crypto/handed-record.ts';
import type { CaseParts } from '../state/student-case.ts';
import { type Choice, historyOf, readChoice } from './history.ts';
import type { Moving } from './moving.ts';
import { promisedFor, sentIn, settle } from './undone.ts';

/** So many answers that were no record, and it is given up. Without any answer nothing is. */
export const MOST_TRIES = 5;

/** `again`: some time later. `waits`: the epoch is not here yet. */
export type Finished = 'done' | 'again' | 'waits';

/** What is kept of a choice until it is done: `handed` when all but the record went along. */
interface Kept {
  readonly record: string;
  readonly choice: Choice;
  readonly handed: boolean;
  readonly tries: number;
}

type Store = CaseParts['store'];
type Name = `handover/${string}`;

function readKept(store: Store, name: Name): Kept | null {
  const kept = store.readJson(name) as Partial<Record<keyof Kept, unknown>> | null;
  const choice = readChoice(kept?.choice);
  if (kept === null || choice === null || typeof kept.record !== 'string') return null;
  const tries = Number.isSafeInteger(kept.tries) ? Number(kept.tries) : 0;
  return { record: kept.record, choice, handed: kept.handed === true, tries };
}

/** Hands over what was chosen, once the epoch that it was chosen for is here; the record last, and apart. */
export async function finish(moving: Moving): Promise<Finished> {
  const { student, found, room } = moving;
  const [parts, own] = [student.talking, found.own.value];
  if (parts === null || own === null) return 'done';
  const { store, account } = parts;
  const name: Name = `handover/${found.id}`;
  const kept = readKept(store, name);
  if (kept === null) return 'done';
  const epochs = room.conversation.rooms.map((one) => toBase64url(one.epoch.recordHash));
  if (epochs.at(-1) !== kept.record) {
    // Somebody else came since: there is nobody any more to whom it would go.
    if (epochs.includes(kept.record)) store.remove(name);
    return 'waits';
  }
  const sent = sentIn(moving);
  const promised = promisedFor(account.bundle, found.caseId, fromBase64url(kept.record));
  const anew = sent.earlier && !kept.handed && promised?.record !== kept.choice.record;
  const whole = kept.choice.record > 0 && sent.entries >= kept.choice.record;
  if (promised !== null && (promised.done || anew || whole)) {
    // Another phone of theirs did it, or decided anew, while this one was away.
    store.remove(name);
    return 'done';
  }
  if (!kept.handed && !sent.earlier) {
    const papers = historyOf({
      choice: kept.choice,
      own,
      answer: found.answer.value,
      me: account.bundle.identity,
      conversation: room.conversation,
    });
    if (!(await room.handIn(papers))) return 'again';
    store.writeJson(name, { ...kept, handed: true });
  }
  return handRecord(moving, parts, { ...kept, handed: true });
}

/** The rest never waits for the record: where it cannot go along, the student is told so once. */
async function handRecord(
  moving: Moving,
  { store, account }: CaseParts,
  kept: Kept,
): Promise<Finished> {
  const name: Name = `handover/${moving.found.id}`;
  const papers = await recordPapers(moving, kept.choice);
  if (papers === 'lacks' || (papers === 'refused' && kept.tries + 1 >= MOST_TRIES)) {
    store.writeJson(name, { lacks: true });
    await settle(account, moving.found.caseId, fromBase64url(kept.record));
    return 'done';
  }
  if (papers === 'refused') store.writeJson(name, { ...kept, tries: kept.tries + 1 });
  if (typeof papers === 'string' || !(await moving.room.handIn(papers))) return 'again';
  store.remove(name);
  return 'done';
}

/**
 * The record's first entries for whoever came. `lacks`: they are not those that were looked at, one does not open,
 * or there are some of which nothing could be found out. `offline`, `refused`: no answer, or none of use.
 */
async function recordPapers(
  { student, found, room }: Moving,
  { record: most, unsure }: Choice,
): Promise<readonly Uint8Array[] | 'lacks' | 'offline' | 'refused'> {
  const { talking } = student;
  if (most === 0 && !unsure) return [];
  if (talking === null) return 'offline';
  const epochs = room.conversation.rooms.map((one) => one.epoch);
  try {
    const { items, head } = await askRecord(talking.account.api, found.id);
    if (most === 0) return head.count === 0 ? [] : 'lacks';
    return items.length < most ? 'lacks' : handOn({ items, case: found.caseId, epochs, most });
  } catch (error) {
    if (error instanceof CryptoError) return 'lacks';
    if (!(error instanceof ApiError)) throw error;
    if (error.failure === 'offline' || error.failure === 'signed_out') return 'offline';
    return isPassing(error) ? 'refused' : 'lacks';
  }
}

/** Whether the student has yet to read that whoever came began without the record. */
export function lacksRecord({ student, found }: Moving): boolean {
  const kept = student.talking?.store.readJson(`handover/${found.id}`) ?? null;
  return (kept as { readonly lacks?: unknown } | null)?.lacks === true;
}

/** They have read it: it is not said again. */
export function readIt(moving: Moving): void {
  if (lacksRecord(moving)) moving.student.talking?.store.remove(`handover/${moving.found.id}`);
}

/** How many entries the record has; `part` where one of them does not open here. Throws ApiError. */
export async function recordAt({ student, found, room }: Moving): Promise<number | 'part'> {
  const { talking } = student;
  if (talking === null) return 0;
  const epochs = room.conversation.rooms.map((one) => one.epoch);
  const { items, head } = await askRecord(talking.account.api, found.id);
  try {
    handOn({ items, case: found.caseId, epochs, most: items.length });
    return items.length === head.count ? items.length : 'part';
  } catch (error) {
    if (error instanceof CryptoError) return 'part';
    throw error;
  }
}
