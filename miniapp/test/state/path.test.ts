// The student's path against a fake server. Lives here: from nothing to a closed room, offline and
// back. Must not: crypto's own rules (test/crypto).
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { rootFingerprint } from '../../src/crypto/fingerprint.ts';
import { newTeam } from '../crypto/world.ts';
import { openPhone, until, writeLetter } from '../fake/phone.ts';
import { ADULT_NOTICE, FakeServer, UNDER_18_NOTICE } from '../fake/server.ts';
import { CANARY, caseOf, lastOwn, openRoom, roomOf, texts } from '../fake/talk.ts';
import { FakeWorker } from '../fake/worker.ts';

describe('before anything is agreed to', () => {
  it('asks the server nothing', async () => {
    const server = new FakeServer();
    const { student } = openPhone(server);
    await student.start();
    expect(student.place.value).toBe('agree');
    expect(server.calls).toEqual([]);
  });

  it('shows that intake is shut', async () => {
    const server = new FakeServer();
    server.intake = 'paused';
    const { student } = openPhone(server);
    await student.start();
    expect(student.place.value).toBe('shut');
  });
});

describe('the first letter', () => {
  it('reaches the worker sealed, and the draft goes only then', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, CANARY);
    await until(() => phone.student.place.value === 'waiting');
    expect(new FakeWorker(server, caseOf(phone)).letter()).toBe(CANARY);
    expect(phone.student.draft.value).toBe('');
    const sent = JSON.stringify([server.calls, server.frames]);
    expect(sent).not.toContain(CANARY);
  });

  it('survives a closed app', async () => {
    const server = new FakeServer();
    const first = openPhone(server);
    await first.student.start();
    await first.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
    await until(() => first.student.place.value === 'write');
    first.student.draft.value = CANARY;
    const again = openPhone(server, { shelf: first.shelf });
    await again.student.start();
    await until(() => again.student.place.value === 'write');
    expect(again.student.draft.value).toBe(CANARY);
  });

  it('is sent again byte for byte when the answer was lost, and arrives once', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    server.loseAnswerTo = 'POST /api/requests';
    await writeLetter(phone, CANARY);
    expect(phone.student.place.value).toBe('waiting');
    expect(phone.student.inside.value?.asking.unsent.value).not.toBeNull();
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.case.value !== null);
    const sent = server.calls.filter((one) => one.call === 'POST /api/requests');
    expect(new Set(sent.map((one) => one.body)).size).toBe(1);
    expect(server.cases.size).toBe(1);
    expect(again.student.inside.value?.asking.unsent.value).toBeNull();
  });

  it('leaves out those the student would rather not talk to', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await phone.student.start();
    await phone.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
    await until(() => phone.student.place.value === 'write');
    const [first, second] = server.team.workers;
    phone.student.setWishes({ avoid: [toBase64url(first?.sign.public ?? new Uint8Array())] });
    phone.student.draft.value = CANARY;
    await phone.student.send();
    await until(() => phone.student.place.value === 'waiting');
    expect(() => new FakeWorker(server, caseOf(phone), first).letter()).toThrow('not asked');
    expect(new FakeWorker(server, caseOf(phone), second).letter()).toBe(CANARY);
  });

  it('makes no request for a person under 18 when nobody is certified for it', async () => {
    const whole = newTeam(2);
    const server = new FakeServer({ ...whole, workers: whole.workers.slice(1) });
    const phone = openPhone(server);
    await phone.student.start();
    await phone.student.agree('under18', wordingDigest(UNDER_18_NOTICE), 'en');
    await until(() => phone.student.place.value === 'nobody');
    phone.student.draft.value = CANARY;
    await phone.student.send();
    expect(server.cases.size).toBe(0);
    expect(server.calls.some((one) => one.call === 'POST /api/requests')).toBe(false);
  });

  it('is not written at all when the poster names another root', async () => {
    const server = new FakeServer();
    const other = rootFingerprint(newTeam(1).root.public);
    const phone = openPhone(server, { poster: other });
    await phone.student.start();
    await phone.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
    await until(() => phone.student.place.value === 'mismatch');
    phone.student.draft.value = CANARY;
    await phone.student.send();
    expect(server.cases.size).toBe(0);
  });

  it('counts as checked when the poster names this root', async () => {
    const server = new FakeServer();
    const phone = openPhone(server, { poster: rootFingerprint(server.team.root.public) });
    await writeLetter(phone, CANARY);
    const trust = phone.student.inside.value?.team.trust.value;
    expect(trust).toMatchObject({ ok: true, checked: true });
  });
});

