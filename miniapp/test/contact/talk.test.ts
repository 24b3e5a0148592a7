// A holder writes to a student, protocol.md §14, between two devices. Lives here: when it is shown, what is
// sent and when, lost answers, what became of it. Must not: formats (crypto/), or screens.
import { computed, signal } from '@preact/signals';
import { beforeEach, expect, it, vi } from 'vitest';
import { ContactTalk } from '../../src/contact/talk.ts';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { openCertificate } from '../../src/crypto/certificates.ts';
import type { Flag } from '../../src/crypto/flag.ts';
import type { OpenedFlag } from '../../src/crypto/flag-reading.ts';
import type { AcceptedRoster } from '../../src/crypto/roster.ts';
import { openClose } from '../../src/crypto/statements.ts';
import type { CaseId, Signed } from '../../src/crypto/types.ts';
import { contactOf } from '../../src/desk/state/contact-making.ts';
import { Contacts } from '../../src/desk/state/contacts.ts';
import { LocalStore, memoryShelf } from '../../src/state/local.ts';
import { pageLock } from '../../src/state/locks.ts';
import { RoomState } from '../../src/state/room.ts';
import type { CaseParts } from '../../src/state/student-case.ts';
import { type Asked, asked, NOW, newTeam, type Team } from '../crypto/world.ts';
import { bundleOf, Post } from './post.ts';

let team: Team;
let own: Asked;
let post: Post;

beforeEach(() => {
  team = newTeam();
  own = asked(team);
  post = new Post(own);
});

const flag = (change: Partial<Flag> = {}): OpenedFlag =>
  ({
    flag: {
      case: own.case,
      intake: own.intake.recordHash,
      studentSign: own.student.sign.public,
      studentBox: own.student.box.public,
      ...change,
    },
  }) as OpenedFlag;

/** A team that the student's device was shown; null: one that it refuses. */
function teamOf(roster: () => AcceptedRoster | null) {
  const trust = signal<unknown>(null);
  return {
    trust,
    refused: computed(() => trust.value !== null && roster() === null),
    openRoster: roster,
    load: async () => {
      trust.value = {};
      return null;
    },
  };
}

/** The student's device; another one of theirs with the bundle that the first kept. */
function device(bundle = bundleOf(own.student, 'student'), trusted = teamOf(() => own.roster)) {
  const store = new LocalStore({ shelf: memoryShelf(), prefix: 'pl.' });
  const account = post.account(own.student, 'student', bundle);
  const parts = { account, store, lock: pageLock(), line: post.line(), now: () => NOW + 1 };
  return { parts: { ...parts, team: trusted } as unknown as CaseParts, account, store };
}

async function received(at = device()) {
  const answer = await at.account.api.case(post.newest.id);
  const talk = new ContactTalk(at.parts, answer);
  await talk.room.sync();
  return { ...at, talk };
}

/** The desk of one of the holders. */
function desk(by = team.holders.coordinator) {
  const account = post.account(by, 'holder', bundleOf(by, 'staff'));
  const drafts = new Map<string, ReturnType<typeof signal<string>>>();
  let looked = 0;
  const contacts = new Contacts({
    side: { account: account as never, roster: own.roster, time: () => NOW, heard: signal(0) },
    store: new LocalStore({ shelf: memoryShelf(), prefix: 'pl.' }),
    lock: pageLock(),
    line: post.line(),
    texts: (name) => {
      const found = drafts.get(name) ?? signal('');
      drafts.set(name, found);
      return found as never;
    },
    lookAtTeam: async () => {
      looked += 1;
    },
  });
  const write = async (text: string, about = flag()): Promise<boolean> => {
    contacts.draft(toBase64url(about.flag.case)).value = text;
    return contacts.write(about);
  };
  return { contacts, write, looks: () => looked };
}

const texts = (talk: ContactTalk): readonly (string | null)[] =>
  talk.room.messages.value.map((one) => one.text);

