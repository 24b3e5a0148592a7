// Audits of case records (R15, protocol.md §24): a holder lets an auditor read a sample, and hears what they
// found; boxes sealed and opened for real. Must not: the server's own checks (tests/intake/test_quality.py).
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors.ts';
import { equal, fromBase64url, toBase64url, zeros } from '../../src/crypto/bytes.ts';
import { DAY_SECONDS, sealRecordEntry } from '../../src/crypto/case-record.ts';
import { issueCertificate, openCertificate } from '../../src/crypto/certificates.ts';
import { acceptRoster } from '../../src/crypto/roster.ts';
import type { Signed } from '../../src/crypto/types.ts';
import { CaseRecords } from '../../src/desk/state/case-records.ts';
import { drawn, MOST_SAMPLES, RecordAudits } from '../../src/desk/state/record-audits.ts';
import type { DeskSide } from '../../src/desk/state/side.ts';
import {
  certificateBody,
  NOW,
  newIdentity,
  newTeam,
  type Pair,
  type Person,
  pair,
  rosterOf,
} from '../crypto/world.ts';

const team = newTeam();
const holder = team.holders.coordinator;
const who = newIdentity();
const body = {
  ...certificateBody(who),
  ...{ role: 'auditor' as const, name: 'Auditor 1', under18: 0 as const },
  ...{ notBefore: NOW - DAY_SECONDS, notAfter: NOW + 20 * DAY_SECONDS },
};
const auditor: Person = { ...who, certificate: issueCertificate(holder.sign, body) };
const listed = { ...team, workers: [...team.workers, auditor] };
const roster = acceptRoster({
  signed: rosterOf(listed),
  certificates: [
    ...Object.values(team.holders).map((one) => one.certificate),
    ...listed.workers.map((one) => one.certificate),
  ] as Signed[],
  root: team.root.public,
  newest: null,
  now: NOW,
});

interface KeptEntry {
  readonly item: string;
  readonly wrap: string;
}

interface KeptAudit {
  readonly id: string;
  readonly certificate: string;
  readonly until: number;
  readonly wraps: Map<string, readonly string[]>;
  readonly boxes: Map<string, { role: string; box: string }[]>;
}

/** Records and audits as a server keeps them. `broken`: cases of which a wrap is another's. */
class FakeRecords {
  readonly records = new Map<string, { month: string; entries: KeptEntry[] }>();
  readonly audits: KeptAudit[] = [];
  readonly calls: string[] = [];
  fault: ApiError | null = null;
  /** How many audits one answer has. */
  atOnce = 20;

  add(talk: Pair, month: string): string {
    const { item, wraps } = sealRecordEntry({
      worker: talk.worker.sign,
      certificate: talk.worker.certificate,
      words: { kind: 'agreed', day: Math.floor(NOW / DAY_SECONDS), text: 'A call on Monday.' },
      epoch: talk.epoch,
      after: { count: 0, hash: zeros(32) },
      roster,
      now: NOW,
    });
    const wrap = toBase64url(wraps.find((one) => one.role === 'coordinator')?.wrap as Uint8Array);
    const id = toBase64url(talk.case);
    this.records.set(id, { month, entries: [{ item: toBase64url(item), wrap }] });
    return id;
  }

  side(person: Person): DeskSide {
    const roleKeys = [{ role: 'coordinator', version: 1, key: holder.roleKey }];
    const bundle = { identity: person, roleKeys: person === holder ? roleKeys : [] };
    const ask = (method: string, path: string, sent?: unknown) =>
      this.#answer(person, method, path, sent as Record<string, never>);
    return { account: { api: { ask }, bundle }, time: () => NOW, roster } as unknown as DeskSide;
  }

  async #answer(person: Person, method: string, path: string, sent: Record<string, never>) {
    if (this.fault !== null) throw this.fault;
    this.calls.push(`${method} ${path}`);
    const [place = '', before = ''] = path.split('?before=');
    const [, , kind, id = '', , at = '', finding] = place.split('/');
    if (kind === 'records') return id === '' ? this.#rows() : this.records.get(id);
    const audit = this.audits.find((one) => one.id === id);
    if (id === '' && method === 'POST') {
      const begun = sent as unknown as { id: string; certificate: string; until: number };
      this.audits.push({ ...begun, wraps: new Map(), boxes: new Map() });
    } else if (id === '') return this.#page(person, before);
    else if (finding === 'finding') audit?.boxes.set(at, sent['boxes'] as never);
    else if (method === 'PUT') audit?.wraps.set(at, sent['wraps'] as never);
    else {
      const entries = this.records.get(at)?.entries ?? [];
      const wraps = audit?.wraps.get(at) ?? [];
      return { entries: entries.map(({ item }, n) => ({ item, wrap: wraps[n] })) };
    }
    return undefined;
  }

  #page(person: Person, before: string) {
    const newest = [...this.audits].reverse();
    const start = newest.findIndex((one) => one.id === before) + 1;
    const audits = newest.slice(start, start + this.atOnce).map((one) => this.#seen(one, person));
    return { audits, more: start + audits.length < newest.length };
  }

  #rows() {
    const records = [...this.records].map(([id, { month, entries }]) => {
      return { case: id, state: 'open', month, entries: entries.length };
    });
    return { records, more: false };
  }

  #seen({ id, certificate, until, wraps, boxes }: KeptAudit, person: Person) {
    const samples = [...wraps.keys()].map((one) => {
      const box = boxes.get(one)?.find(({ role }) => role === 'coordinator')?.box ?? null;
      return { case: one, judged: box !== null, finding: person === holder ? box : null };
    });
    return { id, certificate, until, ended: until <= NOW, samples };
  }
}

