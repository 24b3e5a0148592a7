// The safeguarding inbox of a holder's device. Lives here: what is listed and for whom, the order, the
// deputy, writing at once, lost answers, and a server that shows another chain than before.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import type { FlagEventKind, FlagOutcome, FlagStep } from '../../src/crypto/flag-events.ts';
import type { FlagThread } from '../../src/desk/state/flag-thread.ts';
import { missingFrom, withSeen } from '../../src/desk/state/flags-seen.ts';
import type { Inbox } from '../../src/desk/state/inbox.ts';
import { settled } from '../fake/held.ts';
import { flagScene, type KeptFlag, type Scene } from './flags.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await flagScene();
});

beforeEach(() => {
  scene.flags.clear();
  scene.server.offline = false;
});

const step = (kind: FlagEventKind, note = '', outcome: FlagOutcome | '' = ''): FlagStep => ({
  kind,
  outcome,
  note,
});

const said = (inbox: Inbox): readonly (string | null)[] =>
  inbox.rows.value?.map((one) => one.opened?.flag.said ?? null) ?? [];

/** A flag up on a holder's screen. */
async function up(inbox: Inbox, flag: KeptFlag): Promise<FlagThread> {
  const row = inbox.rows.value?.find((one) => one.id === toBase64url(flag.raised.id));
  if (row === undefined) throw new Error('not listed');
  inbox.open(row);
  const thread = inbox.current.value;
  if (thread === null) throw new Error('not opened');
  await thread.look();
  return thread;
}

const kinds = (thread: FlagThread): readonly (string | null)[] =>
  thread.history.value?.events.map((one) => one.event?.kind ?? null) ?? [];

const calls = (flag: KeptFlag) => `POST /api/flags/${toBase64url(flag.raised.id)}/events`;

describe('the list', () => {
  it('reads every page, unacknowledged first, danger before what is due', async () => {
    const { raise, sit } = scene;
    raise({ said: 'closed' }).state = 'closed';
    raise({ said: 'in hand' }).state = 'acknowledged';
    raise({ said: 'later' }).due = 1_800_000_900;
    raise({ said: 'danger', urgent: 1, called: '999' });
    raise({ said: 'sooner' }).due = 1_800_000_100;
    for (const { inbox } of [await sit('coordinator'), await sit('manager')]) {
      // Without an event the server's word alone acknowledges nothing.
      expect(said(inbox)).toEqual(['danger', 'sooner', 'in hand', 'closed', 'later']);
      expect(inbox.waiting.value).toBe(5);
    }
    expect((await sit('deputy')).inbox.rows.value).toEqual([]);
  });

  it('goes by the events that this device read, and by the server before that', async () => {
    const { raise, sit } = scene;
    const [one, other] = [raise({ said: 'one' }), raise({ said: 'other' })];
    const { inbox } = await sit('coordinator');
    const thread = await up(inbox, one);
    expect(await thread.act(step('acknowledge'))).toBe(true);
    await inbox.load();
    expect(inbox.waiting.value).toBe(1);
    one.state = 'sent';
    await inbox.load();
    expect(inbox.rows.value?.map((row) => row.state)).toEqual(['sent', 'acknowledged']);
    expect((await sit('manager')).inbox.waiting.value).toBe(2);
    expect(other.events).toEqual([]);
  });

  it.each([
    ['manager', ['coordinator', 'deputy']],
    ['coordinator', ['manager', 'deputy']],
  ] as const)('shows a flag about the %s to the others alone', async (leftOut, holders) => {
    const { raise, sit } = scene;
    raise({ leftOut });
    expect((await sit(leftOut)).inbox.rows.value).toEqual([]);
    for (const role of holders) {
      const { inbox } = await sit(role);
      expect(inbox.rows.value?.map((one) => one.reading)).toEqual(['open']);
    }
  });

  it('shows whose author cannot be checked, and says that it is not certain', async () => {
    const { raise, sit } = scene;
    for (const by of ['worker', 'student', 'stranger'] as const) raise({ said: by }, by);
    const { inbox } = await sit('manager');
    const found = inbox.rows.value?.map(({ opened }) => [opened?.flag.said, opened?.proven]);
    expect(Object.fromEntries(found ?? [])).toEqual({
      worker: true,
      student: true,
      stranger: false,
    });
  });

  it('says that one does not open, and shows the others', async () => {
    const { raise, sit } = scene;
    const damaged = raise();
    raise({ said: 'whole' });
    const wrap = damaged.raised.wraps[0]?.wrap as Uint8Array | undefined;
    wrap?.fill(0);
    const { inbox } = await sit('coordinator');
    expect(inbox.rows.value?.map((one) => one.reading).sort()).toEqual(['broken', 'open']);
  });

  it('shows how things were when the server is away', async () => {
    const { server, raise, sit } = scene;
    raise({ said: 'one' });
    const { inbox } = await sit('coordinator');
    server.offline = true;
    await inbox.load();
    expect([said(inbox), inbox.trouble.value]).toEqual([['one'], 'offline']);
    server.offline = false;
    await inbox.load();
    expect(inbox.trouble.value).toBeNull();
  });

  it('reads again when the server says so, and no more once it is left', async () => {
    const { raise, sit } = scene;
    const { desk, inbox } = await sit('coordinator');
    const leave = inbox.fresh.keep();
    raise({ said: 'new' });
    desk.heard.value += 1;
    await inbox.load();
    expect(said(inbox)).toEqual(['new']);
    leave();
    raise({ said: 'newer' });
    desk.heard.value += 1;
    await new Promise((done) => setTimeout(done, 0));
    expect(said(inbox)).toEqual(['new']);
  });
});

