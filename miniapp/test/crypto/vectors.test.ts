// The shared vectors, produced and opened. Lives here: what stands in tests/vectors, both ways, and
// that nothing opens after one bit was flipped. Must not: refusals (refusals.test.ts).
import { expect, onTestFinished, test, vi } from 'vitest';
import { BoxKey, box } from '../../src/crypto/box.ts';
import { concat, fromHex, toHex, u64be, utf8 } from '../../src/crypto/bytes.ts';
import { field } from '../../src/crypto/codec.ts';
import { CryptoError, NotOpened } from '../../src/crypto/errors.ts';
import { compareWords, requestName, rootWords } from '../../src/crypto/fingerprint.ts';
import { derive, hash, type Person } from '../../src/crypto/hash.ts';
import { openMessage, parseEnvelope, sealMessage } from '../../src/crypto/message.ts';
import { pad, unpad } from '../../src/crypto/padding.ts';
import { openKept, openLockKey, sealKept, sealLockKey } from '../../src/crypto/room-lock.ts';
import { open, seal } from '../../src/crypto/seal.ts';
import { Secret } from '../../src/crypto/secret.ts';
import { openSigned, SigningKey } from '../../src/crypto/sign.ts';
import { joinHalves, splitSecret } from '../../src/crypto/split.ts';
import { deriveLockWrap, deriveWrapKeys } from '../../src/crypto/stretch.ts';
import type { BoxPublic, CaseId, RolePublic, Salt, SignPublic } from '../../src/crypto/types.ts';
import { secretToWords, wordsToSecret } from '../../src/crypto/words.ts';
import {
  passphraseBytes,
  type SecretKind,
  unwrapBundleKey,
  verifierOf,
  wrapBundleKey,
} from '../../src/crypto/wrapping.ts';
import { CURVE_STRIDE, PATIENCE } from './bits.ts';
import {
  hex,
  hexes,
  replay,
  said,
  structure,
  structures,
  type Vector,
  vectors,
} from './vectors.ts';

// Where one bit is flipped, most of what leads to its refusal is what it was: the shared point of a box whose
// content was touched, the keys of a sealed text whose nonce was not, the point that a signer's key stands for. Each is
// worked out, and not again at once; the equation of each signature is, by the library (fake/decoded.ts).
vi.mock(import('@noble/curves/ed25519.js'), async (original) => {
  const { unchanged } = await import('../fake/unchanged.ts');
  const real = await original();
  const { verify } = await import('../fake/decoded.ts');
  const getSharedSecret = unchanged(real.x25519.getSharedSecret);
  return {
    ...real,
    ed25519: { ...real.ed25519, verify },
    x25519: { ...real.x25519, getSharedSecret },
  };
});
vi.mock(import('../../src/crypto/hash.ts'), async (original) => {
  const { unchanged } = await import('../fake/unchanged.ts');
  const real = await original();
  return { ...real, derive: unchanged(real.derive) };
});

// What only the server writes (§8, §16).
const SERVER_ONLY = new Set([
  'field-ad',
  'audit-row',
  'flag-access',
  'flag-row',
  'destruction',
  'destroyed',
  'purged',
  'disposed',
]);

type Spelled = { readonly type: string; readonly value: unknown };

function spelled({ type, value }: Spelled): Uint8Array {
  if (type === 'text') return utf8(String(value));
  if (type === 'u64') return u64be(Number(value));
  if (type === 'list') return concat(...(value as string[]).map((one) => field(fromHex(one))));
  return fromHex(String(value));
}

test('structures: written from their fields, and read back', () => {
  const ours = vectors('structures').filter((one) => !SERVER_ONLY.has(said(one, 'label')));
  for (const vector of ours) {
    const format = structure(said(vector, 'label'));
    const fields = vector['fields'] as Spelled[];
    const shape = Object.entries(format.shape);
    expect(fields).toHaveLength(shape.length);
    const value = Object.fromEntries(
      shape.map(([name, type], i) => [name, type.decode(spelled(fields[i] as Spelled))]),
    );
    const encoded = hex(vector, 'encoded');
    expect(toHex(format.encode(value)), said(vector, 'name')).toBe(toHex(encoded));
    expect(format.decode(encoded)).toEqual(value);
  }
  const labels = new Set(vectors('structures').map((one) => said(one, 'label')));
  const missing = [...structures.keys()].filter((label) => !labels.has(label));
  expect(missing).toEqual([]);
});

test('signed: the same bytes from the same seed, and opened', () => {
  for (const vector of vectors('signed')) {
    const format = structure(said(vector, 'label'));
    const signer = new SigningKey(hex(vector, 'seed'));
    const value = format.decode(hex(vector, 'body'));
    expect(toHex(signer.public)).toBe(vector['key']);
    expect(toHex(signer.sign(format, value)), said(vector, 'name')).toBe(vector['signed']);
    const opened = openSigned(format, hex(vector, 'signed'), signer.public);
    expect(opened.value).toEqual(value);
  }
});

