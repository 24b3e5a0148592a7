// Staff getting in and keeping their keys. Lives here: set-up, locking, the kit, the end
// of access, bundles that two devices save, locking by itself.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PublicApi } from '../../src/api/public.ts';
import { BoxKey } from '../../src/crypto/box.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { Secret } from '../../src/crypto/secret.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type { CaseId, RolePublic, WordingDigest } from '../../src/crypto/types.ts';
import { checklist } from '../../src/desk/state/checklist.ts';
import { DeskState } from '../../src/desk/state/desk.ts';
import { StaffEntry } from '../../src/desk/state/entry.ts';
import { withKit } from '../../src/desk/state/notes.ts';
import { tidyName } from '../../src/desk/state/set-up.ts';
import { staffShelf } from '../../src/desk/state/shelf.ts';
import {
  advanceStaff,
  STAFF_SIGN_IN,
  type StaffEvent,
  type StaffSignIn,
} from '../../src/desk/state/sign-in.ts';
import { choosePassphrase } from '../../src/keys/keeping.ts';
import { IdleLock } from '../../src/state/idle.ts';
import { LocalStore, memoryShelf } from '../../src/state/local.ts';
import { pageLock } from '../../src/state/locks.ts';
import { NOW } from '../crypto/world.ts';
import { join } from './people.ts';
import { FakeStaffServer } from './server.ts';

const PHRASE = 'correct horse battery staple';
const INVITE = 'A'.repeat(22);

function deskOn(server: FakeStaffServer, invite: string | null): DeskState {
  const entry = new StaffEntry({
    device: {
      api: new PublicApi(server.call),
      side: 'staff',
      initData: 'user=1',
      key: SigningKey.generate(),
    },
    call: server.call,
    invite,
    now: () => NOW,
  });
  return new DeskState({
    entry,
    service: {
      name: 'Peerlink',
      bot: 'peerlink_bot',
      language: 'en',
      policy: 'ucl',
      policy_digest: '',
      policy_texts: [],
      switches: [],
      cannot_act: false,
      after_degree: false,
      intake: 'open',
      retention_days: 30,
      claim_minutes: 30,
      staff_idle_minutes: 15,
      frame_origins: [],
      crisis: [],
      elsewhere: { name: '', page: '', countries: [] },
    },
    store: new LocalStore({ shelf: memoryShelf(), prefix: 't.' }),
    lock: pageLock(),
    openLine: server.openLine,
    idle: () => ({ start: () => undefined, stop: () => undefined }),
    now: () => NOW,
  });
}

const person = {
  name: 'Coordinator',
  passphrase: PHRASE,
  wording: new Uint8Array(32) as WordingDigest,
  language: 'en',
};

describe('the whole way in', () => {
  it('sets up, confirms the kit, locks, opens with passphrase and kit, and ends with the access', async () => {
    const server = new FakeStaffServer();
    server.invites.set(INVITE, 'manager');
    const desk = deskOn(server, INVITE);
    const { entry } = desk;
    desk.start();
    expect(desk.place.value).toBe('set-up');
    await entry.setUp(person);
    expect(server.calls.filter((one) => one === 'POST /api/enrol')).toHaveLength(1);
    expect(desk.place.value).toBe('kit');
    const kit = entry.freshKit.value ?? [];
    expect(kit).toHaveLength(12);
    await entry.account.value?.change(withKit);
    entry.freshKit.value = null;
    expect(desk.place.value).toBe('waiting');
    // Its certificate will say which version it is.
    expect(entry.account.value?.bundle.note('meta/role-key')).toHaveLength(32);

    entry.lock();
    expect(desk.place.value).toBe('locked');
    expect(entry.account.value).toBeNull();
    await entry.unlock({ kind: 'passphrase', passphrase: 'not the right one' });
    expect(entry.fault.value?.kind).toBe('wrong-secret');
    await entry.unlock({ kind: 'kit', words: kit });
    expect(desk.place.value).toBe('new-passphrase');
    const changed = choosePassphrase('another long passphrase');
    await entry.account.value?.keepUnder(changed, () => undefined);
    entry.byKit.value = false;

    entry.lock();
    await entry.unlock({ kind: 'passphrase', passphrase: PHRASE });
    expect(entry.fault.value?.kind).toBe('wrong-secret');
    await entry.unlock({ kind: 'passphrase', passphrase: 'another long passphrase' });
    expect(desk.place.value).toBe('waiting');

    const [account] = server.accounts;
    if (account === undefined) throw new Error('no account');
    server.suspend(account);
    await expect(entry.account.value?.refresh()).rejects.toThrow();
    expect(desk.place.value).toBe('ended');
    expect(entry.account.value).toBeNull();
  });

  it('gives its line up when the phone says that the network is gone', async () => {
    const server = new FakeStaffServer();
    server.invites.set(INVITE, 'manager');
    const desk = deskOn(server, INVITE);
    desk.lostNetwork();
    desk.start();
    await desk.entry.setUp(person);
    const [account] = server.accounts;
    if (account === undefined) throw new Error('no account');
    account.state = 'active';
    desk.entry.lock();
    await desk.entry.unlock({ kind: 'passphrase', passphrase: PHRASE });
    expect(server.closed).toBe(0);
    desk.lostNetwork();
    expect(server.closed).toBe(1);
    desk.entry.lock();
  });

  it('says that a link does not work, and stays', async () => {
    const desk = deskOn(new FakeStaffServer(), INVITE);
    desk.start();
    await desk.entry.setUp(person);
    expect(desk.entry.fault.value?.kind).toBe('invite-gone');
    expect(desk.place.value).toBe('set-up');
  });

  it('has no way for an event that a state does not know', () => {
    const events = new Set(Object.values(STAFF_SIGN_IN).flatMap((row) => Object.keys(row)));
    for (const state of Object.keys(STAFF_SIGN_IN) as StaffSignIn[]) {
      for (const event of events as Set<StaffEvent>) {
        const next = STAFF_SIGN_IN[state][event];
        if (next === undefined) expect(() => advanceStaff(state, event)).toThrow();
        else expect(advanceStaff(state, event)).toBe(next);
      }
    }
  });
});

