// What comes late to a worker's desk. Lives here: that a list from before an act takes nothing away again, what ended
// between two answers, what is kept after an end, what is said of an act. Must not: the path itself (worker.test.ts).
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { rosterHash } from '../../src/crypto/roster.ts';
import { asked, rosterOf } from '../crypto/world.ts';
import { settled } from '../fake/held.ts';
import { claimed, openWorld, put, type World } from './worker-world.ts';

const TEXT = 'Thank you for writing. I am here.';

const first = (world: World) => {
  const [worker] = world.team.workers;
  if (worker === undefined) throw new Error('the team has no worker');
  return worker;
};

describe('a list that was asked for before', () => {
  it('does not say that a claim has run out which it knew nothing of', async () => {
    const world = openWorld();
    const id = put(world.server, world.request, first(world));
    await world.desk.refresh();
    const arrive = world.server.held.back('GET /api/cases');
    const looking = world.desk.hear({ t: 'case', case: id });
    await settled();
    const found = await world.desk.claim(id);
    arrive();
    await looking;
    expect(found?.until.value).toBeGreaterThan(0);
    expect(world.desk.claimed).toHaveLength(1);
  });

  it('does not bring a request back into the queue that was taken since', async () => {
    const world = openWorld();
    const id = put(world.server, world.request, first(world));
    const arrive = world.server.held.back('GET /api/queue');
    const looking = world.desk.lookAtQueue();
    await settled();
    await world.desk.claim(id);
    arrive();
    await looking;
    expect(world.desk.queue.value).toEqual([]);
  });

  it('does not open a conversation again that its worker ended since', async () => {
    const world = openWorld();
    const found = await claimed(world);
    await found.accept(TEXT);
    await found.room.value?.sync();
    const arrive = world.server.held.back('GET /api/cases');
    const looking = world.desk.hear({ t: 'case', case: found.id });
    await settled();
    world.server.cases.splice(0);
    world.desk.drop(found);
    const calls = world.server.calls.length;
    arrive();
    await looking;
    expect(world.desk.cases.value).toEqual([]);
    // What the newest list does not have is not asked for.
    expect(world.server.calls.slice(calls)).toEqual(['GET /api/cases']);
  });

  it('nor by the answer about that very one', async () => {
    const world = openWorld();
    const found = await claimed(world);
    await found.accept(TEXT);
    await found.room.value?.sync();
    const arrive = world.server.held.back(`GET /api/cases/${found.id}`);
    const looking = world.desk.hear({ t: 'case', case: found.id });
    await settled();
    world.server.cases.splice(0);
    world.desk.drop(found);
    arrive();
    await looking;
    expect(world.desk.cases.value).toEqual([]);
  });

  it('does not make a claim of a conversation that is open', async () => {
    const world = openWorld();
    const found = await claimed(world);
    const arrive = world.server.held.back(`GET /api/cases/${found.id}`);
    const looking = world.desk.hear({ t: 'case', case: found.id });
    await settled();
    expect(await found.accept(TEXT)).toBe('sent');
    arrive();
    await looking;
    expect([world.desk.open, world.desk.claimed]).toEqual([[found], []]);
    expect(found.until.value).toBeNull();
  });

  it('does not look like a roll-back of the roster', async () => {
    const world = openWorld();
    await world.desk.refresh();
    const arrive = world.server.held.back('GET /api/roster');
    const looking = world.desk.lookAtTeam();
    await settled();
    const previous = rosterHash(rosterOf(world.team));
    world.server.rosters.push(toBase64url(rosterOf(world.team, { version: 2, previous })));
    await world.desk.lookAtTeam();
    expect(world.desk.trust.value?.ok).toBe(true);
    arrive();
    await looking;
    expect(world.desk.trust.value?.ok).toBe(true);
  });
});

it('what is known of an account is what was asked for last', async () => {
  const { account, server } = openWorld();
  const arrive = server.held.back('GET /api/me');
  const looking = account.refresh();
  await settled();
  for (const one of server.accounts) one.state = 'waiting';
  await account.refresh();
  expect(account.me.value.state).toBe('waiting');
  arrive();
  await looking;
  expect(account.me.value.state).toBe('waiting');
});

describe('a conversation that ends between the list and its own answer', () => {
  it('is gone, nobody is troubled by it, and the others are looked at', async () => {
    const world = openWorld();
    const found = await claimed(world);
    await found.accept(TEXT);
    const other = put(world.server, asked(world.team), first(world));
    for (const one of world.server.cases) if (one.row.case === other) one.state = 'claimed';
    const gone = { call: `GET /api/cases/${found.id}`, run: () => world.server.cases.shift() };
    world.server.before = gone as never;
    await world.desk.refresh();
    expect(world.desk.cases.value.map((one) => one.id)).toEqual([other]);
    expect([world.desk.trouble.value, world.desk.looked.value]).toEqual([null, true]);
  });
});

describe('what was said of an act', () => {
  it('stays when the desk is nudged, and goes with the next act', async () => {
    const world = openWorld();
    const id = put(world.server, world.request, first(world));
    await world.desk.refresh();
    for (const one of world.server.cases) one.state = 'claimed';
    expect(await world.desk.claim(id)).toBeNull();
    await world.desk.lookAtQueue();
    await world.desk.lookAgain();
    expect(world.desk.trouble.value).toBe('taken');
    await world.desk.pass(id).catch(() => undefined);
    expect(world.desk.trouble.value).not.toBe('taken');
  });
});

describe('a room', () => {
  it('keeps nothing on the device that comes after the end', async () => {
    const world = openWorld();
    const found = await claimed(world);
    await found.accept(TEXT);
    await found.room.value?.sync();
    const arrive = world.server.held.back(`GET /api/cases/${found.id}/messages`);
    const syncing = found.room.value?.sync();
    await settled();
    world.desk.drop(found);
    arrive();
    await syncing;
    expect(world.store.readJson(`room/${found.id}`)).toBeNull();
  });

  it('empties the box of the first reply alone: what was typed on stays', async () => {
    const world = openWorld();
    const found = await claimed(world);
    found.draft.value = TEXT;
    const arrive = world.server.held.back(`POST /api/cases/${found.id}/accept`);
    const accepting = found.accept(TEXT);
    await settled();
    found.draft.value = `${TEXT} And one more thing.`;
    arrive();
    expect(await accepting).toBe('sent');
    expect(found.draft.value).toBe('And one more thing.');
  });

  it('of a desk that was locked is not opened by an answer that comes then', async () => {
    const world = openWorld();
    put(world.server, world.request, first(world));
    for (const one of world.server.cases) one.state = 'claimed';
    const arrive = world.server.held.back('GET /api/cases');
    const looking = world.desk.refresh();
    await settled();
    world.desk.stop();
    arrive();
    await looking;
    expect(world.desk.cases.value).toEqual([]);
  });
});
