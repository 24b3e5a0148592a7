// A worker's desk that is looked at twice at once, or in vain. Lives here: that each look comes to an end, and how long
// it is said that one failed. Must not: what comes late (worker-late.test.ts).
import { expect, it } from 'vitest';
import { failureOf } from '../../src/api/errors.ts';
import { asked } from '../crypto/world.ts';
import { openWorld, put, type World } from './worker-world.ts';

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Each call takes as long as any other. */
function evenly({ account: { api } }: World): string[] {
  const asked: string[] = [];
  const [cases, one] = [api.cases.bind(api), api.case.bind(api)];
  const slow = async <T>(name: string, answer: Promise<T>): Promise<T> => {
    asked.push(name);
    if (asked.length > 60) throw failureOf(429, {});
    await after(5);
    return answer;
  };
  api.cases = () => slow('all', cases());
  api.case = (id) => slow('one', one(id));
  return asked;
}

it('does not ask for ever when it is looked at twice at once', async () => {
  const world = openWorld();
  for (let count = 0; count < 4; count += 1) {
    put(world.server, asked(world.team), world.team.workers[0] as never);
  }
  for (const one of world.server.cases) one.state = 'claimed';
  const calls = evenly(world);
  const first = world.desk.lookAgain();
  await after(2);
  await Promise.all([first, world.desk.lookAgain()]);
  world.desk.stop();
  expect(world.desk.cases.value).toHaveLength(4);
  expect(world.desk.looked.value).toBe(true);
  expect(calls.length).toBeLessThan(15);
});

it('says no more that it failed once a look went well', async () => {
  const world = openWorld();
  const { api } = world.account;
  const cases = api.cases.bind(api);
  api.cases = () => Promise.reject(failureOf(429, {}));
  await world.desk.lookAgain();
  expect(world.desk.trouble.value).toBe('failed');
  api.cases = cases;
  await world.desk.lookAgain();
  expect(world.desk.trouble.value).toBeNull();
});
