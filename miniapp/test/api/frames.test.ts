// The live line's binary frames. Lives here: the shared vectors, and what is no frame. Must not: a socket.
import { expect, test } from 'vitest';
import { readMessage, sendFrame } from '../../src/api/frames.ts';
import { fromHex, toBase64url, toHex } from '../../src/crypto/bytes.ts';
import { hex, said, type Vector, vectors } from '../crypto/vectors.ts';
import { messageFrame, readSend } from '../fake/frames.ts';

const of = (kind: string): readonly Vector[] =>
  vectors('frames').filter((one) => said(one, 'kind') === kind);
const bytes = (one: Vector, name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(hex(one, name));
const b64 = (one: Vector, name: string): string => toBase64url(hex(one, name));

test('send is written as the vectors say', () => {
  expect(of('send').length).toBe(2);
  for (const one of of('send')) {
    const made = sendFrame(Number(one['ref']), b64(one, 'case'), b64(one, 'message'));
    expect(toHex(made)).toBe(said(one, 'encoded'));
    expect(readSend(made).ref).toBe(one['ref']);
  }
});

test('message is read as the vectors say', () => {
  expect(of('message').length).toBe(2);
  for (const one of of('message')) {
    const place = {
      case: b64(one, 'case'),
      epoch: Number(one['epoch']),
      direction: Number(one['direction']),
      counter: Number(one['counter']),
      message: b64(one, 'message'),
    };
    expect(readMessage(bytes(one, 'encoded').buffer)).toEqual({
      ...place,
      ad: null,
      body_hash: null,
    });
    expect(toHex(new Uint8Array(messageFrame(place)))).toBe(said(one, 'encoded'));
  }
});

test('a case of another length is no case', () => {
  expect(() => sendFrame(1, toBase64url(fromHex('00')), 'AAAA')).toThrow();
});
