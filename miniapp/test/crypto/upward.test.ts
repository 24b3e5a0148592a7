// The shared vectors of the coordinator's side, opened and refused. Lives here: what tests/vectors
// says of entries, flags, disclosures, contacts, reports and weeks' numbers. Must not: making them (sealing.test.ts),
// what numbers come to (numbers.test.ts).
import { describe, expect, test } from 'vitest';
import { acceptNextEpoch } from '../../src/crypto/acceptance.ts';
import { BoxKey } from '../../src/crypto/box.ts';
import { fromHex, toHex } from '../../src/crypto/bytes.ts';
import { judgeCannotAct } from '../../src/crypto/cannot-act.ts';
import { acceptContact, openContact } from '../../src/crypto/contact.ts';
import { openDisclosed, openNote, readDisclosure } from '../../src/crypto/disclosing.ts';
import {
  afterDisclosureEvent,
  type DisclosureEvent,
  type DisclosureState,
  groundMark,
  judgeRecord,
} from '../../src/crypto/disclosure.ts';
import { openEntry, openReply, supervisionTag, tagName } from '../../src/crypto/entry.ts';
import { openEpochRecord, openEpochWrap } from '../../src/crypto/epoch.ts';
import { CryptoError } from '../../src/crypto/errors.ts';
import {
  afterFlagEvent,
  type FlagEventKind,
  type FlagState,
  openFlagEvent,
} from '../../src/crypto/flag-events.ts';
import { openFlag, openLateFlag } from '../../src/crypto/flag-reading.ts';
import { openIntake } from '../../src/crypto/intake.ts';
import { openNumbers } from '../../src/crypto/numbers.ts';
import { termOf } from '../../src/crypto/periods.ts';
import { openOutcome } from '../../src/crypto/report.ts';
import {
  afterReportEvent,
  type OpenedReport,
  openReport,
  type ReportEventKind,
  type ReportState,
  readReportHistory,
} from '../../src/crypto/report-reading.ts';
import { Secret } from '../../src/crypto/secret.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type {
  Boxed,
  CaseId,
  DisclosureId,
  EntryId,
  FlagHead,
  FlagId,
  HolderRole,
  ReportId,
  RolePublic,
  Signed,
  SignPublic,
  Tag,
} from '../../src/crypto/types.ts';
import { count, doing, hex, hexes, listedRoster, said, type Vector, vectors } from './vectors.ts';

const listed = vectors('rosters')[0] as Vector;
const NOW = count(listed, 'now');
const roster = listedRoster(listed);
const boxKey = (vector: Vector) => new BoxKey<RolePublic>(hex(vector, 'secret'));

/** What a vector's `do` comes to: null where it opens and its author is uncertain. */
type Action = (vector: Vector) => unknown;

const entries: Readonly<Record<string, Action>> = {
  entry: (vector) =>
    openEntry({
      id: hex<EntryId>(vector, 'id'),
      tag: hex<Tag>(vector, 'tag'),
      term: said(vector, 'term'),
      sealed: hex(vector, 'sealed'),
      wrap: hex(vector, 'wrap'),
      to: said(vector, 'role') as 'coordinator',
      key: boxKey(vector),
      roster,
    }).author,
  reply: (vector) =>
    openReply({
      entry: hex<EntryId>(vector, 'entry'),
      key: new BoxKey(hex(vector, 'secret')),
      boxed: hex(vector, 'boxed'),
      roster,
    }).author,
};

const flags: Readonly<Record<string, Action>> = {
  flag: (vector) => {
    const opened = openFlag({
      id: hex<FlagId>(vector, 'id'),
      role: said(vector, 'role') as HolderRole,
      key: boxKey(vector),
      sealed: hex(vector, 'sealed'),
      wrap: hex(vector, 'wrap'),
      roster,
    });
    return opened.proven ? opened : null;
  },
  late: (vector) =>
    openLateFlag({
      id: hex<FlagId>(vector, 'id'),
      key: boxKey(vector),
      sealed: hex(vector, 'sealed'),
      part: hex(vector, 'part'),
      late: hex(vector, 'late'),
      roster,
    }).author,
  event: (vector) => {
    const { event, author } = openFlagEvent({
      flag: hex<FlagId>(vector, 'flag'),
      key: new Secret('flag', hex(vector, 'flag_key')),
      previous: hex<FlagHead>(vector, 'previous'),
      row: {
        number: count(vector, 'number'),
        event: hex(vector, 'event'),
        mark: said(vector, 'mark'),
      },
      roster,
    });
    expect(event.kind).toBe(vector['kind']);
    return author;
  },
};

