// What somebody types or taps while something of theirs is on its way. Lives here: forms whose text would be lost,
// sent twice or answered otherwise than it was meant. Must not: the states behind them.
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ComplaintDraft, ComplaintForm } from '../../src/complain/form.tsx';
import { OwnReports } from '../../src/complain/reports.ts';
import { Drafts } from '../../src/desk/state/drafts.ts';
import { AgainQuestions } from '../../src/desk/views/again.tsx';
import { Incidents } from '../../src/desk/views/incident.tsx';
import { EntryActs } from '../../src/desk/views/supervision-acts.tsx';
import { Sessions } from '../../src/sessions/index.tsx';
import { Cards } from '../../src/views/cards.tsx';
import { claimed, openWorld } from '../desk/worker-world.ts';
import { Answers } from '../fake/answers.ts';
import { settled } from '../fake/held.ts';
import { openPhone, until, writeLetter } from '../fake/phone.ts';
import { FakeServer } from '../fake/server.ts';
import { press, show, type, usePage } from '../fake/showing.tsx';

const page = usePage();
afterEach(() => void vi.restoreAllMocks());

const typedIn = (id: string): string => page().one(id).value;

describe('a complaint', () => {
  const form = async () => {
    const [draft, sent] = [new ComplaintDraft(), new Answers<'sent'>()];
    draft.kind.value = 'worker' as never;
    draft.said.value = 'They laughed.';
    const reports = { busy: signal(false), write: sent.call };
    await show(page(), <ComplaintForm draft={draft} reports={reports as never} />);
    await press(page().one('complain-send'));
    return { draft, sent };
  };

  it('is gone from the form once it was sent', async () => {
    const { draft, sent } = await form();
    await sent.give('sent');
    expect([draft.said.value, draft.kind.value]).toEqual(['', null]);
  });

  it('keeps what was typed on while it was on its way, and of what was sent nothing', async () => {
    const { draft, sent } = await form();
    await type(page().one('complain-said'), 'They laughed. Twice.');
    await sent.give('sent');
    expect(typedIn('complain-said')).toBe('Twice.');
    expect(draft.kind.value).toBe('worker');
  });

  it('keeps all of one that was not sent, and all of one whose beginning was changed', async () => {
    const { sent } = await form();
    await type(page().one('complain-said'), 'They laughed. Twice.');
    await sent.give('offline' as never);
    expect(typedIn('complain-said')).toBe('They laughed. Twice.');
    await press(page().one('complain-send'));
    await type(page().one('complain-said'), 'He laughed. Twice.');
    await sent.give('sent');
    expect(typedIn('complain-said')).toBe('He laughed. Twice.');
  });
});

describe('an incident', () => {
  const form = async () => {
    const [drafts, sent] = [new Drafts(), new Answers<'sent'>()];
    vi.spyOn(OwnReports.prototype, 'write').mockImplementation(sent.call as never);
    vi.spyOn(OwnReports.prototype, 'load').mockResolvedValue();
    drafts.of('incident-said').value = ' A phone was lost.\n';
    drafts.of('incident-done').value = 'It was signed out.';
    const side = { account: { api: {} }, roster: null, time: () => 0, heard: signal(0) };
    await show(page(), <Incidents side={side as never} drafts={drafts} />);
    await press(page().one('incident-send'));
    return { drafts, sent };
  };

  it('is gone from the form once it was sent, whatever stood around its words', async () => {
    const { drafts, sent } = await form();
    await sent.give('sent');
    expect(drafts.pending).toBe(false);
  });

  it('keeps what was typed on while it was on its way', async () => {
    const { drafts, sent } = await form();
    await type(page().one('incident-done'), 'It was signed out. It is found.');
    await sent.give('sent');
    expect(drafts.of('incident-said').value).toBe('');
    expect(drafts.of('incident-done').value).toBe('It is found.');
  });
});

