// What is asked for once. Lives here: that the answer is kept, that a failure is said and asked again.
import { expect, it } from 'vitest';
import { PublicApi } from '../../src/api/public.ts';
import { Source } from '../../src/state/source.ts';

const answer = {
  profile: 'ucl',
  digest: 'AAAA',
  grounds: ['harm-unable', 'safeguarding'],
  recipients: ['services-concerned'],
  statistics: ['union'],
};

it('asks once and keeps the answer', async () => {
  let asked = 0;
  const source = new Source(async () => {
    asked += 1;
    return answer;
  });
  expect(source.found.value).toBeNull();
  await Promise.all([source.load(), source.load()]);
  await source.load();
  expect(source.found.value).toEqual(answer);
  expect(asked).toBe(1);
});

it('asks again after a failure', async () => {
  let fail = true;
  const source = new Source(() => (fail ? Promise.reject(new Error()) : Promise.resolve(answer)));
  await source.load();
  expect([source.found.value, source.failed.value]).toEqual([null, true]);
  fail = false;
  await source.load();
  expect([source.found.value, source.failed.value]).toEqual([answer, false]);
});

it('takes no other shape', async () => {
  const shapes = [
    null,
    {},
    { ...answer, grounds: 'all' },
    { ...answer, grounds: [1] },
    { ...answer, digest: '!' },
  ];
  for (const shape of shapes) {
    const api = new PublicApi(async () => shape);
    await expect(api.policy()).rejects.toThrow();
  }
  expect(await new PublicApi(async () => answer).policy()).toEqual(answer);
});
