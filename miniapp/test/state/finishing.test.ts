// Handing over what was chosen, once whoever comes is there: the rest never waits for the record, and that it
// lacks is said once. Must not: the papers themselves (crypto/handover.test.ts, crypto/case-record.test.ts).
import { describe, expect, it } from 'vitest';
import { ApiError, type Failure } from '../../src/api/errors.ts';
import { BoxKey } from '../../src/crypto/box.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { readPaper, writeEarlier } from '../../src/crypto/handover.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type { CaseId } from '../../src/crypto/types.ts';
import { finish, lacksRecord, MOST_TRIES, readIt } from '../../src/handover/finishing.ts';
import type { Choice } from '../../src/handover/history.ts';
import type { Moving } from '../../src/handover/moving.ts';
import { promise, promisedFor, settle } from '../../src/handover/undone.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import type { Account } from '../../src/state/account.ts';

const caseId = new Uint8Array(16).fill(7) as CaseId;
const key = (letter: number) => new Uint8Array(32).fill(letter);
const RECORD = { entries: [] as string[], count: 0, head: toBase64url(key(0)) };
const SIGN = SigningKey.generate().public;
const BOX = BoxKey.generate().public;
const WISHES = { topic: '', help: '', know: '', name: '', age: 'adult' };
const choice: Choice = { what: 'nothing', summary: '', last: 10, record: 2, unsure: false };

const EARLIER = writeEarlier({
  ...{ case: caseId, card: new Uint8Array(0), letterKey: null, summary: '', lines: [] },
});

/** A phone in the epoch for which `choice` was made; `answer` says what the service has of the record. */
function phone(
  chosen: Choice,
  answer: () => typeof RECORD,
  epochs = [key(1), key(2)],
  said: readonly Uint8Array[] = [],
) {
  const papers = said.map((paper) => ({ content: { kind: 'paper', time: 0, paper } }));
  const kept = new Map<string, unknown>();
  const sent: Uint8Array[] = [];
  const door = { open: true, asked: 0 };
  const store = {
    readJson: (name: string) => kept.get(name) ?? null,
    writeJson: (name: string, value: unknown) => kept.set(name, structuredClone(value)) !== null,
    remove: (name: string) => kept.delete(name),
  };
  const ask = async () => {
    door.asked += 1;
    return answer();
  };
  const account = {
    api: { ask },
    bundle: Bundle.create('student'),
    change: async (update: (bundle: Bundle) => Bundle) => {
      account.bundle = update(account.bundle);
    },
  };
  const body = { case: caseId, revision: 1, sign: SIGN, box: BOX };
  const moving = {
    student: { talking: { store, account } },
    found: {
      id: 'c',
      caseId,
      own: { value: { intake: { body }, wishes: WISHES } },
      answer: { value: {} },
    },
    room: {
      conversation: {
        direction: 0,
        unsent: [],
        rooms: epochs.map((recordHash, n) => ({
          epoch: { recordHash, body: { number: n + 1 } },
          chains: [{ direction: 0, entries: n + 1 === epochs.length ? papers : [] }],
        })),
        messages: () => [],
        current: { body: { number: epochs.length } },
      },
      handIn: async (papers: readonly Uint8Array[]) => {
        if (door.open) sent.push(...papers);
        return door.open;
      },
    },
  } as unknown as Moving;
  kept.set('handover/c', { record: toBase64url(key(2)), choice: chosen });
  const labels = () => sent.map((paper) => readPaper(paper, caseId)?.label);
  return { moving, kept, labels, door, account: account as unknown as Account };
}

const failing = (failure: Failure) => () => {
  throw new ApiError({ failure });
};

