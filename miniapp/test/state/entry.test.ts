// Getting in when things go wrong halfway. Lives here: answers lost, the app closed, tokens forgotten,
// a client that stays silent, two devices saving at once. Must not: the shortest path (path.test.ts).
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors.ts';
import type { Caller } from '../../src/api/http.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { newCloudSecret } from '../../src/keys/keeping.ts';
import { CLOUD_KEY } from '../../src/state/entry.ts';
import { secretUnder } from '../../src/state/keeping.ts';
import { LocalStore, memoryShelf } from '../../src/state/local.ts';
import { Vault } from '../../src/state/vault.ts';
import type { RemoteStorage } from '../../src/telegram/storage.ts';
import { fakeCloud, openPhone, type Phone, until, writeLetter } from '../fake/phone.ts';
import { ADULT_NOTICE, FakeServer, UNDER_18_NOTICE } from '../fake/server.ts';

const agree = (phone: Phone) => phone.student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');

function silent(): RemoteStorage {
  const no = async () => ({ ok: false, why: 'silent' }) as const;
  return { read: no, write: no, remove: no };
}

describe('an enrolment whose answer is lost', () => {
  it('is taken up with the same keys when Agree is tapped again', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await phone.student.start();
    server.loseAnswerTo = 'POST /api/enrol';
    await agree(phone);
    expect(phone.student.place.value).toBe('agree');
    await agree(phone);
    await until(() => phone.student.place.value === 'write');
    expect(server.people.size).toBe(1);
  });

  it('opens by itself when the app was closed meanwhile, and can write', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await phone.student.start();
    server.loseAnswerTo = 'POST /api/enrol';
    await agree(phone);
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.place.value === 'write');
    again.student.draft.value = 'still here';
    await again.student.send();
    await until(() => again.student.place.value === 'waiting');
    // The keys stay where they are kept: a third opening needs nothing more.
    const third = openPhone(server, { shelf: phone.shelf });
    await third.student.start();
    await until(() => third.student.place.value === 'waiting');
  });

  it('asks to agree when the enrolment never arrived', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await phone.student.start();
    server.offline = true;
    await agree(phone);
    server.offline = false;
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    expect(again.student.place.value).toBe('agree');
    await agree(again);
    await until(() => again.student.place.value === 'write');
  });

  it('records what was agreed to the second time', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await phone.student.start();
    server.loseAnswerTo = 'POST /api/enrol';
    await agree(phone);
    await phone.student.agree('under18', wordingDigest(UNDER_18_NOTICE), 'en');
    await until(() => phone.student.inside.value !== null);
    const newest = phone.student.receipts.at(-1);
    expect(newest?.wording).toEqual(wordingDigest(UNDER_18_NOTICE));
    expect(phone.student.wishes.value.age).toBe('under18');
  });

  it('starts over once, however often it is asked', async () => {
    const server = new FakeServer();
    await writeLetter(openPhone(server), 'the old letter');
    const phone = openPhone(server);
    await phone.student.start();
    await agree(phone);
    phone.student.entry.startAnew();
    server.loseAnswerTo = 'POST /api/enrol';
    await agree(phone);
    await agree(phone);
    await until(() => phone.student.place.value === 'write');
    const enrolled = server.calls.filter((one) => one.call === 'POST /api/enrol');
    // One before the choice, refused; one that took effect.
    expect(enrolled.length).toBe(3);
  });
});

describe('a server that forgot', () => {
  it('its launch tokens is proved the account again, from the same launch', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, 'a letter');
    await until(() => phone.student.place.value === 'waiting');
    server.endSessions();
    await phone.student.refresh();
    expect(phone.student.entry.state.value).toBe('in');
    expect(phone.student.place.value).toBe('waiting');
  });

  it('or answers nonsense does not make the key look lost', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, 'a letter');
    const honest: Caller = server.call;
    for (const failure of ['not_found', 'malformed', 'conflict'] as const) {
      (server as { call: Caller }).call = async (call) => {
        if (call.path === '/api/sessions') throw new ApiError({ failure });
        return honest(call);
      };
      const again = openPhone(server, { shelf: phone.shelf });
      await again.student.start();
      expect(again.student.place.value).toBe('unreachable');
    }
  });
});

