// Supervision notes between devices: written in one text and taken apart, read page by page, moved, answered.
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { SessionApi } from '../../src/api/session.ts';
import { encodeBundle } from '../../src/crypto/bundle.ts';
import { fromBase64url, toBase64url, toHex } from '../../src/crypto/bytes.ts';
import { issueCertificate, openCertificate } from '../../src/crypto/certificates.ts';
import { termOf } from '../../src/crypto/periods.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import type { AcceptedRoster } from '../../src/crypto/roster.ts';
import { Secret, type SupervisionSecret } from '../../src/crypto/secret.ts';
import type { CaseId, HolderRole } from '../../src/crypto/types.ts';
import { Drafts } from '../../src/desk/state/drafts.ts';
import { EndedConversations } from '../../src/desk/state/ended.ts';
import { type Headings, NoteWriting } from '../../src/desk/state/note-writing.ts';
import { OwnNotes } from '../../src/desk/state/own-notes.ts';
import type { DeskSide } from '../../src/desk/state/side.ts';
import type { StaffAccount } from '../../src/desk/state/staff-account.ts';
import { Supervising } from '../../src/desk/state/supervising.ts';
import { ENTRY_EVENTS, ENTRY_STATES } from '../../src/desk/state/supervision-answers.ts';
import { grouped, passes } from '../../src/desk/state/supervision-groups.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { NOTHING_KNOWN } from '../../src/pseudonym/index.ts';
import {
  acceptedRoster,
  certificateBody,
  NOW,
  newIdentity,
  newTeam,
  type Person,
  type Team,
} from '../crypto/world.ts';
import { FakeEntries } from './entries-server.ts';

const HEADINGS: Headings = { theme: 'About', happened: 'What', wish: 'Wish', own: 'Me' };
const secret = (): SupervisionSecret => Secret.random('supervision', 32, systemRandom);

interface Side extends DeskSide {
  roster: AcceptedRoster | null;
}

/** A desk of this person, with a session at the server as that role. */
function sideOf(server: FakeEntries, team: Team, who: Person, role: string): Side {
  const certificate = toBase64url(openCertificate(who.certificate).id);
  const call = server.as(role, certificate);
  const api = new SessionApi({ call, token: 'token', renew: async () => null });
  const entries = [
    { name: 'box', value: who.box.reveal() },
    { name: 'sign', value: who.sign.reveal() },
  ];
  let bundle = Bundle.decode(encodeBundle({ side: 'staff', entries }), 'staff');
  const held = team.holders[role as HolderRole];
  if (held !== undefined) bundle = bundle.withRoleKey(role as HolderRole, 1, held.roleKey);
  const account = { api, bundle } as unknown as StaffAccount;
  return { account, time: () => NOW, roster: acceptedRoster(team), heard: signal(0) };
}

function world(team = newTeam()) {
  const server = new FakeEntries();
  const worker = sideOf(server, team, team.workers[0] as Person, 'worker');
  const holder = sideOf(server, team, team.holders.manager, 'manager');
  const supervising = new Supervising({ side: holder, role: 'manager' });
  const drafts = new Drafts();
  const begin = (supervision = secret()): NoteWriting => {
    const caseId = toBase64url(systemRandom(16));
    const subject = {
      caseId,
      name: 'two words',
      supervision,
      known: NOTHING_KNOWN,
      tookBack: false,
      about: null,
    };
    const writing = new NoteWriting({ side: worker, drafts, subject });
    writing.draft.theme.value = 'study';
    writing.draft.happened.value = 'It happened.';
    return writing;
  };
  const write = async (text: string, supervision?: SupervisionSecret): Promise<NoteWriting> => {
    const writing = begin(supervision);
    writing.draft.happened.value = text;
    await writing.finish(writing.together(HEADINGS), 'Study');
    return writing;
  };
  return { server, team, worker, holder, supervising, drafts, begin, write };
}

