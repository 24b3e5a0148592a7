// Words as people type them. Time and memory stay bounded whatever is typed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edits, sound } from '../../src/attention/words.ts';
import { forms } from '../../tools/attention/plain.ts';
import { english } from './lexicon.ts';

const attention = english();

test.each([
  ['I want to kill myself'],
  ['I WANT TO KILL MYSELF!!!'],
  ['i wanna killl mysellf'],
  ['i want 2 k1ll my self'],
  ['i want to k*ll myself'],
  ['i want to kil myslef'],
  ['im goin to kill meself'],
  ['I’m going to kill myself'],
  ['im sucidal'],
  ['im su1cidal'],
])('%s', (text) => {
  expect(attention.notice(text).about).toContain('suicide');
});

test('a word that is right as it is is not read as another', () => {
  expect(attention.notice('I want to drive the olive van').about).toEqual([]);
  expect(attention.notice('It was filling and chilling').about).toEqual([]);
});

test('edits count, a transposition once', () => {
  expect(edits('suicidal', 'suicidal')).toBe(0);
  expect(edits('sucidal', 'suicidal')).toBe(1);
  expect(edits('slef', 'self')).toBe(1);
  expect(edits('r*pe', 'rape')).toBe(0);
});

test('what sounds alike is alike', () => {
  expect(sound('tuched')).toBe(sound('touched'));
  expect(sound('sexualy')).toBe(sound('sexually'));
  expect(sound('nife')).toBe(sound('knife'));
});

test('regular forms', () => {
  expect(forms('cut+')).toContain('cutting');
  expect(forms('force+')).toContain('forcing');
  expect(forms('rape')).toEqual(['rape']);
});

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(attention.notice(text).about.length).toBeLessThanOrEqual(6);
    }),
  );
});

test('the longest letter, of the worst words, takes time in proportion', () => {
  // The least of some: a busy machine stops a process for longer than the shorter text takes.
  const time = (text: string): number =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const from = performance.now();
        attention.notice(text);
        return performance.now() - from;
      }),
    );
  const worst = (words: number): string => 'i want to not be me he hit '.repeat(words / 8);
  time(worst(800));
  const [short, long] = [time(worst(800)), time(worst(6400))];
  // Eight times the words; far from sixty-four times the time, on a busy machine too.
  expect(long).toBeLessThan(Math.max(short, 5) * 30);
  expect(attention.notice('a'.repeat(100_000)).about).toEqual([]);
});
