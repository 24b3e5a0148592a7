// Whether both would talk again, protocol.md §25. Lives here: what is noted and sent, and whose yes counts. Must
// not: the derivation (crypto/again.test.ts), or screens.
import { expect, it } from 'vitest';
import { againKeys } from '../../src/crypto/again.ts';
import { equal, fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import type { Epoch } from '../../src/crypto/epoch.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { Secret } from '../../src/crypto/secret.ts';
import type { CaseId, RecordHash, Seconds, SignPublic } from '../../src/crypto/types.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import {
  type AgainCase,
  againOf,
  everyAgain,
  forgetAgain,
  type Speaker,
  sayAgain,
  whoAgreed,
  withAgainKeys,
} from '../../src/state/again.ts';

const NOW: Seconds = 1_800_000_000;
const DAY = 86_400;
const caseOf = (number: number): CaseId => new Uint8Array(16).fill(number) as CaseId;
const workerOf = (number: number) => ({ sign: new Uint8Array(32).fill(number) as SignPublic });

function epochWith(worker: { readonly sign: SignPublic }): Epoch {
  const key = Secret.random('epoch', 32, systemRandom);
  return { key, recordHash: systemRandom(32) as RecordHash, worker } as unknown as Epoch;
}

/** A device, and what it sent: method, path and body. */
function device() {
  const sent: (readonly [string, string, Record<string, string>])[] = [];
  const who = {
    bundle: Bundle.create('student'),
    change: async (update: (bundle: Bundle) => Bundle) => {
      who.bundle = update(who.bundle);
      return true;
    },
    api: {
      ask: async (method: string, path: string, body?: unknown) => {
        sent.push([method, path, (body ?? {}) as Record<string, string>]);
        return null;
      },
    },
  };
  const talked = async (number: number, at = NOW) => {
    const epoch = epochWith(workerOf(number));
    await who.change((bundle) => withAgainKeys(bundle, caseOf(number), epoch, at));
    return againKeys(epoch);
  };
  return { who: who as Speaker & typeof who, sent, talked };
}

const same = (one: string | undefined, other: Uint8Array) => equal(fromBase64url(one ?? ''), other);

it('a yes goes out as tag and word, a no as as many random bytes, in the place of the one before', async () => {
  const { who, sent, talked } = device();
  const { tag, word } = await talked(1);
  await sayAgain(who, caseOf(1), false, 'worker');
  await sayAgain(who, caseOf(1), true, 'worker');
  const [no, yes] = sent.map(([, , body]) => body);
  expect([same(no?.['tag'], tag), same(no?.['word'], word)]).toEqual([false, false]);
  expect([no, yes].map((one) => fromBase64url(one?.['tag'] ?? '').length)).toEqual([16, 16]);
  expect([no, yes].map((one) => fromBase64url(one?.['word'] ?? '').length)).toEqual([32, 32]);
  expect([same(yes?.['tag'], tag), same(yes?.['word'], word)]).toEqual([true, true]);
  expect(yes?.['instead']).toBe(no?.['tag']);
  expect(Object.keys(sent[0]?.[2] ?? {}).sort()).toEqual(['tag', 'word']);
});

it('a student sends no word, and takes back what was sent', async () => {
  const { who, sent, talked } = device();
  const { tag } = await talked(1);
  await sayAgain(who, caseOf(1), true, 'student');
  expect(Object.keys(sent[0]?.[2] ?? {})).toEqual(['tag']);
  await forgetAgain(who, caseOf(1));
  expect(sent[1]?.slice(0, 2)).toEqual(['DELETE', `/api/again/${toBase64url(tag)}`]);
  expect(againOf(who.bundle, caseOf(1))).toBe(null);
});

it('a worker counts where the student said yes, the word is the derived one and they may be asked', async () => {
  const { who, talked } = device();
  const { tag, word } = await talked(1);
  const row = { tag: toBase64url(tag), word: toBase64url(word) };
  const agreed = (met: { tag: string; word: string }[], may = [workerOf(1)]) =>
    whoAgreed(everyAgain(who.bundle), met, may).length;
  expect(agreed([row])).toBe(0);
  await sayAgain(who, caseOf(1), false, 'student');
  expect(agreed([row])).toBe(0);
  await sayAgain(who, caseOf(1), true, 'student');
  expect(agreed([row])).toBe(1);
  expect(agreed([])).toBe(0);
  expect(agreed([{ ...row, word: toBase64url(systemRandom(32)) }])).toBe(0);
  expect(agreed([{ ...row, tag: toBase64url(systemRandom(16)) }])).toBe(0);
  expect(agreed([row], [workerOf(2)])).toBe(0);
});

it('two conversations with one worker are one, the newest', async () => {
  const { who, talked } = device();
  const rows: { tag: string; word: string }[] = [];
  for (const number of [1, 2]) {
    const { tag, word } = await talked(number, NOW + number);
    await sayAgain(who, caseOf(number), true, 'student');
    rows.push({ tag: toBase64url(tag), word: toBase64url(word) });
  }
  const notes: readonly AgainCase[] = everyAgain(who.bundle).map((one) => ({
    ...one,
    worker: workerOf(1).sign,
  }));
  const found = whoAgreed(notes, rows, [workerOf(1)]);
  expect(found.map(({ note }) => toBase64url(note.case))).toEqual([toBase64url(caseOf(2))]);
});

it('a note older than 400 days is dropped with the next one', async () => {
  const { who, talked } = device();
  await talked(1, NOW - 401 * DAY);
  await talked(2, NOW - 399 * DAY);
  await talked(3);
  expect(everyAgain(who.bundle).map((one) => one.case[0])).toEqual([3, 2]);
});
