// The concerns of one author: a worker's, or a student's own. Lives here: sealing one to its holders,
// sending it until it is answered, and how far each has come. Must not: keep a word of what was written.
import { batch, type Signal, signal } from '@preact/signals';
import { ApiError, isPassing } from '../api/errors.ts';
import type { SessionApi } from '../api/session.ts';
import type { B64 } from '../api/types.ts';
import { equal, fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { CryptoError } from '../crypto/errors.ts';
import { type FlagSubject, type FlagWords, raiseFlag } from '../crypto/flag.ts';
import type { AcceptedRoster } from '../crypto/roster.ts';
import type { CaseId, FlagId, Seconds, Signed } from '../crypto/types.ts';
import type { Bundle } from '../keys/bundle.ts';
import { bodyOf, ConcernApi, type Receipt } from './api.ts';
import { type NotedConcern, notedConcerns, withConcern } from './notes.ts';
import { type UnsentConcern, UnsentConcerns } from './unsent.ts';

/** What became of raising one. `waiting`: sealed and kept, sent as soon as there is a connection. */
export type Raised = 'sent' | 'waiting' | 'unchecked' | 'refused';

export interface ConcernParts {
  readonly account: {
    readonly api: SessionApi;
    readonly bundle: Bundle;
    change(update: (bundle: Bundle) => Bundle): Promise<boolean>;
  };
  /** Students sign by themselves, workers by the certificate that the roster has of them. */
  readonly by: 'student' | 'worker';
  readonly unsent: Signal<string>;
  /** Asked for anew; null where the team cannot be trusted. Throws ApiError. */
  readonly roster: () => Promise<AcceptedRoster | null>;
  /** It is at the server: what was typed for this case may go. */
  readonly onSent: (about: B64) => void;
  readonly now: () => Seconds;
}

export interface ConcernTrouble {
  readonly case: B64;
  readonly as: Exclude<Raised, 'sent'>;
}

/** One concern as its author sees it. `null`: not asked yet. */
export interface Concern {
  readonly id: B64;
  readonly case: B64;
  readonly at: Seconds;
  readonly state: 'unsent' | Receipt | null;
}

/** How often it is asked for, while there is something to learn. */
const ASK_MS = 60_000;
/** How often a sealed concern that found no connection is tried again. */
const AGAIN_MS = 5_000;
/** The server answers some 60 at once. */
const MOST_ASKED = 20;

export class Concerns {
  /** Whether something is on its way right now. */
  readonly sending = signal(false);
  /** What stood in the way of the last one, and of which case it was; null when nothing did. */
  readonly trouble: Signal<ConcernTrouble | null> = signal(null);
  readonly #parts: ConcernParts;
  readonly #api: ConcernApi;
  readonly #unsent: UnsentConcerns;
  readonly #noted: Signal<readonly NotedConcern[]>;
  readonly #receipts: Signal<ReadonlyMap<B64, Receipt>> = signal(new Map());
  #asking: ReturnType<typeof setInterval> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(parts: ConcernParts) {
    this.#parts = parts;
    this.#api = new ConcernApi(parts.account.api);
    this.#unsent = new UnsentConcerns(parts.unsent);
    this.#noted = signal(notedConcerns(parts.account.bundle));
  }

  /** All of them, the newest first; those not sent yet before the others. */
  get all(): readonly Concern[] {
    const unsent = [...this.#unsent.all].reverse();
    const receipts = this.#receipts.value;
    return [
      ...unsent.map(({ case: about, at, body }): Concern => {
        return { id: body.id, case: about, at, state: 'unsent' };
      }),
      ...this.#noted.value.map((one): Concern => {
        const id = toBase64url(one.id);
        return { id, case: toBase64url(one.case), at: one.at, state: receipts.get(id) ?? null };
      }),
    ];
  }

  start(): void {
    this.stop();
    this.#stopped = false;
    this.#asking = setInterval(() => void this.look(), ASK_MS);
    void this.look();
  }

  /** Asks no more how far they have come; what waits is still sent. */
  rest(): void {
    clearInterval(this.#asking);
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#asking);
    clearTimeout(this.#again);
  }

  /** Seals it to its holders and sends it. What was not taken leaves nothing behind here. */
  raise(about: FlagSubject, words: FlagWords): Promise<Raised> {
    // From the tap on: the team is asked for first, and a second tap meanwhile would raise it twice.
    this.sending.value = true;
    return this.#next(async () => {
      this.sending.value = true;
      const sealed = await this.#sealed(about, words);
      if (sealed === null) return this.#came(toBase64url(about.case), 'unchecked');
      // Kept before it is sent: a lost answer must not raise it twice.
      this.#unsent.add(sealed);
      return this.#send(sealed);
    }).finally(() => {
      this.sending.value = false;
    });
  }

  /** Sends what waits, byte for byte, and asks how far the others have come. */
  look(): Promise<void> {
    return this.#next(async () => {
      if (this.#stopped) return;
      for (const one of this.#unsent.all) await this.#send(one);
      this.#noted.value = notedConcerns(this.#parts.account.bundle);
      await this.#ask();
    });
  }

  async #ask(): Promise<void> {
    const known = this.#receipts.value;
    const open = this.all.filter(({ id, state }) => state !== 'unsent' && !isFinal(known.get(id)));
    for (const { id } of open.slice(0, MOST_ASKED)) {
      try {
        const receipt = await this.#api.receipt(id);
        this.#receipts.value = new Map([...this.#receipts.value, [id, receipt]]);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        // Nothing is known yet; it is asked again.
        return;
      }
    }
  }

  async #sealed(about: FlagSubject, words: FlagWords): Promise<UnsentConcern | null> {
    const { account, by, now } = this.#parts;
    const { sign } = account.bundle.identity;
    try {
      const roster = await this.#parts.roster();
      if (roster === null) return null;
      const listed = roster.certificates.find((one) => equal(one.sign, sign.public));
      if (by === 'worker' && listed === undefined) return null;
      const certificate: Signed | null = by === 'worker' ? (listed?.signed ?? null) : null;
      const raised = raiseFlag({ author: sign, certificate, about, words, roster, now: now() });
      return { case: toBase64url(about.case), at: now(), body: bodyOf(raised) };
    } catch (error) {
      if (error instanceof CryptoError || error instanceof ApiError) return null;
      throw error;
    }
  }

  async #send(one: UnsentConcern): Promise<Raised> {
    clearTimeout(this.#again);
    this.sending.value = true;
    try {
      await this.#api.raise(one.body);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return this.#came(one.case, this.#unanswered(one, error));
    } finally {
      this.sending.value = false;
    }
    await this.#note(one);
    return this.#came(one.case, 'sent');
  }

  #unanswered(one: UnsentConcern, error: ApiError): Raised {
    if (isPassing(error) || error.failure === 'signed_out') {
      const wait = Math.max(AGAIN_MS, error.retryAfter * 1000);
      if (!this.#stopped) this.#again = setTimeout(() => void this.look(), wait);
      return 'waiting';
    }
    // The server does not take it, and would not take it next time: the words are the author's again.
    this.#unsent.remove(one.body.id);
    return 'refused';
  }

  #came(about: B64, as: Raised): Raised {
    this.trouble.value = as === 'sent' ? null : { case: about, as };
    return as;
  }

  async #note({ case: about, at, body }: UnsentConcern): Promise<void> {
    const { account, onSent } = this.#parts;
    const noted: NotedConcern = {
      id: fromBase64url(body.id) as FlagId,
      case: fromBase64url(about) as CaseId,
      at,
    };
    const saving = account.change((bundle) => withConcern(bundle, noted));
    batch(() => {
      const others = this.#noted.value.filter((each) => !equal(each.id, noted.id));
      this.#noted.value = [noted, ...others];
      this.#receipts.value = new Map([...this.#receipts.value, [body.id, 'sent']]);
      this.#unsent.remove(body.id);
    });
    onSent(about);
    await saving;
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

const isFinal = (receipt: Receipt | undefined): boolean =>
  receipt === 'received' || receipt === 'gone';
