// What the app carries of the lexicon, held to the files as they are written: every entry, word and phrase, and words
// of the corpora as they are read with either.
import { expect, test } from 'vitest';
import { groupsOf, knownOf, lexiconOf } from '../../src/attention/lexicon.ts';
import { Lists, Table } from '../../src/attention/table.ts';
import { edits, sound } from '../../src/attention/words.ts';
import { corpus } from '../../tools/attention/corpora.ts';
import { inOrder, lists, table } from '../../tools/attention/packing.ts';
import { filed, guesses } from '../../tools/attention/plain.ts';
import { carried, plain } from '../../tools/lexicon.ts';
import { ENGLISH } from './lexicon.ts';

const written = plain(ENGLISH);
const files = carried(written);
const packed = lexiconOf(files);

test('every entry counts and says what is written, and nothing else is one', () => {
  const told = ([entry, counts, weights]: (typeof written.entries)[number]) => {
    const found = packed.entries.get(entry);
    return found?.rarity === counts / 2 && `${found.weights}` === `${weights}`;
  };
  expect(written.entries.filter((one) => !told(one))).toEqual([]);
  const entries = new Set(written.entries.map(([entry]) => entry));
  const others = [...entries].flatMap((entry) => [`${entry}s`, `${entry} `, entry.slice(0, -1)]);
  const none = others.filter((entry) => !entries.has(entry));
  expect(none.filter((entry) => packed.entries.get(entry) !== undefined)).toEqual([]);
  expect([packed.start, packed.threshold]).toEqual([written.start, written.threshold]);
});

test('every word is known, and guessed in the order of the files', () => {
  const known = knownOf(files.words);
  const { words } = written;
  expect([...words].filter((word) => !known.has(word))).toEqual([]);
  const others = [...words].map((word) => `${word.slice(1)}${word[0]}`);
  expect(others.filter((word) => known.has(word) !== words.has(word))).toEqual([]);
  const could = guesses(words);
  for (const [as, some] of filed(could, sound)) expect(known.sounding(as)).toEqual(some);
  for (const some of filed(could, (word) => `${word[0]}${word.length}`).values()) {
    const [one = ''] = some;
    expect(known.alike(one[0] ?? '', one.length)).toEqual(some);
  }
  expect(known.alike('h', 3)).toEqual([]);
});

test('every phrase is in its groups, and is begun by what begins it', () => {
  const phrases = new Lists(files.groups.phrases);
  for (const [phrase, groups] of written.phrases) {
    expect(phrases.under(phrase)).toEqual(groups);
    expect(phrases.begins(phrase.slice(0, -1))).toBe(true);
    expect(phrases.begins(`${phrase}=`)).toBe(false);
  }
  const words = [...written.words].map((form) => ({ form, end: 0 as const }));
  const groups = groupsOf(files.groups);
  expect(groups.at(words)).toEqual(written.groups.at(words));
  expect(groups.denied(words)).toEqual(written.groups.denied(words));
});

test('each word of the corpora is read as with the files, however it is spelt', () => {
  const texts = ['measuring-1', 'measuring-5'].flatMap(corpus).map(({ text }) => text);
  const words = new Set(texts.flatMap((text) => text.toLowerCase().split(/\s+/)));
  const differs = (word: string): boolean =>
    JSON.stringify(packed.reader.read(word)) !== JSON.stringify(written.reader.read(word));
  expect([...words].filter(differs)).toEqual([]);
});

test('edits are counted as far as they matter', () => {
  const words = guesses(written.words).filter((_, at) => at % 150 === 0);
  for (const one of words) {
    for (const other of words) {
      const all = edits(one, other);
      for (const most of [1, 2, 3, 5]) {
        expect(Math.min(edits(one, other, most), most)).toBe(Math.min(all, most));
      }
    }
  }
});

test('a table finds what it holds, whatever its length, and nothing else', () => {
  for (const length of [0, 1, 15, 16, 17, 300]) {
    const texts = inOrder(Array.from({ length }, (_, at) => `${at * 7}`));
    const found = new Table(table(texts));
    expect(texts.map((text) => found.at(text))).toEqual(texts.map((_, at) => at));
    expect(['!', '3', '~', '6 '].map((text) => found.at(text))).toEqual(Array(4).fill(undefined));
    for (const start of ['1', '29', '99', '!']) {
      expect(found.begins(start)).toBe(texts.some((text) => text.startsWith(start)));
    }
  }
});

test('what cannot be looked up is not packed', () => {
  expect(() => table(['b', 'a'])).toThrow();
  expect(() => table(['a', 'a'])).toThrow();
  expect(() => table(['a\tb'])).toThrow();
  expect(new Lists(lists(new Map([['b', ['x', 'y']]]))).under('b')).toEqual(['x', 'y']);
});
