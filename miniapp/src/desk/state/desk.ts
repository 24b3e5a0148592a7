// The staff side as a whole. Lives here: which screen is due, and the desk of the role that is in. Must
// not: rules of signing in, trusting or sealing; those are the files it puts together.
import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import { type Line, type Notice, Socket } from '../../api/socket.ts';
import type { Service } from '../../api/types.ts';
import type { Seconds } from '../../crypto/types.ts';
import type { IdleLock } from '../../state/idle.ts';
import type { LocalStore } from '../../state/local.ts';
import type { Lock } from '../../state/locks.ts';
import { Contacts } from './contacts.ts';
import { Drafts } from './drafts.ts';
import type { StaffEntry } from './entry.ts';
import { HolderDesk } from './holder.ts';
import { hasKit } from './notes.ts';
import { Nudges } from './nudges.ts';
import { ReaderDesk, type ReadingRole } from './reader.ts';
import type { StaffAccount } from './staff-account.ts';
import { WorkerDesk } from './worker.ts';

/** The screens. */
export type DeskPlace =
  | 'loading'
  | 'outside'
  | 'expired'
  | 'ended'
  | 'set-up'
  | 'working'
  | 'locked'
  | 'new-passphrase'
  | 'kit'
  | 'waiting'
  | 'holder'
  | 'worker'
  | 'reader';

export interface DeskParts {
  readonly entry: StaffEntry;
  readonly service: Service;
  readonly store: LocalStore;
  readonly lock: Lock;
  readonly openLine: () => Line;
  readonly idle: (lock: () => void) => Pick<IdleLock, 'start' | 'stop'>;
  readonly now: () => Seconds;
}

/** How often somebody who waits to be certified looks again. */
const LOOK_AGAIN_MS = 4_000;

export class DeskState {
  readonly entry: StaffEntry;
  readonly drafts = new Drafts();
  readonly holder: Signal<HolderDesk | null> = signal(null);
  /** A holder's conversations with students. */
  readonly contacts: Signal<Contacts | null> = signal(null);
  readonly worker: Signal<WorkerDesk | null> = signal(null);
  /** A consultant's or an auditor's. */
  readonly reader: Signal<ReaderDesk | null> = signal(null);
  readonly connected = signal(false);
  /** The line was there and broke: what is shown is how things were. */
  readonly dropped = signal(false);
  readonly place: ReadonlySignal<DeskPlace>;
  readonly #parts: DeskParts;
  readonly #idle: Pick<IdleLock, 'start' | 'stop'>;
  #socket: Socket | null = null;
  /** A coordinator before there is a root. */
  #first = false;
  #nudges: Nudges | null = null;
  #account: StaffAccount | null = null;
  #looking: ReturnType<typeof setInterval> | undefined;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.entry = parts.entry;
    this.#idle = parts.idle(() => this.entry.lock());
    this.place = computed(() => this.#place());
    effect(() => {
      const account = this.entry.account.value;
      untracked(() => this.#follow(account));
    });
  }

  /** The device's time, Unix seconds. */
  get now(): () => Seconds {
    return this.#parts.now;
  }

  start(): void {
    this.entry.start();
  }

  /** The phone says that the network is gone: nothing is waited for on a dead line. */
  lostNetwork(): void {
    this.#socket?.drop();
  }

  /** The network is back, or the app came to the front. */
  hurry(): void {
    this.#socket?.hurry();
  }

  #place(): DeskPlace {
    const state = this.entry.state.value;
    if (state === 'invited') return 'set-up';
    if (state === 'enrolling' || state === 'unlocking') return 'working';
    if (state !== 'in') return state === 'looking' ? 'loading' : state;
    const account = this.entry.account.value;
    if (account === null) return 'loading';
    if (this.entry.byKit.value) return 'new-passphrase';
    const { freshKit, kitLater } = this.entry;
    const owed = !kitLater.value && !hasKit(account.current.value);
    if (freshKit.value !== null || owed) return 'kit';
    if (this.holder.value !== null) return 'holder';
    if (this.reader.value !== null) return 'reader';
    return this.worker.value !== null ? 'worker' : 'waiting';
  }

