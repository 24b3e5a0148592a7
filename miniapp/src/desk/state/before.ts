// What a student handed on, and told of themselves (protocol.md §17). Lives here: reading it out of a worker's
// room. Must not: keep any of it, or claim more than was proven.
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { letterByKey, lineKey, type ReadLine, readLine } from '../../crypto/earlier-lines.ts';
import { opened } from '../../crypto/errors.ts';
import type { EarlierEntry } from '../../crypto/handed-record.ts';
import { type Earlier, readCard, readPaper, type SharedName } from '../../crypto/handover.ts';
import type { Card } from '../../crypto/intake.ts';
import { papersOf } from '../../crypto/papers.ts';
import { type HandingApi, MOST_AT_ONCE } from './handing-api.ts';
import { intakeOf, isJoined } from './joining.ts';
import type { WorkerCase } from './worker-case.ts';

/** `letter` is the one that the request named; `unread`: something of it could not be read. */
export interface Before {
  readonly card: Card | null;
  readonly summary: string;
  readonly letter: string | null;
  readonly lines: readonly ReadLine[];
  readonly unread: boolean;
}

function papersIn(found: WorkerCase) {
  const room = found.room.value;
  // Read anew with whatever comes.
  void room?.messages.value;
  const said = room === null ? [] : papersOf(room.conversation);
  return said
    .filter((one) => !one.mine)
    .map((one) => ({ epoch: one.epoch, paper: readPaper(one.paper, found.caseId) }));
}

function letterOf(found: WorkerCase, key: Uint8Array | null): string | null {
  const answer = found.answer.value;
  const sealed = answer.letter;
  if (key === null || !sealed) return null;
  return opened(() => letterByKey(intakeOf(answer), fromBase64url(sealed), key));
}

/** What came along when this worker joined; null where they began the conversation. */
export function beforeOf(found: WorkerCase): Before | null {
  if (!isJoined(found.answer.value)) return null;
  const read = papersIn(found);
  const earlier = read.flatMap(({ epoch, paper }): readonly (Earlier & { epoch: number })[] =>
    paper?.label === 'earlier' ? [{ ...paper.body, epoch }] : [],
  );
  const whole = earlier.find((one) => one.card.length > 0) ?? null;
  const all = earlier.flatMap((one) =>
    one.lines.map((line) => readLine(line, { case: found.caseId, epoch: one.epoch })),
  );
  const lines = new Map(all.flatMap((one) => (one === null ? [] : [[lineKey(one), one]])));
  const letter = letterOf(found, whole?.letterKey ?? null);
  const lost = whole?.letterKey != null && letter === null;
  return {
    card: whole === null ? null : readCard(whole.card, found.caseId),
    summary: whole?.summary ?? '',
    letter,
    lines: [...lines.values()].sort((a, b) => a.epoch - b.epoch || a.time - b.time),
    unread: lost || all.includes(null) || read.some((one) => one.paper === null),
  };
}

/** The entries of the case's record that the student handed on, in no order (§24). */
export function handedRecordOf(found: WorkerCase): readonly EarlierEntry[] {
  return papersIn(found).flatMap(({ paper }) =>
    paper?.label === 'earlier-record' ? paper.body.entries : [],
  );
}

export type SharedNow = Readonly<Partial<Record<SharedName, string>>>;

/** What the student tells of themselves now: the newest word counts. Null where they never did. */
export function sharedBy(found: WorkerCase): SharedNow | null {
  const last = papersIn(found)
    .flatMap(({ paper }) => (paper?.label === 'shared' ? [paper.body.fields] : []))
    .at(-1);
  if (last === undefined) return null;
  return Object.fromEntries(last.map((one) => [one.what, one.value]));
}

/** This worker's own proposal in the newest epoch; null where none stands. */
export function proposalOf(found: WorkerCase): { readonly to: string | null } | null {
  const room = found.room.value;
  void room?.messages.value;
  const now = room?.epoch?.body.number;
  const last = (room === null ? [] : papersOf(room.conversation))
    .filter((one) => one.mine && one.epoch === now)
    .map((one) => readPaper(one.paper, found.caseId))
    .flatMap((one) => (one?.label === 'proposal' ? [one.body] : []))
    .at(-1);
  if (last?.standing !== 1) return null;
  return { to: last.certificate === null ? null : toBase64url(last.certificate) };
}

/** Which lines the server says stood where they say, by key; it can lie only by keeping quiet or helping. */
export async function provenOf(
  api: HandingApi,
  caseId: string,
  lines: readonly ReadLine[],
): Promise<ReadonlySet<string>> {
  const proven = new Set<string>();
  for (let at = 0; at < lines.length; at += MOST_AT_ONCE) {
    const some = lines.slice(at, at + MOST_AT_ONCE);
    const asked = some.map(({ epoch, direction, counter, hash }) => {
      return { epoch, direction, counter, hash: toBase64url(hash) };
    });
    const stood = await api.stood(caseId, asked);
    some.forEach((line, n) => {
      if (stood[n] === true) proven.add(lineKey(line));
    });
  }
  return proven;
}
