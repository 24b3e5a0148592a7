// What another phone of the student's was to hand over and did not (protocol.md §17, §24, `meta/handover/…`).
// Lives here: the note in the bundle, what is left to do, doing it here. Must not: words or screens.
import { concat, equal, readU64, toBase64url, toHex, u64be } from '../crypto/bytes.ts';
import { readPaper } from '../crypto/handover.ts';
import { papersOf } from '../crypto/papers.ts';
import type { CaseId } from '../crypto/types.ts';
import type { Bundle } from '../keys/bundle.ts';
import type { Account } from '../state/account.ts';
import type { Choice } from './history.ts';
import type { Moving } from './moving.ts';

/** A phone that is about to hand over has so long before another says anything. */
export const ANOTHER_HAS_SECONDS = 120;
const LENGTH = 32 + 1 + 8;

const nameOf = (of: CaseId): `meta/${string}` => `meta/handover/${toHex(of)}`;

/** For which epoch, whether it is done, and how many entries of the record were to go along. */
export interface Note {
  readonly epoch: Uint8Array;
  readonly done: boolean;
  readonly record: number;
}

function noteIn(bundle: Bundle, of: CaseId): Note | null {
  const raw = bundle.note(nameOf(of));
  if (raw === null || raw.length !== LENGTH) return null;
  return { epoch: raw.slice(0, 32), done: raw[32] === 1, record: readU64(raw.subarray(33)) };
}

function withNote(bundle: Bundle, of: CaseId, { epoch, done, record }: Note): Bundle {
  return bundle.withNote(nameOf(of), concat(epoch, Uint8Array.of(done ? 1 : 0), u64be(record)));
}

/** Before the epoch is sent: another phone of theirs may have to do what was chosen here. */
export async function promise(
  account: Account,
  of: CaseId,
  epoch: Uint8Array,
  record: number,
): Promise<void> {
  await account.change((bundle) => withNote(bundle, of, { epoch, done: false, record }));
}

/** The record will not go along, and that was said: no phone has to do it any more. */
export async function settle(account: Account, of: CaseId, epoch: Uint8Array): Promise<void> {
  const open = (bundle: Bundle): Note | null => {
    const note = noteIn(bundle, of);
    return note !== null && !note.done && equal(note.epoch, epoch) ? note : null;
  };
  if (open(account.bundle) === null) return;
  await account.change((bundle) => {
    const note = open(bundle);
    return note === null ? bundle : withNote(bundle, of, { ...note, done: true });
  });
}

/** What was promised for this epoch, by whichever phone was last; null for nothing. */
export function promisedFor(bundle: Bundle, of: CaseId, epoch: Uint8Array): Note | null {
  const note = noteIn(bundle, of);
  return note !== null && equal(note.epoch, epoch) ? note : null;
}

/** What of it stands in the newest epoch, or waits in this room to be sent. */
export function sentIn({ found, room }: Moving): { earlier: boolean; entries: number } {
  const number = room.conversation.current?.body.number;
  const sent = papersOf(room.conversation)
    .filter((one) => one.mine && one.epoch === number)
    .map((one) => readPaper(one.paper, found.caseId));
  const entries = sent.flatMap((one) => (one?.label === 'earlier-record' ? one.body.entries : []));
  return { earlier: sent.some((one) => one?.label === 'earlier'), entries: entries.length };
}

/** What is left: all of it, or the record alone; `record`: how many entries were chosen. */
export interface Undone {
  readonly what: 'all' | 'record';
  readonly record: number;
}

/** Null where this phone does it itself, another still may, it is done, or nobody promised anything. */
export function undoneOf(moving: Moving): Undone | null {
  const { student, found, room } = moving;
  const [parts, epoch] = [student.talking, room.epoch];
  if (parts === null || epoch === null || found.answer.value.state !== 'open') return null;
  if (parts.store.readJson(`handover/${found.id}`) !== null) return null;
  const note = promisedFor(parts.account.bundle, found.caseId, epoch.recordHash);
  if (note === null || note.done) return null;
  if (student.now() < epoch.body.made + ANOTHER_HAS_SECONDS) return null;
  const sent = sentIn(moving);
  const { record } = note;
  if (!sent.earlier) return { what: 'all', record };
  return sent.entries < record ? { what: 'record', record } : null;
}

/** It is this phone's to do from now on (finishing.ts). False where it could not keep that. */
export async function takeOver(
  { student, found, room }: Moving,
  choice: Choice,
  what: Undone['what'],
): Promise<boolean> {
  const [parts, epoch] = [student.talking, room.epoch];
  if (parts === null || epoch === null) return false;
  const record = toBase64url(epoch.recordHash);
  const kept = { record, choice, handed: what === 'record' };
  if (!parts.store.writeJson(`handover/${found.id}`, kept)) return false;
  // Whoever was to do it sees by this that it was decided anew.
  await promise(parts.account, found.caseId, epoch.recordHash, choice.record);
  return true;
}

/** The record does not go along after all. */
export async function leaveOut({ student, found, room }: Moving): Promise<void> {
  const [parts, epoch] = [student.talking, room.epoch];
  if (parts !== null && epoch !== null) {
    await settle(parts.account, found.caseId, epoch.recordHash);
  }
}
