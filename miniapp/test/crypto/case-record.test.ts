// Case records (protocol.md §24): the shared vectors, and what this client seals. Lives here: reading as a
// member and as a holder. Must not: the server.
import { describe, expect, test } from 'vitest';
import { BoxKey } from '../../src/crypto/box.ts';
import { equal, zeros } from '../../src/crypto/bytes.ts';
import {
  memberKeys,
  openFinding,
  type RecordLine,
  type RecordReader,
  readRecord,
  recordChain,
  requireGoesOn,
  requireHead,
  sealRecordEntry,
  wrapForAuditor,
  wrappedKey,
} from '../../src/crypto/case-record.ts';
import type { Epoch } from '../../src/crypto/epoch.ts';
import { CryptoError } from '../../src/crypto/errors.ts';
import { handOn, readEarlierRecord, readHandedOn } from '../../src/crypto/handed-record.ts';
import { LARGEST_PAPER } from '../../src/crypto/message.ts';
import { Secret } from '../../src/crypto/secret.ts';
import type { CaseId, RecordHash, RolePublic } from '../../src/crypto/types.ts';
import { hex, hexes, listedRoster, said, type Vector, vectors } from './vectors.ts';
import { acceptedRoster, failure, NOW, newTeam, pair } from './world.ts';

const rows = vectors('case_records');
const roster = listedRoster(vectors('rosters')[0] as Vector);

const named = (what: string) =>
  rows.filter((one) => one['do'] === what).map((one) => [said(one, 'name'), one] as const);

/** As far as a record's keys need one. */
const epochOf = (vector: Vector): Epoch =>
  ({
    recordHash: hex<RecordHash>(vector, 'epoch'),
    key: new Secret('epoch', hex(vector, 'epoch_key')),
  }) as unknown as Epoch;

const outcome = (line: RecordLine): string =>
  'missing' in line ? 'missing' : line.author === null ? 'unproven' : 'all';

describe('the shared vectors', () => {
  test.each(named('record'))('%s', (_, vector) => {
    const read = () =>
      readRecord({
        items: hexes(vector, 'items'),
        case: hex<CaseId>(vector, 'case'),
        keys: memberKeys([epochOf(vector)]),
        roster,
        whole: vector['whole'] === true,
      });
    if (vector['fits'] === 'nothing') expect(read).toThrow(CryptoError);
    else expect([...new Set(read().map(outcome))]).toEqual([vector['fits']]);
  });

  test.each(named('handed'))('%s', (_, vector) => {
    const keys = hexes(vector, 'keys');
    const items = hexes(vector, 'items');
    const read = () =>
      readHandedOn({
        entries: items.map((item, at) => ({ item, key: keys[at] as Uint8Array })),
        case: hex<CaseId>(vector, 'case'),
        own: hexes(vector, 'own'),
        head: { count: Number(vector['count']), hash: hex(vector, 'head') },
        roster,
      });
    if (vector['fits'] === 'nothing') expect(read).toThrow(CryptoError);
    else {
      const found = read();
      expect(found.every((one) => 'author' in one && one.author !== null)).toBe(true);
      expect(found).toHaveLength(new Set(vector['items'] as string[]).size);
    }
  });

  test.each(named('wrapped'))('%s', (_, vector) => {
    const item = hex(vector, 'item');
    const open = () =>
      readRecord({
        items: [item],
        case: hex<CaseId>(rows[0] as Vector, 'case'),
        keys: () =>
          wrappedKey({
            item,
            wrap: hex(vector, 'wrap'),
            to: said(vector, 'role') as RecordReader,
            key: new BoxKey<RolePublic>(hex(vector, 'secret')),
          }),
        roster,
        whole: true,
      }).map(outcome);
    expect(open()).toEqual([vector['fits'] === 'all' ? 'all' : 'missing']);
  });
});

