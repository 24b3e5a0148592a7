// What stands in for the curves' library outside this folder (vitest.config.ts), and what keeps its decoded points
// (vectors.test.ts). Lives here: that both say what the library says, of what holds and of what does not. Must not: what this app makes of keys (primitives.test.ts).
import { ED25519_TORSION_SUBGROUP, ed25519, x25519 } from '@noble/curves/ed25519.js';
import { expect, test } from 'vitest';
import { fromHex } from '../../src/crypto/bytes.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import * as standIn from '../fake/curves.ts';
import { verify } from '../fake/decoded.ts';
import { hex, vectors } from './vectors.ts';

const [ours, boxes] = [standIn.ed25519, standIn.x25519];
const flip = (raw: Uint8Array, bit: number): Uint8Array =>
  raw.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

test('keys and signatures are the same bytes', () => {
  const seeds = vectors('signed').map((vector) => hex(vector, 'seed'));
  for (const seed of [...seeds.slice(0, 8), systemRandom(32)]) {
    const body = systemRandom(40);
    expect(ours.getPublicKey(seed)).toEqual(ed25519.getPublicKey(seed));
    expect(ours.sign(body, seed)).toEqual(ed25519.sign(body, seed));
  }
});

test('a signature holds or not for all', () => {
  const [seed, body] = [systemRandom(32), systemRandom(40)];
  const [key, signature] = [ed25519.getPublicKey(seed), ed25519.sign(body, seed)];
  const all = (signed: Uint8Array, said: Uint8Array, by: Uint8Array): readonly boolean[] => [
    ours.verify(signed, said, by),
    verify(signed, said, by, { zip215: false }),
    ed25519.verify(signed, said, by, { zip215: false }),
  ];
  const none = [false, false, false];
  // Of what is met again the table is kept: it says the same.
  for (let time = 0; time < 3; time += 1) expect(all(signature, body, key)).not.toContain(false);
  for (let bit = 0; bit < 256; bit += 23) {
    expect(all(flip(signature, bit), body, key)).toEqual(none);
    expect(all(flip(signature, 256 + bit), body, key)).toEqual(none);
    expect(all(signature, flip(body, bit), key)).toEqual(none);
    expect(all(signature, body, flip(key, bit))).toEqual(none);
  }
});

test('a point is of the prime-order subgroup or not for both', () => {
  const key = ours.getPublicKey(systemRandom(32));
  const torsion = ed25519.Point.fromBytes(fromHex(ED25519_TORSION_SUBGROUP[1] as string), false);
  const mixed = ed25519.Point.fromBytes(key, false).add(torsion).toBytes();
  for (const raw of [key, mixed, torsion.toBytes(), ed25519.Point.ZERO.toBytes()]) {
    const [one, other] = [ours.Point.fromBytes(raw, false), ed25519.Point.fromBytes(raw, false)];
    expect([one.is0(), one.isTorsionFree()]).toEqual([other.is0(), other.isTorsionFree()]);
  }
  const noPoint = new Uint8Array(32).fill(0xff);
  expect(() => ours.Point.fromBytes(noPoint, false)).toThrow();
});

test('a shared point is the same, or refused by both', () => {
  const [one, other] = [systemRandom(32), systemRandom(32)];
  expect(boxes.getPublicKey(one)).toEqual(x25519.getPublicKey(one));
  for (const key of [x25519.getPublicKey(other), systemRandom(32), new Uint8Array(32).fill(0xff)]) {
    expect(boxes.getSharedSecret(one, key)).toEqual(x25519.getSharedSecret(one, key));
  }
  const low = new Uint8Array(32);
  expect(() => boxes.getSharedSecret(one, low)).toThrow();
  expect(() => x25519.getSharedSecret(one, low)).toThrow();
});
