// What comes late to a student's phone. Lives here: answers from before an act, or from behind a lock, and what was
// typed while something was sent. Must not: the path itself (path.test.ts).
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../src/api/errors.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { rosterHash } from '../../src/crypto/roster.ts';
import { HelpState } from '../../src/help/state.ts';
import { type BundleKey, newCloudSecret } from '../../src/keys/keeping.ts';
import { giveReceipt } from '../../src/state/consents.ts';
import { secretUnder } from '../../src/state/keeping.ts';
import { rosterOf } from '../crypto/world.ts';
import { settled } from '../fake/held.ts';
import { openDoor, openPhone, type Phone, until, writeLetter } from '../fake/phone.ts';
import { ADULT_NOTICE, FakeServer } from '../fake/server.ts';
import { caseOf, openRoom, roomOf } from '../fake/talk.ts';

const LETTER = 'the heron sleeps on one leg';
const SINCE = 'And the other one is cold.';
const MORE = `${LETTER} ${SINCE}`;

async function writing(server: FakeServer): Promise<Phone> {
  const phone = openPhone(server);
  await phone.student.start();
  await phone.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
  await until(() => phone.student.place.value === 'write');
  return phone;
}

/** How often a letter left. */
const posted = (server: FakeServer): number =>
  server.calls.filter(({ call }) => call === 'POST /api/requests').length;

/** The line goes down and comes up again. */
async function comesBack(server: FakeServer, student: Phone['student']): Promise<void> {
  await until(() => student.connected.value);
  server.dropLines();
  await until(() => !student.connected.value);
  student.hurry();
  await until(() => student.connected.value);
  await settled();
}

describe('the box of the letter', () => {
  it('is emptied of what was sent alone', async () => {
    const server = new FakeServer();
    const { student } = await writing(server);
    student.draft.value = LETTER;
    const arrive = server.held.back('POST /api/requests');
    const sending = student.send();
    await settled();
    student.draft.value = MORE;
    arrive();
    await sending;
    expect(student.trouble.value).toBeNull();
    expect(student.draft.value).toBe(SINCE);
  });

  it('is sent once, though the line comes up while it is on its way', async () => {
    const server = new FakeServer();
    const { student } = await writing(server);
    student.draft.value = LETTER;
    const arrive = server.held.back('POST /api/requests');
    const sending = student.send();
    await settled();
    await comesBack(server, student);
    arrive();
    await sending;
    await settled();
    expect(student.trouble.value).toBeNull();
    expect(posted(server)).toBe(1);
    student.stop();
  });

  it('goes out again where the line came up before it was known that it had not left', async () => {
    const server = new FakeServer();
    const { student } = await writing(server);
    student.draft.value = LETTER;
    const api = student.inside.value?.account.api;
    if (api === undefined) throw new Error('not in');
    let lose = (): void => undefined;
    const lost = new Promise<never>((_, no) => {
      lose = () => no(new ApiError({ failure: 'offline' }));
    });
    vi.spyOn(api, 'ask').mockImplementationOnce(() => lost);
    const sending = student.send();
    await settled();
    await comesBack(server, student);
    expect(posted(server)).toBe(0);
    lose();
    await sending;
    await until(() => student.place.value === 'waiting' && student.trouble.value === null);
    expect(posted(server)).toBe(1);
    vi.restoreAllMocks();
    student.stop();
  });
});

describe('the boxes in which more help is asked for', () => {
  /** Over a service that takes every concern. */
  async function asking() {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, LETTER);
    await until(() => phone.student.place.value === 'waiting');
    const { student } = phone;
    const api = student.inside.value?.account.api;
    const help = HelpState.of(student);
    if (api === undefined || help === null) throw new Error('not in');
    const ask = api.ask.bind(api);
    vi.spyOn(api, 'ask').mockImplementation(async (...call) =>
      call[1] === '/api/flags' ? {} : ask(...call),
    );
    help.said.value = 'I cannot sleep.';
    help.wants.value = 'A call.';
    help.urgent.value = false;
    const stop = (): void => {
      help.concerns.stop();
      student.stop();
    };
    return { help, stop };
  }

  it('are emptied of what was sent, with the answers to it', async () => {
    const { help, stop } = await asking();
    help.called.value = 'Nobody is asked for this where nobody is in danger.';
    expect(await help.send()).toBe('sent');
    expect([help.begun, help.urgent.value]).toEqual([false, null]);
    stop();
  });

  it('keep what was typed on while it was on its way, and of what was sent nothing', async () => {
    const { help, stop } = await asking();
    const sending = help.send();
    help.said.value = 'I cannot sleep. Nor eat.';
    expect(await sending).toBe('sent');
    expect([help.said.value, help.wants.value, help.urgent.value]).toEqual(['Nor eat.', '', false]);
    stop();
  });
});

describe('a list from before a letter was sent', () => {
  it('does not put what ended before in its place', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, LETTER);
    const { student } = phone;
    await until(() => student.place.value === 'waiting');
    await student.close();
    const before = caseOf(phone);
    student.writeAgain();
    const arrive = server.held.back('GET /api/roster');
    const looking = student.retry();
    await settled();
    student.draft.value = MORE;
    await student.send();
    expect(student.place.value).toBe('waiting');
    arrive();
    await looking;
    expect(caseOf(phone)).not.toBe(before);
    expect(student.place.value).toBe('waiting');
  });
});

