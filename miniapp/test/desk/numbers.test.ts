// The lead's and other holders' numbers: what is summed and what is left out, frozen once, released, and how
// they are shown, saved and copied.
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/api/errors.ts';
import type { Caller } from '../../src/api/http.ts';
import { SessionApi } from '../../src/api/session.ts';
import { encodeBundle } from '../../src/crypto/bundle.ts';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { openTable, sealNumbers, signTable } from '../../src/crypto/numbers.ts';
import type { Signed } from '../../src/crypto/types.ts';
import { chartOf, csvOf, linesOf } from '../../src/desk/state/chart.ts';
import { COUNTERS } from '../../src/desk/state/counted.ts';
import { HolderDesk } from '../../src/desk/state/holder.ts';
import { viewTeam } from '../../src/desk/state/membership.ts';
import { HolderNumbers } from '../../src/desk/state/numbers.ts';
import type { NumbersAnswer, PeriodAnswer } from '../../src/desk/state/numbers-answers.ts';
import { StaffAccount } from '../../src/desk/state/staff-account.ts';
import { endOf } from '../../src/desk/state/summing.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { BundleKey } from '../../src/keys/keeping.ts';
import {
  acceptedRoster,
  certificatesOf,
  type Holder,
  NOW,
  newIdentity,
  newTeam,
  type Person,
  rosterOf,
  type Team,
} from '../crypto/world.ts';
import { Held, settled } from '../fake/held.ts';

const PERIOD = '2026-3';
const [FIRST, SECOND] = ['2026-W40', '2026-W41'];
const DAY = 86_400;

interface Vector {
  readonly week: string;
  readonly box: string;
}

/** docs/api.md's numbers, for one lead and whoever reads. */
class NumbersServer {
  vectors: Vector[] = [];
  own: NumbersAnswer['own'] = [];
  periods: PeriodAnswer[] = [];
  /** What the next call to freeze is refused with. */
  refusals: string[] = [];
  offline = false;
  posted: string[][] = [];

  readonly call: Caller = async ({ method, path, body }) => {
    if (this.offline) throw failureOf(503, {});
    return this.#answer(`${method} ${path}`, body as { period: string; tables: string[] });
  };

  #answer(name: string, body: { period: string; tables: string[] }): unknown {
    if (name === 'GET /api/tables') return { kind: 'term', periods: this.periods };
    if (name.startsWith('GET /api/numbers')) {
      const frozen = this.periods.some((one) => name.endsWith(`period=${one.period}`));
      return { vectors: frozen ? [] : this.vectors, own: frozen ? [] : this.own, frozen };
    }
    if (name === 'POST /api/tables') return this.#freeze(body);
    const period = /^POST \/api\/tables\/(.+)\/release$/.exec(name)?.[1];
    if (period === undefined) throw failureOf(404, { error: 'not_found' });
    this.periods = this.periods.map((one) => ({ ...one, released: true }));
    return undefined;
  }

  #freeze({ period, tables }: { period: string; tables: string[] }): unknown {
    const error = this.refusals.shift();
    this.posted.push(tables);
    if (error !== undefined) throw failureOf(409, { error });
    const before = this.periods.find((one) => one.period === period);
    if (before !== undefined) return before;
    this.periods = [{ period, released: false, tables }, ...this.periods];
    return this.periods[0];
  }
}

function bundleOf({ sign, box, roleKey }: Holder, role: 'coordinator' | 'manager'): Bundle {
  const entries = [
    { name: 'box', value: box.reveal() },
    { name: 'sign', value: sign.reveal() },
  ];
  const bundle = Bundle.decode(encodeBundle({ side: 'staff', entries }), 'staff');
  return bundle.withRoleKey(role, 1, roleKey);
}

interface World {
  readonly server: NumbersServer;
  readonly team: Team;
  readonly worker: Person;
  now: number;
  readonly numbers: (role?: 'coordinator' | 'manager') => HolderNumbers;
  /** A worker's week goes up. */
  readonly send: (who: Person, week: string, counts: Readonly<Record<string, number>>) => string;
}

