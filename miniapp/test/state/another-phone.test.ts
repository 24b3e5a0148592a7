// A student on another phone, against a fake server: with their secret, or with every key lost. Must not: the path
// on the first one (path.test.ts), or crypto's own rules (test/crypto).
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { newCloudSecret } from '../../src/keys/keeping.ts';
import { CLOUD_KEY } from '../../src/state/entry.ts';
import { secretUnder } from '../../src/state/keeping.ts';
import { fakeCloud, openPhone, until, writeLetter } from '../fake/phone.ts';
import { ADULT_NOTICE, FakeServer } from '../fake/server.ts';
import { CANARY, caseOf, lastOwn, openRoom, roomOf, texts } from '../fake/talk.ts';
import { FakeWorker } from '../fake/worker.ts';

describe('on another phone', () => {
  it('opens with the secret in Telegram and reads everything again', async () => {
    const server = new FakeServer();
    const cloud = fakeCloud();
    const phone = openPhone(server, { cloud });
    const worker = await openRoom(server, phone);
    const account = phone.student.inside.value?.account;
    const secret = newCloudSecret();
    await cloud.write(CLOUD_KEY, secret.stored);
    await account?.keepUnder('cloud', (key) => secretUnder({ side: 'student', secret, key }));
    await roomOf(phone).send('before');
    await until(() => lastOwn(phone)?.tick === 'sent');
    const other = openPhone(server, { cloud });
    await other.student.start();
    await until(() => other.student.place.value === 'room' && texts(other).length === 2);
    expect(texts(other)).toEqual(['I read your letter.', 'before']);
    expect(other.student.case.value?.own.value?.wishes.letter).toBe(CANARY);
    await roomOf(other).send('after');
    await until(() => lastOwn(other)?.tick === 'sent');
    expect(worker.read()).toEqual(['before', 'after']);
  });

  it('asks for words when nothing is kept, and refuses wrong ones', async () => {
    const server = new FakeServer();
    await writeLetter(openPhone(server), CANARY);
    const other = openPhone(server);
    await other.student.start();
    expect(other.student.place.value).toBe('agree');
    await other.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
    expect(other.student.place.value).toBe('return');
    await other.student.entry.unlock({ kind: 'cloud', stored: toBase64url(new Uint8Array(16)) });
    expect(other.student.place.value).toBe('return');
    expect(other.student.entry.fault.value?.kind).toBe('wrong-secret');
  });
});

/** Base64url of the same bytes but for one bit, in the middle or at the end. */
function spoiled(text: string, at: 'middle' | 'end'): string {
  const bytes = fromBase64url(text).slice();
  const place = at === 'end' ? bytes.length - 1 : bytes.length >> 1;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return toBase64url(bytes);
}

it('attack 13: what does not open fails as a wrong secret does, and no key is proven', async () => {
  const server = new FakeServer();
  const phone = openPhone(server);
  await writeLetter(phone, CANARY);
  const secret = newCloudSecret();
  const account = phone.student.inside.value?.account;
  await account?.keepUnder('cloud', (key) => secretUnder({ side: 'student', secret, key }));
  const person = server.people.get('1');
  const kept = person?.kept.get('cloud');
  if (person === undefined || kept === undefined) throw new Error('nothing is kept');
  const honest = { wrapped: kept.wrapped, blob: person.blob, revision: person.revision };
  const asked = async (answer: object, by = secret) => {
    server.lies = [{ name: /^POST .api.keys.fetch$/, answer }];
    const { student } = openPhone(server);
    await student.start();
    student.entry.beenHere();
    const before = server.calls.length;
    await student.entry.unlock(by);
    const calls = server.calls.slice(before).map((one) => one.call);
    expect(calls).toContain('POST /api/keys/fetch');
    const { fault, account: inside, refused } = student.entry;
    const shown = [fault.value, inside.value, refused.value, student.place.value];
    return { shown, proven: calls.includes('POST /api/sessions') };
  };
  const wrong = await asked(honest, newCloudSecret());
  expect(wrong.shown).toEqual([{ kind: 'wrong-secret', minutes: 0 }, null, false, 'return']);
  expect(wrong.proven).toBe(false);
  for (const lie of [
    { wrapped: spoiled(honest.wrapped, 'middle') },
    { wrapped: spoiled(honest.wrapped, 'end') },
    { blob: spoiled(honest.blob, 'middle') },
    { blob: spoiled(honest.blob, 'end') },
    { revision: honest.revision + 1 },
    { revision: honest.revision - 1 },
  ]) {
    expect(await asked({ ...honest, ...lie })).toEqual(wrong);
  }
  const opened = await asked(honest);
  expect(opened.shown[0]).toBe(null);
  expect(opened.proven).toBe(true);
});

describe('with every key lost', () => {
  it('starts anew: nothing of the old room is there, and a new letter can be sent', async () => {
    const server = new FakeServer();
    await openRoom(server, openPhone(server));
    const cloud = fakeCloud();
    await cloud.write(CLOUD_KEY, newCloudSecret().stored);
    const other = openPhone(server, { cloud });
    await other.student.start();
    expect(other.student.place.value).toBe('return');
    other.student.entry.startAnew();
    expect(other.student.place.value).toBe('agree');
    await other.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
    await until(() => other.student.place.value === 'write');
    expect(cloud.kept.size).toBe(0);
    other.student.draft.value = 'a new letter';
    await other.student.send();
    await until(() => other.student.place.value === 'waiting');
    expect(new FakeWorker(server, caseOf(other)).letter()).toBe('a new letter');
  });
});
