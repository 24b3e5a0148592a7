// A worker's device: what it shows of a queue, claims, the first reply, lapses and what must not get lost.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { Conversation } from '../../src/crypto/conversation.ts';
import type { Boxed, Envelope, Signed } from '../../src/crypto/types.ts';
import { raisableEnded } from '../../src/desk/state/concern.ts';
import { EndedConversations } from '../../src/desk/state/ended.ts';
import type { StaffAccount } from '../../src/desk/state/staff-account.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { accept, asked, NOW, newTeam, type Person, rosterOf } from '../crypto/world.ts';
import { claimed, openWorld, put } from './worker-world.ts';

const TEXT = 'Thank you for writing. I am here.';

describe('a frame about a case', () => {
  it('asks which there are, and for that one alone', async () => {
    const world = openWorld();
    const [me] = world.team.workers as [Person];
    const ids = [put(world.server, world.request, me), put(world.server, asked(world.team), me)];
    await world.desk.refresh();
    for (const id of ids) await world.desk.claim(id);
    const before = world.server.calls.length;
    await world.desk.hear({ t: 'case', case: ids[1] ?? '' });
    expect(world.server.calls.slice(before)).toEqual([
      'GET /api/cases',
      `GET /api/cases/${ids[1]}`,
    ]);
    // One that this desk has never seen is asked for, too.
    const third = put(world.server, asked(world.team), me);
    for (const one of world.server.cases) one.state = 'claimed';
    await world.desk.hear({ t: 'case', case: ids[1] ?? '' });
    expect(world.desk.claimed.map((one) => one.id)).toEqual([...ids, third]);
  });
});

describe('the queue', () => {
  it('shows what the student said, under two words', async () => {
    const world = openWorld();
    put(world.server, world.request, world.team.workers[0] as Person);
    await world.desk.refresh();
    const [waiting] = world.desk.queue.value ?? [];
    expect(waiting?.card?.topic).toBe('sleep');
    expect(waiting?.name.split(' ')).toHaveLength(2);
    expect(world.desk.listed.value).toBe(true);
  });

  it('shows a card of another request as broken, never as content', async () => {
    const world = openWorld();
    const other = asked(world.team);
    put(world.server, world.request, world.team.workers[0] as Person);
    put(world.server, other, world.team.workers[0] as Person);
    const [one, two] = world.server.cases;
    if (one === undefined || two === undefined) throw new Error('no cases');
    Object.assign(one.row, { card: two.row.card, wrap: two.row.wrap });
    await world.desk.refresh();
    expect(world.desk.queue.value?.map((found) => found.card === null)).toEqual([true, false]);
  });

  it('says kindly that another was quicker, and shows the queue as it is now', async () => {
    const world = openWorld();
    const id = put(world.server, world.request, world.team.workers[0] as Person);
    await world.desk.refresh();
    const [found] = world.server.cases;
    if (found !== undefined) found.state = 'claimed';
    expect(await world.desk.claim(id)).toBeNull();
    expect(world.desk.trouble.value).toBe('taken');
    expect(world.desk.queue.value).toHaveLength(0);
  });

  it('does not trust a roster of another root', async () => {
    const world = openWorld();
    world.server.rosters = [toBase64url(rosterOf(newTeam()))];
    await world.desk.refresh();
    expect(world.desk.trust.value?.ok).toBe(false);
    expect(world.desk.listed.value).toBe(false);
  });
});

describe('certified a moment ago', () => {
  afterEach(() => vi.useRealTimers());

  it('looks again until the roster says so', async () => {
    vi.useFakeTimers();
    const world = openWorld();
    const { server } = world;
    const [roster] = server.rosters;
    server.rosters = [];
    await world.desk.refresh();
    expect(world.desk.listed.value).toBe(false);
    server.rosters = [roster ?? ''];
    await vi.advanceTimersByTimeAsync(10_000);
    expect(world.desk.listed.value).toBe(true);
    const calls = server.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.calls).toHaveLength(calls);
    world.desk.stop();
  });
});

