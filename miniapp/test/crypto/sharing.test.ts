// Consents in a conversation, by the shared vectors (protocol.md §20). Lives here: what follows from
// statements, and what was covered. Must not: making them.
import { describe, expect, test } from 'vitest';
import { disputeState } from '../../src/crypto/dispute.ts';
import { Ledger, type Stated } from '../../src/crypto/ledger.ts';
import type { AskHash } from '../../src/crypto/sharing.ts';
import type { CaseId, SignPublic } from '../../src/crypto/types.ts';
import { hex, hexes, said, type Vector, vectors } from './vectors.ts';

function ledgerOf(vector: Vector, saw: Stated['saw'] = () => true): Ledger {
  const rows = vector['said'] as readonly Vector[];
  const statements = rows.map((row, at): Stated => {
    const byStudent = row['student'] === true;
    const keys = byStudent
      ? hexes<SignPublic>(vector, 'student')
      : [hex<SignPublic>(vector, 'other')];
    return { byStudent, keys, raw: hex(row, 'signed'), saw, key: String(at) };
  });
  return new Ledger(hex<CaseId>(vector, 'case'), statements);
}

describe('what follows from the consents of a conversation', () => {
  test.each(vectors('sharing'))('$name', (vector) => {
    const ledger = ledgerOf(vector);
    const at = { spoken: vector['spoken'] === true, now: Number(vector['now']) };
    expect(ledger.may(hex<AskHash>(vector, 'ask'), at)).toBe(vector['may']);
    const not = (['supervision', 'statistics'] as const).filter((one) => !ledger.agrees(one));
    expect(not).toEqual(vector['not_for']);
    expect(disputeState(ledger.dispute)).toBe(vector['dispute']);
    expect(ledger.unread).toBe(vector['unread']);
    const deeds = ledger.asks.flatMap((row) => row.done);
    expect(deeds.length).toBe(vector['done']);
    expect(deeds.every((one) => one.covered)).toBe(true);
  });
});

test('a deed after a withdrawal that its writer had seen is not covered', () => {
  const [withdrawn, done] = ['withdrawn', 'done'].map((name) =>
    vectors('sharing').find((one) => said(one, 'name') === name),
  ) as [Vector, Vector];
  const late = {
    ...withdrawn,
    said: [...(withdrawn['said'] as Vector[]), (done['said'] as Vector[]).at(-1)],
  };
  expect(ledgerOf(late).asks[0]?.done[0]?.covered).toBe(false);
  const raced = ledgerOf(late, ({ consent }) => consent.action === 'agree');
  expect(raced.asks[0]?.done[0]?.covered).toBe(true);
});
