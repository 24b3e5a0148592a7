// A disclosure, from the record to what its student is told. Lives here: the two holders’ steps and the auditor’s
// reading. Must not: vectors.
import { expect, test } from 'vitest';
import { ask } from '../../src/crypto/asking.ts';
import { sealCapsule } from '../../src/crypto/capsule.ts';
import {
  capsuleSigner,
  completeDisclosure,
  decideDisclosure,
  openDisclosed,
  openNote,
  readDisclosure,
  recordDisclosure,
  requireApprovable,
  sealNote,
  wrapForAuditors,
} from '../../src/crypto/disclosing.ts';
import type { Disclosure } from '../../src/crypto/disclosure.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import type { HolderRole } from '../../src/crypto/types.ts';
import {
  about,
  auditor,
  coordinator,
  manager,
  opened,
  request,
  roster,
  team,
  worker,
} from './sealed-world.ts';
import { asked, failure, NOW, newIdentity } from './world.ts';

const capsule = sealCapsule({
  student: request.student.sign,
  capsule: {
    case: request.case,
    version: 1,
    telegramId: '1',
    telegramName: '',
    name: 'Student 1',
    phone: '',
    place: '',
    someoneToCall: '',
  },
  roster,
});

const half = (at: number, role: HolderRole) => ({
  boxed: capsule.halves[at] as (typeof capsule.halves)[number],
  record: capsule.signed,
  key: team.holders[role].roleKey,
});

const record: Omit<Disclosure, 'id' | 'flag' | 'case' | 'certificate' | 'made'> = {
  capsuleVersion: 1,
  ground: 'serious-harm',
  outline: 'Somebody is not safe.',
  aim: 'Help.',
  recipients: ['Security'],
  fields: ['name'],
  consulted: 'A senior.',
  told: 'not-told',
  wishes: '',
  whyNot: 'They do not answer.',
  requester: 'manager',
  approver: 'coordinator',
};

test('two holders disclose: record, decision, opening, completion, and what an auditor reads', () => {
  const flag = opened('manager');
  const made = recordDisclosure({ requester: manager, flag, words: record, roster, now: NOW });
  const wrapOf = (role: HolderRole) => made.wraps.find((one) => one.role === role)?.wrap;
  const read = (role: HolderRole, parts: readonly Uint8Array[]) => {
    const wrap = wrapOf(role) ?? new Uint8Array(0);
    return readDisclosure({
      id: made.id,
      role,
      key: team.holders[role].roleKey,
      wrap,
      parts,
      roster,
    });
  };
  const own = opened('coordinator');
  const answer = (
    choice: 'approve' | 'refuse',
    given = half(0, 'coordinator'),
    reasons = 'No milder way.',
    flag: typeof own | null = own,
  ) =>
    decideDisclosure({
      approver: coordinator,
      read: read('coordinator', [made.record]),
      flag,
      mark: made.mark,
      words: { decision: choice, reasons },
      half: given,
      roster,
      now: NOW,
    });
  expect(answer('refuse').release).toBe(null);
  expect(failure(() => answer('approve', half(2, 'coordinator')))).toBe('disclosure-mismatch');
  expect(failure(() => answer('approve', half(0, 'coordinator'), 'No.', null))).toBe(
    'flag-mismatch',
  );
  const decided = answer('approve');
  const both = read('manager', [made.record, decided.part]);
  const opening = {
    record: both.record,
    decision: decided.signed,
    release: decided.release as Uint8Array,
    half: half(1, 'manager'),
    capsule: capsule.sealed,
    student: capsuleSigner(flag, null, capsule.signed),
    roster,
  };
  expect(openDisclosed(opening).name).toBe('Student 1');
  const other = answer('approve', half(0, 'coordinator'), 'Other reasons.');
  expect(failure(() => openDisclosed({ ...opening, decision: other.signed }))).toBe(
    'disclosure-mismatch',
  );
  expect(failure(() => openDisclosed({ ...opening, decision: answer('refuse').signed }))).toBe(
    'disclosure-mismatch',
  );
  const stranger = newIdentity().sign.public;
  expect(failure(() => openDisclosed({ ...opening, student: stranger }))).toBe('BadSignature');
  const done = { done: 'Done.', by: 'the manager', at: NOW, recipients: [], fields: [] };
  const last = completeDisclosure({
    requester: manager,
    read: both,
    words: done,
    roster,
    now: NOW,
  });
  const audited = wrapForAuditors({
    read: both,
    sealedRecord: made.record,
    roster,
    closedTo: [],
    now: NOW,
  });
  const parts = [made.record, decided.part, last.part];
  const shown = readDisclosure({
    id: made.id,
    role: 'auditor',
    key: auditor.box,
    wrap: audited[0]?.wrap ?? new Uint8Array(0),
    parts,
    roster,
  });
  expect(shown.completion?.body.done).toBe('Done.');
  const closedTo = audited.map((one) => one.certificate);
  const closed = wrapForAuditors({
    read: both,
    sealedRecord: made.record,
    roster,
    closedTo,
    now: NOW,
  });
  expect(closed).toEqual([]);
});