function openWorld(): World {
  const [server, team] = [new NumbersServer(), newTeam()];
  const world = { server, team, worker: team.workers[0] as Person, now: NOW };
  const numbers = (role: 'coordinator' | 'manager' = 'coordinator'): HolderNumbers => {
    const bundle = bundleOf(team.holders[role], role);
    const api = new SessionApi({ call: server.call, token: 't', renew: async () => null });
    const me = {
      account: 'x',
      side: 'staff' as const,
      role,
      state: 'active' as const,
      name: 'Holder',
      kinds: [],
      revision: 1,
      consents: [],
      chat: false,
    };
    const held = { bundle, key: BundleKey.create(), revision: 1 };
    const account = new StaffAccount({ held, me, api, refetch: async () => held });
    const desk = new HolderDesk({ account, now: () => world.now });
    desk.view.value = viewTeam({
      answer: {
        root: toBase64url(team.root.public),
        members: [],
        invites: [],
        roster: toBase64url(rosterOf(team)),
        certificates: certificatesOf(team).map(toBase64url),
        backups: [],
        audit: { row: 1, head: toBase64url(new Uint8Array(32)) },
      },
      bundle,
      me: 'x',
      now: NOW,
    });
    return new HolderNumbers(desk, (id) => id);
  };
  const send = (who: Person, week: string, counts: Readonly<Record<string, number>>): string => {
    const vector = COUNTERS.map((id) => counts[id] ?? 0);
    const sealed = { worker: who.sign, numbers: { week, counts: vector } };
    const box = toBase64url(sealNumbers({ ...sealed, roster: acceptedRoster(team) }));
    server.vectors.push({ week, box });
    return box;
  };
  return Object.assign(world, { numbers, send });
}

const row = (numbers: HolderNumbers, table: string, cell: string): number | undefined =>
  numbers.preview.value?.tables
    .find((one) => one.id === table)
    ?.rows.find(([label]) => label === `numbers-${cell}`)?.[1];

describe('looking at a period', () => {
  it('adds up workers’ weeks and the service’s own', async () => {
    const world = openWorld();
    world.send(world.worker, FIRST, { 'theme-study': 20, 'theme-home': 2 });
    world.send(world.worker, SECOND, { 'theme-study': 9 });
    world.send(world.team.workers[1] as Person, FIRST, { 'theme-study': 11 });
    const none = { requests: 0, claims: 0, wait_4h: 0, wait_24h: 0, wait_longer: 0 };
    world.server.own = [
      { week: FIRST, counts: { ...none, withdrawals: 3, wait_1h: 15 } },
      { week: SECOND, counts: { ...none, withdrawals: 0, wait_1h: 4 } },
    ];
    const numbers = world.numbers();
    await numbers.look(PERIOD);
    expect(numbers.preview.value?.summed).toMatchObject({ taken: 3, leftOut: 0 });
    expect(row(numbers, 'themes', 'theme-study')).toBe(40);
    expect(row(numbers, 'themes', 'theme-home')).toBe(2);
    expect(row(numbers, 'waits', 'wait_1h')).toBe(19);
    expect(row(numbers, 'waits', 'withdrawals')).toBe(3);
    expect(world.server.posted).toEqual([]);
  });

  it('leaves out what is not a listed worker’s, of another period, or there twice, and says so', async () => {
    const world = openWorld();
    const { worker, team, server } = world;
    const counts = { 'theme-study': 20 };
    const good = world.send(worker, FIRST, counts);
    server.vectors.push({ week: FIRST, box: good }, { week: SECOND, box: good });
    world.send({ ...newIdentity(), certificate: worker.certificate }, FIRST, counts);
    world.send(team.holders.manager, SECOND, counts);
    world.send(worker, '2026-W20', counts);
    server.vectors.push({ week: 'no week', box: good }, { week: SECOND, box: 'AAAA' });
    server.own = [
      { week: '2026-W20', counts: { wait_1h: 50 } },
      { week: FIRST, counts: { wait_1h: 20 } },
      { week: FIRST, counts: { wait_1h: 20 } },
    ];
    const numbers = world.numbers();
    await numbers.look(PERIOD);
    expect(numbers.preview.value?.summed).toMatchObject({ taken: 1, leftOut: 7 });
    expect(row(numbers, 'themes', 'theme-study')).toBe(20);
    expect(row(numbers, 'waits', 'wait_1h')).toBe(20);
  });

  it('is looking at the one chosen last, and asks for none that was chosen in between', async () => {
    const world = openWorld();
    const asked: string[] = [];
    const { server } = world;
    const [call, held] = [server.call, new Held()];
    const slow: Caller = async (what) => {
      asked.push(what.path);
      await held.take(what.path);
      return call(what);
    };
    Object.assign(server, { call: slow });
    const numbers = world.numbers();
    const arrive = held.back(`/api/numbers?period=${PERIOD}`);
    const first = numbers.look(PERIOD);
    await settled();
    const others = ['2026-1', '2026-2'].map((one) => numbers.look(one));
    arrive();
    await first;
    expect(numbers.preview.value).toBeNull();
    await Promise.all(others);
    expect(numbers.preview.value?.period).toBe('2026-2');
    expect(asked).toHaveLength(2);
  });

  it('says when a device has no key for it, or there is no line', async () => {
    const world = openWorld();
    const manager = world.numbers('manager');
    await manager.look(PERIOD);
    expect(manager.trouble.value).toBe('key');
    const lead = world.numbers();
    world.server.offline = true;
    await lead.look(PERIOD);
    expect([lead.trouble.value, lead.preview.value]).toEqual(['offline', null]);
  });

  it('knows which periods are over', async () => {
    const world = openWorld();
    const numbers = world.numbers();
    await numbers.load();
    const [current, last] = numbers.choices.value;
    expect([current, last]).toEqual(['2027-1', '2026-3']);
    expect([numbers.isOver('2027-1'), numbers.isOver('2026-3')]).toEqual([false, true]);
    world.now = endOf('2027-1') - 1;
    expect(numbers.isOver('2027-1')).toBe(false);
    world.now += 1;
    expect(numbers.isOver('2027-1')).toBe(true);
    // 2027-W17 is the last week whose Thursday is in April.
    expect(new Date(endOf('2027-1') * 1000).toISOString()).toBe('2027-05-03T00:00:00.000Z');
    expect(endOf('2026-3') % DAY).toBe(0);
  });
});

