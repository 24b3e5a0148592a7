// What this client seals for the coordinator's side, it opens, and for nobody else. Lives here:
// entries, flags, events, disclosures, letters and numbers, made and read. Must not: vectors.
import { expect, test } from 'vitest';
import { ask } from '../../src/crypto/asking.ts';
import type { BoxKey } from '../../src/crypto/box.ts';
import { sealCapsule } from '../../src/crypto/capsule.ts';
import { issueCertificate, openCertificate } from '../../src/crypto/certificates.ts';
import { acceptContact, makeContact } from '../../src/crypto/contact.ts';
import { Conversation } from '../../src/crypto/conversation.ts';
import {
  capsuleSigner,
  completeDisclosure,
  decideDisclosure,
  openDisclosed,
  openNote,
  readDisclosure,
  recordDisclosure,
  sealNote,
  wrapForAuditors,
} from '../../src/crypto/disclosing.ts';
import type { Disclosure } from '../../src/crypto/disclosure.ts';
import {
  openEntry,
  openReply,
  sealEntry,
  sealReply,
  wrapForConsultants,
} from '../../src/crypto/entry.ts';
import { ASKED, type FlagSubject, type FlagWords, raiseFlag } from '../../src/crypto/flag.ts';
import {
  type FlagRow,
  flagHead,
  readFlagHistory,
  sealFlagEvent,
  stepAfter,
} from '../../src/crypto/flag-events.ts';
import { openFlag, openLateFlag } from '../../src/crypto/flag-reading.ts';
import { openNumbers, sealNumbers } from '../../src/crypto/numbers.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import {
  type AcceptedRoster,
  acceptRoster,
  FIRST_ROSTER,
  ROSTER_LIFE,
  signRoster,
} from '../../src/crypto/roster.ts';
import type { HolderRole, Signed } from '../../src/crypto/types.ts';
import {
  asked,
  certificateBody,
  certificatesOf,
  failure,
  NOW,
  newIdentity,
  newTeam,
} from './world.ts';

const team = newTeam();
const { coordinator, manager, deputy } = team.holders;
const worker = team.workers[0] as (typeof team.workers)[number];
const consultant = newIdentity();
const auditor = newIdentity();

function certified(role: 'consultant' | 'auditor', who: typeof consultant): Signed {
  const notAfter = NOW + 20 * 86_400;
  return issueCertificate(coordinator.sign, certificateBody(who, { role, name: role, notAfter }));
}

function listed(): AcceptedRoster {
  const others = [certified('consultant', consultant), certified('auditor', auditor)];
  const certificates = [...certificatesOf(team), ...others];
  const signed = signRoster(coordinator.sign, {
    version: 1,
    previous: FIRST_ROSTER,
    issued: NOW,
    expires: NOW + ROSTER_LIFE,
    root: team.root.public,
    certificates: certificates.map((one) => openCertificate(one).id),
    auditRow: 0,
    auditHead: new Uint8Array(32),
  });
  return acceptRoster({ signed, certificates, root: team.root.public, newest: null, now: NOW });
}

const roster = listed();
const request = asked(team);
const about: FlagSubject = {
  case: request.case,
  intake: request.intake.recordHash,
  sign: request.student.sign.public,
  box: request.student.box.public,
};
const words: FlagWords = {
  ground: 'serious-harm',
  urgent: 0,
  said: 'They are not safe. 🌙',
  quotes: ['I am not safe.'],
  wants: '',
  told: '',
  called: '',
  leftOut: '',
};

test('an entry opens for its readers, the agenda for consultants, the answer for the writer', () => {
  const made = sealEntry({
    worker: worker.sign,
    certificate: worker.certificate,
    words: { theme: 'sleep', happened: 'Person A cannot sleep.', wish: '', own: '' },
    supervision: request.supervision,
    roster,
    now: NOW,
  });
  const read = (to: 'coordinator' | 'manager' | 'consultant', key: BoxKey, wrap: Uint8Array) =>
    openEntry({ ...made, wrap, to, key, roster });
  const [first, second] = made.wraps;
  if (first === undefined || second === undefined) throw new Error('no wraps');
  const opened = read('manager', manager.roleKey as unknown as BoxKey, second.wrap);
  expect(opened.entry.happened).toBe('Person A cannot sleep.');
  expect(opened.author?.certificate.id).toEqual(openCertificate(worker.certificate).id);
  expect(failure(() => read('manager', deputy.roleKey as unknown as BoxKey, second.wrap))).toBe(
    'NotOpened',
  );
  const [agenda, ...more] = wrapForConsultants({ opened, sealed: made.sealed, roster, now: NOW });
  if (agenda === undefined) throw new Error('no consultant');
  expect(more).toEqual([]);
  expect(read('consultant', consultant.box, agenda.wrap).entry.theme).toBe('sleep');
  expect(failure(() => read('consultant', auditor.box, agenda.wrap))).toBe('NotOpened');
  const { sign, certificate } = manager;
  const boxed = sealReply({ holder: sign, certificate, opened, text: 'Thank you.', now: NOW });
  const reply = openReply({ entry: made.id, key: worker.box, boxed, roster });
  expect([reply.reply.text, reply.author?.certificate.role]).toEqual(['Thank you.', 'manager']);
  const unsure = { ...opened, author: null };
  expect(
    failure(() => sealReply({ holder: sign, certificate, opened: unsure, text: 'x', now: NOW })),
  ).toBe('author');
});

const raised = raiseFlag({
  author: worker.sign,
  certificate: worker.certificate,
  about,
  words,
  roster,
  now: NOW,
});

