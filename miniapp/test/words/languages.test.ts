// Which language is shown, in whose words, and what a draft may not say.

import { h, options } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { memoryShelf } from '../../src/state/local.ts';
import {
  choose,
  chosenOn,
  LANGUAGES,
  nearest,
  whole,
  wordsFor,
} from '../../src/words/languages.ts';
import { markBorrowed } from '../../src/words/marking.ts';
import { noticeText, withLimits } from '../../src/words/policy.ts';
import { english, translated } from '../../src/words/words.ts';
import { entriesOf, isOneOf } from '../../tools/languages.ts';

// A language that borrows from English marks what it draws, from then on.
const { vnode } = options;
afterEach(() => void Object.assign(options, { vnode }));

const ARABIC = { code: 'ar', name: 'العربية', direction: 'rtl', draft: true } as const;
const TERMS = {
  policy: 'ucl',
  policy_digest: 'AAAA',
  policy_texts: [],
  switches: [],
  retention_days: 30,
  after_degree: false,
};

test('English, Welsh and Arabic are there, each under its own name', () => {
  expect(LANGUAGES.map(({ code, name, direction }) => [code, name, direction])).toEqual([
    ['en', 'English', 'ltr'],
    ['ar', 'العربية', 'rtl'],
    ['cy', 'Cymraeg', 'ltr'],
  ]);
});

test.each([
  ['ar-EG', 'ar'],
  ['CY', 'cy'],
  ['en_GB', 'en'],
  ['de', null],
  ['', null],
  [null, null],
])('the nearest to %s is %s', (tag, code) => {
  expect(nearest(tag)).toBe(code);
});

test('a choice is kept on the device, and what is no language there is none', () => {
  const shelf = memoryShelf();
  expect(chosenOn(shelf)).toBe(null);
  choose(shelf, 'cy');
  expect(chosenOn(shelf)).toBe('cy');
  choose(shelf, 'xx');
  expect(chosenOn(shelf)).toBe(null);
});

test.each(['ar', 'cy'])('%s says what it may, and English the rest', async (code) => {
  const first = await wordsFor(code);
  const words = await whole(first);
  expect(words.language).toBe(code);
  expect(words.spoken('app-close')).toBe(code);
  expect(words.say('app-close')).not.toBe(english().say('app-close'));
  expect(words.spoken('return-title')).toBe(code);
  expect(first.spoken('return-title')).toBe('en');
  for (const id of ['crisis-honest', 'notice-adult', 'staff-agreement', 'desk-kit-title']) {
    expect(words.spoken(id)).toBe('en');
  }
});

test.each(['ar', 'cy'])(
  'what is agreed to in %s is the English text, letter for letter',
  async (code) => {
    const said = noticeText(await withLimits(await wordsFor(code), 'ucl'), TERMS, 'adult');
    expect(said).toBe(noticeText(await withLimits(english(), 'ucl'), TERMS, 'adult'));
  },
);

test('numbers within lines from the right keep together', () => {
  const words = translated(ARABIC, 'call = اتصل على { $number }', () => undefined);
  expect(words.say('call', { number: '116 123' })).toBe('اتصل على \u2068116 123\u2069');
});

test('what is said in English is marked as English, and nothing else', () => {
  const words = translated(ARABIC, 'app-close = إغلاق', markBorrowed());
  const own = h('p', null, words.say('app-close'));
  const borrowed = h('p', null, words.say('crisis-honest'));
  const typed = h('p', { lang: 'cy' }, words.say('crisis-honest'));
  const mixed = h('p', null, words.say('app-close'), words.say('crisis-honest'));
  expect([own, borrowed, typed, mixed].map(({ props }) => props)).toMatchObject([
    { children: 'إغلاق' },
    { lang: 'en', dir: 'ltr' },
    { lang: 'cy' },
    {},
  ]);
  for (const { props } of [own, mixed]) expect(props).not.toHaveProperty('lang');
});

test('a file is parted into its texts, without the comments', () => {
  const parts = entriesOf(
    '# why\na = A\n    more { $x ->\n        [one] 1\n       *[other] 2\n    }\n\n-t = T\n',
  );
  expect(parts.map(({ id }) => id)).toEqual(['a', '-t']);
  expect(parts[0]?.text).toBe('a = A\n    more { $x ->\n        [one] 1\n       *[other] 2\n    }');
});

test.each([
  ['crisis', ['crisis'], true],
  ['crisis-more', ['crisis'], false],
  ['policy-ucl-limits', ['policy-*'], true],
  ['desk-policy-title', ['policy-*'], false],
])('%s is one of %j: %s', (id, patterns, named) => {
  expect(isOneOf(id, patterns)).toBe(named);
});