describe('the deputy', () => {
  it('sees nothing before the second time, then asks for it, and may act', async () => {
    const { flags, raise, sit } = scene;
    const flag = raise({ said: 'late' });
    const { inbox } = await sit('deputy');
    expect(inbox.rows.value).toEqual([]);
    flag.stage = 'overdue';
    await inbox.load();
    expect(inbox.rows.value?.map((one) => [one.reading, one.opened])).toEqual([['offered', null]]);
    expect(flags.late).toBe(0);
    await inbox.ask(toBase64url(flag.raised.id));
    expect([flags.late, said(inbox)]).toEqual([1, ['late']]);
    const thread = inbox.current.value;
    await thread?.act(step('acknowledge'));
    const { inbox: manager } = await sit('manager');
    const [event] = (await up(manager, flag)).history.value?.events ?? [];
    expect(event?.author?.certificate.role).toBe('deputy');
  });

  it('asks anew on another device: nothing of it was kept', async () => {
    const { flags, raise, sit } = scene;
    const flag = raise({ said: 'late' });
    flag.stage = 'overdue';
    const first = await sit('deputy');
    await first.inbox.ask(toBase64url(flag.raised.id));
    const { inbox } = await sit('deputy');
    expect(inbox.rows.value?.map((one) => one.reading)).toEqual(['late']);
    await inbox.ask(toBase64url(flag.raised.id));
    expect([flags.late, said(inbox)]).toEqual([2, ['late']]);
  });

  it('is told when somebody acknowledged it meanwhile', async () => {
    const { raise, sit } = scene;
    const flag = raise();
    flag.stage = 'overdue';
    const { inbox } = await sit('deputy');
    const { inbox: other } = await sit('manager');
    await (await up(other, flag)).act(step('acknowledge'));
    await inbox.ask(toBase64url(flag.raised.id));
    expect([inbox.trouble.value, inbox.current.value]).toEqual(['gone', null]);
  });
});

