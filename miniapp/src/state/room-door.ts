// The way into a student's room. Lives here: whether it is locked (protocol.md §26), and the student's side
// behind it. Must not: make or open a lock (lock/, loaded where there is one).

import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../api/errors.ts';
import type { RemoteStorage } from '../telegram/storage.ts';
import { type Cover, type LocalStore, SHUT } from './local.ts';
import { Newest } from './newest.ts';
import type { Student } from './student.ts';
import type { Vault } from './vault.ts';

/** Where a student's side keeps its things. */
export interface Places {
  readonly store: LocalStore;
  readonly vault: Vault;
  readonly cloud: RemoteStorage;
}

export interface DoorParts extends Places {
  readonly make: (places: Places) => Student;
}

export class RoomDoor {
  /** Null while it is locked, or not known yet. */
  readonly student: Signal<Student | null> = signal(null);
  /** The lock as it is kept, or null. */
  readonly lock: Signal<string | null> = signal(null);
  readonly store: LocalStore;
  readonly vault: Vault;
  /** What locks it by itself, while it is open and has a lock. */
  watch: { start(): void; stop(): void } | null = null;
  readonly parts: DoorParts;
  readonly #looked = new Newest();

  constructor(parts: DoorParts) {
    this.parts = parts;
    this.store = parts.store;
    this.vault = parts.vault;
  }

  /** Where there is a lock nothing is read and nobody signs in before it is opened. */
  async open(): Promise<void> {
    const counts = this.#looked.ask();
    const lock = await this.vault.lock();
    // Another look came behind this one: two would open two rooms.
    if (!counts()) return;
    this.lock.value = lock;
    if (this.lock.value === null) return this.enter(null);
    this.store.cover = SHUT;
  }

  enter(cover: Cover | null): Promise<void> {
    this.store.cover = cover;
    const student = this.parts.make(this.parts);
    this.student.value = student;
    return student.start();
  }

  /** Locks, or looks anew what there is. What is on the screen goes first. */
  shut(): void {
    const student = this.student.peek();
    // There is nothing left to lock, and what was done should stay on the screen.
    if (student !== null && student.erased.peek() !== null) return;
    this.student.value = null;
    this.watch?.stop();
    this.watch = null;
    if (this.lock.peek() !== null) this.store.cover = SHUT;
    void student?.inside.peek()?.account.api.signOut().catch(onlyApi);
    student?.stop();
  }

  /** Another window of this device locked, or made or took away the lock. */
  async again(): Promise<void> {
    this.#looked.pass();
    this.shut();
    await this.open();
  }
}

function onlyApi(error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
}
