// Later epochs in a conversation. Lives here: the rules of §7 for what is carried from one to the next.
// Must not: epochs' acceptance.
import { expect, test } from 'vitest';
import { Conversation } from '../../src/crypto/conversation.ts';
import { signDispute } from '../../src/crypto/dispute.ts';
import { type Epoch, makeEpoch } from '../../src/crypto/epoch.ts';
import { parseEnvelope } from '../../src/crypto/message.ts';
import type { Pending } from '../../src/crypto/outgoing.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type { Boxed, Envelope } from '../../src/crypto/types.ts';
import { open, say, secondDevice, sent, texts } from './speaking.ts';
import { accept, failure, NOW, newTeam, type Pair, pair } from './world.ts';

const team = newTeam();

function second(of: Pair): Epoch[] {
  const made = makeEpoch({
    creator: of.worker.sign,
    case: of.case,
    number: 2,
    previous: of.epoch.recordHash,
    roster: of.roster,
    student: { sign: of.student.sign.public, box: of.student.box.public },
    worker: {
      certificate: of.epoch.worker.certificate as NonNullable<typeof of.epoch.worker.certificate>,
      sign: of.worker.sign.public,
      box: of.worker.box.public,
    },
    supervision: of.supervision,
    made: NOW,
  });
  return [made, { ...made, wrap: made.wraps[0] as Boxed }];
}

test('a new epoch carries both heads on, and what waited is sealed again in it', () => {
  const both = pair(team);
  const [one] = sent(both.forStudent, 'one') as [Envelope];
  both.forWorker.receive(one);
  say(both.forStudent, 'waiting');
  const [forWorker, forStudent] = second(both) as [Epoch, Epoch];
  both.forWorker.addEpoch(forWorker);
  both.forStudent.addEpoch(forStudent);
  const [moved] = both.forStudent.outgoing as [Pending];
  const { header } = parseEnvelope(moved.envelope);
  expect(header).toMatchObject({ epoch: 2, counter: 1 });
  expect(header.carried.map((mark) => mark.counter)).toEqual([1, 0]);
  expect(both.forWorker.receive(moved.envelope).status).toBe('accepted');
  expect(texts(both.forWorker)).toEqual(['one', 'waiting']);
  expect(texts(both.forStudent)).toEqual(['one', 'waiting']);
});

test('what waits to be said about a dispute goes to no other worker', () => {
  // A server that withholds it until the student chose somebody else gains nothing by it.
  const both = pair(team);
  const said = { case: both.case, word: 'content', made: NOW } as const;
  const statement = signDispute(both.student.sign, said);
  both.forStudent.sealNext({ kind: 'consent', statement }, NOW);
  say(both.forStudent, 'waiting');
  const [, stays] = second(both) as [Epoch, Epoch];
  const goesOn = secondDevice(both);
  goesOn.sealNext({ kind: 'consent', statement }, NOW);
  goesOn.addEpoch(stays);
  expect(goesOn.outgoing.map((one) => one.content.kind)).toEqual(['consent']);
  const worker = { ...stays.worker, sign: SigningKey.generate().public };
  both.forStudent.addEpoch({ ...stays, worker });
  expect(both.forStudent.outgoing.map((one) => one.content.kind)).toEqual(['text']);
});

test('carried heads show what the server withheld at the end of an epoch', () => {
  const both = pair(team);
  const [one] = sent(both.forStudent, 'one') as [Envelope];
  const [forWorker, forStudent] = second(both) as [Epoch, Epoch];
  both.forWorker.addEpoch(forWorker);
  both.forStudent.addEpoch(forStudent);
  both.forWorker.receive(say(both.forStudent, 'two').envelope);
  expect(open(both.forWorker)).toEqual(['withheld']);
  both.forWorker.receive(one);
  expect(open(both.forWorker)).toEqual([]);
  expect(texts(both.forWorker)).toEqual(['one', 'two']);
});

test('a device that reads an own older message seals its first one of the new epoch again', () => {
  const both = pair(team);
  const laptop = secondDevice(both);
  const [one] = sent(both.forStudent, 'one') as [Envelope];
  const [forWorker, forStudent] = second(both) as [Epoch, Epoch];
  laptop.addEpoch(forStudent);
  say(laptop, 'two');
  const carried = () => parseEnvelope((laptop.outgoing[0] as Pending).envelope).header.carried[0];
  expect(carried()?.counter).toBe(0);
  laptop.receive(one);
  expect(carried()?.counter).toBe(1);
  both.forWorker.addEpoch(forWorker);
  both.forWorker.receive(one);
  both.forWorker.receive((laptop.outgoing[0] as Pending).envelope);
  expect(open(both.forWorker)).toEqual([]);
});

test('a writer who was shown less than they had written is found', () => {
  const both = pair(team);
  const laptop = secondDevice(both);
  const [one] = sent(both.forStudent, 'one') as [Envelope];
  const [forWorker, forStudent] = second(both) as [Epoch, Epoch];
  laptop.addEpoch(forStudent);
  const two = say(laptop, 'two');
  both.forWorker.receive(one);
  both.forWorker.addEpoch(forWorker);
  expect(both.forWorker.receive(two.envelope).status).toBe('accepted');
  expect(open(both.forWorker)).toEqual(['rollback']);
});

test('a member of the epoch before may not claim to know nothing of it', () => {
  const both = pair(team);
  const [, forStudent] = second(both) as [Epoch, Epoch];
  both.forStudent.addEpoch(forStudent);
  // The worker's device without its first epoch writes as one who joins.
  const joining = new Conversation({ case: both.case, me: 'worker' });
  const [forWorker] = second(both) as [Epoch];
  joining.addEpoch(forWorker);
  const fresh = new Conversation({ case: both.case, me: 'student' });
  fresh.addEpoch(accept(both, both.epoch.signed, both.epoch.wraps[0] as Boxed));
  fresh.addEpoch({ ...forWorker, wrap: forWorker.wrap });
  const said = say(joining, 'hello');
  expect(parseEnvelope(said.envelope).header.carried.map((mark) => mark.counter)).toEqual([0, 0]);
  expect(fresh.receive(said.envelope)).toMatchObject({ finding: { kind: 'fork' } });
});

test('an epoch that does not follow is not added', () => {
  const [one, two] = [pair(team), pair(team)];
  const [, other] = second(two) as [Epoch, Epoch];
  expect(failure(() => one.forStudent.addEpoch(other))).toBe('epoch-mismatch');
  expect(
    failure(() =>
      new Conversation({ case: one.case, me: 'student' }).sealNext({ kind: 'seen' }, NOW),
    ),
  ).toBe('no-epoch');
});
