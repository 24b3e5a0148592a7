// The policy's source. Lives here: that it asks once, keeps the answer, and asks again after a failure.
import { expect, it } from 'vitest';
import { PublicApi } from '../../src/api/public.ts';
import { PolicySource } from '../../src/state/policy.ts';

const answer = {
  profile: 'ucl',
  digest: 'AAAA',
  grounds: ['harm-unable', 'safeguarding'],
  recipients: ['services-concerned'],
  statistics: ['union'],
};

it('asks once and keeps the answer', async () => {
  let asked = 0;
  const source = new PolicySource(async () => {
    asked += 1;
    return answer;
  });
  expect(source.policy.value).toBeNull();
  await Promise.all([source.load(), source.load()]);
  await source.load();
  expect(source.policy.value).toEqual(answer);
  expect(asked).toBe(1);
});

it('asks again after a failure', async () => {
  let fail = true;
  const source = new PolicySource(() =>
    fail ? Promise.reject(new Error()) : Promise.resolve(answer),
  );
  await source.load();
  expect(source.policy.value).toBeNull();
  fail = false;
  await source.load();
  expect(source.policy.value).toEqual(answer);
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
