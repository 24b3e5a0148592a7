// Primitives. Lives here: properties of structures, sealing, boxes, signatures, padding, words.
// Must not: records of the protocol.
import { ED25519_TORSION_SUBGROUP, ed25519, x25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoxKey, box, requireBoxKey } from '../../src/crypto/box.ts';
import { concat, fromBase64url, fromHex, toBase64url, toHex } from '../../src/crypto/bytes.ts';
import {
  bytes,
  choice,
  fixed,
  list,
  nested,
  optional,
  Structure,
  text,
  u64,
} from '../../src/crypto/codec.ts';
import { BadKey, BadSignature, Malformed, NotOpened } from '../../src/crypto/errors.ts';
import { pad, padme, unpad } from '../../src/crypto/padding.ts';
import { type Random, systemRandom } from '../../src/crypto/random.ts';
import { open, seal } from '../../src/crypto/seal.ts';
import { Secret } from '../../src/crypto/secret.ts';
import { openSigned, requireSignKey, SigningKey, verify } from '../../src/crypto/sign.ts';
import type { SignPublic } from '../../src/crypto/types.ts';
import { bitsToWords, secretToWords, wordsToSecret } from '../../src/crypto/words.ts';
import { failure } from './world.ts';

const inner = new Structure('inner', { count: u64 });
const sample = new Structure('sample', {
  any: bytes(),
  four: fixed(4),
  maybe: optional(3),
  words: text,
  side: choice<'a' | 'b'>('a', 'b'),
  items: list(nested(inner)),
});
const octets = (constraints?: fc.IntArrayConstraints) => fc.uint8Array(constraints);
const wellFormed = fc.string({ unit: 'binary' });
const value = fc.record({
  any: octets(),
  four: octets({ minLength: 4, maxLength: 4 }),
  maybe: fc.option(octets({ minLength: 3, maxLength: 3 })),
  words: wellFormed,
  side: fc.constantFrom<'a' | 'b'>('a', 'b'),
  items: fc.array(fc.record({ count: fc.maxSafeNat() })),
});

test('decode(encode(x)) = x, and encode(decode(b)) = b', () => {
  fc.assert(
    fc.property(value, (given) => {
      const encoded = sample.encode(given);
      expect(sample.decode(encoded)).toEqual(given);
      expect(sample.encode(sample.decode(encoded))).toEqual(encoded);
    }),
  );
});

test('a structure cut short, lengthened or relabelled is refused', () => {
  fc.assert(
    fc.property(value, fc.nat(), octets({ minLength: 1 }), (given, at, more) => {
      const encoded = sample.encode(given);
      const cut = encoded.slice(0, at % encoded.length);
      expect(failure(() => sample.decode(cut))).toBe('Malformed');
      expect(failure(() => sample.decode(concat(encoded, more)))).toBe('Malformed');
      expect(failure(() => inner.decode(encoded))).toBe('Malformed');
    }),
  );
});

test('any bytes at all are either a structure or Malformed', () => {
  fc.assert(
    fc.property(octets({ maxLength: 200 }), (raw) => {
      expect(failure(() => sample.decode(raw))).toBe('Malformed');
    }),
  );
});

test('text that is not well-formed is refused both ways', () => {
  expect(() => text.encode('\ud800')).toThrow(Malformed);
  expect(() => text.decode(fromHex('ff'))).toThrow(Malformed);
  expect(text.decode(fromHex('efbbbf61'))).toBe('\ufeffa');
});

test('a list is at most 1,024 items, a structure at most 1 MiB', () => {
  const many = new Structure('many', { items: list(bytes()) });
  const items = Array.from({ length: 1025 }, () => new Uint8Array(0));
  expect(() => many.encode({ items })).toThrow(Malformed);
  expect(many.decode(many.encode({ items: items.slice(1) })).items).toHaveLength(1024);
  expect(() => many.encode({ items: [new Uint8Array(1_048_576)] })).toThrow(Malformed);
});

test('a u64 of 2^53 is refused', () => {
  expect(() => u64.decode(fromHex('0020000000000000'))).toThrow(Malformed);
  expect(u64.decode(fromHex('001fffffffffffff'))).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => u64.encode(2 ** 53)).toThrow(Malformed);
});