it('is checked, shown and not answered for until the student does', async () => {
  const { write, contacts } = desk();
  expect(await write('May I ask?')).toBe(true);
  const { talk } = await received();
  expect(talk.state.value).toBe('asked');
  expect(talk.holder.value).toEqual({ name: 'coordinator', role: 'coordinator' });
  expect(texts(talk)).toEqual(['May I ask?']);
  // Nothing leaves before the answer: no acknowledgement, no *seen*, no text.
  await talk.room.send('Too early.');
  expect([post.newest.acknowledged, post.newest.messages.length]).toEqual([false, 1]);
  await contacts.load();
  expect(contacts.begun.value[0]?.talk?.answered.value).toBe(false);
  await talk.accept();
  await talk.room.sync();
  expect([talk.state.value, post.newest.acknowledged]).toEqual(['open', true]);
  await contacts.load();
  const there = contacts.current.value;
  expect(there?.answered.value).toBe(true);
  await there?.room.sync();
  expect(there?.room.messages.value.map((one) => one.text)).toEqual(['May I ask?', 'Too early.']);
});

it('keeps what was typed on while the first message was on its way', async () => {
  const { contacts } = desk();
  const about = flag();
  const draft = contacts.draft(toBase64url(about.flag.case));
  draft.value = 'May I ask?';
  const writing = contacts.write(about);
  draft.value = 'May I ask? And one more thing.';
  expect(await writing).toBe(true);
  expect(draft.value).toBe('And one more thing.');
});

it('goes on in no room that was being opened when the desk was locked', async () => {
  await desk().write('May I ask?');
  const { contacts } = desk();
  const stopped = vi.spyOn(RoomState.prototype, 'stop');
  const syncing = vi.spyOn(RoomState.prototype, 'sync');
  syncing.mockImplementation(async () => contacts.stop());
  await contacts.load();
  const calls = [syncing.mock.calls.length, stopped.mock.calls.length];
  vi.restoreAllMocks();
  expect(calls).toEqual([1, 1]);
});

it('shows nothing of one who is no holder of the accepted roster', async () => {
  const other = newTeam();
  const sent = contactOf({
    flag: flag().flag,
    me: other.holders.manager,
    roster: { ...own.roster, certificates: [openCertificate(other.holders.manager.certificate)] },
    text: 'I am nobody.',
    now: NOW,
  });
  post.plant(sent);
  const { talk } = await received();
  expect([talk.state.value, texts(talk)]).toEqual(['unchecked', []]);
  expect(talk.holder.value).toBe(null);
});

it('shows nothing that is about another case or another request', async () => {
  const strange = flag({ case: new Uint8Array(16).fill(7) as CaseId });
  const older = flag({ intake: new Uint8Array(32).fill(7) as typeof own.intake.recordHash });
  const [roster, me] = [own.roster, team.holders.manager];
  for (const { flag: about } of [strange, older]) {
    post.plant(contactOf({ flag: about, me, roster, text: 'About whom?', now: NOW }));
    const { talk } = await received();
    expect([talk.state.value, texts(talk)]).toEqual(['unchecked', []]);
  }
});

it('is declined by the student’s own signature, and leaves nothing on their device', async () => {
  const { write, contacts } = desk();
  await write('May I ask?');
  const { talk, store } = await received();
  await talk.close();
  expect(talk.state.value).toBe('declined');
  const close = fromBase64url(post.newest.close ?? '') as Signed;
  expect(openClose(close, own.student.sign.public, talk.caseId).by).toBe('student');
  expect(store.read(`room/${talk.id}`)).toBe(null);
  await contacts.load();
  const [begun] = contacts.begun.value;
  expect([begun?.talk, begun?.note.answered, contacts.current.value]).toEqual([null, false, null]);
});

it('is answered on another device by what the first one kept', async () => {
  await desk().write('May I ask?');
  const first = await received();
  await first.talk.accept();
  const second = await received(device(first.account.bundle));
  expect([second.talk.state.value, texts(second.talk)]).toEqual(['open', ['May I ask?']]);
});

