// The team as this device trusts it. Lives here: fetching root and roster, judging them, noting them in
// the bundle. Must not: the rules (trust.ts, crypto/) or words.

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError } from '../api/errors.ts';
import type { RosterAnswer } from '../api/types.ts';
import { equal, toBase64url } from '../crypto/bytes.ts';
import { rootWords } from '../crypto/fingerprint.ts';
import { type AcceptedRoster, eligibleWorkers, namesOf } from '../crypto/roster.ts';
import type { CertificateId } from '../crypto/types.ts';
import type { Account } from './account.ts';
import type { Age } from './consents.ts';
import { Newest } from './newest.ts';
import type { OwnRequest } from './request.ts';
import { judgeTeam, type Trust, withTeam } from './trust.ts';

/** A worker as a student may choose to avoid them. */
export interface NamedWorker {
  /** Sign key, base64url. */
  readonly key: string;
  readonly name: string;
}

/** The root that the person said is not the team's. */
const DENIED = 'meta/root-denied';

export class Team {
  /** Null until it was asked for. */
  readonly trust: Signal<Trust | null> = signal(null);
  /** Whether asking failed for want of a connection. */
  readonly unreachable = signal(false);
  /** It was shown and is not to be believed, an honest one that ran out aside: nobody in it is sent anything (§3.2). */
  readonly refused: ReadonlySignal<boolean>;
  readonly workers: ReadonlySignal<readonly NamedWorker[]>;
  readonly #account: Account;
  readonly #now: () => number;
  readonly #asked = new Newest();
  #poster: string | null;
  #answer: RosterAnswer | null = null;

  constructor(parts: { account: Account; poster: string | null; now: () => number }) {
    this.#account = parts.account;
    this.#poster = parts.poster;
    this.#now = parts.now;
    this.refused = computed(() => this.trust.value !== null && this.openRoster() === null);
    this.workers = computed(() => {
      const trust = this.trust.value;
      if (trust === null || !trust.ok) return [];
      return trust.roster.certificates
        .filter((one) => one.role === 'worker')
        .map((one) => ({ key: toBase64url(one.sign), name: one.name }))
        .sort((a, b) => a.name.localeCompare(b.name));
    });
  }

  /** Asks for root and roster, and judges them. */
  async load(): Promise<Trust | null> {
    const counts = this.#asked.ask();
    try {
      const answer = await this.#account.api.roster();
      // An older one, answered late, would look as if the service had gone back to it.
      if (!counts()) return this.trust.value;
      this.#answer = answer;
      this.unreachable.value = false;
    } catch (error) {
      // A refusal proves nothing either: what this device knows of the team stays.
      if (!(error instanceof ApiError)) throw error;
      this.unreachable.value = true;
      return this.trust.value;
    }
    return this.#judge();
  }

  /** Compares with a poster that was scanned just now. */
  checkPoster(fingerprint: string): Promise<Trust | null> {
    this.#poster = fingerprint;
    return this.#judge();
  }

  /** The person compared the eight words and they were the same. */
  async confirmWords(): Promise<void> {
    const trust = this.trust.value;
    if (trust === null || !trust.ok) return;
    this.trust.value = { ...trust, checked: true };
    await this.#account.change((bundle) => bundle.withRoot({ key: trust.root, checked: true }));
    await this.#judge();
  }

  /** The person compared the eight words and they were not: nothing goes to this root any more. */
  async denyWords(): Promise<void> {
    const trust = this.trust.value;
    if (trust === null || !trust.ok) return;
    this.trust.value = { ok: false, why: 'root-denied' };
    await this.#account.change((bundle) => bundle.withNote(DENIED, trust.root));
    // By what is noted now: an answer that came before it was knew nothing of it.
    await this.#judge();
  }

  /** They want to compare once more: a tap in the wrong place must not shut them out for good. */
  async compareAgain(): Promise<void> {
    await this.#account.change((bundle) => bundle.withNote(DENIED, null));
    await this.#judge();
  }

  /** The eight words of the root in use. */
  async words(): Promise<readonly string[]> {
    const trust = this.trust.value;
    return trust?.ok ? rootWords(trust.root) : [];
  }

  /** The roster in force, or null: the only one to seal to somebody new by. */
  get roster(): AcceptedRoster | null {
    const trust = this.trust.value;
    return trust?.ok ? trust.roster : null;
  }

  /** Nobody may answer, under 18 nobody certified for it: said before anything is written (R24). */
  lacksWorkerFor(age: Age): boolean {
    const { roster } = this;
    const may = age === 'under18' ? 1 : 0;
    return !(
      roster?.certificates.some((one) => one.role === 'worker' && one.under18 >= may) ?? true
    );
  }

  /**
   * Whom a request leaves out, by sign key. Where the bundle does not know this revision, everybody
   * who could have been asked and was not counts: nobody is asked by mistake.
   */
  avoided({ whole, wishes, intake }: OwnRequest): readonly string[] {
    const { roster } = this;
    if (whole || roster === null) return wishes.avoid;
    const asked = (id: CertificateId): boolean =>
      intake.body.recipients.some((one) => equal(one.certificate, id));
    const under18 = wishes.age === 'under18';
    const left = eligibleWorkers({ roster, avoid: [], under18, now: this.#now() })
      .filter((one) => !namesOf(roster, one).some(asked))
      .map((one) => toBase64url(one.sign));
    return [...new Set([...wishes.avoid, ...left])];
  }

  /** For a conversation already open, a roster that ran out still names its worker. */
  openRoster(): AcceptedRoster | null {
    const trust = this.trust.value;
    if (trust?.ok) return trust.roster;
    if (this.#answer === null || trust?.why === 'root-denied') return null;
    const late = judgeTeam({
      answer: this.#answer,
      bundle: this.#account.bundle,
      poster: this.#poster,
      now: this.#now(),
      expired: 'allowed',
    });
    return late.ok ? late.roster : null;
  }

  async #judge(): Promise<Trust | null> {
    if (this.#answer === null) return null;
    const trust = judgeTeam({
      answer: this.#answer,
      bundle: this.#account.bundle,
      poster: this.#poster,
      now: this.#now(),
    });
    const denied = this.#account.bundle.note(DENIED);
    if (trust.ok && !trust.checked && denied !== null && equal(denied, trust.root)) {
      this.trust.value = { ok: false, why: 'root-denied' };
      return this.trust.value;
    }
    this.trust.value = trust;
    if (trust.ok) {
      const { bundle } = this.#account;
      const known = withTeam(bundle, trust) === bundle;
      if (!known) await this.#account.change((one) => withTeam(one, trust));
    }
    return trust;
  }
}
