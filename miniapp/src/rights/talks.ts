// Every conversation of a student, read to its end for a copy. Lives here: opening what this person asked
// for and what was said, as far as their own acknowledgement vouches for it. Must not: change anything.
import type { SessionApi } from '../api/session.ts';
import type { CaseAnswer, CaseRow, MessageRow } from '../api/types.ts';
import { reopenAcknowledged } from '../crypto/acceptance.ts';
import { fromBase64url } from '../crypto/bytes.ts';
import { openContact } from '../crypto/contact.ts';
import { Conversation } from '../crypto/conversation.ts';
import type { Epoch } from '../crypto/epoch.ts';
import { opened } from '../crypto/errors.ts';
import type { AcceptedRoster } from '../crypto/roster.ts';
import type { Boxed, CaseId, Envelope, RecordHash, Signed } from '../crypto/types.ts';
import type { Bundle } from '../keys/bundle.ts';
import { ledgerOf } from '../sharing/reading.ts';
import { noteOf, openOwnRequest } from '../state/request.ts';
import type { Wishes } from '../state/wishes.ts';
import { type Noted, readNoted } from './noted.ts';
import { type Said, saidIn } from './said.ts';

/** One line. `time` in Unix seconds, as its writer's device says. */
export interface Line {
  readonly mine: boolean;
  readonly time: number | null;
  readonly text: string | null;
  readonly takenBack: boolean;
  /** Something said about consent; null of a text. */
  readonly said: Said | null;
}

/** A conversation. `whole` is false where something of it could not be opened or did not fit. */
export interface Talk {
  readonly case: string;
  readonly kind: CaseRow['kind'];
  readonly state: CaseRow['state'];
  readonly changed: number;
  readonly keepUntil: number | null;
  readonly asked: Wishes | null;
  readonly lines: readonly Line[];
  /** What the workers kept of it. */
  readonly noted: readonly Noted[];
  readonly whole: boolean;
}

interface Reader {
  readonly api: Pick<SessionApi, 'cases' | 'case' | 'messages' | 'ask'>;
  readonly bundle: Bundle;
  /** Null while the team could not be checked: then nobody's signature is certain. */
  readonly roster: AcceptedRoster | null;
}

/** One's own conversations, the newest first. Throws ApiError when one cannot be fetched. */
export async function readTalks(
  reader: Reader,
  progress: (done: number, of: number) => void,
): Promise<readonly Talk[]> {
  const rows = (await reader.api.cases()).filter((one) => one.role === 'student');
  const talks: Talk[] = [];
  for (const row of rows) {
    talks.push(await readTalk(reader, row));
    progress(talks.length, rows.length);
  }
  return talks;
}

async function readTalk(reader: Reader, row: CaseRow): Promise<Talk> {
  const answer = await reader.api.case(row.case);
  const asked = row.kind === 'case' ? opened(() => wishesOf(answer, reader.bundle)) : null;
  const epochs = opened(() => epochsOf(answer, reader.bundle));
  const said = await readLines(reader, answer, epochs ?? []);
  const kept = await keptOf(reader, row, answer, epochs ?? []);
  const missing = epochs === null || epochs.length < answer.epochs.length;
  return {
    case: row.case,
    kind: row.kind,
    state: answer.state,
    changed: row.changed,
    keepUntil: answer.keep_until ?? null,
    asked,
    lines: said.lines,
    noted: kept.noted,
    whole: kept.whole && said.whole && !missing && (row.kind === 'contact' || asked !== null),
  };
}

/** What the workers kept of each conversation; a holder keeps nothing of theirs. */
export async function readKept(reader: Reader): Promise<readonly Kept[]> {
  const rows = (await reader.api.cases()).filter((one) => one.role === 'student');
  const found: Kept[] = [];
  for (const row of rows.filter((one) => one.kind === 'case')) {
    const answer = await reader.api.case(row.case);
    const epochs = opened(() => epochsOf(answer, reader.bundle)) ?? [];
    found.push({ changed: row.changed, ...(await keptOf(reader, row, answer, epochs)) });
  }
  return found;
}