describe('a note', () => {
  it('is reviewed as one text and taken apart again', async () => {
    const { begin, supervising, drafts } = world();
    const writing = begin();
    const { draft } = writing;
    draft.theme.value = 'other';
    draft.ownTheme.value = 'Ada at night';
    draft.happened.value = 'Ada called.\n\nWish\nis no heading here.';
    draft.own.value = 'I am well, Ada said.';
    writing.check();
    expect(writing.step.value).toBe('review');
    const reviewed = writing.together(HEADINGS).replaceAll('Ada', 'Person A');
    await writing.finish(reviewed, 'Something else');
    expect([writing.step.value, writing.trouble.value]).toEqual(['sent', null]);
    expect(drafts.pending).toBe(false);
    await supervising.read();
    const entry = supervising.entries.value?.[0]?.opened?.entry;
    expect(entry).toMatchObject({
      theme: 'Person A at night',
      happened: 'Person A called.\n\nWish\nis no heading here.',
      wish: '',
      own: 'I am well, Person A said.',
    });
  });

  it('leaves in its boxes what was typed on while it was on its way', async () => {
    const { begin } = world();
    const writing = begin();
    const { draft } = writing;
    const sending = writing.finish(writing.together(HEADINGS), 'Study');
    draft.happened.value = 'It happened. And again.';
    await sending;
    expect([draft.happened.value, draft.theme.value]).toEqual(['And again.', 'study']);
  });

  it('is not sent when what was marked runs over a seam', async () => {
    const { begin, server } = world();
    const writing = begin();
    writing.draft.wish.value = 'Help.';
    const reviewed = writing.together(HEADINGS);
    const torn = reviewed.replace(/happened\.[^H]*/u, '[place] ');
    expect(torn).not.toBe(reviewed);
    await writing.finish(torn, 'Study');
    expect([writing.fault.value, writing.step.value]).toEqual(['joined', 'write']);
    expect(writing.draft.wish.value).toBe('Help.');
    expect(server.calls).toEqual([]);
  });

  it('says what is missing or too long, before and after the review', async () => {
    const { begin, server } = world();
    const writing = begin();
    const { draft, fault } = writing;
    const checked = (): unknown => {
      writing.check();
      return fault.value;
    };
    draft.theme.value = '';
    expect(checked()).toBe('theme');
    draft.theme.value = 'other';
    expect(checked()).toBe('own-theme');
    draft.ownTheme.value = 'x'.repeat(41);
    expect(checked()).toBe('own-theme');
    draft.ownTheme.value = `${'x'.repeat(37)} Jo`;
    draft.happened.value = ' \u2063 ';
    expect(checked()).toBe('empty');
    draft.happened.value = '🐦'.repeat(16_001);
    expect([checked(), writing.over]).toEqual(['long', 1]);
    draft.happened.value = 'Short.';
    expect(checked()).toBe(null);
    await writing.finish(writing.together(HEADINGS).replace('Jo', 'Person A'), '');
    expect([fault.value, writing.step.value]).toEqual(['theme-long', 'write']);
    expect(server.calls).toEqual([]);
  });

  it('is one note when the answer got lost, and gets the new term of its own', async () => {
    const { begin, server } = world();
    const writing = begin();
    server.loseNext = true;
    await writing.finish(writing.together(HEADINGS), 'Study');
    expect([writing.step.value, writing.trouble.value]).toEqual(['send', 'later']);
    expect(writing.draft.happened.value).toBe('It happened.');
    await writing.send();
    expect([writing.step.value, server.kept.length]).toEqual(['sent', 1]);
    expect(writing.name.value).toBe(server.nameOf(server.kept[0]?.tag ?? ''));
    server.term = '2099-1';
    const late = begin();
    await late.finish(late.together(HEADINGS), 'Study');
    expect(late.trouble.value).toBe('failed');
    server.term = termOf(NOW);
    await late.send();
    expect(late.step.value).toBe('sent');
  });

  it('is not sealed by who is on no roster', async () => {
    const { begin, worker, server } = world();
    worker.roster = null;
    const writing = begin();
    await writing.finish(writing.together(HEADINGS), 'Study');
    expect([writing.trouble.value, server.calls]).toEqual(['unchecked', []]);
  });

  it('is not sealed where the student took their agreement to supervision back', async () => {
    const { begin, worker, server } = world();
    const writing = begin();
    const name = `meta/unsupervised/${toHex(fromBase64url(writing.subject.caseId))}` as const;
    const bundle = worker.account.bundle.withNote(name, Uint8Array.of(1));
    Object.assign(worker.account, { bundle });
    await writing.finish(writing.together(HEADINGS), 'Study');
    expect([writing.trouble.value, server.calls]).toEqual(['took-back', []]);
  });
});