function records(server: FakeRecords): CaseRecords {
  return new CaseRecords({ side: server.side(holder), role: 'coordinator' });
}

function desk(server: FakeRecords, theirs = records(server)): RecordAudits {
  return new RecordAudits(server.side(holder), theirs);
}

const SINCE = { days: 99, size: 50, since: '2027-01' };
const named = () => openCertificate(auditor.certificate);

describe('drawing a sample', () => {
  it('takes so many, none twice, and all where there are fewer', () => {
    const all = Array.from({ length: 40 }, (_, n) => n);
    const some = drawn(all, 10);
    expect(new Set(some).size).toBe(10);
    expect(all).toEqual(expect.arrayContaining(some));
    expect(drawn(all, 50).sort((a, b) => a - b)).toEqual(all);
    expect(drawn([], 3)).toEqual([]);
  });

  it('goes by the randomness that it is given, and changes nothing that it was handed', () => {
    const all = ['a', 'b', 'c'];
    expect(drawn(all, 2, (size) => new Uint8Array(size))).toEqual(['a', 'b']);
    expect(drawn(all, 1, () => new Uint8Array([0, 0, 0, 0, 0, 2]))).toEqual(['c']);
    expect(all).toEqual(['a', 'b', 'c']);
  });
});

describe('letting an auditor read', () => {
  it('offers whose certificate is an auditor’s and counts now', () => {
    expect(desk(new FakeRecords()).auditors.map((one) => one.name)).toEqual(['Auditor 1']);
  });

  it('draws among the months chosen, for at most 31 days, and the auditor’s words come back', async () => {
    const server = new FakeRecords();
    const [old, fresh] = [server.add(pair(team), '2026-12'), server.add(pair(team), '2027-01')];
    const holding = desk(server);
    expect(await holding.begin({ auditor: named(), ...SINCE })).toBe(true);
    const [audit] = server.audits;
    expect([...(audit as KeptAudit).wraps.keys()]).toEqual([fresh]);
    expect((audit as KeptAudit).until).toBe(NOW + 31 * DAY_SECONDS);
    // What was not drawn was not opened either.
    expect(server.calls.filter((one) => one.includes(old))).toEqual([]);
    expect(holding.progress.value).toBeNull();
    expect(holding.audits.value?.map((one) => one.auditor)).toEqual(['Auditor 1']);

    const reading = new RecordAudits(server.side(auditor), null);
    await reading.load();
    const sample = reading.audits.value?.[0]?.samples[0];
    if (sample === undefined || audit === undefined) throw new Error('no sample');
    expect(server.calls.at(-1)).toBe('GET /api/record-audits');
    await reading.open(audit.id, sample);
    const [line] = reading.opened.value?.lines ?? [];
    expect(line).toMatchObject({ words: { text: 'A call on Monday.' } });
    expect(await reading.judge('relevant', 'Short and clear.')).toBe(true);
    expect(reading.opened.value).toBeNull();
    expect(reading.audits.value?.[0]?.samples[0]).toMatchObject({ judged: true, found: null });

    await holding.load();
    const found = holding.audits.value?.[0]?.samples[0]?.found;
    expect(found).toMatchObject({ mark: 'relevant', comment: 'Short and clear.' });
  });

  it('warns where the record that was looked at is not the one that is shown', async () => {
    const server = new FakeRecords();
    const talk = pair(team);
    const id = server.add(talk, '2027-01');
    const theirs = records(server);
    const holding = desk(server, theirs);
    await holding.begin({ auditor: named(), ...SINCE });
    const reading = new RecordAudits(server.side(auditor), null);
    await reading.load();
    const view = reading.audits.value?.[0];
    if (view?.samples[0] === undefined) throw new Error('no sample');
    await reading.open(view.row.id, view.samples[0]);
    await reading.judge('complete', '');
    await holding.load();
    const [row] = theirs.rows.value ?? [];
    if (row === undefined) throw new Error('no record');
    await theirs.open(row);
    expect(theirs.opened.value).toMatchObject({ unlike: false, lines: [{ number: 1 }] });
    // Another entry stands in the place of the one that the auditor read.
    server.add(talk, '2027-01');
    expect(server.records.get(id)?.entries).toHaveLength(1);
    await theirs.open(row);
    expect(theirs.opened.value).toMatchObject({ unlike: true, lines: [{ number: 1 }] });
  });

  it('shows the newest, and those before them when asked, each once', async () => {
    const server = new FakeRecords();
    server.add(pair(team), '2027-01');
    server.atOnce = 2;
    const holding = desk(server);
    for (let n = 0; n < 5; n += 1) {
      expect(await holding.begin({ auditor: named(), ...SINCE })).toBe(true);
    }
    expect([holding.audits.value?.length, holding.more.value]).toEqual([2, true]);
    await holding.earlier();
    await holding.earlier();
    const ids = holding.audits.value?.map(({ row }) => row.id);
    expect(ids).toEqual([...server.audits].reverse().map((one) => one.id));
    expect(holding.more.value).toBe(false);
    // A server that repeats itself, for ever.
    server.audits.splice(0, 5);
    await holding.earlier();
    expect([holding.audits.value?.length, holding.more.value]).toEqual([5, false]);
  });

  it('lets out nothing of a record of which an entry does not open, and says when there is none', async () => {
    const server = new FakeRecords();
    const holding = desk(server);
    expect(await holding.begin({ auditor: named(), ...SINCE })).toBe(false);
    expect(holding.trouble.value).toBe('none');
    expect(server.audits).toEqual([]);
    const [one, two] = [server.add(pair(team), '2027-01'), server.add(pair(team), '2027-02')];
    const [first, second] = [server.records.get(one), server.records.get(two)];
    if (!first?.entries[0] || !second?.entries[0]) throw new Error('no entry');
    // Its wrap is another entry's.
    first.entries[0] = { ...first.entries[0], wrap: second.entries[0].wrap };
    expect(await holding.begin({ auditor: named(), ...SINCE })).toBe(true);
    expect([...(server.audits[0] as KeptAudit).wraps.keys()]).toEqual([two]);
  });

  it('draws no more than an audit may hold', async () => {
    const server = new FakeRecords();
    const talk = pair(team);
    const id = server.add(talk, '2027-01');
    const kept = server.records.get(id);
    if (kept === undefined) throw new Error('no record');
    for (let n = 0; n < MOST_SAMPLES + 5; n += 1) {
      server.records.set(toBase64url(new Uint8Array(16).fill(n)), kept);
    }
    expect(await desk(server).begin({ auditor: named(), ...SINCE, size: 500 })).toBe(true);
    const tried = server.calls.filter((one) => one.startsWith('GET /api/records/'));
    expect(tried).toHaveLength(MOST_SAMPLES);
  });
});

