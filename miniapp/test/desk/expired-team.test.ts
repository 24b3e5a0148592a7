// Staff devices under a roster that ran out (protocol.md §3.2). Lives here: a worker's open room, and what a reader
// judges by. Must not: what does not begin then (worker.test.ts), the rules (test/crypto).
import { expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { Conversation } from '../../src/crypto/conversation.ts';
import { makeEpoch } from '../../src/crypto/epoch.ts';
import { genesis, parseEnvelope } from '../../src/crypto/message.ts';
import type { Boxed, CertificateId, Envelope, Signed } from '../../src/crypto/types.ts';
import { ReaderDesk } from '../../src/desk/state/reader.ts';
import type { WorkerCase } from '../../src/desk/state/worker-case.ts';
import { accept, NOW } from '../crypto/world.ts';
import { until } from '../fake/phone.ts';
import { claimed, openWorld, type World } from './worker-world.ts';

/** Past the roster's 35 days, within the certificates' 100. */
const LATER = NOW + 40 * 86_400;

/** The student's device, in the room: it makes the next epoch, with the same worker, and writes in it. */
function studentGoesOn({ request, server }: World, found: WorkerCase): Conversation {
  const [sent] = server.cases[0]?.accepted ?? [];
  if (sent === undefined) throw new Error('nothing was accepted');
  const device = new Conversation({ case: request.case, me: 'student' });
  const wrap = fromBase64url(sent.wraps[0]) as Boxed;
  const first = accept(request, fromBase64url(sent.record) as Signed, wrap);
  device.addEpoch(first);
  device.receive(fromBase64url(sent.message) as Envelope);
  const { certificate, sign, box } = first.worker;
  const next = makeEpoch({
    creator: request.student.sign,
    case: request.case,
    number: 2,
    previous: first.recordHash,
    roster: request.roster,
    student: { sign: request.student.sign.public, box: request.student.box.public },
    worker: { certificate: certificate as CertificateId, sign, box },
    supervision: request.supervision,
    made: LATER,
  });
  const [forStudent, forWorker] = next.wraps as [Boxed, Boxed];
  device.addEpoch({ ...next, wrap: forStudent });
  const { envelope } = device.sealNext({ kind: 'text', text: 'Still here.' }, LATER);
  const head = (counter: number, hash: Uint8Array) => ({ counter, hash: toBase64url(hash) });
  const heads = {
    epoch: 2,
    student: head(1, parseEnvelope(envelope).hash),
    worker: head(0, genesis(next.recordHash, 1)),
  };
  const row = { epoch: 2, direction: 0, counter: 1, message: toBase64url(envelope) };
  const epochs = [
    { record: sent.record, wrap: sent.wraps[1] },
    { record: toBase64url(next.signed), wrap: toBase64url(forWorker) },
  ];
  server.parts.push(({ path }) => {
    if (path.includes('/messages?epoch=2')) return { messages: [row], heads, more: false };
    if (path !== `/api/cases/${found.id}`) return undefined;
    return { ...found.answer.value, epochs };
  });
  return device;
}

it('a worker’s open room sends, reads and follows an epoch by the same student', async () => {
  const world = openWorld();
  const { desk, line } = world;
  const found = await claimed(world);
  await found.accept('One.');
  await until(() => found.room.value?.caughtUp.value === true);
  const student = studentGoesOn(world, found);
  world.now = LATER;
  line.ready = true;
  await desk.refresh();
  // Nothing is claimed by it, and what judges an open conversation has it.
  expect(desk.trust.value).toEqual({ ok: false, why: 'roster' });
  expect(desk.roster?.version).toBe(1);
  const room = found.room.value;
  if (room === null) throw new Error('there is no room');
  await room.sync();
  expect(room.epoch?.body.number).toBe(2);
  expect([room.unchecked.value, room.warning.value]).toEqual([false, false]);
  expect(room.messages.value.map((one) => one.text)).toEqual(['One.', 'Still here.']);
  await room.send('So am I.');
  await until(() => room.messages.value.every((one) => one.tick !== 'sending'));
  for (const sent of line.sent) student.receive(fromBase64url(sent) as Envelope);
  expect(student.messages().map((one) => one.text)).toContain('So am I.');
  desk.stop();
});

it('a reader’s desk judges by it', async () => {
  const { account } = openWorld();
  const desk = new ReaderDesk({ account, role: 'auditor', now: () => LATER });
  await desk.look();
  expect(desk.trust.value?.ok).toBe(true);
  expect(desk.roster?.version).toBe(1);
});
