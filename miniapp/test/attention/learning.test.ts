// Learning the lexicon: the same messages give the same weights, and a source left out stays unseen.
import { expect, test } from 'vitest';
import { corpus, type Message, SOURCES } from '../../tools/attention/corpora.ts';
import { learn, scoresOf } from '../../tools/attention/descent.ts';
import { byHand } from '../../tools/attention/files.ts';
import { leftOut, rates, thresholdFor } from '../../tools/attention/forecast.ts';
import { lexiconFrom } from '../../tools/attention/learning.ts';

const SETTINGS = { least: 2, strictness: 2, kept: 500 };
const some = corpus('writing').filter((_, at) => at % 3 === 0);

test('the fresh half is not among what is learned from', () => {
  expect(SOURCES).not.toContain('measuring-5');
});

test('the same messages give the same weights', () => {
  const [one, other] = [0, 1].map(() => lexiconFrom(some, byHand(), SETTINGS));
  expect(one?.rarity.size).toBe(SETTINGS.kept);
  expect([...(one?.weights ?? [])]).toEqual([...(other?.weights ?? [])]);
});

test('what tells two subjects apart is given the weight', () => {
  const row = (entry: number, subject: number) => ({
    at: Int32Array.of(entry),
    value: Float64Array.of(1),
    subject,
    counts: 1,
  });
  const rows = [row(0, 0), row(0, 0), row(1, 1), row(1, 1)];
  const model = learn(rows, { entries: 2, subjects: 2, strictness: 0.01 });
  const [none = 0, some = 0] = scoresOf(row(1, 1), model);
  expect(some).toBeGreaterThan(none);
});

test('a source is judged by a lexicon that has not seen it', () => {
  const unique = (id: string, about: string, text: string): Message => ({
    id,
    text,
    about,
    attention: about !== 'none',
    how: 'plain',
  });
  const told = ['zorble today', 'my zorble', 'zorble again'];
  const sources = { known: some, left: told.map((text, at) => unique(`${at}`, 'abuse', text)) };
  const judged = leftOut(sources, ['left'], byHand(), SETTINGS);
  const seen = lexiconFrom([...some, ...sources.left], byHand(), SETTINGS);
  expect(seen.rarity.has('zorble')).toBe(true);
  expect(judged.map(([name, found]) => [name, found.length])).toEqual([['left', 3]]);
});

test('the threshold lets through at most its share of false alarms', () => {
  const found = some.map((message, at) => ({ message, sum: (at * 37) % 101 }));
  const { alarms, others } = rates(found, thresholdFor(found, 0.05));
  expect(alarms / others).toBeLessThanOrEqual(0.05);
});