const disclosures: Readonly<Record<string, Action>> = {
  read: (vector) =>
    readDisclosure({
      id: hex<DisclosureId>(vector, 'id'),
      role: said(vector, 'role') as HolderRole,
      key: boxKey(vector),
      wrap: hex(vector, 'wrap'),
      parts: hexes(vector, 'parts'),
      roster,
    }).completion,
  open: (vector) =>
    openDisclosed({
      record: judgeRecord(hex<Signed>(vector, 'record'), roster),
      decision: hex<Signed>(vector, 'decision'),
      release: hex(vector, 'release'),
      half: {
        boxed: hex<Boxed>(vector, 'half'),
        record: hex<Signed>(vector, 'capsule_record'),
        key: boxKey(vector),
      },
      capsule: hex(vector, 'capsule'),
      student: hex<SignPublic>(vector, 'student'),
      roster,
    }),
  note: (vector) =>
    openNote({
      id: hex<DisclosureId>(vector, 'id'),
      key: new BoxKey(hex(vector, 'secret')),
      boxed: hex(vector, 'boxed'),
      roster,
    }).author,
};

const student = (vector: Vector) => ({
  sign: new SigningKey(hex(vector, 'seed')),
  box: new BoxKey(hex(vector, 'secret')),
});

const contacts: Readonly<Record<string, Action>> = {
  contact: (vector) =>
    acceptContact({
      contact: hex<Signed>(vector, 'contact'),
      offered: { signed: hex<Signed>(vector, 'record'), wrap: hex<Boxed>(vector, 'wrap') },
      student: student(vector),
      intake: openIntake(hex<Signed>(vector, 'intake')),
      roster,
      now: count(vector, 'now'),
    }),
  next: (vector) => {
    const honest = vectors('contacts')[0] as Vector;
    const me = student(honest);
    const record = openEpochRecord(hex<Signed>(vector, 'before'));
    const keys = { sign: me.sign.public, box: me.box };
    return acceptNextEpoch({
      before: openEpochWrap(record, keys, hex<Boxed>(honest, 'wrap')),
      offered: { signed: hex<Signed>(vector, 'record'), wrap: hex<Boxed>(honest, 'wrap') },
      me,
      roster,
      memberChange: hex<Signed>(vector, 'worker_change'),
      keyChange: null,
      now: NOW,
    });
  },
};

const cannotAct: Readonly<Record<string, Action>> = {
  notice: (vector) =>
    judgeCannotAct({
      notice: hex<Signed>(vector, 'notice'),
      intake: openIntake(hex<Signed>(vector, 'intake')),
      roster,
      now: count(vector, 'now'),
    }),
};

const reports: Readonly<Record<string, Action>> = {
  report: (vector) => {
    const opened = openReport({
      id: hex<ReportId>(vector, 'id'),
      role: said(vector, 'role') as HolderRole,
      key: boxKey(vector),
      sealed: hex(vector, 'sealed'),
      wrap: hex(vector, 'wrap'),
      roster,
    });
    return opened.certain ? opened : null;
  },
  history: (vector) => {
    const [row] = vectors('reports');
    if (row === undefined) throw new Error('no report');
    const sealed = hex(row, 'sealed');
    const opened = reports['report']?.(row) as OpenedReport;
    const rows = (vector['events'] as { number: number; mark: string; event: string }[]).map(
      (one) => ({ ...one, event: fromHex(one.event) }),
    );
    const history = readReportHistory({ opened, sealed, rows, roster });
    expect(history.state).toBe(vector['state']);
    return history.events.every((one) => one.moved) ? history : null;
  },
  outcome: (vector) =>
    openOutcome({
      report: hex<ReportId>(vector, 'report'),
      reply: new BoxKey(hex(vector, 'secret')),
      boxed: hex(vector, 'boxed'),
      roster,
    }).author,
};