describe('waiting', () => {
  it('saves a card as a new revision that another phone can read', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, CANARY);
    await until(() => phone.student.place.value === 'waiting');
    expect(await phone.student.revise({ name: 'Robin', topic: 'sleep', phone: '0100' })).toBe(true);
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.case.value?.own.value?.wishes.name === 'Robin');
    const own = again.student.case.value?.own.value;
    expect(own?.wishes).toMatchObject({ topic: 'sleep', phone: '0100', letter: CANARY });
    expect(own?.intake.body.revision).toBe(2);
  });

  it('cannot be changed once somebody reads', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, CANARY);
    await until(() => phone.student.place.value === 'waiting');
    new FakeWorker(server, caseOf(phone)).claim();
    expect(await phone.student.revise({ name: 'Robin' })).toBe(false);
    expect(phone.student.trouble.value).toBe('claimed');
  });

  it('can be cancelled, and written again', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, CANARY);
    await until(() => phone.student.place.value === 'waiting');
    await phone.student.close();
    expect(phone.student.place.value).toBe('closed');
    phone.student.writeAgain();
    expect(phone.student.place.value).toBe('write');
    phone.student.draft.value = 'again';
    await phone.student.send();
    await until(() => phone.student.place.value === 'waiting');
    expect(server.cases.size).toBe(2);
  });
});