test('attack 15: no entry opens under a key with a bit flipped', () => {
  const vector = rows.find((one) => one['name'] === 'handed on, and the last one lacks') as Vector;
  const [[item], [key]] = [hexes(vector, 'items'), hexes(vector, 'keys')];
  if (item === undefined || key === undefined) throw new Error('no such vector');
  const read = (tried: Uint8Array) =>
    readHandedOn({
      entries: [{ item, key: tried }],
      case: hex<CaseId>(vector, 'case'),
      own: [],
      head: { count: Number(vector['count']), hash: hex(vector, 'head') },
      roster,
    });
  expect(read(key)).toHaveLength(1);
  for (let bit = 0; bit < key.length * 8; bit += 1) {
    const one = key.slice();
    one[bit >> 3] = (one[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => read(one), `bit ${bit}`).toThrow(CryptoError);
  }
});

describe('where a record ends', () => {
  const items = hexes(rows[0] as Vector, 'items');
  const [first, second] = items as [Uint8Array, Uint8Array];
  const one = { count: 1, hash: recordChain(first) };
  const two = { count: 2, hash: recordChain(second) };
  const none = { count: 0, hash: zeros(32) };

  test('is one’s own newest entry', () => {
    expect(() => requireHead(items, two)).not.toThrow();
    expect(() => requireHead([second], two)).not.toThrow();
    expect(() => requireHead([], none)).not.toThrow();
    // All of it was written before one came.
    expect(() => requireHead([], two)).not.toThrow();
    expect(failure(() => requireHead([first], two))).toBe('record-order');
    expect(failure(() => requireHead(items, one))).toBe('record-order');
    expect(failure(() => requireHead(items, { ...two, hash: one.hash }))).toBe('record-order');
    expect(failure(() => requireHead([], { ...none, count: 1 }))).toBe('record-order');
  });

  test('goes on from where it ended before', () => {
    expect(() => requireGoesOn(none, items, two)).not.toThrow();
    expect(() => requireGoesOn(one, items, two)).not.toThrow();
    expect(() => requireGoesOn(two, items, two)).not.toThrow();
    expect(failure(() => requireGoesOn(two, [first], one))).toBe('record-order');
    const other = { ...one, hash: two.hash };
    expect(failure(() => requireGoesOn(other, items, two))).toBe('record-order');
    expect(failure(() => requireGoesOn(two, [], { ...two, hash: one.hash }))).toBe('record-order');
    // Where the entry itself is not handed over, the next one names it, or nothing does.
    expect(() => requireGoesOn(one, [second], two)).not.toThrow();
    expect(failure(() => requireGoesOn(other, [second], two))).toBe('record-order');
    expect(failure(() => requireGoesOn(one, [], two))).toBe('record-order');
    expect(failure(() => requireGoesOn(none, [second], two))).toBe('record-order');
  });
});

describe('what an auditor found', () => {
  test.each(named('finding'))('%s', (_, vector) => {
    const open = () =>
      openFinding({
        boxed: hex(vector, 'boxed'),
        audit: hex(vector, 'audit'),
        case: hex(vector, 'case'),
        auditor: hex(vector, 'auditor'),
        key: new BoxKey<RolePublic>(hex(vector, 'secret')),
        roster,
      }).mark;
    if (vector['fits'] === 'nothing') expect(open).toThrow(CryptoError);
    else expect(open()).toBe('relevant');
  });
});

const team = newTeam();
const worker = team.workers[0] as (typeof team.workers)[number];
const accepted = acceptedRoster(team);
const { epoch } = pair(team);
const seal = (text: string, after = { count: 0, hash: zeros(32) as Uint8Array }) =>
  sealRecordEntry({
    worker: worker.sign,
    certificate: worker.certificate,
    words: { kind: 'agreed', day: Math.floor(NOW / 86_400), text },
    epoch,
    after,
    roster: accepted,
    now: NOW,
  });

test('what is sealed opens for the two, two holders and an auditor, and for nobody else', () => {
  const { item, wraps } = seal('A call on Monday.');
  const { coordinator, manager, deputy } = team.holders;
  const [lead, second] = wraps.map((one) => one.wrap);
  const key = wrappedKey({
    item,
    wrap: lead as Uint8Array,
    to: 'coordinator',
    key: coordinator.roleKey,
  });
  expect(equal(key, memberKeys([epoch])(item))).toBe(true);
  const other = { item, wrap: second as Uint8Array, to: 'manager' as const };
  expect(equal(wrappedKey({ ...other, key: manager.roleKey }), key)).toBe(true);
  expect(failure(() => wrappedKey({ ...other, key: deputy.roleKey }))).toBe('NotOpened');
  expect(failure(() => memberKeys([])(item))).toBe('no-epoch');
  const auditor = BoxKey.generate();
  const wrap = wrapForAuditor({ item, key, box: auditor.public });
  expect(equal(wrappedKey({ item, wrap, to: 'auditor', key: auditor }), key)).toBe(true);
  expect(failure(() => wrappedKey({ item, wrap, to: 'manager', key: auditor }))).toBe(
    'entry-mismatch',
  );
});

test('an entry has 300 characters at most', () => {
  expect(() => seal('🌙'.repeat(300))).not.toThrow();
  expect(() => seal('🌙'.repeat(301))).toThrow(CryptoError);
});

test('a student hands on what opens on their device, in papers that fit, and each key opens one entry', () => {
  const items = Array.from({ length: 30 }).reduce<Uint8Array[]>((all) => {
    const last = all.at(-1);
    const after = { count: all.length, hash: last === undefined ? zeros(32) : recordChain(last) };
    return [...all, seal('🌙'.repeat(300), after).item];
  }, []);
  const request = { items, case: epoch.body.case, epochs: [epoch] };
  const papers = handOn({ ...request, most: 29 });
  expect(papers.length).toBeGreaterThan(1);
  expect(Math.max(...papers.map((one) => one.length))).toBeLessThanOrEqual(LARGEST_PAPER);
  const entries = papers.flatMap((one) => readEarlierRecord(one).entries);
  expect(entries).toHaveLength(29);
  const last = items[29] as Uint8Array;
  const head = { count: 30, hash: recordChain(last) };
  const given = { case: epoch.body.case, head, roster: accepted };
  expect(readHandedOn({ ...given, entries, own: [last] })).toHaveLength(29);
  expect(handOn({ ...request, items: [], most: 9 })).toEqual([]);
  expect(failure(() => handOn({ ...request, epochs: [], most: 1 }))).toBe('record-order');
  const swapped = entries.map(({ item }, at) => ({
    item,
    key: entries.at(-1 - at)?.key as Uint8Array,
  }));
  expect(failure(() => readHandedOn({ ...given, entries: swapped, own: [last] }))).toBe(
    'record-order',
  );
});
