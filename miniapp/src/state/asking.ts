// Making and changing a request. Lives here: sealing, keeping the sealed bytes until the server has
// them, sending them again. Must not: what happens once somebody answers (student-case.ts).
import { type Signal, signal } from '@preact/signals';
import { ApiError, isConflict, isPassing } from '../api/errors.ts';
import { StudentApi } from '../api/student.ts';
import type { NewRequestBody, RequestBody } from '../api/types.ts';
import { toBase64url } from '../crypto/bytes.ts';
import { Refused } from '../crypto/errors.ts';
import type { Intake } from '../crypto/intake.ts';
import { systemRandom } from '../crypto/random.ts';
import { Secret, type SupervisionSecret } from '../crypto/secret.ts';
import type { CaseId } from '../crypto/types.ts';
import type { Account } from './account.ts';
import type { LocalStore } from './local.ts';
import { pageLock } from './locks.ts';
import { noteOf, type Account as Person, type SealedRequest, sealRequest } from './request.ts';
import type { Team } from './team.ts';
import { noteRevision, type Wishes } from './wishes.ts';

/** How sending went. `waiting`: kept, sent when there is a connection. */
export type Asked =
  | 'sent'
  | 'waiting'
  /** Nobody may be asked; with an avoid-list, perhaps because of it. */
  | 'nobody'
  | 'shut'
  /** Root or roster was refused; the team says why. */
  | 'untrusted'
  /** There is a request or a room already. */
  | 'exists'
  /** Somebody is reading: it cannot be changed now. */
  | 'claimed'
  /** The one to be asked first can't be any more; nothing was sent. */
  | 'not-again'
  | 'not-kept'
  | 'failed';

export interface AskingParts {
  readonly account: Account;
  readonly team: Team;
  readonly store: LocalStore;
  readonly person: Person;
  readonly now: () => number;
}

/** What becomes of a request that the one who is asked first does not take (protocol.md §25). */
export type Otherwise =
  | { readonly otherwise: 'after'; readonly hours: number }
  | { readonly otherwise: 'shift' | 'wait' };

/** Whom a new request asks first; the worker is named by their sign key. */
export interface AskFirst {
  readonly worker: string;
  readonly name: string;
  readonly otherwise: Otherwise;
  /** What goes with the sealed request; null where it is not sealed to that worker. */
  readonly body: (sealed: SealedRequest) => FirstBody | null;
}

/** What a later revision is made of. */
export interface Revision {
  readonly intake: Intake;
  readonly wishes: Wishes;
  readonly supervision: SupervisionSecret;
}

interface Kept {
  readonly case: string;
  readonly body: RequestBody & { readonly first?: FirstBody };
}

export type FirstBody = NonNullable<NewRequestBody['first']>;

function readKept(value: unknown): Kept | null {
  if (typeof value !== 'object' || value === null) return null;
  const kept = value as Kept;
  return typeof kept.case === 'string' && typeof kept.body === 'object' ? kept : null;
}

export class Asking {
  /** The case id of a request that has not left the phone; null when there is none. */
  readonly unsent: Signal<string | null>;
  readonly #parts: AskingParts;
  readonly #api: StudentApi;
  readonly #inTurn = pageLock();

  constructor(parts: AskingParts) {
    this.#parts = parts;
    this.#api = new StudentApi(parts.account.api);
    this.unsent = signal(readKept(parts.store.readJson('request'))?.case ?? null);
  }

  /** A new request. */
  ask(wishes: Wishes, first: AskFirst | null = null): Promise<Asked> {
    return this.#inTurn('request', () => this.#ask(wishes, first));
  }