function opened(role: HolderRole, of = raised) {
  const wrap = of.wraps.find((one) => one.role === role)?.wrap ?? new Uint8Array(0);
  const key = team.holders[role].roleKey;
  return openFlag({ id: of.id, role, key, sealed: of.sealed, wrap, roster });
}

test('a flag opens for its two holders, late for the deputy with the server’s half', () => {
  expect(raised.wraps.map((one) => one.role)).toEqual(['coordinator', 'manager']);
  expect(opened('coordinator').proven).toBe(true);
  expect(failure(() => opened('deputy'))).toBe('NotOpened');
  if (raised.late === null) throw new Error('no late part');
  const { wrap: part, late } = raised.late;
  const given = { id: raised.id, key: deputy.roleKey, sealed: raised.sealed, part, roster };
  expect(openLateFlag({ ...given, late }).flag.said).toBe(words.said);
  expect(failure(() => openLateFlag({ ...given, late: new Uint8Array(32) }))).toBe('NotOpened');
  const key = coordinator.roleKey;
  expect(failure(() => openLateFlag({ ...given, late, key }))).toBe('NotOpened');
});

test('a student’s own flag about a holder leaves that holder out', () => {
  const made = raiseFlag({
    author: request.student.sign,
    certificate: null,
    about,
    words: { ...words, ground: ASKED, leftOut: 'coordinator' },
    roster,
    now: NOW,
  });
  expect(made.late).toBe(null);
  expect(made.wraps.map((one) => one.role)).toEqual(['manager', 'deputy']);
  expect(opened('deputy', made)).toMatchObject({ proven: true, author: null });
  const raise = (ground: string) =>
    raiseFlag({
      author: request.student.sign,
      certificate: null,
      about,
      words: { ...words, ground },
      roster,
      now: NOW,
    });
  expect(failure(() => raise('serious-harm'))).toBe('Malformed');
});

test('two holders’ edits at once: what the table no longer allows becomes a note', () => {
  const flag = opened('coordinator');
  const common = { flag: raised.id, key: flag.key };
  const read = (rows: readonly FlagRow[]) =>
    readFlagHistory({ ...common, sealed: raised.sealed, rows, roster });
  const write = (
    role: HolderRole,
    rows: readonly FlagRow[],
    step: Parameters<typeof stepAfter>[1],
  ) =>
    sealFlagEvent({
      ...common,
      after: read(rows),
      step,
      holder: team.holders[role].sign,
      certificate: team.holders[role].certificate,
      now: NOW,
    });
  const step = { kind: 'acknowledge', outcome: '', note: 'The coordinator’s.' } as const;
  expect(read([]).head).toEqual(flagHead(raised.sealed));
  const first = write('manager', [], { ...step, note: '' });
  const again = stepAfter(read([first]), step);
  expect(again).toEqual({ ...step, kind: 'note' });
  expect(stepAfter(read([first]), { ...step, note: '' })).toBe(null);
  const rows = [first, write('coordinator', [first], again ?? step)];
  const history = read(rows);
  expect(history.state).toBe('acknowledged');
  expect(history.events.map((one) => one.author?.certificate.role)).toEqual([
    'manager',
    'coordinator',
  ]);
  const lied = [{ ...first, mark: 'closed' }, ...rows.slice(1)];
  expect(read(lied)).toMatchObject({ state: 'sent', number: 2 });
  expect(failure(() => read(rows.slice(1)))).toBe('Malformed');
});

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

test('a holder’s letter is accepted and answered', () => {
  const certificate = openCertificate(manager.certificate).id;
  const { contact, epoch } = makeContact({ holder: manager, certificate, about, roster, now: NOW });
  const wrap = epoch.wraps[0] as (typeof epoch.wraps)[number];
  const { student, intake } = request;
  const given = {
    contact: contact.signed,
    offered: { signed: epoch.signed, wrap },
    roster,
    now: NOW,
  };
  // The request was made under this team's other roster of the same version.
  const rebased = { ...intake, body: { ...intake.body, rosterHash: roster.hash } };
  const accepted = acceptContact({ ...given, student, intake: rebased });
  const [writer, reader] = (['worker', 'student'] as const).map((me, i) => {
    const one = new Conversation({ case: contact.body.id, me });
    one.addEpoch(i === 0 ? epoch : accepted.epoch);
    return one;
  });
  if (writer === undefined || reader === undefined) throw new Error('no rooms');
  expect(epoch.worker.role).toBe('holder');
  expect(accepted.epoch.key.reveal()).toEqual(epoch.key.reveal());
  const elsewhere = asked(team);
  const other = { ...given, student: elsewhere.student, intake: elsewhere.intake };
  expect(failure(() => acceptContact(other))).toBe('contact-mismatch');
  const byWorker = makeContact({
    holder: worker,
    certificate: openCertificate(worker.certificate).id,
    about,
    roster,
    now: NOW,
  });
  const forged = {
    contact: byWorker.contact.signed,
    offered: { signed: byWorker.epoch.signed, wrap: byWorker.epoch.wraps[0] as typeof wrap },
  };
  expect(failure(() => acceptContact({ ...given, ...forged, student, intake: rebased }))).toBe(
    'author',
  );
});

test('numbers open for the coordinator, for their own week', () => {
  const numbers = { week: '2027-W01', counts: [0, 2] };
  const boxed = sealNumbers({ worker: worker.sign, numbers, roster });
  const given = { key: coordinator.roleKey, boxed, week: numbers.week, counters: 2, roster };
  expect(openNumbers(given).counts).toEqual([0, 2]);
  expect(failure(() => openNumbers({ ...given, week: '2027-W02' }))).toBe('numbers-mismatch');
  expect(failure(() => openNumbers({ ...given, key: manager.roleKey }))).toBe('NotOpened');
});
