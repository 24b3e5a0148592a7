// Getting in as a student. Lives here: carrying out the table of sign-in.ts. Must not: what happens
// once inside, or words.
import { type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../api/errors.ts';
import type { Caller } from '../api/http.ts';
import type { LaunchedApi } from '../api/public.ts';
import { SessionApi } from '../api/session.ts';
import type { SecretKind, SignedIn } from '../api/types.ts';
import { toBase64url } from '../crypto/bytes.ts';
import { CryptoError, NotLoaded, WeakParameters } from '../crypto/errors.ts';
import type { WordingDigest } from '../crypto/types.ts';
import type { KeptSecret } from '../keys/keeping.ts';
import type { RemoteStorage } from '../telegram/storage.ts';
import { Account, type Held, newHeld, readHeld, withKnown, writeHeld } from './account.ts';
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
export type Fault = 'wrong-secret' | 'slow-down' | 'weak' | 'failed';

export class Entry {
  readonly state: Signal<SignIn> = signal('looking');
  readonly fault: Signal<{ readonly kind: Fault; readonly minutes: number } | null> = signal(null);
  readonly account: Signal<Account | null> = signal(null);
  /** A key is here and the server does not accept it: its bare word, and the key stays. */
  readonly refused = signal(false);
  /** Telegram did not say what it keeps: a key may be there all the same. */
  readonly unsure = signal(false);
  readonly #parts: EntryParts;
  #held: Held | null = null;
  /** Keys that an enrolment was sent with and not answered. */
  #pending: Held | null = null;
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
    const { found, sure } = await vault.find((text) => readHeld(text, device.side));
    this.#held = found;
    this.#pending = readHeld(vault.readPending(), device.side);
    if (found !== null || this.#pending !== null) {
      this.#go('key-found');
      return this.#proveKey();
    }
    const stored = await cloud.read(CLOUD_KEY);
    this.unsure.value = !sure || (!stored.ok && stored.why !== 'unsupported');
    if (!stored.ok || stored.value === '') {
      this.#go('nothing-found');
      return;
    }
    this.#go('secret-found');
    await this.#unlock({ kind: 'cloud', stored: stored.value });
    // Nobody typed anything that could be wrong.
    if (this.fault.value?.kind === 'wrong-secret') this.fault.value = null;
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
    if (this.state.value !== 'unreachable') return Promise.resolve();
    this.#go('retry');
    return this.start();
  }

  /** Tries the key that is here once more. */
  proveAgain(): Promise<void> {
    if (this.state.value !== 'returning' || this.#held === null) return Promise.resolve();
    this.fault.value = null;
    this.#go('retry');
    return this.#proveKey();
  }

  /** Tries words that the person typed. */
  unlock(secret: KeptSecret): Promise<void> {
    if (this.state.value !== 'returning') return Promise.resolve();
    this.#go('unlock');
    return this.#unlock(secret);
  }

  /** Enrols on *Agree*: the first thing that leaves the phone. */
  async agree(agreement: Agreement): Promise<void> {
    // A second tap while the first is under way.
    if (this.state.value !== 'agreeing') return;
    this.#go('agreed');
    // Keys that are here are given up by whoever asked to start anew, and by nobody else.
    if (this.#held !== null && !this.#anew) return this.#go('exists');
    this.fault.value = null;
    const { device, vault, cloud } = this.#parts;
    try {
      this.#enter(await this.#enrolled(agreement));
      await vault.write(writeHeld(this.#held ?? newHeld(device.side)));
      vault.writePending(null);
      // What lay in Telegram opened the account that was given up; it opens nothing now.
      if (this.#anew) await cloud.remove(CLOUD_KEY);
      this.#anew = false;
    } catch (error) {
      this.#agreeFailed(error);
    }
  }

  /** The room was locked: what was held is let go, and nothing is proven any more. */
  leave(): void {
    this.#held = null;
    this.#pending = null;
    this.#launched = null;
    this.account.value = null;
  }

  /** The session ended under us: prove the key again, with Telegram's data as long as it is good. */
  async renew(): Promise<string | null> {
    if (this.#held === null) return null;
    try {
      return (await this.#proof(this.#held)).token;
    } catch (error) {
      if (error instanceof CryptoError) return null;
      if (!(error instanceof ApiError)) throw error;
      if (error.failure === 'signed_out' && this.state.value === 'in') this.#go('launch-refused');
      return null;
    }
  }

  /**
   * Enrols new keys. They are kept before the server hears of them: when the answer is lost, the
   * same keys prove on the next try that the account is theirs.
   */
  async #enrolled(agreement: Agreement): Promise<SignedIn> {
    const { device, vault } = this.#parts;
    const sentBefore = this.#pending !== null;
    const held = this.#pending ?? newHeld(device.side);
    const { sign: person, box } = held.bundle.identity;
    const given = { action: AGREE, scope: CONVERSATION, given: this.#now(), ...agreement };
    const consent = receipt({ person, ...given });
    const more = this.#anew ? { more: { start_over: true } } : {};
    const known = sentBefore ? await this.#known(held) : null;
    if (known !== null) {
      await this.#session(known.token).consent(toBase64url(consent));
      this.#held = held;
      return {
        ...known,
        me: { ...known.me, consents: [...known.me.consents, toBase64url(consent)] },
      };
    }
    this.#pending = held;
    vault.writePending(writeHeld(held));
    const { side } = device;
    const parts = { side, person, box: box.public, roleKey: null, consent, ...more };
    const signedIn = await this.#withLaunch((launched) => enrol({ launched, ...parts }));
    this.#held = held;
    return signedIn;
  }

  #agreeFailed(error: unknown): void {
    if (isConflict(error, 'exists')) {
      this.#pending = null;
      this.#parts.vault.writePending(null);
      this.#go('exists');
      return;
    }
    const event = this.#eventOf(error);
    if (event !== 'launch-refused') this.fault.value = { kind: 'failed', minutes: 0 };
    this.#go(event);
  }

  async #unlock(secret: KeptSecret): Promise<void> {
    const { device, vault } = this.#parts;
    this.fault.value = null;
    try {
      const { side } = device;
      const kept = await this.#withLaunch((launched) => fetchHeld({ launched, side, secret }));
      this.#held = withKnown(kept, this.#held);
      await vault.write(writeHeld(this.#held));
    } catch (error) {
      return this.#unlockFailed(error);
    }
    this.#go('unlocked');
    return this.#proveKey();
  }

  #unlockFailed(error: unknown): void {
    if (error instanceof ApiError && error.failure === 'slow_down') {
      const minutes = Math.max(1, Math.ceil(error.retryAfter / 60));
      this.fault.value = { kind: 'slow-down', minutes };
      this.#go('not-unlocked');
      return;
    }
    if (error instanceof WeakParameters) {
      // The server's doing, not a slip of the person's: said as what it is.
      this.fault.value = { kind: 'weak', minutes: 0 };
      this.#go('not-unlocked');
      return;
    }
    const wrong =
      (error instanceof CryptoError && !(error instanceof NotLoaded)) ||
      (error instanceof ApiError && error.failure === 'not_found');
    if (wrong) {
      this.fault.value = { kind: 'wrong-secret', minutes: 0 };
      this.#go('not-unlocked');
      return;
    }
    const event = this.#eventOf(error);
    this.#go(event === 'refused' ? 'launch-refused' : event);
  }

  /** Proves the key that was found, or the one whose enrolment may have come through. */
  async #proveKey(): Promise<void> {
    try {
      const kept = this.#held === null ? null : await this.#known(this.#held);
      if (kept !== null) return this.#enter(kept);
      const pending = this.#pending;
      const enrolled = pending === null ? null : await this.#known(pending);
      if (pending === null || enrolled === null) {
        this.refused.value = this.#held !== null;
        this.#go(this.#held === null ? 'never-enrolled' : 'refused');
        return;
      }
      this.#held = pending;
      await this.#parts.vault.write(writeHeld(pending));
      this.#parts.vault.writePending(null);
      this.#enter(enrolled);
    } catch (error) {
      this.#go(this.#eventOf(error));
    }
  }

  #enter({ token, me }: SignedIn): void {
    if (this.#held === null) return;
    const { vault } = this.#parts;
    const api = this.#session(token);
    this.#pending = null;
    this.refused.value = false;
    const refetch = (kind: SecretKind, key: string) =>
      this.#withLaunch((launched) => launched.fetchKeys(kind, key));
    this.account.value = new Account({ held: this.#held, me, api, vault, refetch });
    this.#go('accepted');
  }

  #session(token: string): SessionApi {
    return new SessionApi({ call: this.#parts.call, token, renew: () => this.renew() });
  }

  /** The account of this key, or null when the server has none. */
  async #known(held: Held): Promise<SignedIn | null> {
    try {
      return await this.#proof(held);
    } catch (error) {
      // Before the launch was accepted it is Telegram's data that is too old; after it, the key.
      if (isSignedOut(error) && this.#launched !== null) return null;
      throw error;
    }
  }

  #proof(held: Held): Promise<SignedIn> {
    const { device } = this.#parts;
    const person = held.bundle.identity.sign;
    return this.#withLaunch((launched) => signIn({ launched, device, person }));
  }

  /** Does something with a launch token; one that the server forgot meanwhile is asked for again. */
  async #withLaunch<T>(work: (launched: LaunchedApi) => Promise<T>): Promise<T> {
    const kept = this.#launched;
    const launched = await this.#launch();
    try {
      return await work(launched);
    } catch (error) {
      if (kept?.api !== launched || !isSignedOut(error)) throw error;
      this.#launched = null;
      return work(await this.#launch());
    }
  }

  /** A launch token is good for fifteen minutes; it is asked for again a little before. */
  async #launch(): Promise<LaunchedApi> {
    if (this.#launched !== null && this.#launched.until > this.#now()) return this.#launched.api;
    this.#launched = null;
    const api = await launch(this.#parts.device);
    this.#launched = { api, until: this.#now() + 14 * 60 };
    return api;
  }

  /** What a failure means for getting in; an answer that makes no sense is as good as none. */
  #eventOf(error: unknown): 'launch-refused' | 'refused' | 'no-answer' {
    if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
    if (!isSignedOut(error)) return 'no-answer';
    return this.#launched === null ? 'launch-refused' : 'refused';
  }

  #now(): number {
    return (this.#parts.now ?? (() => Math.floor(Date.now() / 1000)))();
  }

  #go(event: SignInEvent): void {
    this.state.value = advance(this.state.value, event);
  }
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.failure === 'signed_out';
}
