// How a case ended. Lives here: the signed word of student and worker, and the server's bare one. Must
// not: screens.
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { signClose } from '../../src/crypto/statements.ts';
import { newIdentity } from '../crypto/world.ts';
import { openPhone, type Phone, until, writeLetter } from '../fake/phone.ts';
import { FakeServer } from '../fake/server.ts';
import { FakeWorker } from '../fake/worker.ts';

async function inRoom(server: FakeServer) {
  const phone = openPhone(server);
  await writeLetter(phone, 'a letter');
  await until(() => phone.student.place.value === 'waiting');
  const worker = new FakeWorker(server, phone.student.case.value?.id ?? '');
  worker.claim();
  worker.accept('hello');
  await until(() => phone.student.place.value === 'room');
  return { phone, worker };
}

const ending = (phone: Phone) => phone.student.case.value?.ending ?? null;
const closed = (phone: Phone) => until(() => phone.student.place.value === 'closed');

describe('the end of a case', () => {
  it('is the worker’s own word when they signed it', async () => {
    const { phone, worker } = await inRoom(new FakeServer());
    expect(ending(phone)).toBe(null);
    worker.close();
    await closed(phone);
    expect(ending(phone)).toBe('worker');
  });

  it('is the student’s own word, also while nobody has answered', async () => {
    const { phone } = await inRoom(new FakeServer());
    await phone.student.close();
    await closed(phone);
    expect(ending(phone)).toBe('student');
    const early = openPhone(new FakeServer());
    await writeLetter(early, 'a letter');
    await until(() => early.student.place.value === 'waiting');
    await early.student.close();
    await closed(early);
    expect(ending(early)).toBe('student');
  });

  it('is unproven when only the server says so', async () => {
    const { phone, worker } = await inRoom(new FakeServer());
    worker.close(false);
    await closed(phone);
    expect(ending(phone)).toBe('unproven');
    expect(phone.student.case.value?.room.value?.messages.value.map((one) => one.text)).toContain(
      'hello',
    );
  });

  it('is unproven when signed by somebody else, or about another epoch, case or part', async () => {
    const server = new FakeServer();
    const { phone } = await inRoom(server);
    const found = phone.student.case.value;
    const stored = server.cases.get(found?.id ?? '');
    const epoch = found?.room.value?.epoch;
    if (!found || !stored || !epoch) throw new Error('no room');
    const worker = server.team.workers[0]?.sign;
    const student = phone.student.inside.value?.account.bundle.identity.sign;
    if (worker === undefined || student === undefined) throw new Error('nobody');
    const fits = {
      case: epoch.body.case,
      record: epoch.recordHash,
      by: 'worker',
      time: 1,
    } as const;
    const other = new Uint8Array(32) as typeof fits.record;
    const lies = [
      signClose(newIdentity().sign, fits),
      signClose(worker, { ...fits, record: other }),
      signClose(worker, { ...fits, case: new Uint8Array(16) as typeof fits.case }),
      signClose(worker, { ...fits, by: 'student' }),
      signClose(student, fits),
      new Uint8Array(40),
    ];
    stored.state = 'closed';
    stored.closedBy = 'worker';
    for (const lie of lies) {
      stored.close = toBase64url(lie);
      await found.refresh();
      expect(ending(phone)).toBe('unproven');
    }
    stored.close = toBase64url(signClose(worker, fits));
    await found.refresh();
    expect(ending(phone)).toBe('worker');
  });
});
