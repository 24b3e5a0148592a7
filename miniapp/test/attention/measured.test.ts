// What is published of the lexicon, held to what it does: neither it nor docs/privacy.md changes without the
// other. What was measured with what came before stays as it was.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { corpus, english, type Measured, measure, readText } from './lexicon.ts';

const attention = english();
const docs = readText('docs/privacy.md');

/** Measured once, with the rules of then. */
const THEN = ['measuring-1', 'measuring-2', 'measuring-3', 'measuring-4'];
/** Measured once, with today's lexicon. */
const FRESH = 'measuring-5';
/** The lexicon learned from these. */
const DEVELOPMENT = [...THEN, 'writing'];

/** The line of the table, but for its first cell. */
function line(found: Measured): string {
  const concerns = `${found.concerns - found.missed.length} of ${found.concerns}`;
  const others = `${found.false.length} of ${found.others}`;
  return `| ${concerns} | ${found.recall.toFixed(2)} | ${others} | ${found.alarms.toFixed(2)} |`;
}

function published(start: string): string {
  const found = docs.split('\n').find((one) => one.startsWith(`| ${start}`));
  return found?.slice(found.indexOf('|', 2)) ?? '';
}

/** Ids of a list of misses (`missed`) or false alarms (`false`). */
function listed(name: string, kind: string): readonly string[] {
  const rows = readText(`tests/corpus/attention/${name}.txt`).trim().split('\n');
  const cells = rows.map((row) => row.split('\t'));
  return cells.filter((row) => row[0] === kind).map((row) => row[1] ?? '');
}

test('the fresh half: exactly as published, every miss and false alarm listed', () => {
  const found = measure(attention, corpus(FRESH));
  expect(published(`\`${FRESH}\`, fresh`)).toBe(line(found));
  expect(listed('measured-5', 'missed')).toEqual(found.missed.map((one) => one.id));
  expect(listed('measured-5', 'false')).toEqual(found.false.map((one) => one.id));
});

test.each(DEVELOPMENT)('%s, learned from: exactly as published', (name) => {
  expect(published(`\`${name}\`, learned from`)).toBe(line(measure(attention, corpus(name))));
});

test.each(THEN)('%s is listed as it was measured', (name) => {
  const messages = corpus(name);
  const ids = new Set(messages.map((one) => one.id));
  const which = name.replace('measuring', 'measured');
  const [missed, alarms] = [listed(which, 'missed'), listed(which, 'false')];
  expect([...missed, ...alarms].filter((id) => !ids.has(id))).toEqual([]);
  const concerns = messages.filter((one) => one.attention).length;
  const row = published(`\`${name}\`, fresh`);
  expect(row).toContain(`| ${concerns - missed.length} of ${concerns} |`);
  expect(row).toContain(`| ${alarms.length} of ${messages.length - concerns} |`);
});

test.each([...THEN, FRESH])('%s is the file that was committed', (name) => {
  const text = readText(`tests/corpus/attention/${name}.jsonl`);
  const digest = createHash('sha256').update(text).digest('hex');
  expect(docs).toContain(`\`${name}.jsonl\` ${digest}`);
});
