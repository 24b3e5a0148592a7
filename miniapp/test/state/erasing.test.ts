// What this phone keeps of a conversation, and of the person, is gone when that was erased.
import { expect, it, vi } from 'vitest';
import { ApiError } from '../../src/api/errors.ts';
import { toBase64url, toHex, utf8 } from '../../src/crypto/bytes.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import type { CaseId } from '../../src/crypto/types.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { eraseConversation, eraseEverything } from '../../src/rights/erasing.ts';
import { goingOf } from '../../src/state/going.ts';
import { LocalStore, OF_CASE, OF_PERSON } from '../../src/state/local.ts';
import type { Student } from '../../src/state/student.ts';
import type { CaseParts } from '../../src/state/student-case.ts';
import { settled } from '../fake/held.ts';
import { openPhone } from '../fake/phone.ts';
import { FakeServer } from '../fake/server.ts';
import { caseOf, openRoom } from '../fake/talk.ts';

const NOTES = ['ack', 'wishes', 'cannot-act', 'worker', 'contact'] as const;

function phone() {
  const [gone, other] = [systemRandom(16) as CaseId, systemRandom(16) as CaseId];
  const kept = new Map<string, string>();
  const store = new LocalStore({ shelf: shelfOf(kept), prefix: '' });
  let bundle = Bundle.create('student');
  for (const id of [gone, other]) {
    for (const part of OF_CASE) store.write(`${part}/${toBase64url(id)}`, 'I was told to write.');
    for (const name of NOTES) bundle = bundle.withNote(`meta/${name}/${toHex(id)}`, utf8('x'));
  }
  for (const name of OF_PERSON) store.write(name, 'x');
  const account = {
    api: {
      ask: async () => null,
      cases: async () => [gone, other].map((id) => ({ case: toBase64url(id) })),
    },
    me: { value: { account: toBase64url(systemRandom(16)), kinds: [] } },
    get bundle() {
      return bundle;
    },
    change: async (step: (one: Bundle) => Bundle) => {
      bundle = step(bundle);
    },
    forget: async () => undefined,
  };
  const student = {
    talking: { account, store },
    case: { value: null },
    inside: { value: null },
    draft: { value: 'x' },
    unsentFlag: { value: 'x' },
    erased: { value: null },
    now: () => 0,
    retry: async () => undefined,
  } as unknown as Student;
  return { gone, other, kept, student, notes: () => [...bundle.notes('meta/').keys()] };
}

function shelfOf(kept: Map<string, string>) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

it('of a conversation nothing stays: no words, no choice, no note', async () => {
  const { gone, other, kept, student, notes } = phone();
  const { account } = student.talking as CaseParts;
  await account.change((one) => one.withNote('meta/going', gone));
  await eraseConversation(student, toBase64url(gone));
  // Nobody asks where it is.
  expect(goingOf(account.bundle)).toBeNull();
  const of = (id: CaseId) => [...kept.keys()].filter((name) => name.endsWith(toBase64url(id)));
  expect(of(gone)).toEqual([]);
  expect(of(other)).toHaveLength(OF_CASE.length);
  expect(notes().filter((name) => name.includes(toHex(gone)))).toEqual([]);
  expect(notes().filter((name) => name.includes(toHex(other)))).toHaveLength(NOTES.length);
});

it('of the person nothing stays', async () => {
  const { kept, student } = phone();
  await eraseEverything(student, { remove: async () => undefined } as never);
  expect([...kept.keys()]).toEqual([]);
});

it('what the service says of a room while it is destroyed is not taken for a denial', async () => {
  const server = new FakeServer();
  const phone = openPhone(server);
  await openRoom(server, phone);
  const { student } = phone;
  const found = student.case.value;
  const id = caseOf(phone);
  const api = student.inside.value?.account.api;
  if (api === undefined || found === null) throw new Error('not in');
  const ask = api.ask.bind(api);
  let answered = (_: 'destroyed' | 'lost'): void => undefined;
  vi.spyOn(api, 'ask').mockImplementation((...call) => {
    if (call[1] !== `/api/cases/${id}/erase`) return ask(...call);
    server.cases.delete(id);
    return new Promise((yes, no) => {
      answered = (how) => (how === 'lost' ? no(new ApiError({ failure: 'offline' })) : yes(null));
    });
  });
  for (const how of ['lost', 'destroyed'] as const) {
    const erasing = eraseConversation(student, id);
    await settled();
    const before = server.calls.length;
    server.tell({ t: 'case', case: id });
    await settled();
    expect([server.calls.length - before, found.denied.value]).toEqual([0, false]);
    answered(how);
    if (how === 'lost') await expect(erasing).rejects.toThrow(ApiError);
    else await erasing;
    expect(found.erasing).toBe(how === 'destroyed');
  }
  expect(student.case.value).toBeNull();
  vi.restoreAllMocks();
  student.stop();
});