describe('two at once', () => {
  it('keeps both, in one order for both, and tells the later one what came first', async () => {
    const { raise, sit } = scene;
    const flag = raise();
    const one = await up((await sit('coordinator')).inbox, flag);
    const other = await up((await sit('manager')).inbox, flag);
    await Promise.all([one.act(step('acknowledge')), other.act(step('note', 'I rang them.'))]);
    await Promise.all([one.look(), other.look()]);
    expect(kinds(one)).toHaveLength(2);
    expect(kinds(other)).toEqual(kinds(one));
    expect([...kinds(one)].sort()).toEqual(['acknowledge', 'note']);
    const told = [one, other].flatMap((each) => each.result.value?.meanwhile ?? []);
    expect(told).toHaveLength(1);
  });

  it('drops what has become needless and says nothing of its own', async () => {
    const { raise, sit } = scene;
    const flag = raise();
    const one = await up((await sit('coordinator')).inbox, flag);
    const other = await up((await sit('manager')).inbox, flag);
    await one.act(step('acknowledge'));
    expect(await other.act(step('acknowledge'))).toBe(true);
    expect(other.result.value?.became).toBe('dropped');
    expect(other.result.value?.meanwhile.map((each) => each.event?.kind)).toEqual(['acknowledge']);
    expect(flag.events).toHaveLength(1);
  });

  it('keeps as a note what no longer fits, words and all', async () => {
    const { raise, sit } = scene;
    const flag = raise();
    const one = await up((await sit('coordinator')).inbox, flag);
    for (const each of [step('acknowledge'), step('discuss')]) await one.act(each);
    const other = await up((await sit('manager')).inbox, flag);
    await one.act(step('decide', 'They agree.', 'consent'));
    await other.act(step('decide', 'I do not think so.', 'none'));
    expect(other.result.value?.became).toBe('noted');
    expect(other.history.value?.state).toBe('decided');
    await one.look();
    const last = one.history.value?.events.at(-1);
    expect([last?.event?.kind, last?.event?.note]).toEqual(['note', 'I do not think so.']);
  });

  it('goes the whole way that the table has, and back', async () => {
    const { raise, sit } = scene;
    const flag = raise();
    const one = await up((await sit('coordinator')).inbox, flag);
    const other = await up((await sit('manager')).inbox, flag);
    await one.act(step('acknowledge'));
    await other.act(step('discuss', 'Let us talk.'));
    await one.act(step('decide', 'Told them first.', 'disclosure'));
    await other.act(step('close'));
    expect([other.history.value?.state, flag.state]).toEqual(['closed', 'closed']);
    await one.act(step('reopen', 'It goes on.'));
    expect([one.history.value?.state, flag.state]).toEqual(['discussing', 'acknowledged']);
    const who = one.history.value?.events.map((each) => each.author?.certificate.role);
    expect(who).toEqual(['coordinator', 'manager', 'coordinator', 'manager', 'coordinator']);
  });
});

describe('lost on the way', () => {
  it('writes it once where the answer was lost', async () => {
    const { server, raise, sit } = scene;
    const flag = raise();
    const one = await up((await sit('coordinator')).inbox, flag);
    server.loseAnswerTo = calls(flag);
    expect(await one.act(step('note', 'Once.'))).toBe(false);
    expect(one.trouble.value).toBe('offline');
    expect(await one.act(step('note', 'Once.'))).toBe(true);
    expect([flag.events.length, one.result.value?.became]).toEqual([1, 'written']);
    expect(await one.act(step('note', 'Once.'))).toBe(true);
    expect(flag.events).toHaveLength(2);
  });

  it('takes what another wrote before the lost one for what it is', async () => {
    const { server, raise, sit } = scene;
    const flag = raise();
    const one = await up((await sit('coordinator')).inbox, flag);
    server.loseAnswerTo = calls(flag);
    await one.act(step('acknowledge'));
    const other = await up((await sit('manager')).inbox, flag);
    await other.act(step('note', 'Meanwhile.'));
    await one.act(step('note', 'Another thing.'));
    expect(kinds(one)).toEqual(['acknowledge', 'note', 'note']);
    expect(one.result.value?.meanwhile).toHaveLength(2);
  });
});

