// Attack 15 over every file of tests/vectors. Lives here: that whatever opens in any of them is among
// what vectors.test.ts flips bit by bit, the files listed from the directory. Must not: the flipping.
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../src/crypto/bytes.ts';
import { unpad } from '../../src/crypto/padding.ts';
import { openSigned } from '../../src/crypto/sign.ts';
import { CURVE_STRIDE, PATIENCE } from './bits.ts';
import { hex, said, structure, type Vector, vectors } from './vectors.ts';

const FLIPPED = {
  sealed: 'sealed',
  boxed: 'boxed',
  signed: 'signed',
  messages: 'message',
} as const;
// Digests, keys, lengths, frames and bare encodings: nothing in them is sealed or signed.
const OPENS_NOTHING = [
  'derived',
  'digests',
  'frames',
  'halves',
  'keys',
  'padding',
  'structures',
  'words',
];
// Whatever stands here is refused as it is, each for its own reason (refusals.test.ts).
const REFUSED = ['negative'];
// A sealed box around nothing: the shortest of what opens.
const SHORTEST = 48;

const files = readdirSync(new URL('../../../tests/vectors', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

/** The label with which a structure begins; empty for anything else. */
function label(data: Uint8Array): string {
  const named = data[0] === 1 ? data.slice(2, 2 + (data[1] ?? 0)) : new Uint8Array(0);
  const text = String.fromCharCode(...named);
  return /^[a-z-]+$/.test(text) && text.length === data[1] ? text : '';
}

/** Everything in a vector that could be sealed or signed, with its field's name. */
function blobs(value: unknown, name = ''): readonly (readonly [string, Uint8Array])[] {
  if (Array.isArray(value)) return value.flatMap((one) => blobs(one, name));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, one]) => blobs(one, key));
  }
  const whole = typeof value === 'string' && /^(?:[0-9a-f]{2})+$/.test(value);
  return whole && value.length >= 2 * SHORTEST ? [[name, fromHex(value)]] : [];
}

/** A seal, a box, something signed or a message; a bare encoding opens nothing. */
function mayOpen(name: string, data: Uint8Array): boolean {
  const kind = label(data);
  return kind === 'signed' || kind === 'message' || (kind === '' && name !== 'content');
}

const inBoxes = vectors('boxed')
  .map((one) => hex(one, 'content'))
  .filter((content) => content.length >= SHORTEST && label(content) === 'signed');

const refused = (vector: Vector): boolean => /^(nothing|unproven)$/.test(said(vector, 'fits'));

test('attack 15: whatever opens in any file had its bits flipped', () => {
  const flipped = new Set(inBoxes.map(toHex));
  for (const [file, field] of Object.entries(FLIPPED)) {
    for (const vector of vectors(file)) flipped.add(said(vector, field));
  }
  // The keys of single messages, flipped in handover.test.ts.
  for (const one of vectors('handovers')) flipped.add(said(one, 'key'));
  expect(files.length).toBeGreaterThan(OPENS_NOTHING.length + REFUSED.length);
  for (const file of files.filter((one) => ![...OPENS_NOTHING, ...REFUSED].includes(one))) {
    for (const vector of vectors(file).filter((one) => !refused(one))) {
      for (const [name, data] of blobs(vector)) {
        const known = flipped.has(toHex(data)) || !mayOpen(name, data);
        expect(known, `${file}: ${said(vector, 'name')}: ${name}`).toBe(true);
      }
    }
  }
});

const BOXED = 'attack 15: what was signed before it was boxed does not open with a bit flipped';

test(BOXED, { timeout: PATIENCE }, () => {
  expect(inBoxes.length).toBeGreaterThan(0);
  for (const padded of inBoxes) {
    const signed = unpad(padded);
    const format = structure(label(signed.slice(2 + 'signed'.length + 4)));
    openSigned(format, signed);
    for (let bit = 0; bit < signed.length * 8; bit += CURVE_STRIDE) {
      const one = signed.slice();
      one[bit >> 3] = (one[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openSigned(format, one)).toThrow();
    }
  }
});