describe('a reply to a note', () => {
  it('is not typed on while it is sent, and is said to be sent', async () => {
    const [drafts, sent] = [new Drafts(), new Answers<boolean>()];
    const busy = signal<string | null>(null);
    const reply = (...what: unknown[]) => {
      busy.value = 'one';
      return sent.call(...what);
    };
    const row = { id: 'one', state: 'review', replies: 0, agenda: false };
    const view = { row, opened: { author: {} } };
    drafts.of('reply/one').value = 'Thank you. ';
    const acts = { supervising: { busy, reply }, view, drafts };
    await show(page(), <EntryActs {...(acts as never as Parameters<typeof EntryActs>[0])} />);
    const readOnly = () => page().one('entry-reply').getAttribute('readOnly');
    expect(readOnly()).toBe(null);
    await press(page().one('entry-reply-send'));
    expect(readOnly()).toBe('true');
    busy.value = null;
    await sent.give(true);
    expect(sent.asked[1]).toBe('Thank you.');
    expect(drafts.pending).toBe(false);
    expect(page().named('entry-replied')).toHaveLength(1);
  });
});

describe('whether a worker would talk again', () => {
  it('is answered once: neither button is there for a second answer before the first is through', async () => {
    const world = openWorld();
    const found = await claimed(world);
    await found.accept('Thank you for writing.');
    await found.room.value?.sync();
    const over = { looked: signal(true), cases: signal([]), account: world.account };
    await until(() => world.account.bundle !== null && world.desk.open.length === 1);
    await settled();
    const said = new Answers<unknown>();
    vi.spyOn(world.account.api, 'ask').mockImplementation(said.call as never);
    await show(page(), <AgainQuestions worker={over as never} />);
    const off = () => ['again-yes', 'again-no'].map((one) => page().one(one).disabled);
    expect(off()).toEqual([false, false]);
    await press(page().one('again-yes'));
    expect(off()).toEqual([true, true]);
    await said.give({});
    await until(() => page().one('again').getAttribute('data-said') === 'yes');
    world.desk.stop();
  });
});

describe('a card of a request', () => {
  const REVISE = /^PUT \/api\/requests\//;

  it('keeps what was typed on while it was saved, and is shut once all of it was', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, 'the heron sleeps');
    await until(() => phone.student.place.value === 'waiting');
    const { student } = phone;
    const revise = student.revise.bind(student);
    const go = new Answers<void>();
    vi.spyOn(student, 'revise').mockImplementation(async (change) => {
      await go.call();
      return revise(change);
    });
    const saved = () => server.calls.filter(({ call }) => REVISE.test(call)).length;
    await show(page(), <Cards student={student} locked={false} />);
    await press(page().one('card-name-toggle'));
    await type(page().one('field-name'), 'Robin');
    await press(page().one('card-name-save'));
    await type(page().one('field-name'), 'Robin Hood');
    await go.give();
    await until(() => saved() === 1 && !page().one('card-name-save').disabled);
    expect(student.case.value?.own.value?.wishes.name).toBe('Robin');
    expect(typedIn('field-name')).toBe('Robin Hood');
    await press(page().one('card-name-save'));
    await go.give();
    await until(() => page().named('field-name').length === 0);
    expect(student.case.value?.own.value?.wishes.name).toBe('Robin Hood');
    student.stop();
  });

  it('does not shut the one that was opened while it was saved', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, 'the heron sleeps');
    await until(() => phone.student.place.value === 'waiting');
    const { student } = phone;
    const go = new Answers<boolean>();
    vi.spyOn(student, 'revise').mockImplementation(go.call);
    await show(page(), <Cards student={student} locked={false} />);
    await press(page().one('card-name-toggle'));
    await type(page().one('field-name'), 'Robin');
    await press(page().one('card-name-save'));
    await press(page().one('card-letter-toggle'));
    await go.give(true);
    await act(settled);
    expect(page().named('field-letter')).toHaveLength(1);
    student.stop();
  });
});

describe('where somebody is signed in', () => {
  const device = (name: string) => ({
    ...{
      device: `${'A'.repeat(21)}${name}`,
      platform: 'android',
      since: 0,
      used: 'today',
      windows: 1,
    },
    here: false,
  });
  const list = (...names: string[]) => ({ devices: names.map(device) });

  it('does not show a device again that was signed out since', async () => {
    const answers = new Answers<unknown>();
    const api = {
      ask: (method: string) => (method === 'GET' ? answers.call() : Promise.resolve()),
    };
    await show(page(), <Sessions api={api as never} keys="student" />);
    await act(settled);
    await answers.give(list('A', 'Q', 'g'));
    const [first, second] = page().named('session-end');
    if (first === undefined || second === undefined) throw new Error('nothing to sign out');
    await press(first);
    await press(second);
    await act(settled);
    await answers.give(list('g'), 1);
    await answers.give(list('Q', 'g'));
    expect(page().named('session')).toHaveLength(1);
  });
});
