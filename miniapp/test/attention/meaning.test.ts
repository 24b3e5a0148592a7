// What the lexicon must and must not notice, whatever it was learned from: plain words, sayings, nots, what
// is past, stories. And its files: read as written, and what the app carries of them.
import { expect, test } from 'vitest';
import { attentionFor } from '../../src/attention/load.ts';
import { Table } from '../../src/attention/table.ts';
import { SUBJECTS } from '../../src/attention/types.ts';
import { grouping, lines, phrasesOf } from '../../tools/attention/plain.ts';
import { pack, weightsIn, weightsOut, written } from '../../tools/attention/written.ts';
import { english, readText } from './lexicon.ts';

const attention = english();

test.each([
  ['I want to die tonight', 'suicide'],
  ['I keep thinking about killing myself', 'suicide'],
  ['I cut myself again last night', 'self-harm'],
  ['I make myself sick after every meal', 'self-harm'],
  ['My boyfriend hits me', 'abuse'],
  ['I was raped', 'abuse'],
  ['My parents are forcing me to marry', 'coercion'],
  ['He is threatening to post my nudes', 'coercion'],
  ['I want to stab him', 'harm-to-others'],
  ['My stepdad beats my little brother', 'child'],
  ['He said he would kill me if I leave.', 'coercion'],
  ["My flatmate frightens me. I don't feel safe at home.", 'abuse'],
  ["I'm suicidal", 'suicide'],
  ["Hello, I'm in second year, I like my course. I'm suicidal and nobody knows.", 'suicide'],
  ['My friend tried to die last week', 'suicide'],
  ['I hit my head against the wall when I panic', 'self-harm'],
  ['He grabbed me by the throat', 'abuse'],
  ['My ex is stalking me', 'abuse'],
  ["We're being kept, he says he'll call immigration", 'coercion'],
  ['She wants money or she sends my nudes to my family', 'coercion'],
  ['I had my hand up to hit my little boy', 'harm-to-others'],
  ['My teacher meets me in his car, I am fifteen', 'child'],
])('said plainly: %s', (text, about) => {
  expect(attention.notice(text).about).toContain(about);
});

test.each([
  ['this essay is killing me'],
  ['I could murder a curry'],
  ['dying to see the results'],
  ['My laptop committed suicide before the deadline'],
  ['we got slaughtered 6-0'],
])('a saying: %s', (text) => {
  expect(attention.notice(text).about).toEqual([]);
});

test('a saying hides nothing that stands beside it', () => {
  const text = 'This essay is killing me, and I want to kill myself.';
  expect(attention.notice(text).about).toContain('suicide');
});

test.each([
  ["I'm not suicidal", 'I am suicidal'],
  ['I would never hurt myself', 'I would hurt myself'],
  ["He's never hit me", 'He hit me'],
  ['Nobody is hurting me', 'Somebody is hurting me'],
  ['Am I suicidal? No.', 'Am I suicidal? Yes.'],
])('a not takes it back: %s', (denied, said) => {
  expect(attention.notice(denied).about).toEqual([]);
  expect(attention.notice(said).about).not.toEqual([]);
});

test.each([
  ["I can't stop thinking about killing myself"],
  ['Not joking, I want to die'],
  ["Nobody knows, I'm suicidal"],
  ["I'm not okay, I want to die"],
])('a not that means something else takes nothing back: %s', (text) => {
  expect(attention.notice(text).about).toContain('suicide');
});

test('past and well again is silent, past and back is not', () => {
  expect(attention.notice('I used to self-harm years ago and I recovered.').about).toEqual([]);
  expect(attention.notice('I used to self-harm and it is starting again.').about).not.toEqual([]);
});

test('a story is not the person who tells it', () => {
  expect(attention.notice('In my novel she kills herself in chapter two.').about).toEqual([]);
});

test.each([
  ['Hello, is anybody there?'],
  ['he said he would call me'],
  ['My mum is coming on Sunday'],
  ['I need help with my essay'],
  ["Let's stop here for tonight, write again whenever you like"],
  ['My scars are from an operation when I was small'],
  ['I was rude to my boyfriend and said sorry'],
  ['I keep checking my phone, he has left me on read'],
  ['I am retired and the oldest on my course, and lunch is lonely'],
])('an everyday message: %s', (text) => {
  expect(attention.notice(text).about).toEqual([]);
});

test('in a long letter one sentence is not lost', () => {
  const everyday = 'My flat is fine and my course is fine and on Tuesdays we play chess. ';
  expect(attention.notice(everyday.repeat(12)).about).toEqual([]);
  const letter = `${everyday.repeat(6)}I want to kill myself tonight. ${everyday.repeat(6)}`;
  expect(attention.notice(letter).about).toContain('suicide');
});

test('the reasons are entries of the lexicon, and say what they add', () => {
  const { sum, entries } = attention.explain('I want to kill myself');
  const listed = new Set(lines(readText('policy/attention/en/weights.txt')).map(firstCell));
  expect(entries.length).toBeGreaterThan(3);
  expect(entries.filter(([entry]) => !listed.has(entry))).toEqual([]);
  expect(sum).toBeGreaterThan(0);
});

function firstCell(line: string): string {
  return line.split('\t')[0] ?? '';
}

test('every weight is read as it is written', () => {
  const cells = lines(readText('policy/attention/en/weights.txt')).map((line) => line.split('\t'));
  const [threshold, , ...entries] = cells;
  expect(Number(threshold?.[1])).toBeGreaterThan(0);
  const asWritten = ([, counts, said = '']: readonly string[]): boolean =>
    Number(counts) > 0 && weightsOut(weightsIn(said)) === said;
  expect(entries.filter((one) => !asWritten(one))).toEqual([]);
  const names = entries.map(([entry]) => entry);
  expect(new Set(names).size).toBe(names.length);
});

test('a weight of nothing is refused', () => {
  expect(() => weightsIn('z3')).toThrow();
  expect(() => weightsIn('s1x')).toThrow();
});

test('packed, an entry keeps what it counts and says', () => {
  const text = '# law\n=threshold\t1.5\n=start\t0\ts-3\n#slf\t3\t\nhurt me\t9\ta4 y-2\n';
  const packed = pack(written(text));
  expect(packed.threshold).toBe(1.5);
  expect(packed.start[SUBJECTS.indexOf('suicide')]).toBe(-1.5);
  const entries = new Table(packed.entries);
  expect(['#slf', 'hurt me', 'hurt'].map((one) => entries.at(one))).toEqual([0, 1, undefined]);
  expect(packed.weights.map((column) => column.length)).toEqual(SUBJECTS.map(() => 2));
});

test('a group is met by its phrases, longest and shortest, within a sentence', () => {
  const phrases = phrasesOf(new Map([['END', ['end_it', 'end+']]]), (text) => text.split(' '));
  const groups = grouping(phrases);
  const words = ['end', 'it', 'ending'].map((form) => ({ form, end: 0 as const }));
  expect(groups.at(words)).toEqual([['END', 'END'], [], ['END']]);
  const apart = words.map((word) => ({ ...word, end: 2 as const }));
  expect(groups.at(apart)).toEqual([['END'], [], ['END']]);
});

test('the app has it for a language without a lexicon of its own too', () => {
  for (const language of ['en', 'xx']) {
    expect(attentionFor(language).notice('My boyfriend hits me').about).toEqual(['abuse']);
  }
});
