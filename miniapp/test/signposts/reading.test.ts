// Who else can help: searching, what is out of date, a card in a message and whom a message points to.
import { describe, expect, it } from 'vitest';
import source from '../../../policy/locales/en/signposts.ftl?raw';
import type { Signpost } from '../../src/api/types.ts';
import { ask } from '../../src/signposts/answers.ts';
import { cardOf, withCard } from '../../src/signposts/card.ts';
import { ageOf, byCategory, pointedTo, saidIn, search } from '../../src/signposts/reading.ts';
import { english } from '../../src/words/words.ts';

const SAID = { language: 'en', said: [] };
const LINE: Signpost = {
  code: 'line',
  ...SAID,
  category: 'listening',
  name: 'Café Line',
  what: 'Somebody listens.',
  hours: 'at night',
  where: '',
  call: '0800 1',
  page: 'line.example.org/help',
  checked: '2026-09-01',
};
const TEXT: Signpost = {
  code: 'text',
  ...SAID,
  category: 'money',
  name: 'Text Line',
  what: 'By text.',
  hours: '',
  where: '',
  text: '555',
  text_word: 'HI',
};
const DESK: Signpost = {
  code: 'desk',
  ...SAID,
  category: 'listening',
  name: 'The desk',
  what: 'Ask.',
  hours: '',
  where: 'Room 1.',
};
const ALL = [LINE, TEXT, DESK];
const words = english().with(source);
const say = words.say.bind(words);
const category = (code: string): string => say(`signposts-category-${code}`);
const codes = (found: readonly Signpost[]): string[] => found.map((one) => one.code);
const at = (day: string): number => Date.parse(day);

describe('searching', () => {
  it('finds every word anywhere, without case and accents', () => {
    expect(codes(search(ALL, '  CAFE  night ', category))).toEqual(['line']);
    expect(codes(search(ALL, 'rights', category))).toEqual(['text']);
    expect(codes(search(ALL, 'cafe money', category))).toEqual([]);
    expect(codes(search(ALL, ' ', category))).toEqual(['line', 'text', 'desk']);
  });

  it('keeps the order of the directory within a category', () => {
    const groups = byCategory(ALL).map(([code, found]) => [code, codes(found)]);
    expect(groups).toEqual([
      ['listening', ['line', 'desk']],
      ['money', ['text']],
    ]);
  });
});

it('is out of date after the days that the directory names, and unchecked without a day', () => {
  expect(ageOf(LINE, 30, at('2026-10-01'))).toBe('fresh');
  expect(ageOf(LINE, 30, at('2026-10-02'))).toBe('outdated');
  // A day that has not come yet must not keep an entry fresh for years.
  expect(ageOf({ ...LINE, checked: '2036-01-01' }, 30, at('2026-10-01'))).toBe('unchecked');
  expect(ageOf({ ...LINE, checked: '2026-99-99' }, 30, at('2026-10-01'))).toBe('unchecked');
  expect(ageOf(TEXT, 30, at('2026-10-01'))).toBe('unchecked');
});

describe('a card', () => {
  it('says what it is and the ways there, and that it is old', () => {
    expect(cardOf(LINE, 'fresh', say)).toBe(
      'Café Line\nSomebody listens.\nWhen: at night\nCall: 0800 1\nPage: line.example.org/help',
    );
    expect(cardOf(TEXT, 'unchecked', say).split('\n').slice(2)).toEqual([
      'Text HI to: 555',
      say('signposts-card-old'),
    ]);
  });

  it('stands behind what was typed', () => {
    expect(withCard('', 'card')).toBe('card');
    expect(withCard('Perhaps them? \n', 'card')).toBe('Perhaps them?\n\ncard');
  });

  it('points to its entry wherever it stands in a message', () => {
    const cards = [LINE, TEXT, DESK].map((one) => cardOf(one, 'outdated', say));
    expect(codes(pointedTo(`Hello.\n\n${cards.join('\n\n')}\n\nBye`, ALL))).toEqual([
      'line',
      'text',
    ]);
  });

  it('points nowhere with another number, or by its name alone', () => {
    const card = cardOf(LINE, 'fresh', say);
    expect(pointedTo(card.replace('0800 1', '0900 666'), ALL)).toEqual([]);
    expect(pointedTo(card.replace('0800 1', '10800 1'), ALL)).toEqual([]);
    expect(pointedTo(card.replace('line.example', 'evil.example'), ALL)).toEqual([]);
    expect(pointedTo('Café Line', ALL)).toEqual([]);
    expect(pointedTo('Call the\nCafé Line', ALL)).toEqual([]);
  });
});

describe('in another language', () => {
  const WELSH = { language: 'cy', name: 'Llinell', what: 'Gwrando.', hours: '', where: '' };
  const both = [{ ...LINE, said: [WELSH] }, TEXT];

  it('says what it has, and the rest as the service does', () => {
    const shown = saidIn(both, 'cy');
    expect(shown.map(({ name, language }) => [name, language])).toEqual([
      ['Llinell', 'cy'],
      ['Text Line', 'en'],
    ]);
    expect(codes(search(shown, 'gwrando', category))).toEqual(['line']);
    expect(saidIn(both, 'ar')).toEqual(both);
  });

  it('is pointed to whichever language the card was made in', () => {
    const cards = [saidIn(both, 'cy'), both].map((all) => cardOf(all[0] as Signpost, 'fresh', say));
    for (const card of cards) expect(codes(pointedTo(card, both))).toEqual(['line']);
  });
});

it('takes no directory that leads elsewhere than it says', async () => {
  const good = { recheck_days: 30, signposts: ALL };
  expect(await ask(async () => good)).toMatchObject(good);
  const wrong = [
    { page: 'javascript:alert(1)' },
    { page: 'evil.example"onclick' },
    { call: 'x' },
    { text: '5;body=x' },
    { text_word: 'HI&body=x' },
    { country: 'gb' },
    { name: 1 },
  ];
  for (const one of wrong) {
    const answer = { ...good, signposts: [{ ...LINE, ...one }] };
    await expect(ask(async () => answer)).rejects.toThrow();
  }
});