test('sealed: the same bytes from the same nonce, and opened', () => {
  for (const vector of vectors('sealed')) {
    const [key, ad, content] = [hex(vector, 'key'), hex(vector, 'ad'), hex(vector, 'content')];
    const padded = vector['padded'] === true;
    const made = seal(key, ad, padded ? pad(content) : content, replay(hex(vector, 'nonce')));
    expect(toHex(made), said(vector, 'name')).toBe(vector['sealed']);
    const opened = open(key, ad, hex(vector, 'sealed'));
    expect(padded ? unpad(opened) : opened).toEqual(content);
  }
});

test('boxed: the same bytes from the same ephemeral key, and opened', () => {
  for (const vector of vectors('boxed')) {
    const [recipient, content] = [hex(vector, 'recipient'), hex(vector, 'content')];
    const made = box(recipient, content, replay(hex(vector, 'ephemeral')));
    expect(toHex(made), said(vector, 'name')).toBe(vector['boxed']);
    const key = new BoxKey(hex(vector, 'secret'));
    expect(key.public).toEqual(recipient);
    expect(key.open(hex(vector, 'boxed'))).toEqual(content);
  }
});

test('messages: sealed, chained and opened', () => {
  for (const vector of vectors('messages')) {
    const key = new Secret('direction', hex(vector, 'direction_key'));
    const parsed = parseEnvelope(hex(vector, 'message'));
    expect(toHex(parsed.hash), said(vector, 'name')).toBe(vector['chain']);
    const content = openMessage(key, parsed);
    expect(content.kind).toBe(vector['kind']);
    const nonce = replay(parsed.sealed.slice(0, 24));
    const made = sealMessage(key, parsed.header, content, nonce);
    expect(toHex(made)).toBe(vector['message']);
  }
});

test('digests and derivations', () => {
  for (const vector of vectors('digests')) {
    const value = hash(said(vector, 'person') as Person, hex(vector, 'data'));
    expect(toHex(value), said(vector, 'name')).toBe(vector['value']);
  }
  for (const vector of vectors('derived')) {
    const expected = hex(vector, 'value');
    const person = said(vector, 'person') as Person;
    const value = derive(person, hex(vector, 'key'), hex(vector, 'data'), expected.length);
    expect(toHex(value), said(vector, 'name')).toBe(toHex(expected));
  }
});

test('padding and halves', () => {
  for (const vector of vectors('padding')) {
    if (vector['size'] !== undefined) {
      expect(pad(new Uint8Array(Number(vector['size']))).length).toBe(vector['padded']);
    } else {
      expect(toHex(pad(hex(vector, 'data')))).toBe(vector['result']);
      expect(toHex(unpad(hex(vector, 'result')))).toBe(vector['data']);
    }
  }
  for (const vector of vectors('halves')) {
    const halves = splitSecret(hex(vector, 'secret'), replay(hex(vector, 'first')));
    expect(toHex(halves.b)).toBe(vector['second']);
    expect(toHex(joinHalves(halves))).toBe(vector['secret']);
  }
});

test('keys and words', async () => {
  for (const vector of vectors('keys')) {
    const made =
      vector['seed'] === undefined
        ? new BoxKey(hex(vector, 'secret')).public
        : new SigningKey(hex(vector, 'seed')).public;
    expect(toHex(made)).toBe(vector['public']);
  }
  for (const vector of vectors('words')) {
    expect((await wordsOf(vector)).join(' '), said(vector, 'name')).toBe(vector['words']);
  }
});

async function wordsOf(vector: Vector): Promise<string[]> {
  if (vector['secret'] !== undefined) {
    const words = secretToWords(hex(vector, 'secret'));
    expect(toHex(wordsToSecret(words))).toBe(vector['secret']);
    return words;
  }
  if (vector['root'] !== undefined) return rootWords(hex<SignPublic>(vector, 'root'));
  if (vector['case'] !== undefined)
    return (await requestName(hex<CaseId>(vector, 'case'))).split(' ');
  const [sign, boxKey, role] = hexes(vector, 'keys');
  return compareWords({
    sign: sign as SignPublic,
    box: boxKey as BoxPublic,
    role: role === undefined || role.length === 0 ? null : (role as RolePublic),
  });
}

test('wrapping: the same keys from words and passphrase, the bundle key wrapped and unwrapped', async () => {
  // Each takes 64 MiB and a second: one secret of bytes, and the one that is typed.
  const tried = vectors('wrapping').filter((one) => ['words', 'passphrase'].includes(kindOf(one)));
  expect(tried).toHaveLength(2);
  for (const vector of tried) {
    const typed = vector['passphrase'];
    const secret = typeof typed === 'string' ? passphraseBytes(typed) : hex(vector, 'secret');
    expect(toHex(secret)).toBe(vector['secret']);
    const keys = await deriveWrapKeys({
      side: 'student',
      kind: kindOf(vector),
      secret,
      salt: hex<Salt>(vector, 'salt'),
      cost: {
        memory: Number(vector['memory']),
        passes: Number(vector['passes']),
        lanes: Number(vector['lanes']),
      },
    });
    expect(toHex(keys.wrap.reveal())).toBe(vector['wrap_key']);
    expect(toHex(keys.fetch.reveal())).toBe(vector['fetch_key']);
    expect(toHex(verifierOf(keys))).toBe(vector['verifier']);
    const bundleKey = new Secret('bundle', hex(vector, 'bundle_key'));
    const wrapped = wrapBundleKey(keys, bundleKey, replay(hex(vector, 'nonce')));
    expect(toHex(wrapped)).toBe(vector['wrapped']);
    expect(toHex(unwrapBundleKey(keys, wrapped).reveal())).toBe(vector['bundle_key']);
  }
});

