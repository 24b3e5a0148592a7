// A worker's counters on their way: coded once whatever gets lost, one vector a week with all devices in it,
// nothing kept that says which conversation it was.
import { describe, expect, it } from 'vitest';
import { type ApiError, failureOf } from '../../src/api/errors.ts';
import type { Caller } from '../../src/api/http.ts';
import { SessionApi } from '../../src/api/session.ts';
import { encodeBundle } from '../../src/crypto/bundle.ts';
import { fromBase64url, toBase64url, toHex } from '../../src/crypto/bytes.ts';
import { openNumbers } from '../../src/crypto/numbers.ts';
import { weekOf } from '../../src/crypto/periods.ts';
import type { Boxed, CaseId } from '../../src/crypto/types.ts';
import {
  COUNTERS,
  type Coded,
  countersOf,
  QUESTIONS,
  TABLES,
} from '../../src/desk/state/counted.ts';
import {
  dueWeeks,
  uncoded,
  vectorOf,
  withBegun,
  withCounting,
  withEnded,
  withoutCoding,
  withSent,
} from '../../src/desk/state/counting.ts';
import { Drafts } from '../../src/desk/state/drafts.ts';
import { StaffAccount } from '../../src/desk/state/staff-account.ts';
import { WeeklyNumbers } from '../../src/desk/state/weekly.ts';
import { WorkerDesk } from '../../src/desk/state/worker.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { BundleKey, openBundle, sealBundle } from '../../src/keys/keeping.ts';
import { LocalStore, memoryShelf } from '../../src/state/local.ts';
import { pageLock } from '../../src/state/locks.ts';
import {
  acceptedRoster,
  certificatesOf,
  NOW,
  newTeam,
  type Person,
  rosterOf,
  type Team,
} from '../crypto/world.ts';
import { FakeStaffServer } from './server.ts';

const WEEK = 7 * 86_400;
const CODED: Coded = { outcome: 'heard', theme: 'study' };

const caseOf = (number: number): CaseId => new Uint8Array(16).fill(number) as CaseId;
const ended = (bundle: Bundle, number: number, now = NOW, coded = CODED): Bundle =>
  withEnded(bundle, { case: caseOf(number), coded, now });
const fresh = (): Bundle => withCounting(Bundle.create('staff'), NOW);
const of = (vector: readonly number[], id: string): number => vector[COUNTERS.indexOf(id)] ?? -1;

/** The staff server with docs/api.md's numbers: one vector for each worker and week. */
class CountingServer extends FakeStaffServer {
  readonly vectors = new Map<string, string>();
  refusal: ApiError | null = null;
  readonly counting: Caller = async (asked) => {
    const week = /^\/api\/numbers\/(.+)$/.exec(asked.path)?.[1];
    if (week === undefined || this.offline) return this.call(asked);
    if (this.refusal !== null) throw this.refusal;
    this.calls.push(`PUT ${week}`);
    this.vectors.set(week, (asked.body as { box: string }).box);
    return undefined;
  };
}

interface World {
  readonly server: CountingServer;
  readonly team: Team;
  now: number;
  /** One more device of the same worker, unlocked now. */
  readonly device: () => { account: StaffAccount; desk: WorkerDesk; numbers: WeeklyNumbers };
  /** What arrived for a week; null when nothing did. */
  readonly sent: (week: string) => readonly number[] | null;
}

function bundleOf({ sign, box }: Person): Bundle {
  const entries = [
    { name: 'box', value: box.reveal() },
    { name: 'sign', value: sign.reveal() },
  ];
  return Bundle.decode(encodeBundle({ side: 'staff', entries }), 'staff');
}

function openWorld(): World {
  const [server, team] = [new CountingServer(), newTeam()];
  const worker = team.workers[0] as Person;
  server.root = toBase64url(team.root.public);
  server.rosters = [toBase64url(rosterOf(team))];
  server.certificates.push(...certificatesOf(team).map(toBase64url));
  const key = BundleKey.create();
  const { sign, box } = worker;
  const keys = { sign_key: toBase64url(sign.public), box_key: toBase64url(box.public) };
  const kept = server.add({ role: 'worker', name: 'Worker 1', ...keys, role_key: null });
  kept.state = 'active';
  kept.blob = toBase64url(sealBundle({ key, revision: 1, bundle: bundleOf(worker) }));
  const load = () => {
    const { revision } = kept;
    const blob = fromBase64url(kept.blob);
    return { bundle: openBundle({ key, side: 'staff', revision, blob }), key, revision };
  };
  const world = { server, team, now: NOW };
  const device = () => {
    const token = server.tokenFor(kept);
    const api = new SessionApi({ call: server.counting, token, renew: async () => null });
    const refetch = async () => load();
    const account = new StaffAccount({ held: load(), me: server.me(kept), api, refetch });
    const desk = new WorkerDesk({
      account,
      store: new LocalStore({ shelf: memoryShelf(), prefix: 't.' }),
      lock: pageLock(),
      line: { ready: false, send: async () => ({ t: 'lost' }) },
      drafts: new Drafts(),
      claimMinutes: 30,
      now: () => world.now,
    });
    return { account, desk, numbers: new WeeklyNumbers(desk) };
  };
  const sent = (week: string) => {
    const found = server.vectors.get(week);
    if (found === undefined) return null;
    return openNumbers({
      key: team.holders.coordinator.roleKey,
      boxed: fromBase64url(found) as Boxed,
      week,
      counters: COUNTERS.length,
      roster: acceptedRoster(team),
    }).counts;
  };
  return Object.assign(world, { device, sent });
}

