// Conversations. Lives here: the rules of §7 within an epoch, between honest devices and against a hostile
// server. Must not: later epochs (later-epochs.test.ts), restarts (restarting.test.ts).
import { expect, test } from 'vitest';
import { Conversation } from '../../src/crypto/conversation.ts';
import { parseEnvelope, readHeader, sealMessage } from '../../src/crypto/message.ts';
import type { Pending } from '../../src/crypto/outgoing.ts';
import { restoreSnapshot, takeSnapshot } from '../../src/crypto/snapshot.ts';
import type { Envelope, MessageAd } from '../../src/crypto/types.ts';
import { Relay } from './server.ts';
import { open, say, secondDevice, sent, texts } from './speaking.ts';
import { failure, NOW, newTeam, pair } from './world.ts';

const team = newTeam();

test('both read what the other wrote, with ticks from seen', () => {
  const { forStudent, forWorker, epoch } = pair(team);
  const relay = new Relay(epoch.recordHash);
  say(forStudent, 'hello');
  expect(forStudent.messages()[0]?.tick).toBe('sending');
  relay.flush(forStudent);
  expect(forStudent.messages()[0]?.tick).toBe('sent');
  relay.sync(forWorker);
  expect(forWorker.messages()).toMatchObject([{ text: 'hello', mine: false, tick: 'received' }]);
  expect(forWorker.seenOwed).toBe(false);
  forWorker.markShown(1, 1);
  expect(forWorker.seenOwed).toBe(true);
  forWorker.sealNext({ kind: 'seen' }, NOW);
  expect(forWorker.seenOwed).toBe(false);
  relay.flush(forWorker);
  relay.sync(forStudent);
  expect(forStudent.messages()).toMatchObject([{ text: 'hello', tick: 'seen' }]);
  forStudent.markShown(1, 1);
  expect(forStudent.seenOwed).toBe(false);
  expect(open(forStudent)).toEqual([]);
});

test('attack 1: a replayed envelope changes nothing', () => {
  const { forStudent, forWorker } = pair(team);
  const [first, second] = sent(forStudent, 'one', 'two') as [Envelope, Envelope];
  forWorker.receive(first);
  forWorker.receive(second);
  const before = JSON.stringify(takeSnapshot(forWorker, { log: true }));
  for (const again of [first, second, first]) {
    expect(forWorker.receive(again).status).toBe('duplicate');
  }
  expect(JSON.stringify(takeSnapshot(forWorker, { log: true }))).toBe(before);
});

test('attack 2: a dropped or reordered message is a visible gap until it comes', () => {
  const { forStudent, forWorker } = pair(team);
  const [first, second, third] = sent(forStudent, 'one', 'two', 'three') as Envelope[];
  forWorker.receive(first as Envelope);
  expect(forWorker.receive(third as Envelope)).toMatchObject({ status: 'gap', expected: 2 });
  expect(open(forWorker)).toEqual(['gap']);
  expect(texts(forWorker)).toEqual(['one']);
  forWorker.receive(second as Envelope);
  expect(open(forWorker)).toEqual([]);
  forWorker.receive(third as Envelope);
  expect(texts(forWorker)).toEqual(['one', 'two', 'three']);
  expect(forWorker.findings).toMatchObject([{ kind: 'gap', resolved: true }]);
});

test('attack 3: a withheld tail is shown as not seen', () => {
  const { forStudent, forWorker } = pair(team);
  const [first] = sent(forStudent, 'one', 'two') as Envelope[];
  forWorker.receive(first as Envelope);
  forWorker.markShown(1, 99);
  const seen = forWorker.sealNext({ kind: 'seen' }, NOW);
  forStudent.receive(seen.envelope);
  expect(forStudent.messages().map((one) => one.tick)).toEqual(['seen', 'sent']);
});

test('attack 3: what an own other device has seen, but is withheld here, is found', () => {
  const both = pair(team);
  const [first, second] = sent(both.forWorker, 'one', 'two') as Envelope[];
  both.forStudent.receive(first as Envelope);
  both.forStudent.receive(second as Envelope);
  both.forStudent.markShown(1, 2);
  const reply = say(both.forStudent, 'reply');
  const other = secondDevice(both);
  other.receive(first as Envelope);
  expect(other.receive(reply.envelope)).toEqual({ status: 'accepted', own: true });
  expect(open(other)).toEqual(['withheld']);
  other.receive(second as Envelope);
  expect(open(other)).toEqual([]);
});

