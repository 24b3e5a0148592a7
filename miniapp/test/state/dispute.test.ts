// A dispute with the union's own services after a handover (protocol.md §20). Lives here: what the student's device
// says to a new worker, and what it does not. Must not: what words come to (test/crypto/sharing.test.ts).
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { type DisputeWord, signDispute } from '../../src/crypto/dispute.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type { ShownMessage } from '../../src/crypto/timeline.ts';
import type { CaseId, Seconds } from '../../src/crypto/types.ts';
import { disputeIn, sayDispute } from '../../src/sharing/disputing.ts';
import type { RoomState } from '../../src/state/room.ts';

const CASE = new Uint8Array(16).fill(7) as CaseId;
const ID = toBase64url(CASE);
const [student, before, now] = [1, 2, 3].map(
  (one) => new SigningKey(new Uint8Array(32).fill(one)),
) as [SigningKey, SigningKey, SigningKey];

/** A room with the worker of now, in which these words stand. */
function roomOf(words: readonly (readonly [SigningKey, SigningKey, DisputeWord['word']])[]) {
  const lines = words.map(([by, worker, word], counter) => {
    const raw = signDispute(by, { case: CASE, word, made: counter as Seconds });
    const statement = { raw, keys: [by.public], other: worker.public, seen: 0 };
    const place = { key: String(counter), mine: by === student, counter, epoch: 1 };
    return { ...place, statement } as unknown as ShownMessage;
  });
  const said: Uint8Array[] = [];
  const room = {
    epoch: { worker: { sign: now.public } },
    messages: signal(lines),
    state: async (raw: Uint8Array) => said.push(raw) > 0,
  } as unknown as RoomState;
  return { room, said };
}

const by = { key: student, now: 9 as Seconds };

test('what was marked with the worker before is said to the next one, once, and asked anew', async () => {
  const marked = [
    [before, before, 'dispute'],
    [before, before, 'content'],
    [student, before, 'content'],
  ] as const;
  const { room, said } = roomOf(marked);
  expect(disputeIn(room, ID, 'student').raised).toBe(false);
  expect(await sayDispute(by, room, ID)).toBe(true);
  expect(said).toHaveLength(1);
  const next = roomOf([...marked, [student, now, 'dispute']]);
  expect(disputeIn(next.room, ID, 'student')).toEqual({
    raised: true,
    student: null,
    worker: null,
  });
  await sayDispute(by, next.room, ID);
  expect(next.said).toEqual([]);
});

test('where nobody marked it, nothing is said', async () => {
  const { room, said } = roomOf([[student, before, 'content']]);
  expect(await sayDispute(by, room, ID)).toBe(true);
  expect(said).toEqual([]);
});
