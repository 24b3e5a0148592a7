// Lists of the desk that are read again while they are still being read. Lives here: that the older of two answers
// is not shown after the newer one, and wipes nothing that was said. Must not: what the lists are.
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/api/errors.ts';
import type { SessionApi } from '../../src/api/session.ts';
import { DeclaredList } from '../../src/desk/state/declared.ts';
import type { HolderDesk } from '../../src/desk/state/holder.ts';
import { Keeping } from '../../src/desk/state/keeping.ts';
import { OwnNotes } from '../../src/desk/state/own-notes.ts';
import { PolicyRecord } from '../../src/desk/state/policy-record.ts';
import { Rota } from '../../src/desk/state/rota.ts';
import type { DeskSide } from '../../src/desk/state/side.ts';
import { TeamFile } from '../../src/desk/state/team-file.ts';

/** Every call waits until it is answered by hand. */
class Calls {
  readonly asked: { readonly path: string; readonly answer: (value: unknown) => void }[] = [];
  readonly api = {
    ask: (_: string, path: string) =>
      new Promise<unknown>((resolve, reject) => {
        const answer = (value: unknown): void =>
          value instanceof Error ? reject(value) : resolve(value);
        this.asked.push({ path, answer });
      }),
  } as unknown as SessionApi;

  answer(at: number, value: unknown): void {
    this.asked[at]?.answer(value);
  }
}

const NOW = 1_800_000_000;
const DIGEST = 'A'.repeat(43);
const heard = signal(1);
const now = (): number => NOW;

const side = (api: SessionApi): DeskSide =>
  ({
    account: { api, me: signal({ state: 'active' }), bundle: { identity: {} } },
    roster: { certificates: [] },
    heard,
    time: now,
  }) as unknown as DeskSide;
const file = (api: SessionApi): TeamFile =>
  new TeamFile({
    account: { api },
    heard,
    time: now,
    view: signal(null),
    team: signal(null),
    load: async () => undefined,
  } as unknown as HolderDesk);

const rota = (version: number) => ({
  ...{ zone: 'Europe/London', version, on_call: null },
  ...{ hours: [], slots: [], changes: [], workers: [], shifts: [], gaps: [], away: [] },
});
const keeping = (conversation_days: number) => ({
  ...{ conversation_days, record_days: 365 },
  ...{ due: [], open_long: [], destroyed: [], postponed: [], holds: [] },
});
const policy = (approved: boolean) => ({
  ...{ profile: 'ucl', digest: DIGEST, approver: 'trustees', approved },
  ...{ review_months: null, review_due: null, rows: [] },
});
const declared = (hour: number) => ({
  declarations: [
    {
      case: 'A'.repeat(22),
      what: 'conflict',
      hour,
      state: 'waiting',
      intake_hash: DIGEST,
    },
  ],
});

interface Shown {
  readonly load: () => Promise<unknown>;
  readonly shown: () => unknown;
}

const LISTS: Readonly<
  Record<string, [make: (api: SessionApi) => Shown, old: unknown, fresh: unknown, shown: unknown]>
> = {
  'the rota': [
    (api) => {
      const list = new Rota(side(api));
      return { load: () => list.load(), shown: () => list.seen.value?.version };
    },
    rota(1),
    rota(2),
    2,
  ],
  'what falls due': [
    (api) => {
      const list = new Keeping({ api, heard, now, role: 'manager' });
      return { load: () => list.load(), shown: () => list.standing.value?.conversation_days };
    },
    keeping(1),
    keeping(2),
    2,
  ],
  'the policy’s record': [
    (api) => {
      const list = new PolicyRecord({ api, heard, now });
      return { load: () => list.load(), shown: () => list.standing.value?.approved };
    },
    policy(false),
    policy(true),
    true,
  ],
  'what was declared': [
    (api) => {
      const list = new DeclaredList(side(api));
      return { load: () => list.load(), shown: () => list.rows.value?.[0]?.hour };
    },
    declared(1),
    declared(2),
    2,
  ],
  'the team’s file': [
    (api) => {
      const list = file(api);
      return { load: () => list.load(), shown: () => list.asked.value };
    },
    { training: false, members: [] },
    { training: true, members: [] },
    true,
  ],
  'one’s own notes': [
    (api) => {
      const list = new OwnNotes(side(api));
      return { load: () => list.read(), shown: () => list.notes.value?.length };
    },
    {
      entries: [
        { id: 'A'.repeat(22), name: 'a b', state: 'new', replies: [], written_week: '2027-01-04' },
      ],
    },
    { entries: [] },
    0,
  ],
};

describe('the older of two answers', () => {
  it.each(Object.entries(LISTS))('is not shown after the newer one: %s', async (_, list) => {
    const [make, old, fresh, shown] = list;
    const calls = new Calls();
    const found = make(calls.api);
    const [first, second] = [found.load(), found.load()];
    calls.answer(1, fresh);
    await second;
    expect(found.shown()).toEqual(shown);
    calls.answer(0, old);
    await first;
    expect(found.shown()).toEqual(shown);
  });
});

it('an approval stands, though the record was asked for before it and answered after', async () => {
  const calls = new Calls();
  const record = new PolicyRecord({ api: calls.api, heard, now });
  const first = record.load();
  calls.answer(0, policy(false));
  await first;
  const approving = record.record('approvals', NOW);
  const looking = record.load();
  calls.answer(1, policy(true));
  expect(await approving).toBe(true);
  calls.answer(2, policy(false));
  await looking;
  expect(record.standing.value?.approved).toBe(true);
});

it('what is changed of a rota while it is kept stays a draft', async () => {
  const calls = new Calls();
  const list = new Rota(side(calls.api));
  const first = list.load();
  calls.answer(0, rota(1));
  await first;
  list.edit();
  list.change({ hours: [] });
  const saving = list.save();
  const slots = [{ worker: 'w', day: 0, begins: 600, ends: 660 }] as never;
  list.change({ slots });
  calls.answer(1, {});
  await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
  calls.answer(2, rota(2));
  expect(await saving).toBe(true);
  expect([list.draft.value?.slots, list.changed.value]).toEqual([slots, true]);
});

it('why a training was not taken is still said once the file was read again', async () => {
  const calls = new Calls();
  const list = file(calls.api);
  const dropping = list.drop('x');
  calls.answer(0, failureOf(409, { error: 'full' }));
  await new Promise((resolve) => setTimeout(resolve, 0));
  calls.answer(1, { training: false, members: [] });
  expect(await dropping).toBe(false);
  expect(list.trouble.value).toBe('full');
});
