// The register of reports on a holder's device. Lives here: that a report which was left stays left, and one that was
// opened stays up, whatever comes late. Must not: the table of steps (crypto/upward.test.ts).
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Call } from '../../src/api/http.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { type WrittenReport, writeReport } from '../../src/crypto/report.ts';
import { Register } from '../../src/desk/state/register.ts';
import { settled } from '../fake/held.ts';
import { flagScene, type Scene } from './flags.ts';

const reports: WrittenReport[] = [];
const idOf = (one: WrittenReport | undefined): string => toBase64url((one as WrittenReport).id);
const eventsOf = (one: WrittenReport | undefined): string => `GET /api/reports/${idOf(one)}/events`;

/** How many steps the server says there are. */
let head = 0;
let scene: Scene;
let register: Register;

function answer({ path }: Call): unknown {
  const parts = path.split('?')[0]?.split('/') ?? [];
  if (parts[2] !== 'reports') return undefined;
  if (parts[4] === 'events') return { events: [], head };
  const rows = reports.map(({ id, sealed, wraps }) => ({
    id: toBase64url(id),
    sealed: toBase64url(sealed),
    wrap: toBase64url(wraps.find((one) => one.role === 'coordinator')?.wrap ?? new Uint8Array(0)),
    received_hour: 0,
    state: 'new',
    head: 0,
  }));
  return { reports: rows, more: false };
}

beforeAll(async () => {
  scene = await flagScene();
  scene.server.parts.push(answer);
});

beforeEach(async () => {
  head = 0;
  const words = { kind: 'other', done: '', told: [], leftOut: '' } as const;
  const parts = { staff: null, roster: scene.roster, now: 1_800_000_000 };
  const write = (said: string) => writeReport({ ...parts, words: { ...words, said } });
  reports.splice(0, 2, write('One.'), write('Other.'));
  register = new Register((await scene.sit('coordinator')).desk);
  await register.load();
});

const up = (): string | null => register.current.value?.row.opened.report.said ?? null;
const row = (at: number) => {
  const found = register.rows.value?.[at];
  if (found === undefined) throw new Error('not listed');
  return found;
};

it('leaves a report left that was being read again when it was left', async () => {
  await register.open(row(0));
  const arrive = scene.server.held.back(eventsOf(reports[0]));
  const looking = register.load();
  await settled();
  register.leave();
  arrive();
  await looking;
  expect(up()).toBeNull();
});

it('leaves the report up that was opened while another was read', async () => {
  const arrive = scene.server.held.back(eventsOf(reports[0]));
  const first = register.open(row(0));
  await settled();
  await register.open(row(1));
  expect(up()).toBe('Other.');
  arrive();
  await first;
  expect(up()).toBe('Other.');
});

it('does not put a report up again for a step that was still on its way when it was left', async () => {
  await register.open(row(0));
  const step = `POST /api/reports/${idOf(reports[0])}/events`;
  const arrive = scene.server.held.back(step);
  const acting = register.act('look', '');
  await settled();
  register.leave();
  arrive();
  await acting;
  expect(up()).toBeNull();
});

it('does not show a list that is older than the one it shows', async () => {
  const arrive = scene.server.held.back('GET /api/reports');
  const older = register.load();
  await settled();
  reports.push(...reports.splice(0, 1));
  const newest = reports.map(idOf);
  await register.load();
  arrive();
  await older;
  expect(register.rows.value?.map((one) => one.id)).toEqual(newest);
});

it('keeps a report that is left out, says so, and goes on once it is there again', async () => {
  await register.open(row(0));
  const all = reports.splice(0);
  await register.load();
  expect([up(), register.rows.value?.length, register.trouble.value]).toEqual(['One.', 2, 'chain']);
  reports.push(...all);
  await register.load();
  expect([up(), register.rows.value?.length, register.trouble.value]).toEqual(['One.', 2, null]);
});

it('does not take a report for whole whose steps are withheld', async () => {
  head = 1;
  await register.open(row(0));
  expect([up(), register.trouble.value]).toEqual([null, 'chain']);
});