  #follow(account: StaffAccount | null): void {
    if (account === this.#account) return;
    this.#account = account;
    this.#leave();
    if (account === null) return;
    this.#idle.start();
    this.#first = false;
    this.#arrive(account);
    void this.#arriveFirst(account);
    if (this.#socket === null) {
      this.#looking = setInterval(() => void this.#lookAgain(account), LOOK_AGAIN_MS);
    }
  }

  #leave(): void {
    this.#idle.stop();
    clearInterval(this.#looking);
    this.#socket?.stop();
    this.#socket = null;
    this.#nudges?.stop();
    this.#nudges = null;
    this.worker.peek()?.stop();
    this.contacts.peek()?.stop();
    this.contacts.value = null;
    this.holder.value = null;
    this.worker.value = null;
    this.reader.peek()?.stop();
    this.reader.value = null;
    this.connected.value = false;
    this.dropped.value = false;
  }

  async #lookAgain(account: StaffAccount): Promise<void> {
    try {
      await account.refresh();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    const away = this.#socket === null && this.reader.peek() === null;
    if (account === this.#account && away) this.#arrive(account);
    await this.#arriveFirst(account);
  }

  /** The first coordinator makes the root before anybody can certify anybody; a later one waits. */
  async #arriveFirst(account: StaffAccount): Promise<void> {
    const { role, state } = account.me.peek();
    if (role !== 'coordinator' || state === 'active' || this.#socket !== null) return;
    try {
      const { root } = await account.api.roster();
      if (account !== this.#account) return;
      this.#first = !root;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    if (this.#first && account === this.#account && this.#socket === null) this.#arrive(account);
  }

  /** Opens the desk of the role, once there is one to open. */
  #arrive(account: StaffAccount): void {
    const { role, state } = account.me.peek();
    if (state !== 'active' && !this.#first) return;
    clearInterval(this.#looking);
    if (role === 'consultant' || role === 'auditor') {
      this.#arriveToRead(account, role);
      return;
    }
    const { service, store, lock, now, openLine } = this.#parts;
    const socket = new Socket({
      token: () => account.api.token,
      open: openLine,
      hear: (notice) => void this.#hear(account, notice),
    });
    this.#socket = socket;
    if (role === 'worker') {
      const { drafts } = this;
      const claimMinutes = service.claim_minutes;
      const parts = { account, store, lock, line: socket, drafts, claimMinutes, now };
      this.worker.value = new WorkerDesk(parts);
      void this.worker.value.lookAgain();
    } else {
      const holder = new HolderDesk({ account, now });
      const texts = (name: string): Signal<string> => this.drafts.of(name);
      const lookAtTeam = (): Promise<void> => holder.load();
      const talking = { side: holder, store, lock, line: socket, texts, lookAtTeam };
      this.contacts.value = new Contacts(talking);
      this.holder.value = holder;
      this.#nudges = new Nudges(() => holder.lookAgain());
      this.#nudges.nudge();
    }
    socket.start();
  }

  /** They have no socket: their desk asks from time to time. */
  #arriveToRead(account: StaffAccount, role: ReadingRole): void {
    this.reader.value = new ReaderDesk({ account, role, now: this.#parts.now });
    this.reader.value.start();
  }

  async #hear(account: StaffAccount, notice: Notice): Promise<void> {
    if (account !== this.#account) return;
    if (notice.t === 'ready' || notice.t === 'down') {
      this.connected.value = notice.t === 'ready';
      this.dropped.value = notice.t === 'down';
    }
    if (notice.t === 'signed_out' && (await account.api.renewed())) this.#socket?.restart();
    if (notice.t === 'queue' || notice.t === 'team' || notice.t === 'ready') this.#nudges?.nudge();
    await this.contacts.value?.hear(notice);
    await this.worker.value?.hear(notice);
  }
}
