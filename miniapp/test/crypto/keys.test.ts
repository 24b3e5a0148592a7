// Bundles and their keeping. Lives here: entries, wrapping under the four kinds, weak parameters.
// Must not: conversations. Argon2id takes 64 MiB and a second each time: few runs.
import { argon2idAsync } from '@noble/hashes/argon2.js';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { BoxKey } from '../../src/crypto/box.ts';
import { decodeBundle, encodeBundle } from '../../src/crypto/bundle.ts';
import { WeakParameters } from '../../src/crypto/errors.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { Secret } from '../../src/crypto/secret.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import { deriveWrapKeys } from '../../src/crypto/stretch.ts';
import type { CaseId, RolePublic, RosterHash, Salt } from '../../src/crypto/types.ts';
import { COST, type Cost, passphraseBytes, verifierOf } from '../../src/crypto/wrapping.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import {
  BundleKey,
  choosePassphrase,
  keepUnder,
  newCloudSecret,
  newWords,
  openBundle,
  readWords,
  sealBundle,
  unlock,
  unwrapKey,
  wrapKey,
} from '../../src/keys/keeping.ts';
import { failure } from './world.ts';

vi.mock(import('@noble/hashes/argon2.js'), async (original) => {
  const real = await original();
  return { ...real, argon2idAsync: vi.fn(real.argon2idAsync) };
});

type Argon2 = typeof import('@noble/hashes/argon2.js');

const caseId = systemRandom(16) as CaseId;

function full(): Bundle {
  return Bundle.create('staff')
    .withRoot({ key: SigningKey.generate().public, checked: true })
    .withRoster({ version: 7, hash: systemRandom(32) as RosterHash })
    .withRootKey(SigningKey.generate())
    .withRoleKey('coordinator', 12, BoxKey.generate<RolePublic>())
    .withSupervision(caseId, new Secret('supervision', systemRandom(32)))
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
  expect(again.note('draft')).toEqual(bundle.note('draft'));
  const forgotten = again.withoutCase(caseId).withNote('draft', null);
  expect(forgotten.supervision(caseId)).toBe(null);
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
  const secret = await newWords('words');
  const heard: number[] = [];
  const keys = await keepUnder({ side: 'student', secret, progress: (at) => heard.push(at) });
  expect(heard.at(-1)).toBe(1);
  const { salt, cost } = keys;
  const key = BundleKey.create();
  const wrapped = wrapKey(keys, key);
  const typed = await readWords('words', `  ${secret.words.join('   ').toUpperCase()}\n`);
  const again = await unlock({ side: 'student', secret: typed, salt, cost });
  expect(again.fetch.reveal()).toEqual(keys.fetch.reveal());
  expect(verifierOf(again)).toEqual(verifierOf(keys));
  expect(unwrapKey(again, wrapped).reveal()).toEqual(key.reveal());
  // The server hands it back as another salt's, kind's or side's: it does not open.
  const other = systemRandom(16) as Salt;
  expect(failure(() => unwrapKey({ ...again, salt: other }, wrapped))).toBe('NotOpened');
  expect(failure(() => unwrapKey({ ...again, kind: 'kit' }, wrapped))).toBe('NotOpened');
  expect(failure(() => unwrapKey({ ...again, side: 'staff' }, wrapped))).toBe('NotOpened');
});

test('a bundle is sealed for its side and revision', () => {
  const key = BundleKey.create();
  const bundle = Bundle.create('student').withNote('draft', systemRandom(4));
  const blob = sealBundle({ key, revision: 3, bundle });
  const asked = { key, side: 'student', revision: 3, blob } as const;
  expect(openBundle(asked).encode()).toEqual(bundle.encode());
  expect(failure(() => openBundle({ ...asked, revision: 2 }))).toBe('NotOpened');
  expect(failure(() => openBundle({ ...asked, side: 'staff' }))).toBe('NotOpened');
  expect(failure(() => openBundle({ ...asked, key: BundleKey.create() }))).toBe('NotOpened');
  expect(String(key)).toBe('[secret]');
  expect(failure(() => BundleKey.of(new Uint8Array(16)))).toBe('Malformed');
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
    { ...COST, memory: 1_048_577 },
    { ...COST, passes: 17 },
  ];
  for (const cost of weak) {
    await expect(unlock({ side: 'student', secret, salt, cost })).rejects.toThrow(WeakParameters);
  }
  expect(derivation).not.toHaveBeenCalled();
});

test('kinds and sides have keys of their own; a passphrase is the same however it is typed', async () => {
  // Which keys come of what was stretched: how it is stretched is tried above, and with the vectors.
  const { argon2idAsync: real } = await vi.importActual<Argon2>('@noble/hashes/argon2.js');
  const derivation = vi.mocked(argon2idAsync);
  onTestFinished(() => void derivation.mockImplementation(real));
  derivation.mockImplementation((typed, salted, options) =>
    real(typed, salted, { ...options, m: 8, t: 1 }),
  );
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