async function unlocked(world: World) {
  const device = world.device();
  await device.desk.refresh();
  await device.numbers.send();
  return device;
}

describe('what is counted', () => {
  it('has one counter for each answer of each question, and each in one table', () => {
    const asked = QUESTIONS.flatMap(({ id, choices }) =>
      [...choices, 'unsaid'].map((choice) => `${id}-${choice}`),
    );
    expect(asked).toEqual(COUNTERS);
    const cells = TABLES.filter((one) => one.of === 'workers').flatMap((one) => one.cells);
    expect([...cells].sort()).toEqual([...COUNTERS].sort());
  });

  it('counts a question that was left open, or answered with what is no answer, as not said', () => {
    expect(countersOf({})).toEqual(['outcome-unsaid', 'theme-unsaid', 'pointed-unsaid']);
    expect(countersOf({ outcome: 'heard', theme: '__proto__' })).toEqual([
      'outcome-heard',
      'theme-unsaid',
      'pointed-unsaid',
    ]);
  });
});

describe('the note in the bundle', () => {
  const week = weekOf(NOW);

  it('adds up, and codes no case twice', () => {
    let bundle = ended(ended(ended(fresh(), 1), 2), 1);
    bundle = withBegun(bundle, caseOf(1), NOW);
    expect(of(vectorOf(bundle, week), 'outcome-heard')).toBe(2);
    expect(of(vectorOf(bundle, week), 'pointed-unsaid')).toBe(2);
    expect(uncoded(bundle)).toEqual([]);
  });

  it('counts and asks nothing of a case whose student took that back', () => {
    const begun = withBegun(fresh(), caseOf(1), NOW);
    const back = begun.withNote(`meta/uncounted/${toHex(caseOf(1))}`, Uint8Array.of(1));
    expect(uncoded(back)).toEqual([]);
    expect(vectorOf(ended(back, 1), week).every((count) => count === 0)).toBe(true);
    expect(
      uncoded(withBegun(back, caseOf(1), NOW).withNote(`meta/uncounted/${toHex(caseOf(1))}`, null)),
    ).toEqual([]);
  });

  it('asks of those that began until they are coded or left out', () => {
    const begun = [1, 2, 3].reduce((one, n) => withBegun(one, caseOf(n), NOW), fresh());
    expect(uncoded(withoutCoding(ended(begun, 1), caseOf(2)))).toEqual([caseOf(3)]);
  });

  it('keeps no answer with a case: two that were answered differently are told apart by nothing', () => {
    const one = ended(ended(fresh(), 1, NOW, { theme: 'loss' }), 2, NOW, { theme: 'money' });
    const other = ended(ended(fresh(), 1, NOW, { theme: 'money' }), 2, NOW, { theme: 'loss' });
    expect(vectorOf(one, week)).toEqual(vectorOf(other, week));
    const note = (bundle: Bundle): string => String(bundle.note('meta/numbers'));
    expect(note(one).length).toBe(note(other).length);
  });

  it('sends every week since it began to count, and forgets what was sent', () => {
    const bundle = ended(fresh(), 1);
    expect(dueWeeks(bundle, NOW)).toEqual([]);
    const due = dueWeeks(bundle, NOW + 3 * WEEK);
    expect(due).toEqual([0, 1, 2].map((n) => weekOf(NOW + n * WEEK)));
    const after = withSent(bundle, week);
    expect(dueWeeks(after, NOW + 3 * WEEK)).toEqual(due.slice(1));
    expect(vectorOf(after, week).every((count) => count === 0)).toBe(true);
    expect(withSent(after, week)).toBe(after);
  });

  it('counts what comes too late for its week in the first that was not sent', () => {
    const after = ended(withSent(ended(fresh(), 1), week), 2, NOW);
    expect(of(vectorOf(after, weekOf(NOW + WEEK)), 'outcome-heard')).toBe(1);
    expect(dueWeeks(after, NOW + WEEK)).toEqual([]);
  });

  it('goes back a year at most', () => {
    const due = dueWeeks(ended(fresh(), 1), NOW + 150 * WEEK);
    expect(due).toHaveLength(52);
    expect(due.at(-1)).toBe(weekOf(NOW + 149 * WEEK));
  });

  it('begins anew when the note is not one that it can read', () => {
    const strange = Bundle.create('staff').withNote('meta/numbers', Uint8Array.of(9, 9));
    expect(of(vectorOf(ended(strange, 1), week), 'theme-study')).toBe(1);
  });
});

