// Getting in as staff. Lives here: carrying out the table of sign-in.ts: set-up, unlocking, locking. Must
// not: keep any key on this device, or decide what is shown once inside.
import { batch, type Signal, signal } from '@preact/signals';
import { ApiError, isConflict, isPassing } from '../../api/errors.ts';
import type { Caller } from '../../api/http.ts';
import type { LaunchedApi } from '../../api/public.ts';
import { SessionApi } from '../../api/session.ts';
import type { SignedIn } from '../../api/types.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { CryptoError, WeakParameters } from '../../crypto/errors.ts';
import type { Salt } from '../../crypto/types.ts';
import {
  type BundleKey,
  type KeptSecret,
  openBundle,
  unlock,
  unwrapKey,
  type WrapKeys,
} from '../../keys/keeping.ts';
import type { Held } from '../../state/account.ts';
import { type Device, launch, signIn } from '../../state/steps.ts';
import { type NewStaff, setUp } from './set-up.ts';
import { advanceStaff, type StaffEvent, type StaffSignIn } from './sign-in.ts';
import { StaffAccount } from './staff-account.ts';

export interface StaffEntryParts {
  readonly device: Device;
  readonly call: Caller;
  /** The token of the invite that the app was opened with. */
  readonly invite: string | null;
  readonly now: () => number;
}

/** Why it did not work, for the screen. */
export type StaffFault =
  | 'wrong-secret'
  | 'slow-down'
  | 'weak'
  | 'failed'
  | 'offline'
  | 'invite-gone'
  | 'exists'
  | 'stale';

type NewPerson = Omit<NewStaff, 'invite'>;

export class StaffEntry {
  readonly state: Signal<StaffSignIn> = signal('looking');
  readonly fault: Signal<{ readonly kind: StaffFault; readonly minutes: number } | null> =
    signal(null);
  /** 0 to 1 while a secret is stretched. */
  readonly progress = signal(0);
  readonly account: Signal<StaffAccount | null> = signal(null);
  /** The kit's twelve words until they were confirmed; in memory only. */
  readonly freshKit: Signal<readonly string[] | null> = signal(null);
  /** Got in with the kit: the passphrase is lost, and a new one is offered. */
  readonly byKit = signal(false);
  /** Making a new kit was put off until the next time. */
  readonly kitLater = signal(false);
  readonly #used = signal(false);
  readonly #parts: StaffEntryParts;

  constructor(parts: StaffEntryParts) {
    this.#parts = parts;
  }

  /** Opened from an invite that was not used here yet. */
  get hasInvite(): boolean {
    return this.#parts.invite !== null && !this.#used.value;
  }

  start(): void {
    if (this.#parts.device.initData === '') this.#go('no-launch');
    else this.#go(this.hasInvite ? 'invite' : 'no-invite');
  }

  haveAccount(): void {
    this.fault.value = null;
    this.#go('have-account');
  }

  toInvite(): void {
    this.fault.value = null;
    this.#go('invite');
  }

  again(): void {
    this.#go('again');
  }

  /** Enrols with a new passphrase and a new kit. Takes seconds on a phone. */
  async setUp(person: NewPerson): Promise<void> {
    const { invite, now } = this.#parts;
    if (invite === null) return;
    this.#begin('set-up');
    try {
      const launched = await launch(this.#parts.device);
      const done = await setUp({
        launched,
        who: { ...person, invite },
        now: now(),
        progress: (fraction) => this.#report(fraction),
      });
      batch(() => {
        this.freshKit.value = done.kit;
        this.#enter(done.signedIn, done.held, done.keys);
      });
    } catch (error) {
      this.#setUpFailed(error);
    }
  }

  /** Opens the desk with the passphrase or the kit. */
  async unlock(secret: KeptSecret): Promise<void> {
    this.#begin('unlock');
    try {
      const launched = await launch(this.#parts.device);
      const { salt, ...cost } = await launched.salt(secret.kind);
      const keys = await unlock({
        side: 'staff',
        secret,
        salt: fromBase64url(salt) as Salt,
        cost,
        progress: (fraction) => this.#report(fraction),
      });
      const held = await fetchWith(launched, keys, null);
      await this.#prove(launched, held, keys);
    } catch (error) {
      this.#unlockFailed(error);
    }
  }

  /** Forgets every key and ends the session. Works offline. */
  lock(): void {
    if (this.state.value !== 'in') return;
    void this.account.value?.api.signOut().catch(ignoreApi);
    this.#forget();
    this.#go('lock');
  }

  #begin(event: StaffEvent): void {
    this.fault.value = null;
    this.progress.value = 0;
    this.#go(event);
  }

  #report(fraction: number): void {
    // In whole percent, so that the screen is not drawn anew for each step of Argon2id.
    this.progress.value = Math.round(fraction * 100) / 100;
  }

  async #prove(launched: LaunchedApi, held: Held, keys: WrapKeys): Promise<void> {
    const { device } = this.#parts;
    try {
      const signedIn = await signIn({ launched, device, person: held.bundle.identity.sign });
      this.byKit.value = keys.kind === 'kit';
      this.#enter(signedIn, held, keys);
    } catch (error) {
      // Keys that open the bundle and are refused all the same: the access was taken away.
      if (!isRefusedKey(error)) throw error;
      this.#go('access-ended');
    }
  }