test('base64url and hexadecimal read what they wrote, and only that', () => {
  fc.assert(
    fc.property(octets(), (raw) => {
      expect(fromBase64url(toBase64url(raw))).toEqual(raw);
      expect(fromHex(toHex(raw))).toEqual(raw);
    }),
  );
  for (const wrong of ['A', 'AB', 'AA==', 'A+AA', 'AA A']) {
    expect(() => fromBase64url(wrong)).toThrow(Malformed);
  }
  // Of the endings that stand for the same bytes only the one that is written.
  const isRead = (text: string): boolean => {
    try {
      return fromBase64url(text).length > 0;
    } catch {
      return false;
    }
  };
  const all = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
  const read = (start: string): string => all.filter((one) => isRead(start + one)).join('');
  expect([read('-'), read('_7'), read('AAA').length]).toEqual(['AQgw', 'AEIMQUYcgkosw048', 64]);
});

test('unpad(pad(x)) = x, to a length that shows little', () => {
  fc.assert(
    fc.property(octets({ maxLength: 3000 }), (message) => {
      const padded = pad(message);
      expect(unpad(padded)).toEqual(message);
      expect(padded.length).toBe(message.length < 256 ? 256 : padme(message.length + 1));
      expect(padded.length).toBeLessThanOrEqual(Math.max(256, (message.length + 1) * 1.12));
    }),
  );
  expect([9, 255, 257, 1000, 8001].map(padme)).toEqual([10, 256, 272, 1024, 8192]);
  for (const wrong of [new Uint8Array(256), new Uint8Array(0), Uint8Array.of(0x80)]) {
    expect(() => unpad(wrong)).toThrow(Malformed);
  }
});

test('open(seal(x)) = x; another key or associated data does not open', () => {
  const key = octets({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(key, key, octets(), octets(), (one, other, ad, message) => {
      const sealed = seal(one, ad, message);
      expect(open(one, ad, sealed)).toEqual(message);
      expect(() => open(one, concat(ad, Uint8Array.of(0)), sealed)).toThrow(NotOpened);
      if (toHex(one) !== toHex(other)) expect(() => open(other, ad, sealed)).toThrow(NotOpened);
    }),
  );
});

test('attack 11: a ciphertext made to open under two keys fails the commitment', () => {
  // Whoever knows both keys can make the AEAD alone accept under the second; here the commitment
  // can name one of them only, whatever follows it.
  const [one, other] = [systemRandom(32), systemRandom(32)];
  const ad = inner.encode({ count: 1 });
  const first = seal(one, ad, new Uint8Array(64));
  const nonce: Random = () => first.slice(0, 24);
  const second = seal(other, ad, new Uint8Array(64), nonce);
  const spliced = concat(first.subarray(0, 56), second.subarray(56));
  expect(() => open(one, ad, spliced)).toThrow(NotOpened);
  expect(() => open(other, ad, spliced)).toThrow(NotOpened);
  expect(open(other, ad, concat(second.subarray(0, 56), spliced.subarray(56)))).toHaveLength(64);
});

test('box: the owner opens it, nobody else', () => {
  fc.assert(
    fc.property(octets(), (message) => {
      const [owner, other] = [BoxKey.generate(), BoxKey.generate()];
      const boxed = box(owner.public, message);
      expect(boxed.length).toBe(message.length + 48);
      expect(owner.open(boxed)).toEqual(message);
      expect(() => other.open(boxed)).toThrow(NotOpened);
    }),
    { numRuns: 20 },
  );
});

// RFC 7748 §6 and curve25519's known small-order u-coordinates, canonical and not.
const LOW_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

test('attack 10: low-order points are refused wherever a key is taken', () => {
  for (const point of LOW_ORDER.map(fromHex)) {
    expect(() => requireBoxKey(point)).toThrow(BadKey);
    expect(() => box(point, new Uint8Array(1))).toThrow(BadKey);
    const boxed = concat(point, new Uint8Array(48));
    expect(() => BoxKey.generate().open(boxed)).toThrow(NotOpened);
  }
  for (const point of ED25519_TORSION_SUBGROUP.map(fromHex)) {
    expect(() => requireSignKey(point as SignPublic)).toThrow(BadKey);
    // R = A = the point, S = 0 satisfies the bare equation for small-order points.
    const forged = concat(point, new Uint8Array(32));
    expect(verify(point, new Uint8Array(3), forged)).toBe(false);
  }
  for (const point of LOW_ORDER) {
    const high = fromHex(point);
    high[31] = (high[31] ?? 0) | 0x80;
    expect(() => requireBoxKey(high)).toThrow(BadKey);
  }
  const honest = x25519.getPublicKey(systemRandom(32));
  expect(requireBoxKey(honest)).toBe(honest);
});

test('attack 10: a signature with a torsion component in R, or under such a key, is refused', () => {
  const torsion = ed25519.Point.fromBytes(fromHex(ED25519_TORSION_SUBGROUP[1] as string), false);
  const signer = SigningKey.generate();
  const mixed = ed25519.Point.fromBytes(signer.public, false).add(torsion).toBytes();
  expect(() => requireSignKey(mixed)).toThrow(BadKey);
  // R with torsion, S made for it by the signer: the cofactored equation holds, ours refuses.
  const body = new Uint8Array(5);
  const { scalar } = ed25519.utils.getExtendedPublicKey(signer.reveal());
  const nonce = 12_345n;
  const r = ed25519.Point.BASE.multiply(nonce).add(torsion).toBytes();
  const challenge = sha512(concat(r, signer.public, body));
  const order = ed25519.Point.Fn.ORDER;
  const k = littleEndian(challenge) % order;
  const s = (nonce + k * scalar) % order;
  const signature = concat(r, toLittleEndian(s));
  expect(ed25519.verify(signature, body, signer.public, { zip215: false })).toBe(true);
  expect(verify(signer.public, body, signature)).toBe(false);
});

const littleEndian = (raw: Uint8Array): bigint =>
  [...raw].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const toLittleEndian = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));