describe('freezing', () => {
  it('signs what was seen, once, and shows what is kept', async () => {
    const world = openWorld();
    world.send(world.worker, FIRST, { 'theme-study': 20, 'theme-home': 2 });
    const numbers = world.numbers();
    await numbers.look(PERIOD);
    await numbers.freeze();
    expect(numbers.how.value).toEqual({ period: PERIOD, how: 'frozen' });
    const [found] = numbers.periods.value ?? [];
    expect(found).toMatchObject({ period: PERIOD, released: false, broken: 0 });
    expect(found?.tables.every((one) => one.certain)).toBe(true);
    const themes = found?.tables.find((one) => one.table.name === 'numbers-table-themes');
    const shown = themes?.table.cells.filter((one) => one.shown !== '0');
    expect(shown?.map((one) => one.shown)).toEqual(['20', '1-7']);
    await numbers.freeze();
    expect(world.server.posted).toHaveLength(1);
  });

  it('never makes a period anew: what is there is shown instead', async () => {
    const world = openWorld();
    world.send(world.worker, FIRST, { 'theme-study': 20, 'theme-home': 2 });
    const [one, other] = [world.numbers(), world.numbers()];
    await one.look(PERIOD);
    await other.look(PERIOD);
    await one.freeze();
    world.now += 60;
    await other.freeze();
    expect(other.how.value?.how).toBe('frozen-before');
    const kept = (from: HolderNumbers) => from.periods.value?.[0]?.tables.map((t) => t.table);
    expect(kept(other)).toEqual(kept(one));
    await other.look(PERIOD);
    expect(other.preview.value).toBeNull();
    expect(other.how.value?.how).toBe('frozen-before');
  });

  it('sends the totals alone when the service refuses the rows', async () => {
    const world = openWorld();
    world.send(world.worker, FIRST, { 'theme-study': 20, 'theme-home': 2 });
    world.server.refusals = ['telling'];
    const numbers = world.numbers();
    await numbers.look(PERIOD);
    await numbers.freeze();
    expect(numbers.how.value?.how).toBe('frozen-together');
    expect(world.server.posted).toHaveLength(2);
    const cells = world.server.posted[1]?.map(
      (one) => openTable(fromBase64url(one) as Signed, acceptedRoster(world.team)).table.cells,
    );
    expect(cells?.every((one) => one.length === 1)).toBe(true);
  });

  it('keeps the preview and says it when the service does not take it now', async () => {
    const world = openWorld();
    world.server.refusals = ['period'];
    const numbers = world.numbers();
    await numbers.look(PERIOD);
    await numbers.freeze();
    expect(numbers.trouble.value).toBe('period');
    expect(numbers.preview.value).not.toBeNull();
    await numbers.freeze();
    expect(numbers.trouble.value).toBeNull();
    expect(numbers.how.value?.how).toBe('frozen');
  });

  it('releases', async () => {
    const world = openWorld();
    const numbers = world.numbers();
    await numbers.look(PERIOD);
    await numbers.freeze();
    await numbers.release(PERIOD);
    expect(numbers.frozen(PERIOD)?.released).toBe(true);
  });
});