describe('what was chosen goes along', () => {
  it('and nothing is said or kept where no record was chosen', async () => {
    const { moving, kept, labels, door } = phone({ ...choice, record: 0 }, failing('offline'));
    expect(await finish(moving)).toBe('done');
    expect([labels(), kept.size, lacksRecord(moving), door.asked]).toEqual([
      ['earlier'],
      0,
      false,
      0,
    ]);
  });

  it.each<[string, () => typeof RECORD]>([
    ['is gone', failing('not_found')],
    ['has fewer entries than there were', () => ({ ...RECORD, entries: ['AAAA'], count: 1 })],
    ['does not open', () => ({ ...RECORD, entries: ['AAAA', 'AAAA'], count: 2 })],
  ])('without a record that %s, which is said until it was read, and once', async (_, answer) => {
    const { moving, kept, labels } = phone(choice, answer);
    expect(await finish(moving)).toBe('done');
    expect(labels()).toEqual(['earlier']);
    expect(lacksRecord(moving)).toBe(true);
    expect(await finish(moving)).toBe('done');
    expect([labels().length, lacksRecord(moving)]).toEqual([1, true]);
    readIt(moving);
    expect([kept.size, lacksRecord(moving)]).toEqual([0, false]);
  });

  it('once, however often the record is refused, and then that is said', async () => {
    const { moving, labels, door } = phone(choice, failing('unavailable'));
    for (let tries = 1; tries < MOST_TRIES; tries += 1) {
      expect(await finish(moving)).toBe('again');
      expect(lacksRecord(moving)).toBe(false);
    }
    expect(await finish(moving)).toBe('done');
    expect([labels(), lacksRecord(moving), door.asked]).toEqual([['earlier'], true, MOST_TRIES]);
  });

  it('and the record is waited for while no answer comes at all', async () => {
    const { moving, labels } = phone(choice, failing('offline'));
    for (let tries = 0; tries < 3 * MOST_TRIES; tries += 1) {
      expect(await finish(moving)).toBe('again');
    }
    expect([labels(), lacksRecord(moving)]).toEqual([['earlier'], false]);
  });

  it('as soon as it can be sealed', async () => {
    const { moving, labels, door } = phone({ ...choice, record: 0 }, failing('offline'));
    door.open = false;
    expect(await finish(moving)).toBe('again');
    door.open = true;
    expect(await finish(moving)).toBe('done');
    expect(labels()).toEqual(['earlier']);
  });

  it.each([
    [0, false],
    [3, true],
  ])('of a record that nothing could be found out about: %i entries', async (count, lacks) => {
    const unsure = { ...choice, record: 0, unsure: true };
    const { moving, labels } = phone(unsure, () => ({ ...RECORD, count }));
    expect(await finish(moving)).toBe('done');
    expect([labels(), lacksRecord(moving)]).toEqual([['earlier'], lacks]);
  });

  it('and where the record cannot, no other phone is to do it', async () => {
    for (const [chosen, answer, done] of [
      [{ ...choice, record: 0 }, failing('offline'), false],
      [choice, failing('not_found'), true],
    ] as const) {
      const { moving, account } = phone(chosen, answer);
      await promise(account, caseId, key(2), chosen.record);
      expect(await finish(moving)).toBe('done');
      expect(promisedFor(account.bundle, caseId, key(2))?.done).toBe(done);
      expect(promisedFor(account.bundle, caseId, key(3))).toBeNull();
    }
  });

  it('not a second time where another phone did it, or decided anew', async () => {
    const settled = phone(choice, failing('offline'));
    await promise(settled.account, caseId, key(2), 2);
    await settle(settled.account, caseId, key(2));
    expect(await finish(settled.moving)).toBe('done');
    expect([settled.labels(), settled.kept.size]).toEqual([[], 0]);
    const anew = phone(choice, failing('offline'), undefined, [EARLIER]);
    await promise(anew.account, caseId, key(2), 0);
    expect(await finish(anew.moving)).toBe('done');
    expect([anew.labels(), anew.kept.size]).toEqual([[], 0]);
    // All but the record was sealed here before, and this was not kept: the record is still to come.
    const again = phone(choice, failing('offline'), undefined, [EARLIER]);
    await promise(again.account, caseId, key(2), 2);
    expect(await finish(again.moving)).toBe('again');
    expect([again.labels(), again.kept.size]).toEqual([[], 1]);
  });

  it('to whom it was chosen for, and to nobody who came after them', async () => {
    const early = phone(choice, failing('offline'), [key(1)]);
    expect(await finish(early.moving)).toBe('waits');
    expect([early.labels(), early.kept.size]).toEqual([[], 1]);
    const late = phone(choice, failing('offline'), [key(1), key(2), key(5)]);
    expect(await finish(late.moving)).toBe('waits');
    expect([late.labels(), late.kept.size]).toEqual([[], 0]);
  });
});
