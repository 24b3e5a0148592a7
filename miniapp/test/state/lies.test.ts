// A server that answers anything at all. Lives here: wrong types, missing fields and other people's
// answers at each step; the app must say so and go on. Must not: sealed content (test/crypto).
import { describe, expect, it } from 'vitest';
import type { Call, Caller } from '../../src/api/http.ts';
import { httpCaller } from '../../src/api/http.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { openPhone, type Phone, until, writeLetter } from '../fake/phone.ts';
import { ADULT_NOTICE, FakeServer } from '../fake/server.ts';
import { FakeWorker } from '../fake/worker.ts';

type Lie = (answer: unknown, call: Call) => unknown;

/** Replaces the answers to calls named `name`, by method and path without the ids. */
function lying(server: FakeServer, name: string, lie: Lie): void {
  const honest: Caller = server.call;
  const kind = ({ method, path }: Call): string =>
    `${method} ${path.split('?')[0]?.replace(/[A-Za-z0-9_-]{22}/, '*')}`;
  (server as { call: Caller }).call = async (call) => {
    const answer = await honest(call);
    return kind(call) === name ? lie(answer, call) : answer;
  };
}

const WRONG: readonly unknown[] = [undefined, null, 7, 'x', [], {}, true, [null], 1e300];

/** The answer itself, and each of its fields, replaced by something wrong. */
function lies(fields: readonly string[]): readonly (readonly [string, Lie])[] {
  const whole = WRONG.map((one) => [`all ${JSON.stringify(one)}`, () => one] as const);
  const parts = fields.flatMap((field) =>
    [undefined, 7, {}].map((one) => {
      const lie: Lie = (answer) => ({ ...(answer as object), [field]: one });
      return [`${field} ${JSON.stringify(one)}`, lie] as const;
    }),
  );
  return [...whole, ...parts];
}

const STEPS: Readonly<Record<string, readonly string[]>> = {
  'POST /api/launch': ['token'],
  'POST /api/challenge': ['challenge'],
  'POST /api/enrol': ['token', 'me'],
  'GET /api/roster': ['root', 'roster', 'certificates', 'root_changes'],
  'GET /api/cases': ['cases'],
  'GET /api/cases/*': ['case', 'state', 'intake', 'card', 'letter', 'wraps', 'epochs', 'heads'],
  'GET /api/cases/*/messages': ['messages', 'heads', 'more'],
};

/** As far as it goes: every step of a first letter and its answer, whatever the server says. */
async function walk(phone: Phone, server: FakeServer): Promise<void> {
  const { student } = phone;
  await student.start();
  if (student.place.value === 'agree') {
    await student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
  }
  await settle();
  student.draft.value = 'a letter';
  await student.send();
  const [found] = [...server.cases.values()];
  if (found !== undefined) {
    const worker = new FakeWorker(server, found.id);
    worker.claim();
    worker.accept('hello');
  }
  await settle();
  await student.refresh();
  await student.case.value?.room.value?.sync();
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('wrong answers', () => {
  for (const [name, fields] of Object.entries(STEPS)) {
    it(`to ${name} stop nothing but what needed them`, async () => {
      for (const [, lie] of lies(fields)) {
        const server = new FakeServer();
        lying(server, name, lie);
        const phone = openPhone(server);
        await walk(phone, server);
        // Some screen stands, with a way on; nothing hangs in the middle of a step.
        expect(phone.student.entry.state.value).not.toMatch(
          /enrolling|unlocking|signing-in|looking/,
        );
        phone.student.inside.value?.socket.stop();
      }
    }, 60_000);
  }

  it('in frames of the socket are not heard', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, 'a letter');
    await until(() => phone.student.place.value === 'waiting');
    const id = phone.student.case.value?.id ?? '';
    const worker = new FakeWorker(server, id);
    worker.claim();
    worker.accept('hello');
    await until(() => phone.student.place.value === 'room');
    for (const one of WRONG) {
      server.tell({ t: 'message', case: id, epoch: 1, direction: 1, counter: 2, message: one });
      server.tell({ t: 'message', case: id, epoch: one, direction: one, counter: one, ad: one });
      const message = toBase64url(new TextEncoder().encode(JSON.stringify([one])));
      server.push({ case: id, epoch: 1, direction: 1, counter: 2, message });
      server.tell({ t: 'case', case: one as string });
      server.tell({ t: one as string });
    }
    for (const size of [0, 1, 33, 34, 35, 400]) {
      for (const kind of [0, 1, 2, 255]) {
        server.say(Uint8Array.from({ length: size }, (_, at) => (at === 0 ? kind : 255)).buffer);
      }
    }
    await settle();
    expect(phone.student.place.value).toBe('room');
  });

  it('about another case are not taken for this one', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, 'the first');
    await until(() => phone.student.place.value === 'waiting');
    await phone.student.close();
    const first = phone.student.case.value?.answer.value;
    phone.student.writeAgain();
    phone.student.draft.value = 'the second';
    await phone.student.send();
    await until(() => phone.student.place.value === 'waiting');
    lying(server, 'GET /api/cases/*', () => first);
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await settle();
    await phone.student.refresh();
    expect(phone.student.place.value).toBe('waiting');
    expect(again.student.case.value?.answer.value.state).not.toBe('closed');
  });

  it('attack 2: that name a head and keep back what leads to it are a gap until it comes', async () => {
    const server = new FakeServer();
    let honest = true;
    lying(server, 'GET /api/cases/*/messages', (answer) =>
      honest ? answer : { ...(answer as object), messages: [], more: true },
    );
    const phone = openPhone(server);
    await writeLetter(phone, 'a letter');
    await until(() => phone.student.place.value === 'waiting');
    const worker = new FakeWorker(server, phone.student.case.value?.id ?? '');
    worker.claim();
    worker.accept('hello');
    await until(() => phone.student.place.value === 'room');
    const room = phone.student.case.value?.room.value;
    await room?.sync();
    expect(room?.warning.value).toBe(false);
    honest = false;
    phone.student.inside.value?.socket.stop();
    worker.say('kept back');
    await room?.sync();
    expect(room?.warning.value).toBe(true);
    expect(room?.messages.value.map((one) => one.text)).not.toContain('kept back');
    honest = true;
    await room?.sync();
    expect(room?.warning.value).toBe(false);
    expect(room?.messages.value.map((one) => one.text)).toContain('kept back');
  });

  it('are not read without end', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        if (sent > 100_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const call = httpCaller(async () => new Response(endless));
    await expect(call({ method: 'GET', path: '/api/me' })).rejects.toMatchObject({
      failure: 'unavailable',
    });
    expect(sent).toBeLessThan(1000);
  });
});