const kindOf = (vector: Vector): SecretKind => said(vector, 'kind') as SecretKind;

test('wrapping: every kind has its own keys from its master', () => {
  for (const vector of vectors('wrapping')) {
    const master = hex(vector, 'master');
    const kind = utf8(kindOf(vector));
    expect(toHex(derive('pl.wrap', master, kind))).toBe(vector['wrap_key']);
    expect(toHex(derive('pl.fetch', master, kind))).toBe(vector['fetch_key']);
  }
});

test('locks: the lock key from what is typed, and a text under it for its own name only', async () => {
  for (const vector of vectors('locks')) {
    const salt = hex<Salt>(vector, 'salt');
    const [memory, passes, lanes] = ['memory', 'passes', 'lanes'].map((name) =>
      Number(vector[name]),
    );
    const cost = { memory: memory ?? 0, passes: passes ?? 0, lanes: lanes ?? 0 };
    const wrap = await deriveLockWrap({
      secret: passphraseBytes(said(vector, 'typed')),
      salt,
      cost,
    });
    expect(toHex(wrap.reveal())).toBe(vector['wrap_key']);
    const key = openLockKey({ wrap, salt, cost }, hex(vector, 'lock'));
    expect(toHex(key.reveal())).toBe(vector['lock_key']);
    const under = sealLockKey({ wrap, salt, cost }, key, replay(hex(vector, 'lock_nonce')));
    expect(toHex(under)).toBe(vector['lock']);
    const [name, text] = [said(vector, 'name'), said(vector, 'text')];
    const kept = sealKept(key, name, text, replay(hex(vector, 'nonce')));
    expect(toHex(kept)).toBe(vector['kept']);
    expect(openKept(key, name, kept)).toBe(text);
    expect(() => openKept(key, 'wishes', kept)).toThrow(NotOpened);
    const dearer = { wrap, salt, cost: { ...cost, passes: cost.passes + 1 } };
    expect(() => openLockKey(dearer, under)).toThrow(NotOpened);
  }
});

/** How many times something with one bit flipped opened; and how many bits were tried. */
function flips(given: Uint8Array, stride: number, attempt: (flipped: Uint8Array) => void) {
  // Of a hundred thousand refusals nobody reads where each was thrown, which costs more than many of them.
  const { stackTraceLimit } = Error;
  onTestFinished(() => void Object.assign(Error, { stackTraceLimit }));
  Error.stackTraceLimit = 0;
  let opened = 0;
  let tried = 0;
  for (let bit = 0; bit < given.length * 8; bit += stride) {
    const flipped = given.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    tried += 1;
    try {
      attempt(flipped);
      opened += 1;
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
    }
  }
  return { opened, tried };
}

test('attack 15: no sealed text, nonce or commitment opens with a bit flipped', () => {
  for (const vector of vectors('sealed')) {
    const [key, ad, sealed] = [hex(vector, 'key'), hex(vector, 'ad'), hex(vector, 'sealed')];
    const body = flips(sealed, 1, (flipped) => open(key, ad, flipped));
    expect(body).toEqual({ opened: 0, tried: sealed.length * 8 });
    expect(flips(ad, 1, (flipped) => open(key, flipped, sealed)).opened).toBe(0);
    expect(flips(key, 1, (flipped) => open(flipped, ad, sealed)).opened).toBe(0);
  }
});

test('attack 15: no message opens with a bit flipped', () => {
  for (const vector of vectors('messages')) {
    const key = new Secret('direction', hex(vector, 'direction_key'));
    const message = hex(vector, 'message');
    const read = (flipped: Uint8Array) => openMessage(key, parseEnvelope(flipped));
    expect(flips(message, 1, read).opened, said(vector, 'name')).toBe(0);
  }
});

test('attack 15: no box opens with a bit flipped', { timeout: PATIENCE }, () => {
  for (const vector of vectors('boxed')) {
    const key = new BoxKey(hex(vector, 'secret'));
    const { opened, tried } = flips(hex(vector, 'boxed'), CURVE_STRIDE, (one) => key.open(one));
    expect(opened, said(vector, 'name')).toBe(0);
    expect(tried).toBeGreaterThan(8);
  }
});

test('attack 15: nothing signed opens with a bit flipped', { timeout: PATIENCE }, () => {
  for (const vector of vectors('signed')) {
    const format = structure(said(vector, 'label'));
    const read = (flipped: Uint8Array) => openSigned(format, flipped);
    const { opened, tried } = flips(hex(vector, 'signed'), CURVE_STRIDE, read);
    expect(opened, said(vector, 'name')).toBe(0);
    expect(tried).toBeGreaterThan(8);
  }
});
