// The lexicon and the corpora as tests read them: from the files that staff review. Must not: expectations.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Attention } from '../../src/attention/attend.ts';
import { lexiconOf } from '../../src/attention/load.ts';
import type { Rule } from '../../src/attention/types.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A rule with what only reviewers and tests read. */
export interface ReviewedRule extends Rule {
  readonly note: string;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** One written message of the corpora. */
export interface Message {
  readonly id: string;
  readonly text: string;
  readonly attention: boolean;
  readonly about: string;
  readonly how: string;
}

export function readText(path: string): string {
  return readFileSync(ROOT + path, 'utf8');
}

/** Path → parsed file, of one language. */
export function lexiconFiles(language: string): Readonly<Record<string, unknown>> {
  const folder = `policy/attention/${language}`;
  const names = readdirSync(`${ROOT}${folder}`).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    names.map((name) => [`${folder}/${name}`, JSON.parse(readText(`${folder}/${name}`))]),
  );
}

export function reviewed(language: string): readonly ReviewedRule[] {
  return lexiconOf(lexiconFiles(language)).rules as readonly ReviewedRule[];
}

export function english(): Attention {
  return new Attention(lexiconOf(lexiconFiles('en')));
}

export function corpus(name: string): readonly Message[] {
  const lines = readText(`tests/corpus/attention/${name}.jsonl`).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Message);
}

/** What a corpus says of the rules. */
export interface Measured {
  readonly missed: readonly Message[];
  readonly false: readonly Message[];
  readonly concerns: number;
  readonly others: number;
  readonly recall: number;
  readonly alarms: number;
}

export function measure(attention: Attention, messages: readonly Message[]): Measured {
  const silent = (one: Message): boolean => attention.notice(one.text).about.length === 0;
  const missed = messages.filter((one) => one.attention && silent(one));
  const alarms = messages.filter((one) => !one.attention && !silent(one));
  const concerns = messages.filter((one) => one.attention).length;
  const others = messages.length - concerns;
  return {
    missed,
    false: alarms,
    concerns,
    others,
    recall: 1 - missed.length / concerns,
    alarms: alarms.length / others,
  };
}