describe('what an auditor says', () => {
  it('is shown as unproven where another audit is meant or somebody else wrote it', async () => {
    const server = new FakeRecords();
    server.add(pair(team), '2027-01');
    const holding = desk(server);
    await holding.begin({ auditor: named(), ...SINCE });
    const audit = server.audits[0] as KeptAudit;
    const sample = holding.audits.value?.[0]?.samples[0];
    if (sample === undefined) throw new Error('no sample');
    // A worker who puts themselves in the auditor's place.
    const worker = team.workers[0] as Person;
    const other = new RecordAudits(server.side(worker), null);
    other.opened.value = { audit: audit.id, sample, lines: [], last: new Uint8Array(40) };
    expect(await other.judge('complete', '')).toBe(true);
    await holding.load();
    const said = holding.audits.value?.[0]?.samples[0];
    expect(said).toMatchObject({ judged: true, found: null });
  });

  it('is kept on the screen while the service is away', async () => {
    const server = new FakeRecords();
    server.add(pair(team), '2027-01');
    await desk(server).begin({ auditor: named(), ...SINCE });
    const reading = new RecordAudits(server.side(auditor), null);
    await reading.load();
    const { row, samples } = reading.audits.value?.[0] ?? {};
    if (row === undefined || samples?.[0] === undefined) throw new Error('no sample');
    await reading.open(row.id, samples[0]);
    server.fault = new ApiError({ failure: 'offline' });
    expect(await reading.judge('complete', 'All there.')).toBe(false);
    expect(reading.trouble.value).toBe('offline');
    expect(reading.opened.value).not.toBeNull();
    expect(equal(fromBase64url(row.certificate), named().id)).toBe(true);
  });
});
