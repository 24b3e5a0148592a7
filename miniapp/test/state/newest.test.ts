// Answers that come late. Lives here: which of several counts, in every order. Must not: what is asked for.
import { expect, it } from 'vitest';
import { Looks, Newest } from '../../src/state/newest.ts';
import { settled } from '../fake/held.ts';

it('counts each answer that comes in the order of asking', () => {
  const newest = new Newest();
  const [first, second] = [newest.ask(), newest.ask()];
  expect([first(), second()]).toEqual([true, true]);
  // Asked twice, it says the same.
  expect([first(), second()]).toEqual([false, true]);
});

it('counts none that was asked for before one that is there', () => {
  const newest = new Newest();
  const [first, second] = [newest.ask(), newest.ask()];
  expect([second(), first()]).toEqual([true, false]);
  expect(newest.ask()()).toBe(true);
});

it('counts none that was asked for before somebody moved on', () => {
  const newest = new Newest();
  const before = newest.ask();
  newest.pass();
  expect([before(), newest.ask()()]).toEqual([false, true]);
});

/** A look of several calls, each of which takes the same time. */
const long = (done: string[], name: string) => async (counts: () => boolean) => {
  for (let call = 0; call < 4; call += 1) {
    await new Promise((answer) => setTimeout(answer, 5));
    if (!counts()) return false;
  }
  done.push(name);
  return true;
};

it('two long looks at once both come to an end', async () => {
  const [looks, done] = [new Looks(), [] as string[]];
  const first = looks.run(long(done, 'first'));
  await new Promise((later) => setTimeout(later, 7));
  await Promise.all([first, looks.run(long(done, 'second'))]);
  expect(done).toEqual(['second', 'first']);
});

it('a look that is passed is made again at once', async () => {
  const [looks, done] = [new Looks(), [] as string[]];
  const looking = looks.run(long(done, 'it'));
  await settled();
  looks.pass();
  await looking;
  expect(done).toEqual(['it']);
});

it('a look waits for none that was asked for before it, and not for one that fails', async () => {
  const [looks, done] = [new Looks(), [] as string[]];
  let arrive = (): void => undefined;
  const hung = new Promise<void>((resolve) => (arrive = resolve));
  const first = looks.run(async (counts) => {
    await hung;
    return counts() && done.push('first') > 0;
  });
  await looks.run(long(done, 'second'));
  const third = looks.run(async (counts) => {
    counts();
    await settled();
    throw new Error('away');
  });
  const failed = expect(third).rejects.toThrow('away');
  arrive();
  await Promise.all([first, failed]);
  expect(done).toEqual(['second', 'first']);
});
