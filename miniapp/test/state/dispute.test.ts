// A dispute with the union's own services after a handover (protocol.md §20). Lives here: what the student's device
// says to a new worker, and to one who comes back. Must not: what words come to (test/crypto/sharing.test.ts).
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { type DisputeWord, disputeState, signDispute } from '../../src/crypto/dispute.ts';
import { signSaid, signStanding } from '../../src/crypto/sharing.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type { ShownMessage } from '../../src/crypto/timeline.ts';
import type { CaseId, Seconds } from '../../src/crypto/types.ts';
import { disputeIn, sayDispute } from '../../src/sharing/disputing.ts';
import { sayStanding } from '../../src/sharing/standing.ts';
import type { Account } from '../../src/state/account.ts';
import type { RoomState } from '../../src/state/room.ts';

const CASE = new Uint8Array(16).fill(7) as CaseId;
const ID = toBase64url(CASE);
const [student, before, now] = [1, 2, 3].map(
  (one) => new SigningKey(new Uint8Array(32).fill(one)),
) as [SigningKey, SigningKey, SigningKey];

/** Who says what, in which epoch. */
type Said = readonly [SigningKey, number, DisputeWord['word']];

/** A room with these workers, one in each epoch, in which these words stand. */
function roomOf(words: readonly Said[], workers = [before, now]) {
  const lines = words.map(([by, epoch, word], counter) => {
    const raw = signDispute(by, { case: CASE, word, made: counter as Seconds });
    const statement = { raw, keys: [by.public], seen: 0 };
    const place = { key: String(counter), mine: by === student, counter, epoch };
    return { ...place, statement } as unknown as ShownMessage;
  });
  const said: Uint8Array[] = [];
  const rooms = workers.map(({ public: sign }, at) => ({
    epoch: { body: { number: at + 1 }, worker: { sign } },
  }));
  const room = {
    epoch: rooms.at(-1)?.epoch,
    caughtUp: signal(true),
    unchecked: signal(false),
    conversation: { rooms },
    messages: signal(lines),
    state: async (raw: Uint8Array) => said.push(raw) > 0,
  } as unknown as RoomState;
  return { room, said };
}

const marked: readonly Said[] = [
  [before, 1, 'dispute'],
  [before, 1, 'content'],
  [student, 1, 'content'],
];
const by = { key: student, now: 9 as Seconds };

test('what was marked with the worker before is said to the next one, once, and asked anew', async () => {
  const { room, said } = roomOf(marked);
  expect(disputeIn(room, ID, 'student').raised).toBe(false);
  expect(await sayDispute(by, room, ID)).toBe(true);
  expect(said).toHaveLength(1);
  const next = roomOf([...marked, [student, 2, 'dispute']]);
  expect(disputeIn(next.room, ID, 'student')).toEqual({
    raised: true,
    student: null,
    worker: null,
  });
  await sayDispute(by, next.room, ID);
  expect(next.said).toEqual([]);
});

test('where nobody marked it, nothing is said', async () => {
  const { room, said } = roomOf([[student, 1, 'content']]);
  expect(await sayDispute(by, room, ID)).toBe(true);
  expect(said).toEqual([]);
});

test('who comes back was told nothing, and both are asked anew', async () => {
  const { room, said } = roomOf(marked, [before, now, before]);
  expect(disputeState(disputeIn(room, ID, 'student'))).toBe('none');
  await sayDispute(by, room, ID);
  expect(said).toHaveLength(1);
  const again = roomOf([...marked, [student, 3, 'dispute']], [before, now, before]);
  expect(disputeState(disputeIn(again.room, ID, 'student'))).toBe('asked');
});

test('under new keys with the same worker what was said holds', () => {
  const { room } = roomOf(marked, [before, before]);
  expect(disputeState(disputeIn(room, ID, 'student'))).toBe('content');
});

test('what was taken back about supervision is said again to who comes back, and once', async () => {
  const no = signStanding(student, {
    ...{ purpose: 'supervision', action: 'withdraw', language: 'en', given: 5 as Seconds },
    ...{ recipient: 'Peer Link Workers', wording: wordingDigest('It may be talked about.') },
  });
  const notes = new Map([['meta/consent/supervision/0000000000000005', no]]);
  const account = {
    bundle: {
      identity: { sign: student },
      notes: (under: string) => new Map([...notes].filter(([name]) => name.startsWith(under))),
    },
  } as unknown as Account;
  const told = signSaid(student, CASE, no);
  const line = (epoch: number): ShownMessage =>
    ({
      ...{ key: `${epoch}`, mine: true, counter: 1, epoch },
      statement: { raw: told, keys: [student.public], seen: 0 },
    }) as unknown as ShownMessage;
  const { room, said } = roomOf([], [before, now, before]);
  room.messages.value = [line(1), line(2)];
  await sayStanding(account, room, ID);
  expect(said).toEqual([told]);
  room.messages.value = [line(1), line(2), line(3)];
  await sayStanding(account, room, ID);
  expect(said).toHaveLength(1);
});
