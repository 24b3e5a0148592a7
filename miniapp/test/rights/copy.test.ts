// What a copy says of reports (docs/protocol.md §23). Lives here: what is whole, and what becomes data. Must
// not: the page, which a browser test reads.
import { expect, it } from 'vitest';
import type { NotedReport } from '../../src/complain/notes.ts';
import { type OwnReport, ownReports, type Told } from '../../src/complain/told.ts';
import { BoxKey } from '../../src/crypto/box.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import type { ReportId } from '../../src/crypto/types.ts';
import { type Copy, isWhole, jsonOf } from '../../src/rights/copy.ts';

const TOLD: Told = { text: 'It is mended.', name: 'Manager', at: 1_800_000_100 };

function copyWith(told: readonly Told[], unread = 0): Copy {
  const own: readonly OwnReport[] = [
    { id: 'one', kind: 'data', at: 1_800_000_000, state: 'told', told },
  ];
  const reports = { own, unread };
  const nothing = { consents: [], talks: [], accesses: [], openings: [] };
  return { made: 1_800_000_200, service: 'Peerlink', ...nothing, reports };
}

it('is whole only where every answer opened and is certain', () => {
  expect(isWhole(copyWith([]))).toBe(true);
  expect(isWhole(copyWith([TOLD]))).toBe(true);
  expect(isWhole(copyWith([TOLD, { ...TOLD, name: null }]))).toBe(false);
  expect(isWhole(copyWith([TOLD, { ...TOLD, text: null }]))).toBe(false);
  expect(isWhole(copyWith([TOLD], 1))).toBe(false);
});

it('has each report with what was told as data', () => {
  const data = JSON.parse(jsonOf(copyWith([TOLD], 2)));
  expect(data.version).toBe(2);
  expect(data.reports).toEqual([
    { id: 'one', kind: 'data', at: 1_800_000_000, state: 'told', told: [TOLD] },
  ]);
  expect(data.reportsUnread).toBe(2);
});

it('shows what it has a note of and the service knows, and opens nothing without a team', () => {
  const noted = [1, 2].map((each): NotedReport => {
    const id = new Uint8Array(16).fill(each) as ReportId;
    return { id, reply: new BoxKey(new Uint8Array(32).fill(each)), at: each, kind: 'service' };
  });
  const [first, strange] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(9)];
  const answers = [first, strange].map((id) => ({
    ...{ id: toBase64url(id), state: 'told' as const },
    outcomes: [toBase64url(new Uint8Array(80))],
  }));
  const shown = ownReports({ answers, noted, roster: null });
  expect(shown.map(({ id }) => id)).toEqual([toBase64url(first)]);
  expect(shown[0]?.told).toEqual([{ text: null, name: null, at: 0 }]);
});
