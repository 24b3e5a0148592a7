// Getting in as a student. Lives here: carrying out the table of sign-in.ts. Must not: what happens
// once inside, or words.
import { type Signal, signal } from '@preact/signals';
import { ApiError, isConflict, isPassing } from '../api/errors.ts';
import type { Caller } from '../api/http.ts';
import type { LaunchedApi } from '../api/public.ts';
import { SessionApi } from '../api/session.ts';
import type { SignedIn } from '../api/types.ts';
import { CryptoError } from '../crypto/errors.ts';
import type { WordingDigest } from '../crypto/types.ts';
import type { KeptSecret } from '../keys/keeping.ts';
import type { RemoteStorage } from '../telegram/storage.ts';
import { Account, type Held, newHeld, readHeld, writeHeld } from './account.ts';
import { AGREE, CONVERSATION, receipt } from './consents.ts';
import { fetchHeld } from './keeping.ts';
import { advance, type SignIn, type SignInEvent } from './sign-in.ts';
import { type Device, enrol, launch, signIn } from './steps.ts';
import type { Vault } from './vault.ts';

/** Where a student's cloud secret lies in Telegram's CloudStorage. */
export const CLOUD_KEY = 'room-key';

export interface EntryParts {
  readonly device: Device;
  readonly call: Caller;
  readonly vault: Vault;
  readonly cloud: RemoteStorage;
  readonly now?: () => number;
}

/** What was agreed to: the digest of exactly what was shown. */
export interface Agreement {
  readonly wording: WordingDigest;
  readonly language: string;
}

/** Why unlocking did not work, for the screen. */
export type Fault = 'wrong-secret' | 'slow-down' | 'failed';

export class Entry {
  readonly state: Signal<SignIn> = signal('looking');
  readonly fault: Signal<{ readonly kind: Fault; readonly minutes: number } | null> = signal(null);
  readonly account: Signal<Account | null> = signal(null);
  readonly #parts: EntryParts;
  #held: Held | null = null;
  #launched: { readonly api: LaunchedApi; readonly until: number } | null = null;
  #anew = false;

  constructor(parts: EntryParts) {
    this.#parts = parts;
  }

  /** Looks on this phone, then in Telegram's cloud. The server is asked only when a key is there. */
  async start(): Promise<void> {
    const { device, vault, cloud } = this.#parts;
    if (device.initData === '') {
      this.#go('no-launch');
      return;
    }
    this.#held = readHeld(await vault.read(), device.side);
    if (this.#held !== null) {
      this.#go('key-found');
      return this.#proveKey();
    }
    const stored = await cloud.read(CLOUD_KEY);
    if (!stored.ok || stored.value === '') {
      this.#go('nothing-found');
      return;
    }
    this.#go('secret-found');
    return this.#unlock({ kind: 'cloud', stored: stored.value });
  }

  /** Whether the next agreement gives up an account whose keys are lost. */
  get anew(): boolean {
    return this.#anew;
  }

  beenHere(): void {
    this.#anew = false;
    this.#go('been-here');
  }

  back(): void {
    this.fault.value = null;
    this.#go('back');
  }

  /** The old room is given up: the agreement is shown again, for new keys. */
  startAnew(): void {
    this.#anew = true;
    this.fault.value = null;
    this.#go('anew');
  }

  retry(): Promise<void> {
    this.#go('retry');
    return this.start();
  }

  /** Tries words that the person typed. */
  unlock(secret: KeptSecret): Promise<void> {
    this.#go('unlock');
    return this.#unlock(secret);
  }