test('attack 4: a fork is detected at the next message', () => {
  const both = pair(team);
  const other = secondDevice(both);
  // Two devices of the student, each told that nothing was sent yet: the server forks them.
  const mine = say(both.forStudent, 'to the worker');
  const hidden = say(other, 'hidden from the worker');
  both.forStudent.acknowledge(mine);
  other.acknowledge(hidden);
  both.forWorker.receive(mine.envelope);
  both.forWorker.markShown(1, 1);
  const reply = say(both.forWorker, 'reply');
  expect(both.forStudent.receive(reply.envelope).status).toBe('accepted');
  expect(other.receive(reply.envelope)).toMatchObject({
    status: 'refused',
    finding: { kind: 'fork' },
  });
  expect(both.forWorker.receive(hidden.envelope)).toMatchObject({ finding: { kind: 'fork' } });
  expect(open(other)).toEqual(['fork']);
  expect(texts(both.forWorker)).toEqual(['to the worker', 'reply']);
});

test('attack 4: a claim that turns out to be of another history is a fork', () => {
  const both = pair(team);
  const [mine] = sent(both.forStudent, 'one') as [Envelope];
  both.forWorker.receive(mine);
  both.forWorker.markShown(1, 1);
  const reply = say(both.forWorker, 'reply');
  const other = secondDevice(both);
  other.receive(reply.envelope);
  expect(open(other)).toEqual(['rollback']);
  const third = secondDevice(both);
  other.receive(say(third, 'another history').envelope);
  expect(open(other)).toContain('fork');
});

test('attack 7: a message of another conversation, epoch or direction does not open', () => {
  const [one, two] = [pair(team), pair(team)];
  const envelope = say(one.forStudent, 'mine').envelope;
  expect(two.forWorker.receive(envelope)).toMatchObject({ finding: { kind: 'foreign' } });
  // Spliced: the other conversation's header over this one's body.
  const header = parseEnvelope(say(two.forStudent, 'theirs').envelope);
  const body = parseEnvelope(envelope).sealed;
  const spliced = reassemble(header.ad, body);
  expect(two.forWorker.receive(spliced)).toMatchObject({ finding: { kind: 'unreadable' } });
  // Turned round: the student's body under a header of the worker's direction.
  const worker = parseEnvelope(say(one.forWorker, 'w').envelope);
  expect(one.forStudent.receive(reassemble(worker.ad, body))).toMatchObject({
    finding: { kind: 'unreadable' },
  });
  expect(texts(two.forWorker)).toEqual([]);
});

/** The structure `message` by hand, as a server could write it. */
function reassemble(ad: Uint8Array, sealed: Uint8Array): Envelope {
  const field = (raw: Uint8Array) => [0, 0, raw.length >> 8, raw.length & 255, ...raw];
  const label = [...new TextEncoder().encode('message')];
  return Uint8Array.from([1, label.length, ...label, ...field(ad), ...field(sealed)]) as Envelope;
}

test('attack 9: another suite is refused', () => {
  const { forStudent, forWorker } = pair(team);
  const { ad, sealed } = parseEnvelope(say(forStudent, 'x').envelope);
  expect(reassemble(ad, sealed)).toEqual(forStudent.outgoing[0]?.envelope);
  const other = ad.slice() as MessageAd;
  // Label of 10 bytes behind version and length, then the suite's field: its last byte.
  other[2 + 10 + 4 + 7] = 2;
  expect(failure(() => readHeader(other))).toBe('Malformed');
  expect(forWorker.receive(reassemble(other, sealed))).toMatchObject({
    finding: { kind: 'malformed' },
  });
});

test('attack 15: an envelope with any bit flipped does not open', () => {
  const { forStudent, forWorker } = pair(team);
  const { envelope } = say(forStudent, 'x');
  for (let bit = 0; bit < envelope.length * 8; bit++) {
    const flipped = envelope.slice() as Envelope;
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(['refused', 'gap', 'unknown-epoch']).toContain(forWorker.receive(flipped).status);
  }
  expect(texts(forWorker)).toEqual([]);
  expect(forWorker.receive(envelope).status).toBe('accepted');
});

test('a server’s head below what is known is a roll-back', () => {
  const { forStudent, forWorker, epoch } = pair(team);
  const relay = new Relay(epoch.recordHash);
  say(forStudent, 'one');
  const early = relay.head(0);
  relay.flush(forStudent);
  relay.sync(forWorker);
  for (const device of [forStudent, forWorker]) {
    const report = device.checkHead({ epoch: 1, direction: 0 }, early);
    expect(report).toMatchObject({ status: 'refused', finding: { kind: 'rollback' } });
    expect(open(device)).toEqual(['rollback']);
    relay.sync(device);
    expect(open(device)).toEqual([]);
  }
});

