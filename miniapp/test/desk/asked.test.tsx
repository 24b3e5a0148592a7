// What one nudge of the socket makes a desk ask the server for. Lives here: every call, by what is on the screen.
import { signal } from '@preact/signals';
import { type ComponentChild, options, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SurroundingsContext } from '../../src/components/context.ts';
import { Drafts } from '../../src/desk/state/drafts.ts';
import { WorkerDesk } from '../../src/desk/state/worker.ts';
import { Holder } from '../../src/desk/views/holder.tsx';
import { Worker } from '../../src/desk/views/worker.tsx';
import { LocalStore, memoryShelf } from '../../src/state/local.ts';
import { pageLock } from '../../src/state/locks.ts';
import { Source } from '../../src/state/source.ts';
import { english } from '../../src/words/words.ts';
import { NOW } from '../crypto/world.ts';
import { FakeDocument, FakeElement } from '../fake/dom.ts';
import { deskOf, join, type Staff } from './people.ts';
import { FakeStaffServer } from './server.ts';

const drawn = { requestAnimationFrame: options.requestAnimationFrame };
let page: FakeDocument;
let team: Awaited<ReturnType<typeof quietTeam>>;

beforeAll(async () => {
  team = await quietTeam();
});

beforeEach(() => {
  page = new FakeDocument();
  vi.stubGlobal('document', page);
  vi.stubGlobal('HTMLElement', FakeElement);
  vi.stubGlobal('window', { scrollTo: () => undefined });
  // Effects come after the next frame; here there are none to wait for.
  options.requestAnimationFrame = (then) => void setTimeout(then, 0);
});

afterEach(async () => {
  await act(async () => render(null, page.body as unknown as Element));
  vi.unstubAllGlobals();
  Object.assign(options, drawn);
});

const ROTA = {
  ...{ zone: 'Europe/London', version: 0, on_call: null },
  ...{ hours: [], slots: [], changes: [], workers: [], shifts: [], gaps: [], away: [] },
};
const KEEPING = {
  ...{ conversation_days: 180, record_days: 365 },
  ...{ due: [], open_long: [], destroyed: [], postponed: [], holds: [] },
};
const POLICY = {
  ...{ profile: 'ucl', digest: 'A'.repeat(43), approver: null, approved: true },
  ...{ review_months: null, review_due: null, rows: [] },
};
const NOTHING: Readonly<Record<string, unknown>> = {
  '/api/flags': { flags: [], more: false },
  '/api/entries': { entries: [], more: false, cursor: 0 },
  '/api/entries/mine': { entries: [] },
  '/api/disclosures': { disclosures: [], more: false },
  '/api/declarations': { declarations: [] },
  '/api/reports': { reports: [], more: false },
  '/api/reports/mine': { reports: [] },
  '/api/enquiries': { enquiries: [] },
  '/api/policy/record': POLICY,
  '/api/keeping': KEEPING,
  '/api/rota': ROTA,
  '/api/team/file': { training: false, members: [] },
  '/api/team/passing': { given: [], mine: [] },
  '/api/tables': { kind: 'month', periods: [] },
  '/api/handovers': { handovers: [], colleagues: [] },
};

/** A service in which nothing waits; a whole team is on its roster. */
async function quietTeam() {
  const server = new FakeStaffServer();
  server.parts.push(({ method, path }) =>
    method === 'GET' ? NOTHING[path.split('?')[0] ?? ''] : undefined,
  );
  const people = {
    coordinator: join(server, 'coordinator', 'Coordinator'),
    manager: join(server, 'manager', 'Manager'),
    deputy: join(server, 'deputy', 'Deputy'),
    worker: join(server, 'worker', 'Worker 1'),
  };
  const desk = deskOf(people.coordinator.account);
  await desk.load();
  for (const { kept } of [people.manager, people.deputy, people.worker]) {
    const found = desk.team.value?.members.find((one) => one.account === kept.member.account);
    if (found !== undefined) await desk.certify(found, { days: 180, under18: false });
  }
  return { server, people };
}

async function show(screen: ComponentChild): Promise<void> {
  const telegram = { launch: { door: 'desk' }, onBack: () => undefined };
  const terms = { policy: 'ucl', policy_texts: [], switches: [], retention_days: 30 };
  const service = { bot: 'peerlink_bot', crisis: [], ...terms };
  const policy = new Source(async () => Promise.reject(new Error('none')));
  const around = { words: english(), telegram, service, policy };
  await act(async () => {
    render(
      <SurroundingsContext.Provider value={around as never}>{screen}</SurroundingsContext.Provider>,
      page.body as unknown as Element,
    );
  });
}

const around = () => ({
  ...{ entry: { lock: () => undefined }, drafts: new Drafts(), contacts: signal(null) },
  ...{ dropped: signal(false), connected: signal(true) },
});

const button = (text: string): FakeElement | undefined =>
  page.body.all().find((one) => one.localName === 'button' && one.textContent === text);

function press(text: string): void {
  const found = button(text);
  if (found === undefined) throw new Error(`no button ${text}`);
  found.dispatchEvent(new Event('click'));
}

