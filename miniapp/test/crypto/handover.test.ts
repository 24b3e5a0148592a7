// Handing over, protocol.md §17, by the shared vectors. Lives here: what opens, what is refused, every bit
// of a line flipped, papers in a conversation. Must not: the desk or the student's screens.
import { expect, test } from 'vitest';
import { BoxKey } from '../../src/crypto/box.ts';
import { letterByKey, readLine } from '../../src/crypto/earlier-lines.ts';
import { CryptoError } from '../../src/crypto/errors.ts';
import { openHandover, readPaper } from '../../src/crypto/handover.ts';
import { openIntake } from '../../src/crypto/intake.ts';
import type { CaseId, CertificateId, Signed, SignPublic } from '../../src/crypto/types.ts';
import { isWishedFor } from '../../src/crypto/wish.ts';
import { hex, said, type Vector, vectors } from './vectors.ts';

const caseOf = (vector: Vector) => hex<CaseId>(vector, 'case');

function line(vector: Vector, change: { message?: Uint8Array; key?: Uint8Array } = {}) {
  const given = {
    epoch: Number(vector['epoch']),
    message: change.message ?? hex(vector, 'message'),
    key: change.key ?? hex(vector, 'key'),
  };
  return readLine(given, { case: caseOf(vector), epoch: Number(vector['now_in']) });
}

const doing: Readonly<Record<string, (vector: Vector) => unknown>> = {
  handover: (vector) =>
    openHandover({
      signed: hex<Signed>(vector, 'handover'),
      sealed: hex(vector, 'card'),
      wrap: hex(vector, 'wrap'),
      case: caseOf(vector),
      mine: [hex<CertificateId>(vector, 'certificate')],
      box: new BoxKey(hex(vector, 'secret')),
    }),
  line,
  wish: (vector) =>
    isWishedFor({
      signed: hex<Signed>(vector, 'wish'),
      student: hex<SignPublic>(vector, 'student'),
      case: caseOf(vector),
      mine: [hex<CertificateId>(vector, 'certificate')],
    }),
};

const fits = (vector: Vector): boolean => {
  try {
    return Boolean(doing[said(vector, 'do')]?.(vector));
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
};

test.each(vectors('handovers').map((one) => [said(one, 'name'), one] as const))('%s', (_, one) => {
  expect(fits(one)).toBe(one['fits'] === 'all');
});

test('attack 15: no line opens with a bit flipped', () => {
  const lines = vectors('handovers').filter((one) => one['do'] === 'line' && fits(one));
  expect(lines.length).toBeGreaterThan(0);
  for (const vector of lines) {
    for (const name of ['message', 'key'] as const) {
      const raw = hex(vector, name);
      for (let bit = 0; bit < raw.length * 8; bit += 1) {
        const one = raw.slice();
        one[bit >> 3] = (one[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(line(vector, { [name]: one })).toBe(null);
      }
    }
  }
});

test('papers are read for their own case, and anything else is none', () => {
  const papers = vectors('structures').filter((one) =>
    ['proposal', 'earlier', 'shared', 'earlier-record'].includes(said(one, 'label')),
  );
  const of = caseOf(vectors('handovers')[0] as Vector);
  for (const one of papers) {
    const raw = hex(one, 'encoded');
    expect(readPaper(raw, of)?.label).toBe(said(one, 'label'));
    expect(readPaper(raw, new Uint8Array(16) as CaseId)).toBe(null);
    expect(readPaper(raw.subarray(0, -1), of)).toBe(null);
  }
  expect(new Set(papers.map((one) => said(one, 'label'))).size).toBe(4);
  expect(readPaper(new Uint8Array(0), of)).toBe(null);
});

test('a letter opens by its key where it is the one that the signed intake names', () => {
  const named = (file: string, name: string) =>
    vectors(file).find((one) => said(one, 'name') === name) as Vector;
  const intake = openIntake(hex<Signed>(named('requests', 'request'), 'intake'));
  const [letter, card] = [named('sealed', 'letter'), named('sealed', 'card')];
  const [sealed, key] = [hex(letter, 'sealed'), hex(letter, 'key')];
  expect(letterByKey(intake, sealed, key)).not.toBe(null);
  expect(letterByKey(intake, sealed, hex(card, 'key'))).toBe(null);
  expect(letterByKey(intake, hex(card, 'sealed'), hex(card, 'key'))).toBe(null);
  const another = { ...intake, body: { ...intake.body, letter: intake.body.card } };
  expect(letterByKey(another, sealed, key)).toBe(null);
});