test('the peer’s seen of an own message that the server hides is a roll-back, and holds sending', () => {
  const both = pair(team);
  const [mine] = sent(both.forStudent, 'one') as [Envelope];
  both.forWorker.receive(mine);
  both.forWorker.markShown(1, 1);
  const reply = say(both.forWorker, 'reply');
  const fresh = secondDevice(both);
  fresh.receive(reply.envelope);
  expect(open(fresh)).toEqual(['rollback']);
  expect(texts(fresh)).toEqual(['reply']);
  expect(failure(() => say(fresh, 'two'))).toBe('behind');
  fresh.receive(mine);
  expect(open(fresh)).toEqual([]);
  expect(say(fresh, 'two').counter).toBe(2);
});

test('seen that goes down is refused', () => {
  const both = pair(team);
  const written = sent(both.forStudent, 'one', 'two') as [Envelope, Envelope];
  for (const one of written) both.forWorker.receive(one);
  both.forWorker.markShown(1, 2);
  const first = say(both.forWorker, 'saw two');
  // Another device of the worker that saw one message only, and chains onto the first all the same.
  const other = new Conversation({ case: both.case, me: 'worker' });
  other.addEpoch(both.epoch);
  other.receive(written[0]);
  other.markShown(1, 1);
  const lower = say(other, 'saw one');
  expect(both.forStudent.receive(first.envelope).status).toBe('accepted');
  expect(both.forStudent.receive(lower.envelope)).toMatchObject({ finding: { kind: 'fork' } });
  const honest = new Conversation({ case: both.case, me: 'worker' });
  honest.addEpoch(both.epoch);
  honest.receive(written[0]);
  honest.receive(first.envelope);
  // Whatever this device has shown, what its own side said before counts.
  const next = say(honest, 'next');
  expect(parseEnvelope(next.envelope).header.seenCounter).toBe(2);
});

test('a lost acknowledgement: the head is the own envelope', () => {
  const { forStudent, epoch } = pair(team);
  const relay = new Relay(epoch.recordHash);
  const one = say(forStudent, 'one');
  relay.post(one.envelope);
  expect(forStudent.checkHead({ epoch: 1, direction: 0 }, relay.head(0)).status).toBe('current');
  expect(forStudent.outgoing).toEqual([]);
  expect(forStudent.messages()).toMatchObject([{ text: 'one', tick: 'sent' }]);
});

test('two devices of one person: the loser seals the same content again at the new head', () => {
  const both = pair(team);
  const relay = new Relay(both.epoch.recordHash);
  const other = secondDevice(both);
  const first = say(both.forStudent, 'from the phone');
  say(other, 'from the laptop');
  const id = other.unsent[0]?.content.id;
  relay.flush(both.forStudent);
  relay.flush(other);
  expect(relay.head(0).counter).toBe(1);
  expect(other.receive(first.envelope)).toEqual({ status: 'accepted', own: true });
  expect(other.outgoing[0]).toMatchObject({ counter: 2 });
  expect(other.outgoing[0]?.content.id).toEqual(id);
  relay.flush(other);
  for (const device of [both.forStudent, other, both.forWorker]) {
    relay.sync(device);
    expect(texts(device)).toEqual(['from the phone', 'from the laptop']);
    expect(open(device)).toEqual([]);
  }
});

test('a content sealed twice is shown once', () => {
  const both = pair(team);
  const written = say(both.forStudent, 'one');
  const saved = takeSnapshot(both.forStudent, { log: true });
  const again = restoreSnapshot(saved, both.student);
  both.forStudent.acknowledge(written);
  // The restored device moves the same content behind another message of its own side.
  const other = secondDevice(both);
  const between = say(other, 'between');
  again.receive(between.envelope);
  const moved = again.outgoing[0] as Pending;
  expect(moved.counter).toBe(2);
  expect(moved.content.id).toEqual(written.content.id);
  both.forWorker.receive(between.envelope);
  both.forWorker.receive(moved.envelope);
  expect(texts(both.forWorker)).toEqual(['between', 'one']);
});

