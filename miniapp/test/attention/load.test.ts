// The lexicon as the app loads it. Lives here: how often it is made. Must not: what it weighs.
import { expect, test } from 'vitest';
import { attentionFor } from '../../src/attention/load.ts';

test('made once for each language', () => {
  expect(attentionFor('en')).toBe(attentionFor('en'));
});

test('English where a language has none of its own', () => {
  const text = 'I have been cutting myself again.';
  expect(attentionFor('cy').notice(text)).toEqual(attentionFor('en').notice(text));
  expect(attentionFor('cy').notice(text).about).not.toEqual([]);
});