describe('what a server can show', () => {
  it('says that the chain is not the one read before', async () => {
    const { flags, raise, sit } = scene;
    const flag = raise();
    const one = await up((await sit('coordinator')).inbox, flag);
    await one.act(step('acknowledge'));
    flag.events.splice(0);
    await one.look();
    expect(one.trouble.value).toBe('chain');
    expect(kinds(one)).toEqual(['acknowledge']);
    flags.lieAboutHead = 9;
    const other = await up((await sit('manager')).inbox, flag);
    expect(other.trouble.value).toBe('chain');
  });

  it('shows a damaged event as missing, and one with another mark as not certain', async () => {
    const { raise, sit } = scene;
    const flag = raise();
    const one = await up((await sit('coordinator')).inbox, flag);
    await one.act(step('acknowledge'));
    await one.act(step('note', 'A note.'));
    const [first, second] = flag.events;
    if (first === undefined || second === undefined) throw new Error('not written');
    first.mark = '';
    const other = await up((await sit('manager')).inbox, flag);
    expect(other.history.value?.events[0]?.author).toBeNull();
    expect(other.history.value?.state).toBe('sent');
    second.event = `${second.event.slice(0, -4)}AAAA`;
    const third = await up((await sit('manager')).inbox, flag);
    expect(kinds(third)).toEqual(['acknowledge', null]);
  });
});

describe('a list that leaves one out', () => {
  const ids = (inbox: Inbox): readonly string[] => inbox.missing.value.map((one) => one.id);

  it('keeps what was read and not closed, says so, also on the next device, and goes on', async () => {
    const { flags, raise, sit } = scene;
    const flag = raise({ said: 'still open' });
    const id = toBase64url(flag.raised.id);
    const { inbox } = await sit('coordinator');
    const thread = await up(inbox, flag);
    await thread.act(step('acknowledge'));
    flags.clear();
    await inbox.load();
    expect(said(inbox)).toEqual(['still open']);
    expect(ids(inbox)).toContain(id);
    // It stays up, with what was read of it.
    expect([inbox.current.value, kinds(thread)]).toEqual([thread, ['acknowledge']]);
    expect(thread.trouble.value).toBe('gone');
    const { inbox: later } = await sit('coordinator');
    expect([said(later), ids(later).includes(id)]).toEqual([[], true]);
    flags.kept.push(flag);
    for (const one of [inbox, later]) {
      await one.load();
      expect([said(one), ids(one).includes(id)]).toEqual([['still open'], false]);
    }
    expect(await thread.act(step('note', 'It goes on.'))).toBe(true);
  });

  it('waits for none that was closed, and for none for ever', async () => {
    const { flags, raise, sit } = scene;
    const [closed, open] = [raise({ said: 'closed' }), raise({ said: 'open' })];
    const { desk, inbox } = await sit('manager');
    const thread = await up(inbox, closed);
    const steps = [step('acknowledge'), step('discuss'), step('decide', 'Done.', 'none')];
    for (const each of [...steps, step('close')]) await thread.act(each);
    await inbox.load();
    flags.clear();
    await inbox.load();
    const id = toBase64url(open.raised.id);
    expect([ids(inbox).includes(toBase64url(closed.raised.id)), ids(inbox).includes(id)]).toEqual([
      false,
      true,
    ]);
    const { bundle } = desk.account;
    const later = withSeen(bundle, [], desk.time() + 401 * 86_400);
    expect(missingFrom(later, [])).toEqual([]);
  });

  it('says of which it has read what was signed', async () => {
    const { raise, sit } = scene;
    const flag = raise();
    const { inbox: other } = await sit('manager');
    await (await up(other, flag)).act(step('acknowledge'));
    const { inbox } = await sit('coordinator');
    const proven = () => inbox.rows.value?.map((one) => [one.state, one.proven]);
    expect(proven()).toEqual([['acknowledged', false]]);
    await up(inbox, flag);
    await inbox.load();
    expect(proven()).toEqual([['acknowledged', true]]);
  });
});

describe('what the deputy asked for', () => {
  it('is not put over another concern that was opened meanwhile', async () => {
    const { raise, sit, server } = scene;
    const late = raise({ said: 'late' });
    late.stage = 'overdue';
    const own = raise({ said: 'own', leftOut: 'manager' });
    const { inbox } = await sit('deputy');
    const id = toBase64url(late.raised.id);
    const arrive = server.held.back(`POST /api/flags/${id}/late`);
    const asking = inbox.ask(id);
    await settled();
    const thread = await up(inbox, own);
    arrive();
    await asking;
    expect(inbox.current.value).toBe(thread);
    // It is on this device now, to be opened like any other.
    expect(said(inbox)).toContain('late');
  });
});