describe('the bundle', () => {
  const caseId = (): CaseId => systemRandom(16) as CaseId;

  it('keeps what two devices saved at the same time', async () => {
    const server = new FakeStaffServer();
    const staff = join(server, 'worker', 'Worker 1');
    const [one, two] = [staff.again(), staff.again()];
    const [first, second] = [caseId(), caseId()];
    const secret = () => Secret.random('supervision', 32, systemRandom);
    expect(await one.change((bundle) => bundle.withSupervision(first, secret()))).toBe(true);
    expect(await two.change((bundle) => bundle.withSupervision(second, secret()))).toBe(true);
    expect(staff.saved().supervision(first)).not.toBeNull();
    expect(staff.saved().supervision(second)).not.toBeNull();
  });

  it('saves later what could not be saved, and nothing when nothing changed', async () => {
    const server = new FakeStaffServer();
    const { account, saved } = join(server, 'worker', 'Worker 1');
    server.offline = true;
    expect(await account.change(withKit)).toBe(false);
    expect(account.unsaved.value).toBe(true);
    server.offline = false;
    expect(await account.change((bundle) => bundle)).toBe(true);
    expect(saved().note('meta/kit')).not.toBeNull();
    const calls = server.calls.length;
    await account.change((bundle) => bundle);
    expect(server.calls).toHaveLength(calls);
  });
});

describe('a server that goes back to an older bundle', () => {
  it('takes nothing from what this device holds, and is given it once it tells the truth', async () => {
    const server = new FakeStaffServer();
    const { account, kept, saved } = join(server, 'coordinator', 'Coordinator');
    const older = kept.blob;
    const key = BoxKey.generate<RolePublic>();
    expect(await account.change((one) => one.withRoleKey('coordinator', 2, key))).toBe(true);
    const newest = { blob: kept.blob, revision: kept.revision };
    Object.assign(kept, { blob: older, revision: 1 });
    expect(await account.change(withKit)).toBe(false);
    expect(account.unsaved.value).toBe(true);
    expect(account.bundle.roleKeys.map((one) => one.version)).toEqual([1, 2]);
    Object.assign(kept, newest);
    expect(await account.change((one) => one)).toBe(true);
    expect(saved().roleKeys.map((one) => one.version)).toEqual([1, 2]);
    expect(saved().note('meta/kit')).not.toBeNull();
  });
});

describe('locking by itself', () => {
  afterEach(() => vi.useRealTimers());

  function watched() {
    const listeners = new Map<string, () => void>();
    return {
      page: {
        addEventListener: (type: string, listener: () => void) =>
          void listeners.set(type, listener),
        removeEventListener: (type: string) => void listeners.delete(type),
      },
      touch: () => listeners.get('pointerdown')?.(),
      look: () => listeners.get('visibilitychange')?.(),
    };
  }

  it('locks after the time without a touch, and not before', () => {
    vi.useFakeTimers();
    const { page, touch } = watched();
    let locked = 0;
    const lock = () => {
      locked += 1;
      idle.stop();
    };
    const idle = new IdleLock({ page, minutes: 15, lock, now: () => Date.now() });
    idle.start();
    vi.advanceTimersByTime(14 * 60_000);
    touch();
    vi.advanceTimersByTime(14 * 60_000);
    expect(locked).toBe(0);
    vi.advanceTimersByTime(2 * 60_000);
    expect(locked).toBe(1);
  });

  it('locks at the first touch after the device slept', () => {
    vi.useFakeTimers();
    const { page, touch } = watched();
    let [locked, now] = [0, 0];
    const idle = new IdleLock({
      page,
      minutes: 15,
      lock: () => {
        locked += 1;
      },
      now: () => now,
    });
    idle.start();
    now = 20 * 60_000;
    touch();
    expect(locked).toBe(1);
    idle.stop();
  });
});

describe('small rules', () => {
  it('tidies a name and refuses what can hide on a screen', () => {
    expect(tidyName('  Worker   1 ')).toBe('Worker 1');
    expect(tidyName('Worker\u202e1')).toBe('');
    expect(tidyName('x'.repeat(61))).toBe('');
    expect(tidyName('…')).toBe('');
  });

  it('keeps unsealed texts off the device', () => {
    const kept = memoryShelf();
    const shelf = staffShelf(kept, 't.');
    shelf.setItem('t.unsealed/1', 'typed');
    shelf.setItem('t.room/1', 'sealed');
    expect(shelf.getItem('t.unsealed/1')).toBe('typed');
    expect(kept.getItem('t.unsealed/1')).toBeNull();
    expect(kept.getItem('t.room/1')).toBe('sealed');
  });

  it('says the next step from an empty service on', () => {
    const view = {
      trust: 'ok',
      root: null,
      checked: true,
      roster: null,
      expired: false,
      members: [],
      absent: [],
    } as const;
    const steps = checklist({ view, now: null, invites: 1, poster: true });
    expect(steps.find((one) => !one.done)?.step).toBe('wait-manager');
    expect(steps.filter((one) => one.done).map((one) => one.step)).toEqual([
      'invite-worker',
      'poster',
    ]);
  });
});