test('openSigned(sign(x)) = x; another key, label or body is refused', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (count) => {
      const [signer, other] = [SigningKey.generate(), SigningKey.generate()];
      const signed = signer.sign(inner, { count });
      expect(openSigned(inner, signed)).toEqual({ value: { count }, signer: signer.public });
      expect(() => openSigned(inner, signed, other.public)).toThrow(BadSignature);
      expect(() => openSigned(sample, signed)).toThrow(Malformed);
    }),
    { numRuns: 10 },
  );
});

test('a signature with S raised by the group order is refused', () => {
  const signer = SigningKey.generate();
  const signed = signer.sign(inner, { count: 7 });
  const raised = toLittleEndian(littleEndian(signed.slice(-32)) + ed25519.Point.Fn.ORDER);
  const forged = concat(signed.subarray(0, -32), raised);
  expect(() => openSigned(inner, forged)).toThrow(BadSignature);
});

test('attack 14: every seal takes a fresh nonce, and 10^6 of them do not repeat', () => {
  const key = systemRandom(32);
  const asked: number[] = [];
  const watched: Random = (length) => {
    asked.push(length);
    return systemRandom(length);
  };
  const seals = Array.from({ length: 1000 }, () => seal(key, key, new Uint8Array(0), watched));
  expect(asked).toEqual(new Array(1000).fill(24));
  expect(new Set(seals.map((one) => toHex(one.subarray(0, 24)))).size).toBe(1000);
  // 64 of the 192 bits are enough to see a repeat: chance 3·10^-8 among 10^6.
  const drawn = BigUint64Array.from({ length: 1_000_000 }, () => {
    const nonce = systemRandom(24);
    return new DataView(nonce.buffer).getBigUint64(8);
  }).sort();
  expect(drawn.some((nonce, i) => i > 0 && nonce === drawn[i - 1])).toBe(false);
});

test('twelve words carry 16 bytes, and a wrong word is noticed', () => {
  fc.assert(
    fc.property(octets({ minLength: 16, maxLength: 16 }), (secret) => {
      const words = secretToWords(secret);
      expect(words).toHaveLength(12);
      expect(wordsToSecret(words)).toEqual(secret);
    }),
    { numRuns: 30 },
  );
  // BIP39's own vector for 128 zero bits.
  const zero = [...new Array(11).fill('abandon'), 'about'];
  expect(secretToWords(new Uint8Array(16))).toEqual(zero);
  expect(() => wordsToSecret([...zero.slice(0, 11), 'abandon'])).toThrow(Malformed);
  expect(() => wordsToSecret(zero.slice(1))).toThrow(Malformed);
  expect(() => bitsToWords(new Uint8Array(2), 2)).toThrow(Malformed);
});

test('secrets stay out of text and JSON', () => {
  const secret = new Secret('epoch', new Uint8Array(32).fill(7));
  const keys = [secret, SigningKey.generate(), BoxKey.generate()];
  for (const one of keys) {
    expect(String(one)).toBe('[secret]');
    expect(JSON.stringify({ one })).toBe('{"one":"[secret]"}');
  }
});