export interface Kept {
  readonly changed: number;
  readonly noted: readonly Noted[];
  readonly whole: boolean;
}

function keptOf(
  { api, roster }: Reader,
  { kind, case: id }: CaseRow,
  answer: CaseAnswer,
  epochs: readonly Epoch[],
): Promise<Omit<Kept, 'changed'>> {
  if (kind === 'contact') return Promise.resolve({ noted: [], whole: true });
  return readNoted({ api, case: idOf(answer), id, epochs, roster });
}

function wishesOf(answer: CaseAnswer, bundle: Bundle): Wishes {
  const kept = bundle.note(noteOf.wishes(idOf(answer)));
  return openOwnRequest({ answer, student: bundle.identity, kept }).wishes;
}

/** The epochs that this person accepted; none before they accepted anybody. */
function epochsOf(answer: CaseAnswer, bundle: Bundle): readonly Epoch[] {
  const ack = bundle.note(noteOf.ack(idOf(answer))) as Signed | null;
  if (ack === null) return [];
  const offered = answer.epochs.map((row) => ({
    signed: fromBase64url(row.record) as Signed,
    wrap: fromBase64url(row.wrap) as Boxed,
  }));
  const begun = { case: idOf(answer), recordHash: beginningOf(answer, bundle) };
  return reopenAcknowledged({ offered, me: bundle.identity, begun, ack });
}

function beginningOf(answer: CaseAnswer, bundle: Bundle): RecordHash {
  if (answer.contact) return openContact(fromBase64url(answer.contact) as Signed).recordHash;
  return openOwnRequest({ answer, student: bundle.identity, kept: null }).intake.recordHash;
}

async function readLines(
  { api }: Reader,
  answer: CaseAnswer,
  epochs: readonly Epoch[],
): Promise<{ readonly lines: readonly Line[]; readonly whole: boolean }> {
  const talk = new Conversation({ case: idOf(answer), me: 'student' });
  let refused = false;
  for (const epoch of epochs) {
    talk.addEpoch(epoch);
    refused = !(await readEpoch(api, talk, epoch.body.number, answer.case)) || refused;
  }
  const shown = talk.messages();
  const ledger = ledgerOf(idOf(answer), 'student', shown);
  const lines = shown.map(({ mine, time, text, takenBack, statement, key }): Line => {
    const said = statement === undefined ? null : saidIn(ledger, key);
    return { mine, time, text, takenBack, said };
  });
  const open = talk.findings.some((one) => !one.resolved) || shown.some((one) => one.withheld);
  return { lines, whole: !refused && !open };
}

/** Reads one epoch to its end; false where a message did not fit. */
async function readEpoch(
  api: Reader['api'],
  talk: Conversation,
  epoch: number,
  id: string,
): Promise<boolean> {
  let fits = true;
  for (;;) {
    const room = talk.rooms.find((one) => one.epoch.body.number === epoch);
    if (room === undefined) return fits;
    const after = [room.chains[0].head.counter, room.chains[1].head.counter] as const;
    const page = await api.messages(id, { epoch, after });
    for (const row of page.messages) fits = received(talk, row) && fits;
    const moved = room.chains.some((chain, way) => chain.head.counter > (after[way] ?? 0));
    const heads = [page.heads.student, page.heads.worker];
    const ended = room.chains.every((chain, way) => chain.head.counter === heads[way]?.counter);
    if (!page.more || !moved) return fits && ended;
  }
}

function received(talk: Conversation, row: MessageRow): boolean {
  const outcome = opened(() =>
    row.message
      ? talk.receive(fromBase64url(row.message) as Envelope)
      : talk.receiveTombstone(fromBase64url(row.ad ?? ''), fromBase64url(row.body_hash ?? '')),
  );
  return outcome !== null && outcome.status !== 'refused';
}

const idOf = (answer: CaseAnswer): CaseId => fromBase64url(answer.case) as CaseId;
