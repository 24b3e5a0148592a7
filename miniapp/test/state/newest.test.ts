// Answers that come late. Lives here: which of several counts, in every order. Must not: what is asked for.
import { expect, it } from 'vitest';
import { Newest } from '../../src/state/newest.ts';

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