describe('the queue', () => {
  it('is read page by page with the cursor, and then only what is new', async () => {
    const { supervising, server, write } = world();
    server.pageSize = 2;
    for (const text of ['1', '2', '3', '4', '5']) await write(text);
    server.calls.length = 0;
    await supervising.read();
    const happened = () => supervising.entries.value?.map((one) => one.opened?.entry.happened);
    expect(happened()).toEqual(['1', '2', '3', '4', '5']);
    expect(server.calls).toEqual([0, 2, 4].map((after) => `GET /api/entries?after=${after}`));
    await write('6');
    server.calls.length = 0;
    await supervising.read('new');
    expect(happened()?.at(-1)).toBe('6');
    expect(server.calls).toEqual(['GET /api/entries?after=5']);
  });

  it('shows nothing of what does not belong together', async () => {
    const { supervising, server, write } = world();
    await write('one');
    await write('two');
    const [one, two] = server.kept;
    if (one === undefined || two === undefined) throw new Error('nothing was written');
    server.kept[0] = { ...one, sealed: two.sealed };
    server.kept[1] = { ...two, tag: one.tag };
    await supervising.read();
    expect(supervising.entries.value?.map((view) => view.opened)).toEqual([null, null]);
  });

  it('says where it is not certain who wrote, and seals no reply then', async () => {
    const { supervising, write, team, holder, server } = world();
    await write('one');
    // Certified by somebody who is no holder of the roster any more.
    const other = newTeam();
    const stranger = { ...team, holders: other.holders, root: other.root, workers: [] };
    holder.roster = acceptedRoster(stranger);
    await supervising.read();
    const [view] = supervising.entries.value ?? [];
    if (view === undefined) throw new Error('nothing was read');
    expect([view.opened?.author, view.opened?.entry.happened]).toEqual([null, 'one']);
    expect(await supervising.reply(view, 'Answer')).toBe(false);
    expect(server.kept[0]?.replies).toEqual([]);
  });

  it('moves by its table, and shows how it is when somebody was quicker', async () => {
    const { supervising, server, write } = world();
    await write('one');
    await supervising.read();
    const view = () => supervising.entries.value?.[0] as never;
    await supervising.move(view(), 'take');
    expect(supervising.entries.value?.[0]?.row.state).toBe('review');
    const stale = view();
    await supervising.move(view(), 'discuss');
    await supervising.move(stale, 'close');
    expect(supervising.trouble.value).toBe('changed');
    expect(supervising.entries.value?.[0]?.row).toMatchObject({ state: 'discussed', revision: 3 });
    expect(server.kept[0]?.state).toBe('discussed');
    await supervising.move(view(), 'close');
    expect(supervising.trouble.value).toBe(null);
  });

  it('offers exactly the events that the server takes', async () => {
    for (const state of ENTRY_STATES) {
      for (const event of ['take', 'discuss', 'close', 'reopen'] as const) {
        const { supervising, server, write } = world();
        await write('one');
        const [kept] = server.kept;
        if (kept === undefined) throw new Error('nothing was written');
        kept.state = state;
        await supervising.read();
        await supervising.move(supervising.entries.value?.[0] as never, event);
        const took = supervising.trouble.value === null;
        expect([state, event, took]).toEqual([state, event, ENTRY_EVENTS[state].includes(event)]);
      }
    }
  });

  it('reaches the consultant by the agenda, and the writer by a reply', async () => {
    const team = newTeam(1);
    const who = newIdentity();
    const body = certificateBody(who, { role: 'consultant', name: 'Consultant 1' });
    const certificate = issueCertificate(team.holders.coordinator.sign, body);
    const consultant: Person = { ...who, certificate };
    const { supervising, server, write, worker } = world({
      ...team,
      workers: [...team.workers, consultant],
    });
    await write('one');
    await supervising.read();
    const all = { ...team, workers: [...team.workers, consultant] };
    const side = sideOf(server, all, consultant, 'consultant');
    const reading = new Supervising({ side, role: 'consultant' });
    await reading.read();
    expect([reading.entries.value, supervising.consultants]).toEqual([[], 1]);
    const view = () => supervising.entries.value?.[0] as never;
    await supervising.move(view(), 'take');
    await supervising.putOnAgenda(view(), true);
    await reading.read();
    expect(reading.entries.value?.map((one) => one.opened?.entry.happened)).toEqual(['one']);
    server.loseNext = true;
    expect(await supervising.reply(view(), 'Ask first.')).toBe(false);
    expect(await supervising.reply(view(), 'Ask first.')).toBe(true);
    expect(server.kept[0]?.replies).toHaveLength(1);
    const own = new OwnNotes(worker);
    await own.read();
    const [note] = own.notes.value ?? [];
    expect(note?.replies[0]).toMatchObject({
      text: 'Ask first.',
      author: { certificate: { role: 'manager' } },
    });
    expect(note?.row).not.toHaveProperty('sealed');
    await supervising.move(view(), 'discuss');
    await reading.read();
    expect(reading.entries.value).toEqual([]);
  });

  it('is grouped by theme and by name, and filtered by state', async () => {
    const { supervising, server, write } = world();
    const one = secret();
    await write('1', one);
    await write('2', one);
    await write('3');
    const [first] = server.kept;
    if (first === undefined) throw new Error('nothing was written');
    first.state = 'closed';
    await supervising.read();
    const views = supervising.entries.value ?? [];
    const texts = (by: 'theme' | 'name') =>
      grouped(views, by).map((group) => group.views.map((view) => view.opened?.entry.happened));
    expect(texts('theme')).toEqual([['3', '2', '1']]);
    expect([...texts('name')].sort()).toEqual([['2', '1'], ['3']]);
    expect(views.map((view) => passes(view, 'open'))).toEqual([false, true, true]);
    expect(views.filter((view) => passes(view, 'closed'))).toHaveLength(1);
    expect(views.every((view) => passes(view, 'all'))).toBe(true);
  });
});