/** Until this tab stands there, behind *More* where it is not in the row. */
const reach = (tab: string): Promise<void> =>
  act(async () => {
    if (button(tab) === undefined) page.one('tabs-more').dispatchEvent(new Event('click'));
  });

/** What is asked for while this happens, and in what follows from it. */
async function askedBy(server: FakeStaffServer, happens: () => Promise<unknown>) {
  const before = server.calls.length;
  await act(async () => void (await happens()));
  for (let quiet = 0, last = -1; quiet < 3; quiet += 1) {
    if (last !== server.calls.length) quiet = 0;
    last = server.calls.length;
    await act(async () => void (await new Promise((done) => setTimeout(done, 1))));
  }
  return server.calls.slice(before).sort();
}

async function seated(who: 'coordinator' | 'manager' | 'deputy') {
  const { server, people } = team;
  const holder = deskOf(people[who].again());
  await show(<Holder desk={around() as never} holder={holder} />);
  const first = await askedBy(server, () => holder.lookAgain());
  const nudge = (): Promise<string[]> => askedBy(server, () => holder.lookAgain());
  const open = async (tab: string): Promise<string[]> => {
    await reach(tab);
    return askedBy(server, async () => press(tab));
  };
  return { server, holder, first, nudge, open };
}

const gets = (...paths: string[]): string[] => paths.map((one) => `GET /api/${one}`).sort();

/** What every tab counts, and whether the team is as it should be. */
const COUNTED = ['team', 'now', 'flags', 'disclosures', 'declarations', 'reports', 'keeping'];
const OF = {
  coordinator: [...COUNTED, 'entries', 'policy/record'],
  manager: [...COUNTED, 'entries'],
  deputy: COUNTED,
} as const;

describe.each(['coordinator', 'manager', 'deputy'] as const)("a %s's desk", (who) => {
  it('asks at a nudge for what it shows and counts, each once', async () => {
    const { nudge, open } = await seated(who);
    expect(await nudge()).toEqual(gets(...OF[who], 'rota'));
    await open('desk-team');
    expect(await nudge()).toEqual(gets(...OF[who]));
    await open('incidents-tab');
    expect(await nudge()).toEqual(gets(...OF[who], 'enquiries'));
    await open('policy-tab');
    expect(await nudge()).toEqual(gets(...new Set([...OF[who], 'policy/record'])));
    await open('numbers-tab');
    expect(await nudge()).toEqual(gets(...OF[who], 'tables'));
  });

  it('asks for each list once when it is opened, and for what a tab shows when that is', async () => {
    const { first, nudge, open } = await seated(who);
    expect(first.filter((one) => one.startsWith('GET'))).toEqual(gets(...OF[who], 'rota'));
    expect(await open('desk-team')).toEqual([]);
    await nudge();
    await nudge();
    expect(await open('desk-now')).toEqual(gets('rota'));
    expect(await open('incidents-tab')).toEqual(gets('reports', 'enquiries', 'reports/mine'));
    expect(await open('inbox-tab')).toEqual(gets('flags'));
    expect(await open('desk-now')).toEqual([]);
  });
});

it('looks at the team again from the warning that it does not fit, and goes on once it does', async () => {
  const { server, holder, nudge } = await seated('manager');
  const newest = server.rosters.splice(-1);
  await nudge();
  expect([holder.trouble.value, page.named('holder-now')]).toEqual(['mismatch', []]);
  server.rosters.push(...newest);
  const again = async () => page.one('mismatch-again').dispatchEvent(new Event('click'));
  expect(await askedBy(server, again)).toContain('GET /api/team');
  expect([page.named('team-mismatch'), page.named('holder-now').length]).toEqual([[], 1]);
});

describe("a worker's desk", () => {
  async function atWork() {
    const { server, people } = team;
    const worker = workerDesk(people.worker);
    const line = { tell: (t: 'ready' | 'queue') => askedBy(server, () => worker.hear({ t })) };
    await show(<Worker desk={around() as never} worker={worker} />);
    await line.tell('ready');
    const open = (tab: string): Promise<string[]> => askedBy(server, async () => press(tab));
    return { ...line, open, worker };
  }

  function workerDesk({ again }: Staff): WorkerDesk {
    return new WorkerDesk({
      account: again(),
      store: new LocalStore({ shelf: memoryShelf(), prefix: 't.' }),
      lock: pageLock(),
      line: { ready: true, send: async () => ({ t: 'lost' }) },
      drafts: new Drafts(),
      claimMinutes: 30,
      now: () => NOW,
    });
  }

  it('asks at a nudge for the queue that it counts, and for its own page where that is shown', async () => {
    const { tell, open, worker } = await atWork();
    expect(await tell('queue')).toEqual(gets('queue', 'handovers', 'me/file', 'roster'));
    await open('desk-conversations');
    expect(await tell('queue')).toEqual(gets('queue', 'handovers'));
    await open('supervision-mine');
    expect(await tell('queue')).toEqual(gets('queue', 'handovers', 'entries/mine'));
    expect(await tell('ready')).toEqual(
      gets('roster', 'queue', 'cases', 'handovers', 'entries/mine'),
    );
    worker.stop();
  });
});