  async #ask(wishes: Wishes, first: AskFirst | null): Promise<Asked> {
    const caseId = systemRandom(16) as CaseId;
    const supervision: SupervisionSecret = Secret.random('supervision', 32, systemRandom);
    const parts = { caseId, wishes, supervision, replaces: null };
    for (const fresh of [false, true]) {
      const sealed = await this.#sealed(parts, fresh);
      if (typeof sealed === 'string') return sealed;
      const named = first?.body(sealed);
      if (named === null) return 'not-again';
      if (!(await this.#keep(sealed, wishes, supervision, named))) return this.#notKept();
      const asked = await this.#send();
      if (asked !== 'stale-roster') return asked;
      // The team changed while we wrote: seal to the one in force, once.
    }
    return 'failed';
  }

  /**
   * Sends a kept request again, byte for byte, after one that is on its way: the line may come up while it
   * is. Null when nothing is left to send then.
   */
  resume(): Promise<Asked | null> {
    return this.#inTurn('request', async () => {
      if (this.unsent.value === null) return null;
      const asked = await this.#send();
      return asked === 'stale-roster' ? 'failed' : asked;
    });
  }

  /** What was said not to be sent must not go out later after all. */
  #notKept(): 'not-kept' {
    this.discard();
    return 'not-kept';
  }

  /** Gives up a request that has not left the phone. */
  discard(): void {
    this.#parts.store.remove('request');
    this.unsent.value = null;
  }

  /** A later revision of a request that nobody has claimed. */
  async revise(request: Revision): Promise<Asked> {
    const asked = await this.#revise(request, false);
    // The team changed meanwhile: seal to the one in force, once.
    const last = asked === 'stale-roster' ? await this.#revise(request, true) : asked;
    return last === 'stale-roster' ? 'failed' : last;
  }

  async #revise(
    { intake, wishes, supervision }: Revision,
    fresh: boolean,
  ): Promise<Asked | 'stale-roster'> {
    const caseId = intake.body.case;
    const sealed = await this.#sealed({ caseId, wishes, supervision, replaces: intake }, fresh);
    if (typeof sealed === 'string') return sealed;
    // Noted before it is sent: when the answer is lost, whom it leaves out must not be.
    if (!(await this.#note(sealed, wishes, supervision, false))) return 'not-kept';
    try {
      await this.#api.revise(toBase64url(caseId), sealed.body);
    } catch (error) {
      if (isConflict(error, 'claimed')) return 'claimed';
      if (isConflict(error, 'roster')) return 'stale-roster';
      if (error instanceof ApiError) return 'failed';
      throw error;
    }
    await this.#note(sealed, wishes, supervision, true);
    return 'sent';
  }

  async #sealed(
    parts: {
      caseId: CaseId;
      wishes: Wishes;
      supervision: SupervisionSecret;
      replaces: Intake | null;
    },
    fresh = false,
  ): Promise<SealedRequest | 'nobody' | 'untrusted' | 'failed'> {
    const { account, team, person, now } = this.#parts;
    const known = team.trust.value;
    const trust = fresh || !known?.ok ? await team.load() : known;
    if (trust === null) return 'failed';
    if (!trust.ok) return 'untrusted';
    try {
      const student = account.bundle.identity;
      return sealRequest({ ...parts, student, roster: trust.roster, account: person, now: now() });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return error.reason === 'no-recipient' ? 'nobody' : 'untrusted';
    }
  }

  /** Keeps the sealed bytes and what goes with them, before anything is sent. */
  async #keep(
    sealed: SealedRequest,
    wishes: Wishes,
    supervision: SupervisionSecret,
    first: FirstBody | undefined,
  ) {
    const body = first === undefined ? sealed.body : { ...sealed.body, first };
    const kept: Kept = { case: toBase64url(sealed.caseId), body };
    if (!this.#parts.store.writeJson('request', kept)) return false;
    this.unsent.value = kept.case;
    return this.#note(sealed, wishes, supervision, false);
  }

  #note(
    { caseId, record, revision }: SealedRequest,
    wishes: Wishes,
    supervision: SupervisionSecret,
    taken: boolean,
  ): Promise<boolean> {
    const name = noteOf.wishes(caseId);
    const noted = { record, revision, taken, wishes };
    return this.#parts.account.change((bundle) =>
      bundle
        .withSupervision(caseId, supervision)
        .withNote(name, noteRevision(bundle.note(name), noted)),
    );
  }

  async #send(): Promise<Asked | 'stale-roster'> {
    const kept = readKept(this.#parts.store.readJson('request'));
    if (kept === null) return 'failed';
    try {
      await this.#api.request(kept.body);
    } catch (error) {
      return this.#sendFailed(error, kept.case);
    }
    this.discard();
    return 'sent';
  }

  async #sendFailed(error: unknown, caseId: string): Promise<Asked | 'stale-roster'> {
    if (isPassing(error)) return 'waiting';
    if (isConflict(error, 'exists')) return this.#isThere(caseId);
    this.discard();
    if (isConflict(error, 'roster')) return 'stale-roster';
    if (isConflict(error, 'shut')) return 'shut';
    if (isConflict(error, 'again')) return 'not-again';
    if (error instanceof ApiError) return 'failed';
    throw error;
  }

  /** An acknowledgement may have been lost: is it our own request that exists? */
  async #isThere(caseId: string): Promise<Asked> {
    try {
      const cases = await this.#parts.account.api.cases();
      this.discard();
      return cases.some((one) => one.case === caseId) ? 'sent' : 'exists';
    } catch (error) {
      if (error instanceof ApiError) return 'waiting';
      throw error;
    }
  }
}
