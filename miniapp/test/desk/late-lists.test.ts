// Lists of the desk that are read again while they are still being read. Lives here: that the older of two answers
// is not shown after the newer one, and wipes nothing that was said. Must not: what the lists are.
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/api/errors.ts';
import type { SessionApi } from '../../src/api/session.ts';
import { withReport } from '../../src/complain/notes.ts';
import { OwnReports } from '../../src/complain/reports.ts';
import { BoxKey } from '../../src/crypto/box.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import type { ReportId } from '../../src/crypto/types.ts';
import { DeclaredList } from '../../src/desk/state/declared.ts';
import { EndedConversations } from '../../src/desk/state/ended.ts';
import { Handing } from '../../src/desk/state/handing.ts';
import type { HolderDesk } from '../../src/desk/state/holder.ts';
import type { HolderSide } from '../../src/desk/state/inbox.ts';
import { Keeping } from '../../src/desk/state/keeping.ts';
import { OwnFile } from '../../src/desk/state/own-file.ts';
import { OwnNotes } from '../../src/desk/state/own-notes.ts';
import { PolicyRecord } from '../../src/desk/state/policy-record.ts';
import { Register } from '../../src/desk/state/register.ts';
import { Rota } from '../../src/desk/state/rota.ts';
import { TeamFile } from '../../src/desk/state/team-file.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { settled } from '../fake/held.ts';

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
    roster: async () => ({ certificates: [] }),
  } as unknown as SessionApi;

  answer(at: number, value: unknown): void {
    this.asked[at]?.answer(value);
  }
}

const NOW = 1_800_000_000;
const DIGEST = 'A'.repeat(43);
const heard = signal(1);
const now = (): number => NOW;

const COLLEAGUE = new Uint8Array(16);
const sign = { public: new Uint8Array(32) };
const certificates = [{ role: 'worker', id: COLLEAGUE, sign: new Uint8Array(32).fill(1) }];

const side = (api: SessionApi): HolderSide =>
  ({
    account: { api, me: signal({ state: 'active' }), bundle: { identity: { sign } } },
    roster: { certificates },
    heard,
    time: now,
  }) as unknown as HolderSide;
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

const handovers = (free: boolean) => ({
  handovers: [],
  colleagues: [{ certificate: toBase64url(COLLEAGUE), free }],
});
const enquiries = (hour: number) => ({
  enquiries: [{ hour, kind: 'parent', channel: 'phone', by: 'worker' }],
});
const ownFile = (lacking: string | null) => {
  const member = { account: DIGEST, role: 'worker', name: 'Ann', state: 'active', agreed: true };
  const signed = { certificates: [], agreements: [], trainings: [] };
  return {
    ...{ training: true, lacking },
    member: { ...member, ...signed, sign_key: DIGEST, left_hour: null },
  };
};

const REPORT = systemRandom(16) as ReportId;
const ownReports = (state: string) => ({
  reports: [{ id: toBase64url(REPORT), state, outcomes: [] }],
});
/** The reports of somebody who wrote one. */
function reportsOf(api: SessionApi): OwnReports {
  const noted = { id: REPORT, reply: BoxKey.generate(), at: NOW, kind: 'other' } as const;
  const bundle = withReport(Bundle.create('staff'), noted);
  const account = { api, bundle, change: async () => true };
  return new OwnReports({ account, staff: () => null, roster: async () => null, now });
}

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
  'conversations that look for somebody': [
    (api) => {
      const list = new Handing(side(api));
      return { load: () => list.refresh(), shown: () => list.colleagues.value[0]?.free };
    },
    handovers(false),
    handovers(true),
    true,
  ],
  enquiries: [
    (api) => {
      const list = new Register(side(api));
      return { load: () => list.loadEnquiries(), shown: () => list.enquiries.value?.[0]?.hour };
    },
    enquiries(1),
    enquiries(2),
    2,
  ],
  'one’s own page of the file': [
    (api) => {
      const list = new OwnFile(side(api));
      return { load: () => list.load(), shown: () => list.lacking.value };
    },
    ownFile('training'),
    ownFile(null),
    null,
  ],
  'what came of one’s own reports': [
    (api) => {
      const list = reportsOf(api);
      return { load: () => list.load(), shown: () => list.all.value?.[0]?.state };
    },
    ownReports('new'),
    ownReports('told'),
    'told',
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

describe('a look that failed after a later one was answered', () => {
  const looks: Record<
    string,
    (api: SessionApi) => { load: () => Promise<void>; away: () => boolean }
  > = {
    'at one’s own page': (api) => {
      const list = new OwnFile(side(api));
      return { load: () => list.load(), away: () => list.offline.value };
    },
    'at one’s own reports': (api) => {
      const list = reportsOf(api);
      return { load: () => list.load(), away: () => list.failed.value };
    },
  };
  const answers: Record<string, unknown> = {
    'at one’s own page': ownFile(null),
    'at one’s own reports': ownReports('told'),
  };

  it.each(Object.entries(looks))('does not say that nobody answers: %s', async (name, make) => {
    const calls = new Calls();
    const { load, away } = make(calls.api);
    const [first, second] = [load(), load()];
    calls.answer(1, answers[name]);
    await second;
    calls.answer(0, failureOf(503, {}));
    await first;
    expect(away()).toBe(false);
    const third = load();
    calls.answer(2, failureOf(503, {}));
    await third;
    expect(away()).toBe(true);
  });
});

it('a note is not offered again that another device of theirs wrote since', async () => {
  const before = { supervised: [COLLEAGUE], supervision: () => ({}), subject: () => null };
  const bundle = { ...before, note: () => null, notes: () => new Map() };
  const account = { bundle };
  const ended = new EndedConversations(account as never);
  const first = ended.saw([]);
  account.bundle = { ...bundle, supervised: [] };
  await Promise.all([first, ended.saw([])]);
  expect(ended.offers.value).toEqual([]);
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

it('why a conversation could not be taken is still said once the list was read again', async () => {
  const calls = new Calls();
  const list = new Handing(side(calls.api));
  const taking = list.take('x');
  calls.answer(0, failureOf(409, { error: 'resting' }));
  await settled();
  calls.answer(1, handovers(true));
  await taking;
  const looking = list.refresh();
  calls.answer(2, handovers(true));
  await looking;
  expect(list.trouble.value).toBe('resting');
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