describe('a client that stays silent', () => {
  it('is known to have been silent before anything is given up', async () => {
    const server = new FakeServer();
    await writeLetter(openPhone(server), 'a letter');
    const phone = openPhone(server, { cloud: silent() });
    await phone.student.start();
    await agree(phone);
    expect(phone.student.place.value).toBe('return');
    expect(phone.student.entry.unsure.value).toBe(true);
  });

  it('is asked once more for the key', async () => {
    let asked = 0;
    const secure: RemoteStorage = {
      ...silent(),
      read: async () => {
        asked += 1;
        return asked === 1 ? { ok: false, why: 'silent' } : { ok: true, value: 'kept' };
      },
    };
    const local = new LocalStore({ shelf: memoryShelf(), prefix: '' });
    expect(await new Vault({ local, secure }).find((text) => text)).toEqual({
      found: 'kept',
      sure: true,
    });
  });

  it('does not hide the key behind a damaged one', async () => {
    const shelf = memoryShelf();
    const local = new LocalStore({ shelf, prefix: '' });
    local.write('bundle', '{damaged');
    const secure = { ...silent(), read: async () => ({ ok: true, value: 'kept' }) as const };
    const vault = new Vault({ local, secure });
    const { found } = await vault.find((text) => (text === 'kept' ? text : null));
    expect(found).toBe('kept');
  });
});

describe('a notice that is not known any more', () => {
  it('is asked for again rather than taken for that of an adult', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await phone.student.start();
    await phone.student.agree('under18', wordingDigest(UNDER_18_NOTICE), 'en');
    await until(() => phone.student.place.value === 'write');
    const [adult] = server.notices();
    server.notices = () => (adult === undefined ? [] : [adult]);
    const again = openPhone(server, { shelf: phone.shelf });
    await again.student.start();
    await until(() => again.student.place.value !== 'loading');
    expect(again.student.place.value).toBe('agree');
    expect(again.student.wishes.value.age).toBe('under18');
  });
});

describe('two devices that save at once', () => {
  it('lose nothing of each other', async () => {
    const server = new FakeServer();
    const cloud = fakeCloud();
    const phone = openPhone(server, { cloud });
    await writeLetter(phone, 'a letter');
    await until(() => phone.student.place.value === 'waiting');
    const one = phone.student.inside.value?.account;
    const secret = newCloudSecret();
    await cloud.write(CLOUD_KEY, secret.stored);
    await one?.keepUnder('cloud', (key) => secretUnder({ side: 'student', secret, key }));
    const tablet = openPhone(server, { cloud });
    await tablet.student.start();
    await until(() => tablet.student.place.value === 'waiting');
    const two = tablet.student.inside.value?.account;
    await two?.change((bundle) => bundle.withNote('meta/two', Uint8Array.of(2)));
    await one?.change((bundle) => bundle.withNote('meta/one', Uint8Array.of(1)));
    expect(one?.bundle.note('meta/two')).toEqual(Uint8Array.of(2));
    // The one that was behind finds it at the next opening, without being asked for any secret.
    const again = openPhone(server, { shelf: tablet.shelf });
    await again.student.start();
    await until(() => again.student.place.value === 'waiting');
    expect(again.student.inside.value?.account.bundle.note('meta/one')).toEqual(Uint8Array.of(1));
  });

  it('or two windows', async () => {
    const server = new FakeServer();
    const phone = openPhone(server);
    await writeLetter(phone, 'a letter');
    const other = openPhone(server, { shelf: phone.shelf });
    await other.student.start();
    await until(() => other.student.place.value === 'waiting');
    const [one, two] = [phone, other].map((each) => each.student.inside.value?.account);
    await one?.change((bundle) => bundle.withNote('meta/one', Uint8Array.of(1)));
    await two?.change((bundle) => bundle.withNote('meta/two', Uint8Array.of(2)));
    const third = openPhone(server, { shelf: phone.shelf });
    await third.student.start();
    await until(() => third.student.place.value === 'waiting');
    expect(third.student.inside.value?.account.bundle.note('meta/one')).toEqual(Uint8Array.of(1));
  });
});
