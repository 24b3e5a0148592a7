// What this client seals for the coordinator's side, it opens, and for nobody else. Lives here:
// entries, flags, events, letters and numbers, made and read. Must not: vectors, disclosures.
import { expect, test } from 'vitest';
import type { BoxKey } from '../../src/crypto/box.ts';
import { openCertificate } from '../../src/crypto/certificates.ts';
import { acceptContact, makeContact } from '../../src/crypto/contact.ts';
import { Conversation } from '../../src/crypto/conversation.ts';
import {
  openEntry,
  openReply,
  sealEntry,
  sealReply,
  wrapForConsultants,
} from '../../src/crypto/entry.ts';
import { ASKED, raiseFlag } from '../../src/crypto/flag.ts';
import {
  type FlagRow,
  flagHead,
  readFlagHistory,
  sealFlagEvent,
  stepAfter,
} from '../../src/crypto/flag-events.ts';
import { openLateFlag } from '../../src/crypto/flag-reading.ts';
import { openNumbers, sealNumbers } from '../../src/crypto/numbers.ts';
import type { HolderRole } from '../../src/crypto/types.ts';
import {
  about,
  auditor,
  consultant,
  coordinator,
  deputy,
  manager,
  opened,
  raised,
  request,
  roster,
  team,
  words,
  worker,
} from './sealed-world.ts';
import { asked, failure, NOW } from './world.ts';

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