describe('on its way', () => {
  const week = weekOf(NOW);

  it('sends nothing of a week that is not over, then zeros included, once', async () => {
    const world = openWorld();
    const { account, numbers } = await unlocked(world);
    await account.change((one) => ended(one, 1));
    await numbers.send();
    expect(world.server.vectors.size).toBe(0);
    world.now += 2 * WEEK;
    await numbers.send();
    expect(of(world.sent(week) ?? [], 'outcome-heard')).toBe(1);
    expect(world.sent(weekOf(NOW + WEEK))).toEqual(COUNTERS.map(() => 0));
    const calls = world.server.calls.length;
    await numbers.send();
    expect(world.server.calls).toHaveLength(calls);
  });

  it('tries again after a fault, and asks nobody', async () => {
    const world = openWorld();
    const { account, numbers } = await unlocked(world);
    await account.change((one) => ended(one, 1));
    world.now += WEEK;
    for (const refusal of [failureOf(500, {}), failureOf(409, { error: 'period' })]) {
      world.server.refusal = refusal;
      await numbers.send();
    }
    world.server.refusal = null;
    world.server.offline = true;
    await numbers.send();
    expect(world.server.vectors.size).toBe(0);
    world.server.offline = false;
    await numbers.send();
    expect(of(world.sent(week) ?? [], 'theme-study')).toBe(1);
  });

  it('lets go of a week whose period was frozen without it', async () => {
    const world = openWorld();
    const { account, numbers } = await unlocked(world);
    await account.change((one) => ended(one, 1));
    world.now += WEEK;
    world.server.refusal = failureOf(409, { error: 'frozen' });
    await numbers.send();
    expect(dueWeeks(account.bundle, world.now)).toEqual([]);
  });

  it('has in one vector what two devices counted, whichever sends it', async () => {
    const world = openWorld();
    const one = await unlocked(world);
    const other = await unlocked(world);
    await one.account.change((bundle) => ended(bundle, 1));
    await other.account.change((bundle) => ended(bundle, 2));
    await one.account.change((bundle) => ended(bundle, 3));
    world.now += WEEK;
    // This one has not heard of the third: it saves first, and so learns of it.
    await other.numbers.send();
    expect(of(world.sent(week) ?? [], 'outcome-heard')).toBe(3);
    await one.numbers.send();
    expect(of(world.sent(week) ?? [], 'outcome-heard')).toBe(3);
    expect(world.server.calls.filter((call) => call === `PUT ${week}`)).toHaveLength(1);
  });

  it('counts once what was saved though the answer got lost', async () => {
    const world = openWorld();
    const { account, numbers } = await unlocked(world);
    world.server.loseAnswerTo = 'PUT /api/me/bundle';
    expect(await account.change((one) => ended(one, 1))).toBe(false);
    await account.change((one) => ended(one, 2));
    world.now += WEEK;
    await numbers.send();
    expect(of(world.sent(week) ?? [], 'outcome-heard')).toBe(2);
  });

  it('sends nothing under a roster that it can not trust or that ran out', async () => {
    const world = openWorld();
    const { account, desk, numbers } = await unlocked(world);
    await account.change((one) => ended(one, 1));
    world.now += 6 * WEEK;
    await desk.refresh();
    await numbers.send();
    expect(world.server.vectors.size).toBe(0);
  });
});

describe('a conversation that ended without its worker', () => {
  it('is asked of once, on whichever device, and counted by the answer', async () => {
    const world = openWorld();
    const one = await unlocked(world);
    await one.account.change((bundle) => withBegun(bundle, caseOf(1), NOW));
    const other = await unlocked(world);
    expect(one.numbers.over.value).toHaveLength(1);
    const [over] = one.numbers.over.value;
    const [same] = other.numbers.over.value;
    if (over === undefined || same === undefined) throw new Error('nobody is asked');
    await one.numbers.code(over, CODED);
    await other.numbers.code(same, { outcome: 'faded' });
    expect(one.numbers.over.value).toEqual([]);
    expect(other.numbers.over.value).toEqual([]);
    world.now += WEEK;
    await other.numbers.send();
    const sent = world.sent(weekOf(NOW)) ?? [];
    expect([of(sent, 'outcome-heard'), of(sent, 'outcome-faded')]).toEqual([1, 0]);
  });

  it('is not asked of before the server said which cases there are', async () => {
    const world = openWorld();
    const device = world.device();
    await device.account.change((bundle) => withBegun(bundle, caseOf(1), NOW));
    expect(device.numbers.over.value).toEqual([]);
  });

  it('can be left out', async () => {
    const world = openWorld();
    const { account, numbers } = await unlocked(world);
    await account.change((bundle) => withBegun(bundle, caseOf(1), NOW));
    const [over] = numbers.over.value;
    if (over === undefined) throw new Error('nobody is asked');
    await numbers.code(over, null);
    expect(uncoded(account.bundle)).toEqual([]);
    expect(vectorOf(account.bundle, weekOf(NOW)).every((count) => count === 0)).toBe(true);
  });
});