it('attack 9: is sent nothing while the team is refused, also on a device that knew no better', async () => {
  await desk().write('May I ask?');
  const first = await received();
  await first.talk.accept();
  await first.talk.room.sync();
  let shown: AcceptedRoster | null = null;
  const trusted = teamOf(() => shown);
  await trusted.load();
  const { talk } = await received(device(first.account.bundle, trusted));
  const before = post.newest.messages.length;
  await talk.room.send('Yes.');
  await talk.room.sync();
  expect([talk.standing.held.value, talk.state.value]).toEqual([true, 'open']);
  expect(texts(talk)).toEqual(['May I ask?', 'Yes.']);
  expect(post.newest.messages).toHaveLength(before);
  shown = { ...own.roster, certificates: [] };
  await trusted.load();
  await talk.room.sync();
  expect([talk.standing.held.value, talk.standing.gone.value]).toEqual([false, true]);
  expect(post.newest.messages).toHaveLength(before);
  shown = own.roster;
  await trusted.load();
  await talk.room.sync();
  await vi.waitFor(() => expect(post.newest.messages).toHaveLength(before + 1));
  talk.stop();
});

it('sends the same bytes again when the answer got lost, and keeps what was typed', async () => {
  const { write, contacts } = desk();
  post.refusals.push('lost');
  expect(await write('May I ask?')).toBe(false);
  const draft = contacts.draft(toBase64url(own.case));
  expect([contacts.trouble.value, draft.value]).toEqual(['offline', 'May I ask?']);
  expect(await contacts.write(flag())).toBe(true);
  expect([post.requests[0] === post.requests[1], post.contacts.length]).toEqual([true, 1]);
  expect([contacts.trouble.value, draft.value]).toEqual([null, '']);
});

it('looks at the team once when the roster was another, and says what else stands in the way', async () => {
  const { write, contacts, looks } = desk();
  post.refusals.push('roster');
  expect(await write('May I ask?')).toBe(true);
  expect(looks()).toBe(1);
  for (const code of ['exists', 'stale', 'full'] as const) {
    post.refusals.push(code);
    expect(await write('Again.')).toBe(false);
    expect(contacts.trouble.value).toBe(code);
    expect(contacts.draft(toBase64url(own.case)).value).toBe('Again.');
  }
});

it('says of one that was answered and is gone that it has ended', async () => {
  const { write, contacts } = desk();
  await write('May I ask?');
  const { talk } = await received();
  await talk.accept();
  await contacts.load();
  await talk.close();
  await contacts.load();
  expect(talk.state.value).toBe('closed');
  expect(talk.ending).toBe('student');
  const [begun] = contacts.begun.value;
  expect([begun?.talk, begun?.note.answered]).toEqual([null, true]);
  await contacts.forget(begun?.note.id ?? '');
  expect(contacts.begun.value).toEqual([]);
});

it('of the holder that is denied is off the list, and goes on with what was being written', async () => {
  const { write, contacts } = desk();
  await write('May I ask?');
  const [talk] = contacts.open.value ?? [];
  if (talk === undefined) throw new Error('nobody has written');
  talk.draft.value = 'Half a sentence';
  const denied = post.contacts.splice(0);
  await contacts.load();
  expect([contacts.open.value, contacts.current.value]).toEqual([[], null]);
  post.contacts.push(...denied);
  await contacts.load();
  const [back] = contacts.open.value ?? [];
  expect(back?.draft.value).toBe('Half a sentence');
  expect(back?.room.messages.value.map((one) => one.text)).toEqual(['May I ask?']);
  expect(back?.room.warning.value).toBe(false);
});

it('does not put a letter up over what its holder went on to while it was sent', async () => {
  const { contacts } = desk();
  const from = flag();
  contacts.writing.value = from;
  contacts.draft(toBase64url(from.flag.case)).value = 'May I ask?';
  const writing = contacts.write(from);
  const other = flag();
  contacts.writing.value = other;
  expect(await writing).toBe(true);
  expect([contacts.writing.value, contacts.current.value]).toEqual([other, null]);
  expect(contacts.open.value).toHaveLength(1);
});

it('puts it up where its holder waited for it', async () => {
  const { contacts } = desk();
  const from = flag();
  contacts.writing.value = from;
  contacts.draft(toBase64url(from.flag.case)).value = 'May I ask?';
  expect(await contacts.write(from)).toBe(true);
  expect([contacts.writing.value, contacts.current.value?.about]).toEqual([
    null,
    toBase64url(own.case),
  ]);
});