describe('the first reply', () => {
  it('makes an epoch and a message that the student accepts and reads', async () => {
    const world = openWorld();
    const found = await claimed(world);
    expect(found.letter.value?.text).toBe('The opening letter.');
    expect(await found.accept(TEXT)).toBe('sent');
    const [sent] = world.server.cases[0]?.accepted ?? [];
    if (sent === undefined) throw new Error('nothing was accepted');
    const record = fromBase64url(sent.record) as Signed;
    const epoch = accept(world.request, record, fromBase64url(sent.wraps[0]) as Boxed);
    const student = new Conversation({ case: world.request.case, me: 'student' });
    student.addEpoch(epoch);
    expect(student.receive(fromBase64url(sent.message) as Envelope).status).toBe('accepted');
    expect(student.messages().map((one) => one.text)).toEqual([TEXT]);
    const kept = world.account.bundle.supervision(world.request.case);
    expect(kept?.reveal()).toEqual(world.request.supervision.reveal());
    await found.room.value?.sync();
    expect(found.room.value?.messages.value.map((one) => [one.mine, one.text])).toEqual([
      [true, TEXT],
    ]);
    expect(found.room.value?.warning.value).toBe(false);
  });

  it('keeps whom a concern would name, on every device until the note is left', async () => {
    const world = openWorld();
    const found = await claimed(world);
    await found.accept(TEXT);
    const { intake, case: id } = world.request;
    const { body, recordHash } = intake;
    const about = { case: id, intake: recordHash, sign: body.sign, box: body.box };
    expect(world.account.bundle.subject(id)).toEqual(about);
    // Another device has the bundle alone; by then the conversation is over.
    const saved = Bundle.decode(world.account.bundle.encode(), 'staff');
    const ended = new EndedConversations({
      bundle: saved,
      change: (update: (bundle: Bundle) => Bundle) => world.account.change(update),
    } as unknown as StaffAccount);
    await ended.saw([]);
    const [offer] = ended.offers.value;
    if (offer === undefined) throw new Error('no note is offered');
    expect(raisableEnded(offer)).toEqual({ id: found.id, name: offer.name, about, all: [] });
    await ended.leave(found.id);
    const { bundle } = world.account;
    expect([bundle.subject(id), bundle.supervision(id)]).toEqual([null, null]);
    // Nothing is filed of a case whose secret is gone.
    expect(bundle.withSubject(about)).toBe(bundle);
  });

  it('sends the same bytes again when the answer got lost', async () => {
    const world = openWorld();
    const found = await claimed(world);
    world.server.loseAnswerTo = `POST /api/cases/${found.id}/accept`;
    expect(await found.accept(TEXT)).toBe('later');
    expect(await found.accept(TEXT)).toBe('sent');
    const [first, second] = world.server.cases[0]?.accepted ?? [];
    expect(second).toEqual(first);
  });

  it('sends nothing while the roster cannot be trusted', async () => {
    const world = openWorld();
    const found = await claimed(world);
    world.now = NOW + 40 * 86_400;
    expect(await found.accept(TEXT)).toBe('unchecked');
    expect(world.server.cases[0]?.accepted).toEqual([]);
  });

  it('keeps what was typed when the claim lapsed, and when it is claimed again', async () => {
    const world = openWorld();
    const found = await claimed(world);
    found.draft.value = TEXT;
    const [kept] = world.server.cases;
    if (kept !== undefined) kept.state = 'waiting';
    expect(await found.accept(TEXT)).toBe('lapsed');
    expect(found.until.value).toBe(0);
    expect(found.draft.value).toBe(TEXT);
    const again = await world.desk.claim(found.id);
    expect(again?.draft.value).toBe(TEXT);
    expect(again?.until.value).toBe(NOW + 30 * 60);
    expect(await again?.accept(TEXT)).toBe('sent');
    expect(found.draft.value).toBe('');
  });

  it('leaves nothing behind when it is given back', async () => {
    const world = openWorld();
    const found = await claimed(world);
    found.draft.value = TEXT;
    await world.desk.release(found);
    expect(world.desk.cases.value).toEqual([]);
    expect(world.drafts.pending).toBe(false);
    expect(world.server.cases[0]?.state).toBe('waiting');
  });
});
