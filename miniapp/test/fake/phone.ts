// A student's phone for the state's tests. Lives here: building the student's side over a fake server
// and shelves that survive a restart. Must not: assertions.

import { PublicApi } from '../../src/api/public.ts';
import type { Service } from '../../src/api/types.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { Entry } from '../../src/state/entry.ts';
import { LocalStore, memoryShelf, type Shelf } from '../../src/state/local.ts';
import { pageLock } from '../../src/state/locks.ts';
import { type Places, RoomDoor } from '../../src/state/room-door.ts';
import { deviceKey } from '../../src/state/steps.ts';
import { Student } from '../../src/state/student.ts';
import { Vault } from '../../src/state/vault.ts';
import type { RemoteStorage } from '../../src/telegram/storage.ts';
import { NOW } from '../crypto/world.ts';
import { PATIENCE } from './patience.ts';
import { ADULT_NOTICE, type FakeServer } from './server.ts';

/** Telegram's CloudStorage: shared by all phones of one account. */
export function fakeCloud(): RemoteStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    read: async (key) => ({ ok: true, value: kept.get(key) ?? '' }),
    write: async (key, value) => {
      kept.set(key, value);
      return { ok: true, value: undefined };
    },
    remove: async (key) => {
      kept.delete(key);
      return { ok: true, value: undefined };
    },
  };
}

export interface Phone {
  readonly student: Student;
  readonly shelf: Shelf;
  readonly store: LocalStore;
}

interface Options {
  readonly user?: string;
  readonly shelf?: Shelf;
  readonly cloud?: RemoteStorage;
  readonly secure?: RemoteStorage | null;
  readonly poster?: string | null;
  readonly service?: Service;
  /** What its clock says; NOW, unless it is moved. */
  readonly clock?: { now: number };
}

function partsOf(server: FakeServer, options: Options) {
  const { user = '1', shelf = memoryShelf(), cloud = fakeCloud(), poster = null } = options;
  const { clock = { now: NOW } } = options;
  const now = () => clock.now;
  const store = new LocalStore({ shelf, prefix: `pl.${user}.` });
  const vault = new Vault({ local: store, secure: options.secure ?? null });
  const device = {
    api: new PublicApi(server.call),
    side: 'student',
    initData: `user=${user}`,
    key: deviceKey(store),
  } as const;
  const make = (places: Places): Student =>
    new Student({
      entry: new Entry({
        device,
        call: server.call,
        vault: places.vault,
        cloud: places.cloud,
        now,
      }),
      service: options.service ?? server.service(),
      notices: server.notices(),
      store: places.store,
      lock: pageLock(),
      person: { id: user, name: 'Student 1' },
      poster,
      openLine: server.openLine,
      now,
    });
  return { shelf, store, vault, cloud, make };
}

/** Opens the app. The same shelf again is the same phone after a restart. */
export function openPhone(server: FakeServer, options: Options = {}): Phone {
  const { shelf, make, ...places } = partsOf(server, options);
  return { student: make(places), shelf, store: places.store };
}

/** Opens it as it is opened: behind whatever lock there is. */
export function openDoor(
  server: FakeServer,
  options: Options = {},
): { readonly door: RoomDoor; readonly shelf: Shelf } {
  const { shelf, ...parts } = partsOf(server, options);
  return { door: new RoomDoor(parts), shelf };
}

/** Waits until the screen is the one wanted; fails loudly when it never is. */
export async function until(what: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE.timeout;
  while (!what()) {
    if (Date.now() > end) throw new Error('it never happened');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The shortest path: agree as an adult, write, send. */
export async function writeLetter(phone: Phone, text: string): Promise<void> {
  const { student } = phone;
  await student.start();
  await student.agree('adult', wordingDigest(ADULT_NOTICE), 'en');
  await until(() => student.place.value === 'write');
  student.draft.value = text;
  await student.send();
}