describe('reading', () => {
  it('shows as unproven what no holder signed, what is of another period, and what is no table', async () => {
    const world = openWorld();
    const { team, server } = world;
    const table = (by: Person, period: string): string => {
      const counts = [['Study', 12] as const];
      return toBase64url(signTable(by.sign, { period, name: 'Themes', counts, now: NOW }));
    };
    const coordinator = team.holders.coordinator;
    server.periods = [
      { period: '2026-3', released: true, tables: [table(coordinator, '2026-3')] },
      {
        period: '2026-2',
        released: true,
        tables: [table(coordinator, '2026-3'), table(world.worker, '2026-2'), 'AAAA'],
      },
    ];
    const numbers = world.numbers('manager');
    await numbers.load();
    const found = numbers.periods.value?.map(({ tables, broken }) => [
      tables.map((one) => one.certain),
      broken,
    ]);
    expect(found).toEqual([
      [[true], 0],
      [[false, false], 1],
    ]);
  });
});

describe('charts and files', () => {
  const words = { period: 'May 2027', total: 'Total', hidden: '1 to 7' };
  const table = {
    name: 'Themes',
    rows: [
      { label: 'Study', shown: '40' },
      { label: 'Home, and "halls"', shown: '1-7' },
      { label: '=1+1', shown: '0' },
    ],
    total: '45',
  };

  it('draws counts to scale, hidden ones all alike, and none for nothing', () => {
    const { bars, texts, width } = chartOf(table, words, { titled: true });
    expect(bars.map((one) => one.hidden)).toEqual([false, true]);
    const [study, home] = bars;
    expect((home?.width ?? 0) / (study?.width ?? 1)).toBeCloseTo(7 / 40);
    expect(bars.every((one) => one.x + one.width < width)).toBe(true);
    const said = texts.map((one) => one.text);
    expect(said).toEqual(expect.arrayContaining(['Themes', 'May 2027', 'Study', '1 to 7', '0']));
    expect(said.at(-1)).toBe('Total: 45');
    expect(said).not.toContain('1-7');
    const bare = chartOf(table, words, { titled: false }).texts.map((one) => one.text);
    expect(bare).not.toContain('Themes');
  });

  it('breaks long labels between words', () => {
    expect(linesOf('one two three', 7)).toEqual(['one two', 'three']);
    expect(linesOf('unbreakable', 4)).toEqual(['unbreakable']);
  });

  it('writes CSV that no spreadsheet takes for a date or a formula', () => {
    const head = ['Period', 'Table', 'What', 'How many'] as const;
    expect(csvOf([table], { ...words, head })).toBe(
      [
        'Period,Table,What,How many',
        'May 2027,Themes,Study,40',
        'May 2027,Themes,"Home, and ""halls""",1 to 7',
        "May 2027,Themes,'=1+1,0",
        'May 2027,Themes,Total,45',
        '',
      ].join('\r\n'),
    );
  });
});