describe('a conversation that ended', () => {
  it('is offered by the secret in the bundle until it is left', async () => {
    const [live, over] = [systemRandom(16) as CaseId, systemRandom(16) as CaseId];
    let bundle = Bundle.create('staff').withSupervision(live, secret());
    const kept = secret();
    bundle = bundle.withSupervision(over, kept);
    const account = {
      get bundle() {
        return bundle;
      },
      change: async (update: (one: Bundle) => Bundle) => {
        bundle = update(bundle);
        return true;
      },
    } as unknown as StaffAccount;
    const ended = new EndedConversations(account);
    expect(ended.offers.value).toEqual([]);
    await ended.saw([toBase64url(live)]);
    const [offer] = ended.offers.value;
    expect(ended.offers.value).toHaveLength(1);
    expect(offer?.caseId).toBe(toBase64url(over));
    expect(offer?.supervision.reveal()).toEqual(kept.reveal());
    expect(offer?.name.split(' ')).toHaveLength(2);
    // A note about the one that goes on changes nothing; about the one that is over, it is done.
    await ended.written(toBase64url(live));
    expect(bundle.supervision(live)).not.toBe(null);
    await ended.written(toBase64url(over));
    await ended.saw([toBase64url(live)]);
    expect([ended.offers.value, bundle.supervision(over)]).toEqual([[], null]);
  });
});
