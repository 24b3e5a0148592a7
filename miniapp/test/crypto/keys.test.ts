// Bundles and their keeping. Lives here: entries, wrapping under the four kinds, weak parameters.
// Must not: conversations. Argon2id takes 64 MiB and a second each time: few runs.
import { argon2idAsync } from '@noble/hashes/argon2.js';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { BoxKey } from '../../src/crypto/box.ts';
import { decodeBundle, encodeBundle } from '../../src/crypto/bundle.ts';
import { WeakParameters } from '../../src/crypto/errors.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { Secret } from '../../src/crypto/secret.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type { CaseId, RolePublic, RosterHash, Salt } from '../../src/crypto/types.ts';
import {
  COST,
  type Cost,
  deriveWrapKeys,
  passphraseBytes,
  verifierOf,
} from '../../src/crypto/wrapping.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import {
  choosePassphrase,
  keepUnder,
  newCloudSecret,
  newWords,
  readWords,
  unlock,
  unwrap,
  wrap,
} from '../../src/keys/keeping.ts';
import { failure } from './world.ts';

vi.mock(import('@noble/hashes/argon2.js'), async (original) => {
  const real = await original();
  return { ...real, argon2idAsync: vi.fn(real.argon2idAsync) };
});

const caseId = systemRandom(16) as CaseId;

function full(): Bundle {
  return Bundle.create('staff')
    .withRoot({ key: SigningKey.generate().public, checked: true })
    .withRoster({ version: 7, hash: systemRandom(32) as RosterHash })
    .withRootKey(SigningKey.generate())
    .withRoleKey('coordinator', 12, BoxKey.generate<RolePublic>())
    .withSupervision(caseId, new Secret('supervision', systemRandom(32)))
    .withLetterKey(caseId, new Secret('letter', systemRandom(32)))
    .withNote('draft', systemRandom(9));
}

test('a bundle gives back what was put in', () => {
  const bundle = full();
  const again = Bundle.decode(bundle.encode(), 'staff');
  expect(again.encode()).toEqual(bundle.encode());
  expect(again.identity.sign.public).toEqual(bundle.identity.sign.public);
  expect(again.identity.box.public).toEqual(bundle.identity.box.public);
  expect(again.root).toEqual(bundle.root);
  expect(again.roster).toMatchObject({ version: 7 });
  expect(again.rootKey?.public).toEqual(bundle.rootKey?.public);
  expect(again.roleKeys).toMatchObject([{ role: 'coordinator', version: 12 }]);
  expect(again.supervision(caseId)?.reveal()).toEqual(bundle.supervision(caseId)?.reveal());
  expect(again.letterKey(caseId)?.reveal()).toEqual(bundle.letterKey(caseId)?.reveal());
  expect(again.note('draft')).toEqual(bundle.note('draft'));
  const forgotten = again.withoutCase(caseId).withNote('draft', null);
  expect([forgotten.supervision(caseId), forgotten.letterKey(caseId)]).toEqual([null, null]);
  expect(forgotten.note('draft')).toBe(null);
  expect(Bundle.create('student').root).toBe(null);
});

test('a bundle of the other side, or without its keys, is refused; none shows itself', () => {
  const raw = full().encode();
  expect(failure(() => Bundle.decode(raw, 'student'))).toBe('bundle-side');
  const empty = encodeBundle({ side: 'staff', entries: [] });
  expect(failure(() => Bundle.decode(empty, 'staff'))).toBe('Malformed');
  expect(JSON.stringify({ bundle: full() })).toBe('{"bundle":"[secret]"}');
  expect(`${full()}`).toBe('[secret]');
});

test('entries are sorted bytewise and unique', () => {
  const entry = fc.record({
    name: fc.string({ unit: 'grapheme', maxLength: 8 }),
    value: fc.uint8Array({ maxLength: 8 }),
  });
  const entries = fc.uniqueArray(entry, { selector: (one) => one.name });
  fc.assert(
    fc.property(entries, (given) => {
      const raw = encodeBundle({ side: 'student', entries: given });
      const reversed = encodeBundle({ side: 'student', entries: [...given].reverse() });
      expect(reversed).toEqual(raw);
      expect(encodeBundle(decodeBundle(raw))).toEqual(raw);
    }),
  );
  const twice = { name: 'a', value: new Uint8Array(0) };
  expect(failure(() => encodeBundle({ side: 'student', entries: [twice, twice] }))).toBe(
    'Malformed',
  );
});

test('words: wrapped, typed again with slips of case and space, unwrapped', async () => {
  const bundle = Bundle.create('student');
  const secret = await newWords('words');
  const heard: number[] = [];
  const keys = await keepUnder({ side: 'student', secret, progress: (at) => heard.push(at) });
  expect(heard.at(-1)).toBe(1);
  const stored = await wrap(keys, bundle);
  expect(stored.verifier).toEqual(verifierOf(keys));
  const typed = await readWords('words', `  ${secret.words.join('   ').toUpperCase()}\n`);
  const again = await unlock({ side: 'student', secret: typed, ...stored });
  expect(again.fetch.reveal()).toEqual(keys.fetch.reveal());
  expect((await unwrap(again, stored.blob)).encode()).toEqual(bundle.encode());
  // The server hands back the blob under another salt, or one of another person: it does not open.
  const salted = { ...again, salt: systemRandom(16) as Salt };
  await expect(unwrap(salted, stored.blob)).rejects.toThrow('it does not open');
  await expect(unwrap({ ...again, kind: 'kit' }, stored.blob)).rejects.toThrow('it does not open');
  const grown = await wrap(keys, bundle.withNote('draft', systemRandom(4)));
  expect((await unwrap(again, grown.blob)).note('draft')).toHaveLength(4);
  await expect(wrap(keys, Bundle.create('staff'))).rejects.toThrow('bundle-side');
});

test('attack 12: weaker parameters from the server are refused before any work', async () => {
  const derivation = vi.mocked(argon2idAsync);
  derivation.mockClear();
  const secret = newCloudSecret();
  const salt = systemRandom(16) as Salt;
  const weak: Cost[] = [
    { ...COST, memory: COST.memory - 1 },
    { ...COST, passes: 2 },
    { ...COST, lanes: 0 },
    { ...COST, lanes: 2 },
    { ...COST, memory: Number.NaN },
    { ...COST, memory: 2 ** 31 },
    { ...COST, passes: 1000 },
  ];
  for (const cost of weak) {
    await expect(unlock({ side: 'student', secret, salt, cost })).rejects.toThrow(WeakParameters);
  }
  expect(derivation).not.toHaveBeenCalled();
});

test('kinds and sides have keys of their own; a passphrase is the same however it is typed', async () => {
  const salt = systemRandom(16) as Salt;
  const secret = passphraseBytes('Ｃafé au lait');
  expect(secret).toEqual(passphraseBytes('Cafe\u0301 au lait'));
  const common = { side: 'staff', secret, salt, cost: COST } as const;
  const passphrase = await deriveWrapKeys({ ...common, kind: 'passphrase' });
  const kit = await deriveWrapKeys({ ...common, kind: 'kit' });
  expect(passphrase.wrap.reveal()).not.toEqual(kit.wrap.reveal());
  expect(passphrase.wrap.reveal()).not.toEqual(passphrase.fetch.reveal());
  expect(failure(() => choosePassphrase('elevenchars'))).toBe('content-bounds');
  expect(choosePassphrase('twelve chars').kind).toBe('passphrase');
  await expect(readWords('kit', 'not twelve words')).rejects.toThrow('not twelve words');
});