describe('the room', () => {
  it('talks both ways, acknowledges the worker, and ticks what was seen', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    const worker = await openRoom(server, phone);
    await until(() => server.cases.get(caseOf(phone))?.acknowledged === true);
    expect(phone.student.case.value?.worker.value).toBe('Worker 1');
    await roomOf(phone).send('Thank you.');
    await until(() => lastOwn(phone)?.tick === 'sent');
    expect(worker.read()).toEqual(['Thank you.']);
    await until(() => lastOwn(phone)?.tick === 'seen');
    expect(roomOf(phone).warning.value).toBe(false);
  });

  it('keeps what is written offline and sends it once when the line is back', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    const worker = await openRoom(server, phone);
    server.offline = true;
    server.dropLines();
    await until(() => !phone.student.connected.value);
    await roomOf(phone).send('one');
    await roomOf(phone).send('two');
    expect(lastOwn(phone)?.tick).toBe('sending');
    server.offline = false;
    phone.student.hurry();
    await until(() => roomOf(phone).messages.value.every((one) => one.tick !== 'sending'));
    expect(worker.read()).toEqual(['one', 'two']);
  });

  it('loses nothing and doubles nothing when the acknowledgement is lost and the app restarts', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    const worker = await openRoom(server, phone);
    server.loseAck = true;
    await roomOf(phone).send('only once');
    await until(() => server.frames.filter((one) => one.includes('"send"')).length > 0);
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.place.value === 'room' && texts(again).length === 2);
    await until(() => roomOf(again).messages.value.every((one) => one.tick !== 'sending'));
    expect(texts(again)).toEqual(['I read your letter.', 'only once']);
    expect(worker.read()).toEqual(['only once']);
  });

  it('reads what came while it was away, in order', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    const worker = await openRoom(server, phone);
    server.offline = true;
    server.dropLines();
    await until(() => !phone.student.connected.value);
    for (let at = 1; at <= 5; at += 1) worker.say(`message ${at}`);
    server.offline = false;
    phone.student.hurry();
    await until(() => texts(phone).length === 6);
    expect(texts(phone).slice(1)).toEqual([1, 2, 3, 4, 5].map((at) => `message ${at}`));
    expect(roomOf(phone).warning.value).toBe(false);
  });

  it('warns when the server hides a message', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    const worker = await openRoom(server, phone);
    worker.say('hidden');
    await until(() => texts(phone).length === 2);
    const found = server.cases.get(caseOf(phone));
    found?.messages.pop();
    await roomOf(phone).sync();
    expect(roomOf(phone).warning.value).toBe(true);
    expect(texts(phone)).toContain('hidden');
  });

  it('takes a message back until it was seen', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    const worker = await openRoom(server, phone);
    const room = roomOf(phone);
    await room.send('not that');
    await until(() => lastOwn(phone)?.tick === 'sent');
    const message = lastOwn(phone);
    if (message === undefined) throw new Error('no message');
    expect(room.canUnsend(message)).toBe(true);
    expect(await room.unsend(message)).toBe('done');
    expect(lastOwn(phone)).toMatchObject({ text: null, takenBack: true });
    expect(worker.read()).toEqual([]);
    await room.send('this');
    await until(() => lastOwn(phone)?.tick === 'sent');
    worker.read();
    await until(() => lastOwn(phone)?.tick === 'seen');
    const seen = lastOwn(phone);
    expect(seen !== undefined && room.canUnsend(seen)).toBe(false);
  });

  it('refuses a worker that is not on the roster, and sends nothing', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, CANARY);
    await until(() => phone.student.place.value === 'waiting');
    const worker = new FakeWorker(server, caseOf(phone));
    const real = server.team.workers;
    worker.claim();
    // The server swaps the team's first worker for a stranger after the letter was sealed.
    const stranger = newTeam(1).workers[0];
    if (stranger === undefined) throw new Error('no stranger');
    const before = server.frames.length;
    (server.team as { workers: readonly (typeof stranger)[] }).workers = [stranger, ...real];
    worker.accept('Trust me.');
    await until(() => phone.student.place.value === 'unchecked');
    expect(server.frames.slice(before).some((one) => one.includes('"send"'))).toBe(false);
    expect(server.cases.get(caseOf(phone))?.acknowledged).toBe(false);
  });

  it('belongs to one window at a time', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    const worker = await openRoom(server, phone);
    const other = openPhone(server, { shelf: phone.shelf });
    await other.student.start();
    await until(() => other.student.place.value === 'room');
    expect(await roomOf(phone).send('from the old window')).toBe(false);
    expect(roomOf(phone).elsewhere.value).toBe(true);
    await roomOf(other).send('from the new window');
    await until(() => lastOwn(other)?.tick === 'sent');
    await roomOf(phone).useHere();
    await roomOf(phone).send('and back');
    await until(() => lastOwn(phone)?.tick === 'sent');
    expect(worker.read()).toEqual(['from the new window', 'and back']);
  });

  it('goes on when the session has ended', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    const worker = await openRoom(server, phone);
    // The launch token ends too, and Telegram's data is too old to prove the key again.
    server.endSessions();
    server.launchTooOld = true;
    await phone.student.refresh();
    expect(phone.student.entry.state.value).toBe('expired');
    server.launchTooOld = false;
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.place.value === 'room');
    worker.say('still here');
    await until(() => texts(again).includes('still here'));
  });

  it('can be read after the worker closed it', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    const worker = await openRoom(server, phone);
    worker.close();
    await until(() => phone.student.place.value === 'closed');
    expect(texts(phone)).toEqual(['I read your letter.']);
    expect(phone.student.case.value?.answer.value.closed_by).toBe('worker');
  });
});

describe('taking the agreement back', () => {
  it('ends what is going on and asks to agree before another letter', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await openRoom(server, phone);
    await phone.student.withdraw();
    expect(server.cases.get(caseOf(phone))?.state).toBe('closed');
    phone.student.writeAgain();
    expect(phone.student.place.value).toBe('agree');
    await phone.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
    expect(phone.student.place.value).toBe('write');
  });
});