describe('two cards that are saved at once', () => {
  it('are both in the request: the second is made on top of the first', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, LETTER);
    await until(() => phone.student.place.value === 'waiting');
    const saved = await Promise.all([
      phone.student.revise({ name: 'Robin' }),
      phone.student.revise({ topic: 'sleep' }),
    ]);
    expect(saved).toEqual([true, true]);
    const wishes = phone.student.case.value?.own.value?.wishes;
    expect([wishes?.name, wishes?.topic]).toEqual(['Robin', 'sleep']);
  });
});

describe('a conversation that was ended', () => {
  it('does not go on by an answer from before', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await openRoom(server, phone);
    const { student } = phone;
    const arrive = server.held.back(`GET /api/cases/${caseOf(phone)}`);
    const syncing = roomOf(phone).sync();
    await settled();
    await student.close();
    expect(student.place.value).toBe('closed');
    arrive();
    await syncing;
    expect(student.place.value).toBe('closed');
  });
});

describe('ways to keep the key', () => {
  it('are not forgotten, nor brought back, by an answer from before', async () => {
    const server = new FakeServer();
    const { student } = await writing(server);
    const account = student.inside.value?.account;
    if (account === undefined) throw new Error('not in');
    const kinds = () => account.me.value.kinds;
    const late = async (act: () => Promise<void>): Promise<void> => {
      const arrive = server.held.back('GET /api/me');
      const looking = account.refresh();
      await settled();
      await act();
      arrive();
      await looking;
    };
    const cloud = newCloudSecret();
    const secret = (key: BundleKey) => secretUnder({ side: 'student', secret: cloud, key });
    await late(() => account.keepUnder('cloud', secret));
    expect(kinds()).toEqual(['cloud']);
    await late(() => account.dropKey('cloud'));
    expect(kinds()).toEqual([]);
  });
});

describe('the team', () => {
  const next = (server: FakeServer) => {
    const previous = rosterHash(rosterOf(server.team));
    return rosterOf(server.team, { version: 2, previous });
  };

  it('did not go back to an older roster that was answered late', async () => {
    const server = new FakeServer();
    const { student } = await writing(server);
    const team = student.inside.value?.team;
    const arrive = server.held.back('GET /api/roster');
    const first = team?.load();
    await settled();
    server.roster = next(server);
    await team?.load();
    expect(team?.roster?.version).toBe(2);
    arrive();
    await first;
    expect([team?.trust.value?.ok, team?.roster?.version]).toEqual([true, 2]);
  });

  /** A phone that is slow in keeping what it is told. */
  async function slow(server: FakeServer) {
    const { student } = await writing(server);
    const inside = student.inside.value;
    if (inside === null) throw new Error('not in');
    const { account, team } = inside;
    let keep = (): void => undefined;
    const kept = new Promise<void>((resolve) => {
      keep = resolve;
    });
    const change = account.change.bind(account);
    account.change = (update) => kept.then(() => change(update));
    return { team, keep };
  }

  it('is denied, though an answer came while that was being kept', async () => {
    const { team, keep } = await slow(new FakeServer());
    const denying = team.denyWords();
    await team.load();
    keep();
    await denying;
    expect(team.trust.value).toEqual({ ok: false, why: 'root-denied' });
  });

  it('is checked, though an answer came while that was being kept', async () => {
    const { team, keep } = await slow(new FakeServer());
    const confirming = team.confirmWords();
    await team.load();
    keep();
    await confirming;
    expect(team.trust.value).toMatchObject({ ok: true, checked: true });
  });
});

describe('what is said about messages', () => {
  it('counts in the order in which it was said, also at once', async () => {
    const server = new FakeServer();
    const { student } = await writing(server);
    const account = student.inside.value?.account;
    if (account === undefined) throw new Error('not in');
    const word = { scope: 'contact', wording: wordingDigest('x'), language: 'en' };
    const arrive = server.held.back('POST /api/me/consents');
    const both = [
      giveReceipt(account, { ...word, action: 'agree' }, 1_800_000_000),
      giveReceipt(account, { ...word, action: 'withdraw' }, 1_800_000_000),
    ];
    await settled();
    arrive();
    await Promise.all(both);
    const said = student.receipts.filter((one) => one.scope === 'contact');
    expect(said.map((one) => one.action)).toEqual(['agree', 'withdraw']);
    expect(said[1]?.given).toBeGreaterThan(said[0]?.given ?? 0);
  });
});

describe('a room that was locked', () => {
  it('is not gone on with by an answer that comes then', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, LETTER);
    await until(() => phone.student.place.value === 'waiting');
    const again = openPhone(server, { shelf: phone.shelf });
    const arrive = server.held.back(`GET /api/cases/${caseOf(phone)}`);
    void again.student.start();
    await until(() => again.student.inside.value !== null);
    await settled();
    again.student.stop();
    arrive();
    await settled();
    expect(again.student.case.value).toBeNull();
  });

  it('is opened once, however many windows say at once that something changed', async () => {
    const server = new FakeServer();
    const { door } = openDoor(server);
    await door.open();
    const students = new Set();
    const stop = door.student.subscribe((one) => one !== null && students.add(one));
    students.clear();
    await Promise.all([door.again(), door.again(), door.again()]);
    stop();
    expect(students.size).toBe(1);
  });
});
