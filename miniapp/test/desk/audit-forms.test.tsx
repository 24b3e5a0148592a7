// An audit of records as it is appointed and judged. Lives here: what is lacking is said in words, what was typed stays.

import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { Drafts } from '../../src/desk/state/drafts.ts';
import { RecordAuditor } from '../../src/desk/views/record-auditor.tsx';
import { RecordAuditsPart } from '../../src/desk/views/record-audits.tsx';
import { PATIENCE } from '../fake/patience.ts';
import { pick, press, show, type, usePage } from '../fake/showing.tsx';

const page = usePage();
const NOW = 1_800_000_000;
const bytes = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);

function auditor(number: number) {
  const times = { notBefore: NOW - 10, notAfter: NOW + 86_400 };
  return { id: bytes(16, number), role: 'auditor', name: 'Auditor', ...times };
}

describe('appointing an auditor', () => {
  it('says that one is to be chosen, and tells two of one name apart', async () => {
    const ask = vi.fn(async () => ({ audits: [], more: false }));
    const roster = { certificates: [auditor(1), auditor(2)] };
    const holder = { time: () => NOW, roster, account: { api: { ask } } };
    const records = {
      ...{
        load: async () => undefined,
        rows: signal([]),
        more: signal(false),
        trouble: signal(null),
      },
    };
    const part = <RecordAuditsPart holder={holder as never} records={records as never} />;
    await show(page(), part);
    await vi.waitFor(() => expect(page().one('audits-begin').disabled).toBe(false), PATIENCE);
    await press(page().one('audits-begin'));
    expect(page().named('audits-who-lacks')).toHaveLength(1);
    await pick(page().one('audits-who'), toBase64url(bytes(16, 2)));
    expect(page().named('audits-who-lacks')).toEqual([]);
    expect(
      page()
        .one('audits-who')
        .all()
        .map((one) => one.value),
    ).toEqual(['', toBase64url(bytes(16, 1)), toBase64url(bytes(16, 2))]);
  });
});

describe('what an auditor writes of a record', () => {
  it('is there again after another tab was looked at', async () => {
    const [audit, of] = [toBase64url(bytes(16, 5)), toBase64url(bytes(16, 6))];
    const samples = [{ case: of, judged: false, finding: null }];
    const row = {
      id: audit,
      certificate: toBase64url(bytes(16, 1)),
      until: NOW + 60,
      ended: false,
    };
    const ask = vi.fn(async (_method: string, path: string) =>
      path.includes('/records/') ? { entries: [] } : { audits: [{ ...row, samples }], more: false },
    );
    const bundle = { identity: { box: {}, sign: {} }, roleKeys: [] };
    const side = { time: () => NOW, roster: null, account: { api: { ask }, bundle } };
    const drafts = new Drafts();
    for (const typed of ['', 'One entry lacks its day.']) {
      await show(page(), <RecordAuditor side={side as never} drafts={drafts} />);
      await vi.waitFor(() => expect(page().one('sample-open').disabled).toBe(false), PATIENCE);
      await press(page().one('sample-open'));
      await vi.waitFor(() => expect(page().one('finding-comment').value).toBe(typed), PATIENCE);
      await type(page().one('finding-comment'), 'One entry lacks its day.');
      await show(page(), null);
    }
  });
});
