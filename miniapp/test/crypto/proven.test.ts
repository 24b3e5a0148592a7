// A memory of what was found to hold, and what signatures make of it. Must not: real certificates (team.test.ts).
import { describe, expect, it, vi } from 'vitest';
import { utf8 } from '../../src/crypto/bytes.ts';
import { Structure, text } from '../../src/crypto/codec.ts';
import { BadSignature } from '../../src/crypto/errors.ts';
import { Proven } from '../../src/crypto/proven.ts';
import { openSigned, SigningKey, verify } from '../../src/crypto/sign.ts';
import type { Signed } from '../../src/crypto/types.ts';

const NOTE = new Structure('note', { said: text });

describe('what was proven', () => {
  it('is asked once for the same bytes, and again for others', () => {
    const proven = new Proven(8);
    const holds = vi.fn(() => true);
    for (const said of ['one', 'one', 'two', 'one']) {
      expect(proven.of([utf8('key'), utf8(said)], holds)).toBe(true);
    }
    expect(holds).toHaveBeenCalledTimes(2);
  });

  it('is asked anew as long as it does not hold', () => {
    const proven = new Proven(8);
    expect(proven.of([utf8('a')], () => false)).toBe(false);
    expect(proven.of([utf8('a')], () => true)).toBe(true);
    expect(proven.size).toBe(1);
  });

  it('forgets what was longest not asked for', () => {
    const proven = new Proven(2);
    const ask = (one: string, holds: boolean): boolean => proven.of([utf8(one)], () => holds);
    ask('a', true);
    ask('b', true);
    ask('a', false);
    ask('c', true);
    expect(proven.size).toBe(2);
    expect([ask('a', false), ask('b', false), ask('c', false)]).toEqual([true, false, true]);
  });

  it('keeps nothing where asking throws', () => {
    const proven = new Proven(8);
    const failing = (): boolean => {
      throw new BadSignature();
    };
    expect(() => proven.of([utf8('a')], failing)).toThrow(BadSignature);
    expect(proven.size).toBe(0);
  });
});

describe('a signature that held', () => {
  const author = SigningKey.generate();
  const signed = author.sign(NOTE, { said: 'yes' });

  it('holds again, and for nothing else', () => {
    expect(openSigned(NOTE, signed).value.said).toBe('yes');
    expect(openSigned(NOTE, signed).value.said).toBe('yes');
    for (let at = 0; at < signed.length * 8; at += 7) {
      const flipped = signed.slice();
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(() => openSigned(NOTE, flipped as Signed)).toThrow();
    }
  });

  it('is another one under another key, another body and another signature', () => {
    const body = NOTE.encode({ said: 'yes' });
    const [key, signature] = [author.public, signed.subarray(signed.length - 64)];
    expect(verify(key, body, signature)).toBe(true);
    expect(verify(SigningKey.generate().public, body, signature)).toBe(false);
    expect(verify(key, NOTE.encode({ said: 'yet' }), signature)).toBe(false);
    expect(verify(key, body, signature.slice().reverse())).toBe(false);
    // The same bytes, cut at another place.
    expect(verify(key.subarray(0, 31), body, signature)).toBe(false);
    expect(verify(key, body.subarray(1), new Uint8Array([...signature, body[0] ?? 0]))).toBe(false);
  });
});
