// The kit's sheet. Lives here: that nobody is offered a sheet to print whose words are still on their way.
import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { rootWords } from '../../src/crypto/fingerprint.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import { Kit } from '../../src/desk/views/kit.tsx';
import { PATIENCE } from '../fake/patience.ts';
import { show, usePage } from '../fake/showing.tsx';

const page = usePage();
const key = SigningKey.generate().public;

/** A fresh kit on a device that knows the root, or asks the service for it by `roster`. */
function entry(known: boolean, roster: () => Promise<unknown>): never {
  const account = {
    current: signal({ rootKey: null, root: known ? { key } : null }),
    api: { roster },
  };
  return { account: signal(account), freshKit: signal(['one', 'two', 'three']) } as never;
}

const shown = (name: string): boolean => page().named(name).length > 0;

async function settled(): Promise<void> {
  await expect.poll(() => shown('print'), PATIENCE).toBe(true);
  expect(page().one('kit-on-paper').disabled).toBe(false);
}

it('is not offered to print, nor taken for written down, while the service is asked', async () => {
  let answer: (found: unknown) => void = () => {};
  const roster = (): Promise<unknown> => new Promise((resolve) => (answer = resolve));
  await show(page(), <Kit entry={entry(false, roster)} />);
  expect(shown('kit-words-shown')).toBe(true);
  expect(shown('kit-root-words')).toBe(false);
  expect(shown('kit-root-none')).toBe(false);
  expect(shown('print')).toBe(false);
  expect(page().one('kit-on-paper').disabled).toBe(true);
  answer({ root: toBase64url(key) });
  await settled();
  const grid = page().one('kit-root-words').textContent;
  for (const word of await rootWords(key)) expect(grid).toContain(word);
});

it('has the words that the device knows, and asks nobody', async () => {
  const roster = async (): Promise<never> => {
    throw new Error('asked');
  };
  await show(page(), <Kit entry={entry(true, roster)} />);
  await settled();
  expect(shown('kit-root-words')).toBe(true);
});

it.each([
  ['nothing is there', async () => ({ root: null })],
  ['the answer is no key', async () => ({ root: '?' })],
  [
    'nobody answers',
    async () => {
      throw new Error('away');
    },
  ],
])('says that they are lacking where %s', async (_, roster) => {
  await show(page(), <Kit entry={entry(false, roster)} />);
  await settled();
  expect(shown('kit-root-none')).toBe(true);
  expect(shown('kit-root-words')).toBe(false);
});