  /** Enrols on *Agree*: the first thing that leaves the phone. */
  async agree(agreement: Agreement): Promise<void> {
    this.#go('agreed');
    this.fault.value = null;
    const { device, vault } = this.#parts;
    const held = newHeld(device.side);
    const { sign, box } = held.bundle.identity;
    const consent = receipt({
      person: sign,
      action: AGREE,
      scope: CONVERSATION,
      given: this.#now(),
      ...agreement,
    });
    try {
      const launched = await this.#launch();
      const signedIn = await enrol({
        launched,
        side: device.side,
        person: sign,
        box: box.public,
        roleKey: null,
        consent,
        ...(this.#anew ? { more: { start_over: true } } : {}),
      });
      this.#held = held;
      await vault.write(writeHeld(held));
      // What lay in Telegram opened the account that was given up; it opens nothing now.
      if (this.#anew) await this.#parts.cloud.remove(CLOUD_KEY);
      this.#anew = false;
      this.#enter(signedIn);
    } catch (error) {
      this.#agreeFailed(error);
    }
  }

  /** The session ended under us: prove the key again, with Telegram's data as long as it is good. */
  async renew(): Promise<string | null> {
    if (this.#held === null) return null;
    try {
      const launched = await this.#launch();
      const { device } = this.#parts;
      const person = this.#held.bundle.identity.sign;
      return (await signIn({ launched, device, person })).token;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.failure === 'signed_out' && this.state.value === 'in') this.#go('launch-refused');
      return null;
    }
  }

  #agreeFailed(error: unknown): void {
    if (isConflict(error, 'exists')) {
      this.#go('exists');
      return;
    }
    if (!(error instanceof ApiError)) throw error;
    if (this.#launched === null && error.failure === 'signed_out') {
      this.#go('launch-refused');
      return;
    }
    this.fault.value = { kind: 'failed', minutes: 0 };
    this.#go(isPassing(error) ? 'no-answer' : 'refused');
  }

  async #unlock(secret: KeptSecret): Promise<void> {
    const { device, vault } = this.#parts;
    this.fault.value = null;
    try {
      const launched = await this.#launch();
      this.#held = await fetchHeld({ launched, side: device.side, secret });
      await vault.write(writeHeld(this.#held));
    } catch (error) {
      return this.#unlockFailed(error);
    }
    this.#go('unlocked');
    return this.#proveKey();
  }

  #unlockFailed(error: unknown): void {
    if (error instanceof CryptoError) {
      this.fault.value = { kind: 'wrong-secret', minutes: 0 };
      this.#go('not-unlocked');
      return;
    }
    if (!(error instanceof ApiError)) throw error;
    if (error.failure === 'signed_out') {
      this.#go('launch-refused');
      return;
    }
    if (error.failure === 'slow_down') {
      const minutes = Math.max(1, Math.ceil(error.retryAfter / 60));
      this.fault.value = { kind: 'slow-down', minutes };
      this.#go('not-unlocked');
      return;
    }
    if (isPassing(error)) {
      this.#go('no-answer');
      return;
    }
    this.fault.value = { kind: 'wrong-secret', minutes: 0 };
    this.#go('not-unlocked');
  }

  async #proveKey(): Promise<void> {
    const { device } = this.#parts;
    if (this.#held === null) return;
    try {
      const launched = await this.#launch();
      const person = this.#held.bundle.identity.sign;
      this.#enter(await signIn({ launched, device, person }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (isPassing(error)) {
        this.#go('no-answer');
        return;
      }
      // Before the launch was accepted it is Telegram's data that is too old; after it, our key.
      this.#go(this.#launched === null ? 'launch-refused' : 'refused');
    }
  }

  #enter({ token, me }: SignedIn): void {
    if (this.#held === null) return;
    const { call, vault } = this.#parts;
    const api = new SessionApi({ call, token, renew: () => this.renew() });
    this.account.value = new Account({ held: this.#held, me, api, vault });
    this.#go('accepted');
  }

  /** A launch token is good for fifteen minutes; it is asked for again a little before. */
  async #launch(): Promise<LaunchedApi> {
    if (this.#launched !== null && this.#launched.until > this.#now()) return this.#launched.api;
    this.#launched = null;
    const api = await launch(this.#parts.device);
    this.#launched = { api, until: this.#now() + 14 * 60 };
    return api;
  }

  #now(): number {
    return (this.#parts.now ?? (() => Math.floor(Date.now() / 1000)))();
  }

  #go(event: SignInEvent): void {
    this.state.value = advance(this.state.value, event);
  }
}