const weekly: Readonly<Record<string, Action>> = {
  numbers: (vector) => {
    const { counts } = openNumbers({
      key: boxKey(vector),
      boxed: hex(vector, 'boxed'),
      week: said(vector, 'week'),
      counters: count(vector, 'counters'),
      roster,
    });
    expect(counts).toEqual(vector['counts']);
    return counts;
  },
};

/** Which of the three it was; anything but our own errors is a fault of ours. */
function outcome(action: Action, vector: Vector): string {
  try {
    return action(vector) === null ? 'unproven' : 'all';
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    return 'nothing';
  }
}

const pages = {
  entries,
  flags,
  disclosures,
  contacts,
  cannot_act: cannotAct,
  reports,
  numbers: weekly,
};

describe.each(Object.entries(pages))('%s', (page, actions) => {
  const judged = vectors(page).filter((one) => one['fits'] !== undefined);
  test.each(judged.map((one) => [said(one, 'name'), one] as const))('%s', (_, vector) => {
    const action = actions[said(vector, 'do')];
    if (action === undefined) throw new Error(`nothing does ${said(vector, 'do')}`);
    expect(outcome(action, vector)).toBe(vector['fits']);
  });
  test('some open and some do not', () => {
    const kinds = new Set(judged.map((one) => one['fits']));
    expect(kinds.has('all') && kinds.has('nothing')).toBe(true);
  });
});

test('terms, tags and their names', async () => {
  for (const vector of doing('entries', 'term')) {
    expect(termOf(count(vector, 'time'))).toBe(vector['term']);
  }
  for (const vector of doing('entries', 'tag')) {
    const secret = new Secret('supervision', hex(vector, 'secret'));
    const tag = supervisionTag(secret, said(vector, 'term'));
    expect(toHex(tag)).toBe(vector['tag']);
    const names = await Promise.all([tagName(tag), tagName(tag, 3), tagName(tag, 11)]);
    expect(names).toEqual(vector['words']);
  }
});

test('the tables of states, whole', () => {
  for (const vector of doing('flags', 'state')) {
    const [state, kind] = [said(vector, 'state'), said(vector, 'kind')];
    const after = afterFlagEvent(state as FlagState, kind as FlagEventKind);
    expect(after, said(vector, 'name')).toBe(vector['after']);
  }
  for (const vector of doing('disclosures', 'state')) {
    const [state, event] = [said(vector, 'state'), said(vector, 'event')];
    const after = afterDisclosureEvent(state as DisclosureState, event as DisclosureEvent);
    expect(after, said(vector, 'name')).toBe(vector['after']);
  }
  expect(doing('flags', 'state')).toHaveLength(30);
  expect(doing('disclosures', 'state')).toHaveLength(30);
});

test('the table of a report, whole', () => {
  for (const vector of doing('reports', 'state')) {
    const [state, kind] = [said(vector, 'state'), said(vector, 'kind')];
    const after = afterReportEvent(state as ReportState, kind as ReportEventKind);
    expect(after, said(vector, 'name')).toBe(vector['after']);
  }
  expect(doing('reports', 'state')).toHaveLength(20);
});

test('marks of grounds', () => {
  for (const vector of doing('disclosures', 'mark')) {
    const key = new Secret('flag', hex(vector, 'flag_key'));
    const body = { case: hex<CaseId>(vector, 'case'), ground: said(vector, 'ground') };
    expect(toHex(groundMark(key, body))).toBe(vector['mark']);
  }
});

test('the identity that two holders open is what the student sealed', () => {
  const vector = vectors('disclosures').find((one) => one['name'] === 'opening') as Vector;
  const opened = disclosures['open']?.(vector) as { name: string };
  expect(opened.name).toBe('Student 1');
});

test('a contact names its own conversation', () => {
  const signed = hex<Signed>(vectors('contacts')[0] as Vector, 'contact');
  const { body } = openContact(signed);
  expect(toHex(body.id)).not.toBe(toHex(body.case));
});

test('a consultant and an auditor are listed, and are nobody’s recipients', () => {
  const all = listedRoster(vectors('rosters')[1] as Vector);
  const roles = all.certificates.map((one) => one.role);
  expect(roles).toContain('consultant');
  expect(roles).toContain('auditor');
});