test('taking back until seen, whether or not the body is still there', () => {
  const { forStudent, forWorker, epoch } = pair(team);
  const relay = new Relay(epoch.recordHash);
  say(forStudent, 'one');
  say(forStudent, 'regretted');
  relay.flush(forStudent);
  expect(forStudent.canUnsend(1, 2)).toBe(true);
  forStudent.sealNext({ kind: 'unsend', counter: 2 }, NOW);
  relay.flush(forStudent);
  relay.drop(0, 2);
  relay.sync(forWorker);
  const lines = forWorker.messages();
  expect(lines).toMatchObject([
    { text: 'one', takenBack: false },
    { text: null, takenBack: true, withheld: false },
  ]);
  expect(open(forWorker)).toEqual([]);
  expect(texts(forStudent)).toEqual(['one', null]);
  forWorker.markShown(1, 1);
  forWorker.sealNext({ kind: 'seen' }, NOW);
  relay.flush(forWorker);
  relay.sync(forStudent);
  expect(forStudent.canUnsend(1, 1)).toBe(false);
  const unsend = { kind: 'unsend', counter: 1 } as const;
  expect(failure(() => forStudent.sealNext(unsend, NOW))).toBe('cannot-unsend');
});

test('an unsend of no earlier message does not open, and nothing takes its place but what does', () => {
  const { forStudent, forWorker } = pair(team);
  const [first] = sent(forStudent, 'one') as [Envelope];
  forWorker.receive(first);
  const next = say(forStudent, 'two');
  const { header } = parseEnvelope(next.envelope);
  const key = forStudent.rooms[0]?.chains[0].key;
  if (key === undefined) throw new Error('no room');
  for (const counter of [0, 2, 3]) {
    const { id, time } = next.content;
    const wrong = sealMessage(key, header, { kind: 'unsend', counter, id, time });
    expect(forWorker.receive(wrong).status).toBe('refused');
  }
  expect(open(forWorker)).toEqual(['unreadable']);
  expect(texts(forWorker)).toEqual(['one']);
  expect(forWorker.receive(next.envelope).status).toBe('accepted');
  expect(texts(forWorker)).toEqual(['one', 'two']);
});

test('a body missing without the writer’s unsend is withheld, and its tick is not believed', () => {
  const { forStudent, forWorker, epoch } = pair(team);
  const relay = new Relay(epoch.recordHash);
  say(forStudent, 'one');
  relay.flush(forStudent);
  relay.sync(forWorker);
  forWorker.markShown(1, 1);
  say(forWorker, 'answer');
  relay.flush(forWorker);
  relay.drop(1, 1);
  relay.sync(forStudent);
  expect(open(forStudent)).toEqual(['withheld']);
  expect(forStudent.messages()).toMatchObject([
    { text: 'one', tick: 'sent' },
    { text: null, withheld: true },
  ]);
});

test('the body of a tombstone that comes later fills its place', () => {
  const both = pair(team);
  const [one] = sent(both.forStudent, 'one') as [Envelope];
  const relay = new Relay(both.epoch.recordHash);
  relay.post(one);
  relay.drop(0, 1);
  relay.sync(both.forWorker);
  expect(open(both.forWorker)).toEqual(['withheld']);
  expect(both.forWorker.receive(one).status).toBe('accepted');
  expect(texts(both.forWorker)).toEqual(['one']);
  expect(open(both.forWorker)).toEqual([]);
});

test('texts are 1 to 8,000 characters, whatever the script', () => {
  const { forStudent, forWorker } = pair(team);
  for (const wrong of ['', 'x'.repeat(8001)]) {
    expect(failure(() => say(forStudent, wrong))).toBe('content-bounds');
  }
  const emoji = '\u{1f33f}'.repeat(8000);
  const { envelope } = say(forStudent, emoji);
  expect(envelope.length).toBeLessThan(65_536);
  forWorker.receive(envelope);
  expect(texts(forWorker)).toEqual([emoji]);
});

test('nothing in a tombstone’s header counts before a message opens over it', () => {
  const { forStudent, forWorker, epoch } = pair(team);
  const relay = new Relay(epoch.recordHash);
  say(forStudent, 'one');
  relay.flush(forStudent);
  // The server makes up a tombstone of the worker's that says: seen.
  const real = new Conversation({ case: epoch.body.case, me: 'worker' });
  real.addEpoch(epoch);
  relay.sync(real);
  real.markShown(1, 1);
  const { ad } = parseEnvelope(say(real, 'never sent').envelope);
  forStudent.receiveTombstone(ad, new Uint8Array(32));
  expect(forStudent.messages()[0]?.tick).toBe('sent');
  expect(forStudent.canUnsend(1, 1)).toBe(true);
  expect(open(forStudent)).toEqual(['withheld']);
  const genuine = say(forWorker, 'genuine');
  expect(forStudent.receive(genuine.envelope)).toMatchObject({ finding: { kind: 'fork' } });
});
