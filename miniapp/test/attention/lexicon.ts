// The lexicon and the corpora as tests read them: from the files that staff review. Must not: expectations.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Attention } from '../../src/attention/attend.ts';
import { lexiconOf } from '../../src/attention/lexicon.ts';
import { corpus, type Message } from '../../tools/attention/corpora.ts';
import { carried, plain } from '../../tools/lexicon.ts';

export { corpus };

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const ENGLISH = `${ROOT}policy/attention/en`;

export function readText(path: string): string {
  return readFileSync(ROOT + path, 'utf8');
}

export function english(): Attention {
  return new Attention(lexiconOf(carried(plain(ENGLISH))));
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