test('a record is approved that is about one’s flag, its case and ground, by a holder of today', () => {
  const flag = opened('coordinator');
  const made = recordDisclosure({ requester: manager, flag, words: record, roster, now: NOW });
  const wrap = made.wraps.find((one) => one.role === 'coordinator')?.wrap ?? new Uint8Array(0);
  const key = coordinator.roleKey;
  const parts = [made.record];
  const common = { id: made.id, role: 'coordinator' as const, key, wrap, roster };
  const judged = readDisclosure({ ...common, parts }).record;
  const about = (change: Partial<typeof flag.flag>) => ({
    ...flag,
    flag: { ...flag.flag, ...change },
  });
  const approvable = (of = judged, by: typeof flag | null = flag, mark = made.mark) =>
    failure(() => requireApprovable(of, by, mark));
  expect(approvable()).toBe('nothing');
  const others = [
    about({ id: systemRandom(16) as typeof flag.flag.id }),
    about({ case: systemRandom(16) as typeof flag.flag.case }),
    about({ leftOut: 'manager' }),
    about({ leftOut: 'coordinator' }),
    null,
  ];
  for (const other of others) expect(approvable(judged, other)).not.toBe('nothing');
  const mark = systemRandom(16) as typeof made.mark;
  expect(approvable(judged, flag, mark)).toBe('disclosure-mismatch');
  const former = { ...judged, author: { ...judged.author, listed: false } };
  expect(approvable(former)).not.toBe('nothing');
  const deputys = { ...judged, body: { ...judged.body, approver: 'deputy' as const } };
  expect(approvable(deputys, null)).toBe('nothing');
});

test('nothing is completed beyond the record or undecided, and auditors alone are shown it', () => {
  const flag = opened('manager');
  const made = recordDisclosure({ requester: manager, flag, words: record, roster, now: NOW });
  const wrapOf = (role: HolderRole) =>
    made.wraps.find((one) => one.role === role)?.wrap ?? new Uint8Array(0);
  const read = (role: HolderRole, parts: readonly Uint8Array[]) =>
    readDisclosure({
      ...{ id: made.id, role, key: team.holders[role].roleKey },
      ...{ wrap: wrapOf(role), parts, roster },
    });
  const decided = decideDisclosure({
    approver: coordinator,
    read: read('coordinator', [made.record]),
    flag: opened('coordinator'),
    mark: made.mark,
    words: { decision: 'approve', reasons: 'No milder way.' },
    half: half(0, 'coordinator'),
    roster,
    now: NOW,
  });
  const both = read('manager', [made.record, decided.part]);
  const completed = (
    change: { recipients?: readonly string[]; fields?: readonly ('name' | 'phone')[] },
    of = both,
  ) =>
    failure(() =>
      completeDisclosure({
        requester: manager,
        read: of,
        words: {
          ...{ done: 'Done.', by: 'the manager', at: NOW },
          ...{ recipients: ['Security'], fields: ['name'] as const, ...change },
        },
        roster,
        now: NOW,
      }),
    );
  expect(completed({})).toBe('nothing');
  expect(completed({ recipients: ['The Dean'] })).toBe('disclosure-mismatch');
  expect(completed({ fields: ['phone'] })).toBe('disclosure-mismatch');
  expect(completed({}, { ...both, decision: null })).toBe('disclosure-mismatch');
  const shown = (now: number) =>
    wrapForAuditors({ read: both, sealedRecord: made.record, roster, closedTo: [], now });
  expect(shown(NOW)).toHaveLength(1);
  expect(shown(NOW + 200 * 86_400)).toEqual([]);
});

test('the capsule is signed by the student of the intake that the flag names', () => {
  const flag = opened('manager');
  const { student, supervision } = request;
  const words = { topic: '', help: '', know: '', name: '', age: 'adult' as const };
  const common = { student, case: request.case, words, letter: 'x', supervision, roster };
  const intake = ask({ ...common, avoid: [], replaces: null, capsule: capsule.signed, now: NOW });
  const named = { ...flag, flag: { ...flag.flag, intake: intake.recordHash } };
  expect(capsuleSigner(named, intake.signed, capsule.signed)).toEqual(student.sign.public);
  expect(failure(() => capsuleSigner(flag, intake.signed, capsule.signed))).toBe(
    'disclosure-mismatch',
  );
  // This one came with another capsule than the one sealed above.
  const own = request.intake.signed;
  expect(failure(() => capsuleSigner(flag, own, capsule.signed))).toBe('disclosure-mismatch');
  expect(failure(() => capsuleSigner(flag, asked(team).intake.signed, capsule.signed))).toBe(
    'disclosure-mismatch',
  );
});

test('what the student is told says which holder signed it', () => {
  const id = systemRandom(16) as Parameters<typeof openNote>[0]['id'];
  const body = {
    id,
    ground: 'serious-harm',
    why: 'You were not safe.',
    recipients: ['Security'],
    fields: ['name' as const],
    made: NOW,
  };
  const { box: key } = request.student;
  for (const [who, certain] of [
    [manager, true],
    [worker, false],
  ] as const) {
    const boxed = sealNote(who.sign, about.box, body);
    const { note, author } = openNote({ id, key, boxed, roster });
    expect([note.why, author !== null]).toEqual(['You were not safe.', certain]);
  }
});
