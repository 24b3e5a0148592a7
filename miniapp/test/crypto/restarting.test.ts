// A device that restarts. Lives here: what a snapshot holds, and any order of saying, sending, reading
// and restarting. Must not: what one message may be (conversation.test.ts).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversation } from '../../src/crypto/conversation.ts';
import { restoreSnapshot, type Snapshot, takeSnapshot } from '../../src/crypto/snapshot.ts';
import type { Envelope } from '../../src/crypto/types.ts';
import { Relay } from './server.ts';
import { open, say, secondDevice, sent, texts } from './speaking.ts';
import { failure, NOW, newTeam, type Pair, pair } from './world.ts';

const team = newTeam();

test('a snapshot holds no plaintext and no key, and restores everything', () => {
  const both = pair(team);
  const relay = new Relay(both.epoch.recordHash);
  say(both.forStudent, 'canary sentence');
  relay.flush(both.forStudent);
  relay.sync(both.forWorker);
  both.forWorker.markShown(1, 1);
  say(both.forWorker, 'answer');
  relay.flush(both.forWorker);
  relay.sync(both.forStudent);
  say(both.forStudent, 'unsent');
  both.forStudent.markShown(1, 1);
  const saved = JSON.stringify(takeSnapshot(both.forStudent, { log: true }));
  expect(saved).not.toContain('canary');
  const restored = restoreSnapshot(JSON.parse(saved) as Snapshot, both.student);
  expect(restored.messages()).toEqual(both.forStudent.messages());
  expect(restored.outgoing).toEqual(both.forStudent.outgoing);
  expect(restored.seenOwed).toBe(both.forStudent.seenOwed);
  expect(JSON.stringify(takeSnapshot(restored, { log: true }))).toBe(saved);
});

test('a snapshot without its log still binds the server to the heads', () => {
  const both = pair(team);
  const [one] = sent(both.forStudent, 'one') as [Envelope];
  say(both.forStudent, 'waiting');
  const saved = takeSnapshot(both.forStudent, { log: false });
  const restored = restoreSnapshot(saved, both.student);
  const relay = new Relay(both.epoch.recordHash);
  relay.sync(restored);
  expect(open(restored)).toEqual(['rollback']);
  relay.post(one);
  relay.sync(restored);
  expect(open(restored)).toEqual([]);
  relay.flush(restored);
  expect(texts(restored)).toEqual(['one', 'waiting']);
  expect(restored.unsent).toEqual([]);
});

test('a damaged snapshot is refused, not half used', () => {
  const both = pair(team);
  say(both.forStudent, 'one');
  const saved = takeSnapshot(both.forStudent, { log: true });
  const damaged: unknown[] = [
    { ...saved, version: 2 },
    { ...saved, epochs: [] },
    { ...saved, epochs: undefined },
    { ...saved, outgoing: ['AAAA'] },
    { ...saved, case: '!' },
  ];
  for (const one of damaged) {
    expect(failure(() => restoreSnapshot(one as Snapshot, both.student))).toBe('snapshot');
  }
});

const step = fc.record({
  who: fc.constantFrom<'student' | 'laptop' | 'worker'>('student', 'laptop', 'worker'),
  what: fc.constantFrom('say', 'say', 'flush', 'sync', 'seen', 'restart', 'unsend'),
});

test('whatever the order of saying, sending, reading and restarting: all devices agree', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const both = pair(team);
      const relay = new Relay(both.epoch.recordHash);
      const devices = {
        student: both.forStudent,
        laptop: secondDevice(both),
        worker: both.forWorker,
      };
      const said: string[] = [];
      steps.forEach(({ who, what }, i) => {
        act(devices, both, relay, who, what, `${i}`, said);
      });
      for (let round = 0; round < 4; round++) {
        for (const device of Object.values(devices)) {
          relay.sync(device);
          relay.flush(device);
        }
      }
      for (const device of Object.values(devices)) {
        expect(open(device)).toEqual([]);
        expect(device.unsent).toEqual([]);
        expect(texts(device)).toEqual(texts(devices.worker));
      }
      const shown = texts(devices.worker).filter((text) => text !== null);
      expect(new Set(shown).size).toBe(shown.length);
      expect(texts(devices.worker)).toHaveLength(said.length);
    }),
    { numRuns: 25 },
  );
});

type Devices = Record<'student' | 'laptop' | 'worker', Conversation>;

function act(
  devices: Devices,
  both: Pair,
  relay: Relay,
  who: keyof Devices,
  what: string,
  text: string,
  said: string[],
): void {
  const device = devices[who];
  try {
    if (what === 'say') {
      say(device, text);
      said.push(text);
    }
    if (what === 'seen') {
      device.markShown(1, 99);
      if (device.seenOwed) device.sealNext({ kind: 'seen' }, NOW);
    }
    const mine = device.messages().filter((one) => one.mine && one.text !== null);
    const last = mine.at(-1)?.counter ?? 0;
    if (what === 'unsend' && device.canUnsend(1, last)) {
      device.sealNext({ kind: 'unsend', counter: last }, NOW);
    }
  } catch (error) {
    // Known to be behind: the device reads first, as the app does.
    if (!(error instanceof Error && 'reason' in error && error.reason === 'behind')) throw error;
  }
  if (what === 'flush') relay.flush(device);
  if (what === 'sync') relay.sync(device);
  if (what === 'restart') {
    const me = who === 'worker' ? both.worker : both.student;
    devices[who] = restoreSnapshot(takeSnapshot(device, { log: text.length % 2 === 0 }), me);
  }
}
