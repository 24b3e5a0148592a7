// The rules as staff wrote them: every example holds, on the half that was written with them too.
import { expect, test } from 'vitest';
import { corpus, english, measure, reviewed } from './lexicon.ts';

const attention = english();
const rules = reviewed('en');

test.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  expect(rule.note).not.toBe('');
  expect(rule.yes.length).toBeGreaterThan(0);
  expect(rule.no.length).toBeGreaterThan(0);
  for (const text of rule.yes) {
    expect(
      attention.explain(text).map((one) => one.id),
      text,
    ).toContain(id);
  }
  for (const text of rule.no) expect(attention.notice(text).about, text).toEqual([]);
});

test('a rule has a name of its own', () => {
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
});

test('the half written with the rules: at least 0.95 found, at most 0.03 false', () => {
  const messages = corpus('writing');
  const found = measure(attention, messages);
  expect(messages.length).toBeGreaterThanOrEqual(220);
  expect(found.recall, found.missed.map((one) => one.id).join()).toBeGreaterThanOrEqual(0.95);
  expect(found.alarms, found.false.map((one) => one.id).join()).toBeLessThanOrEqual(0.03);
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
  expect(attention.notice(text).about).toEqual(['suicide']);
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