  #enter({ token, me }: SignedIn, held: Held, keys: WrapKeys): void {
    const { call, device } = this.#parts;
    const api = new SessionApi({ call, token, renew: () => this.#renew() });
    const refetch = async () => fetchWith(await launch(device), keys, held.key);
    batch(() => {
      this.#used.value = true;
      this.account.value = new StaffAccount({ held, me, api, refetch });
      this.#go('accepted');
    });
  }

  /** The session ended under us: prove the key again, or close everything. */
  async #renew(): Promise<string | null> {
    const account = this.account.value;
    if (account === null) return null;
    const { device } = this.#parts;
    let event: StaffEvent = 'launch-refused';
    try {
      const launched = await launch(device);
      event = 'access-ended';
      return (await signIn({ launched, device, person: account.bundle.identity.sign })).token;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const same = this.account.value === account;
      if (error.failure === 'signed_out' && same && this.state.value === 'in') {
        this.#forget();
        this.#go(event);
      }
      return null;
    }
  }

  #forget(): void {
    batch(() => {
      this.account.value = null;
      this.freshKit.value = null;
      this.byKit.value = false;
      this.kitLater.value = false;
    });
  }

  #setUpFailed(error: unknown): void {
    if (isConflict(error, 'exists')) {
      this.#used.value = true;
      this.#fail('exists', 'exists');
      return;
    }
    if (!(error instanceof ApiError)) throw error;
    if (error.failure === 'signed_out') this.#go('launch-refused');
    else if (error.failure === 'not_found') this.#fail('invite-gone', 'refused');
    else if (error.failure === 'malformed') this.#fail('stale', 'refused');
    else if (isPassing(error)) this.#fail('offline', 'no-answer');
    else this.#fail('failed', 'refused');
  }

  #unlockFailed(error: unknown): void {
    if (error instanceof CryptoError) {
      this.#fail(error instanceof WeakParameters ? 'weak' : 'wrong-secret', 'refused');
      return;
    }
    if (!(error instanceof ApiError)) throw error;
    if (error.failure === 'signed_out') this.#go('launch-refused');
    else if (error.failure === 'slow_down') {
      this.#fail('slow-down', 'refused', Math.max(1, Math.ceil(error.retryAfter / 60)));
    } else if (isPassing(error)) this.#fail('offline', 'no-answer');
    else this.#fail('wrong-secret', 'refused');
  }

  #fail(kind: StaffFault, event: StaffEvent, minutes = 0): void {
    batch(() => {
      this.fault.value = { kind, minutes };
      this.#go(event);
    });
  }

  #go(event: StaffEvent): void {
    this.state.value = advanceStaff(this.state.value, event);
  }
}

/** The bundle as the server has it. A launch token is asked for anew by the caller each time. */
async function fetchWith(
  launched: LaunchedApi,
  keys: WrapKeys,
  known: BundleKey | null,
): Promise<Held> {
  const kept = await launched.fetchKeys(keys.kind, toBase64url(keys.fetch.reveal()));
  const key = known ?? unwrapKey(keys, fromBase64url(kept.wrapped));
  const { revision } = kept;
  const blob = fromBase64url(kept.blob);
  return { bundle: openBundle({ key, side: 'staff', revision, blob }), key, revision };
}

function isRefusedKey(error: unknown): boolean {
  return error instanceof ApiError && error.failure === 'signed_out';
}

function ignoreApi(error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
}
