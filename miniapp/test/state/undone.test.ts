// What another phone of the student's was to hand over and did not: when that is said, and that it is done here.
// Must not: the handing over itself (finishing.test.ts).
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { writeEarlier } from '../../src/crypto/handover.ts';
import type { CaseId } from '../../src/crypto/types.ts';
import type { Moving } from '../../src/handover/moving.ts';
import {
  ANOTHER_HAS_SECONDS,
  leaveOut,
  promise,
  settle,
  takeOver,
  undoneOf,
} from '../../src/handover/undone.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import type { Account } from '../../src/state/account.ts';

const caseId = new Uint8Array(16).fill(7) as CaseId;
const key = (letter: number) => new Uint8Array(32).fill(letter);
const MADE = 1_800_000_000;
const LATER = MADE + ANOTHER_HAS_SECONDS;
const EARLIER = writeEarlier({
  ...{ case: caseId, card: new Uint8Array(0), letterKey: null, summary: '', lines: [] },
});

/** The student's other phone, in the epoch that the first one made, with what was sent there since. */
function phone(papers: readonly Uint8Array[] = [], change: { now?: number; mine?: boolean } = {}) {
  const kept = new Map<string, unknown>();
  const store = {
    readJson: (name: string) => kept.get(name) ?? null,
    writeJson: (name: string, value: unknown) => kept.set(name, value) !== null,
  };
  const account = {
    bundle: Bundle.create('student'),
    change: async (update: (bundle: Bundle) => Bundle) => {
      account.bundle = update(account.bundle);
    },
  };
  const said = papers.map((paper) => ({ content: { kind: 'paper', time: MADE, paper } }));
  const direction = (change.mine ?? true) ? 0 : 1;
  const epoch = { recordHash: key(2), body: { number: 2, made: MADE } };
  const rooms = [{ epoch, chains: [{ direction, entries: said }] }];
  const moving = {
    student: { now: () => change.now ?? LATER, talking: { store, account } },
    found: { id: 'c', caseId, answer: { value: { state: 'open' } } },
    room: { epoch, conversation: { direction: 0, unsent: [], rooms, current: epoch } },
  } as unknown as Moving;
  return { moving, kept, account: account as unknown as Account };
}

const CHOICE = { what: 'nothing', summary: '', last: 0, record: 2, unsure: false } as const;

describe('the other phone', () => {
  it('says nothing where nothing was promised, it is done, or it was for somebody else', async () => {
    const { moving, account } = phone();
    expect(undoneOf(moving)).toBeNull();
    await promise(account, caseId, key(9), 2);
    expect(undoneOf(moving)).toBeNull();
    await promise(account, caseId, key(2), 2);
    expect(undoneOf(moving)).toEqual({ what: 'all', record: 2 });
    await settle(account, caseId, key(9));
    expect(undoneOf(moving)).not.toBeNull();
    await settle(account, caseId, key(2));
    expect(undoneOf(moving)).toBeNull();
  });

  it('leaves the first one its time, and says nothing where it is its own to do', async () => {
    const early = phone([], { now: LATER - 1 });
    await promise(early.account, caseId, key(2), 0);
    expect(undoneOf(early.moving)).toBeNull();
    const { moving, account, kept } = phone();
    await promise(account, caseId, key(2), 2);
    expect(await takeOver(moving, { ...CHOICE, record: 0 }, 'all')).toBe(true);
    expect(undoneOf(moving)).toBeNull();
    expect(kept.get('handover/c')).toMatchObject({ record: toBase64url(key(2)), handed: false });
  });

  it('says that the record alone is left, passes it on or leaves it out', async () => {
    const { moving, account, kept } = phone([EARLIER]);
    await promise(account, caseId, key(2), 2);
    expect(undoneOf(moving)).toEqual({ what: 'record', record: 2 });
    expect(await takeOver(moving, CHOICE, 'record')).toBe(true);
    expect(kept.get('handover/c')).toMatchObject({ handed: true, choice: { record: 2 } });
    kept.clear();
    await leaveOut(moving);
    expect(undoneOf(moving)).toBeNull();
  });

  it('goes by its owner’s papers alone, and by the record only where it was chosen', async () => {
    const theirs = phone([EARLIER], { mine: false });
    await promise(theirs.account, caseId, key(2), 0);
    expect(undoneOf(theirs.moving)?.what).toBe('all');
    const { moving, account } = phone([EARLIER]);
    await promise(account, caseId, key(2), 0);
    expect(undoneOf(moving)).toBeNull();
  });
});
