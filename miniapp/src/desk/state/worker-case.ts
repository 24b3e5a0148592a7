// One request that a worker claimed, and the room it becomes. Lives here: reading it, answering, giving
// it back, closing. Must not: the queue (worker.ts), screens.

import { type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import type { Sent } from '../../api/socket.ts';
import type { CaseAnswer, EpochRow } from '../../api/types.ts';
import { acceptNextEpoch, type OfferedEpoch, reopenFirstEpoch } from '../../crypto/acceptance.ts';
import type { Letter } from '../../crypto/asking.ts';
import { equal, fromBase64url, toBase64url, toHex } from '../../crypto/bytes.ts';
import type { Epoch } from '../../crypto/epoch.ts';
import { CryptoError, Refused } from '../../crypto/errors.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import type { Card, Intake } from '../../crypto/intake.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { SupervisionSecret } from '../../crypto/secret.ts';
import type { StandingPurpose } from '../../crypto/sharing.ts';
import { signClose } from '../../crypto/statements.ts';
import type { Boxed, CaseId, CertificateId, Seconds, Signed } from '../../crypto/types.ts';
import { withAgainKeys } from '../../state/again.ts';
import { isOlder } from '../../state/case-answers.ts';
import { clearSent } from '../../state/draft.ts';
import type { LocalStore } from '../../state/local.ts';
import type { Lock } from '../../state/locks.ts';
import { RoomState } from '../../state/room.ts';
import { RoomCache } from '../../state/room-cache.ts';
import { makeAcceptance } from './accepting.ts';
import { beforeOf } from './before.ts';
import { subjectOf } from './concern.ts';
import type { Coded } from './counted.ts';
import { withEnded } from './counting.ts';
import { isJoined, joinedEpoch, joinedIntake } from './joining.ts';
import { isTakenBack, obey } from './obeying.ts';
import { withoutHead } from './record-heads.ts';
import { letterOf, type OpenRequest, tryRequest } from './request.ts';
import type { StaffAccount } from './staff-account.ts';
import type { Acceptance } from './types.ts';
import type { WorkerApi } from './worker-api.ts';

export interface WorkerCaseParts {
  readonly account: StaffAccount;
  readonly api: WorkerApi;
  readonly store: LocalStore;
  readonly lock: Lock;
  readonly line: { readonly ready: boolean; send(id: string, message: string): Promise<Sent> };
  readonly mine: () => readonly CertificateId[];
  /** The roster now; fetched anew with `true`. Null when it cannot be trusted. */
  readonly roster: (fresh: boolean) => Promise<AcceptedRoster | null>;
  /** Survives locking and lapsing, in memory only. */
  readonly draft: Signal<string>;
  readonly now: () => Seconds;
}

/** What became of an answer. `unchecked`: this device cannot vouch for itself or the team now. */
export type Answered = 'sent' | 'lapsed' | 'roster' | 'unchecked' | 'later' | 'failed';

const offered = (row: EpochRow): OfferedEpoch => ({
  signed: fromBase64url(row.record) as Signed,
  wrap: fromBase64url(row.wrap) as Boxed,
});

export class WorkerCase {
  readonly id: string;
  readonly answer: Signal<CaseAnswer>;
  /** Null when what the server gave does not verify. */
  readonly request: Signal<OpenRequest | null> = signal(null);
  readonly letter: Signal<Letter | null> = signal(null);
  readonly room: Signal<RoomState | null> = signal(null);
  /** The request of a conversation that somebody else began; null before it was joined. */
  readonly joined: Signal<Intake | null> = signal(null);
  /** Two words by which it is spoken of. */
  readonly name = signal('');
  /** Until when the claim holds, Unix seconds; null once accepted. */
  readonly until: Signal<Seconds | null> = signal(null);
  readonly busy = signal(false);
  readonly trouble: Signal<Exclude<Answered, 'sent'> | null> = signal(null);
  readonly #parts: WorkerCaseParts;
  #obeying: () => void = () => undefined;
  #made: { readonly text: string; readonly acceptance: Acceptance } | null = null;

  constructor(parts: WorkerCaseParts, answer: CaseAnswer) {
    this.#parts = parts;
    this.id = answer.case;
    this.answer = signal(answer);
    void requestName(this.caseId).then((name) => {
      this.name.value = name;
    });
    this.take(answer);
  }

  get caseId(): CaseId {
    return fromBase64url(this.id) as CaseId;
  }

  /** What the student said beforehand, or what came along; null where this device knows neither. */
  get card(): Card | null {
    return this.request.value?.card ?? beforeOf(this)?.card ?? null;
  }

  get draft(): Signal<string> {
    return this.#parts.draft;
  }

  /** What names the case in supervision (protocol.md §11); null before it is open. */
  get supervision(): SupervisionSecret | null {
    const { bundle } = this.#parts.account;
    return this.room.value?.epoch?.supervision ?? bundle.supervision(this.caseId);
  }

  /** Whether the student took this back in the room (§20). */
  tookBack(purpose: StandingPurpose): boolean {
    return isTakenBack(this.#parts.account.current.value, purpose, this.caseId);
  }

  async refresh(): Promise<void> {
    this.take(await this.#parts.account.api.case(this.id));
  }

  take(answer: CaseAnswer): void {
    if (isOlder(answer, this.answer.value)) return;
    const fresh = this.answer.value.intake !== answer.intake || this.request.value === null;
    this.answer.value = answer;
    if (fresh) this.#read(answer);
    if (isJoined(answer)) this.joined.value = joinedIntake(answer);
    if (answer.state === 'open') this.until.value = null;
    if (answer.epochs.length > 0 && this.room.value === null) this.#openRoom();
    else if (this.#comesBack(answer)) void this.#joinAnew(answer);
  }

  /** What is kept here is of before this worker left, and somebody else's epochs lie between (§17). */
  #comesBack(answer: CaseAnswer): boolean {
    const [row] = answer.epochs;
    const kept = this.room.value?.conversation.rooms[0]?.epoch.signed;
    return isJoined(answer) && kept !== undefined && row?.record !== toBase64url(kept);
  }

  /** Who comes back begins anew, once the return is proven. */
  async #joinAnew(answer: CaseAnswer): Promise<void> {
    const room = this.room.peek();
    const [row] = answer.epochs;
    if (row === undefined) return;
    try {
      await this.#begin(answer, row);
    } catch (error) {
      if (!(error instanceof CryptoError || error instanceof ApiError)) throw error;
      return;
    }
    if (this.room.peek() !== room) return;
    this.stop();
    this.#cache.forget();
    this.#openRoom();
  }

  /** Sends the first reply: epoch 1, its wraps and the message in one call. */
  async accept(text: string): Promise<Answered> {
    this.busy.value = true;
    const typed = this.draft.peek();
    const answered = await this.#accept(text).finally(() => {
      this.busy.value = false;
    });
    this.trouble.value = answered === 'sent' ? null : answered;
    if (answered === 'sent') clearSent(this.draft, typed);
    return answered;
  }

  async release(): Promise<void> {
    await this.#parts.api.release(this.id);
  }

  /** In an open conversation: it goes on until a holder decides. */
  async conflict(): Promise<void> {
    await this.#parts.api.conflict(this.id);
  }

  /** Asks the holders to look at how somebody behaves; not at what was said. */
  async conduct(): Promise<void> {
    await this.#parts.api.conduct(this.id);
  }

  async recuse(): Promise<void> {
    await this.#parts.api.recuse(this.id);
  }

  /**
   * Ends it, and counts how it went. The ciphertext on this device goes too; the worker's wraps go on
   * the server.
   */
  async close(coded: Coded = {}): Promise<void> {
    const { account, now } = this.#parts;
    const record = this.room.value?.epoch?.recordHash;
    if (record === undefined) throw new Refused('no-epoch');
    const { sign } = account.bundle.identity;
    const close = signClose(sign, { case: this.caseId, record, by: 'worker', time: now() });
    await account.api.close(this.id, toBase64url(close));
    const ended = { case: this.caseId, coded, now: now() };
    await account.change((bundle) => withoutHead(withEnded(bundle, ended), this.caseId));
    this.forget();
  }

  /** Nothing of it stays on this device. */
  forget(): void {
    this.stop();
    this.draft.value = '';
    this.#cache.forget();
  }

  stop(): void {
    this.#obeying();
    this.room.value?.stop();
  }

  get #cache(): RoomCache {
    return new RoomCache({ store: this.#parts.store, caseId: this.id });
  }

  #read(answer: CaseAnswer): void {
    const me = this.#parts.account.bundle.identity;
    const { card, letter, wraps, intake } = answer;
    this.request.value = null;
    this.letter.value = null;
    if (!intake || !card || !wraps?.card) return;
    const mine = this.#parts.mine();
    const found = tryRequest({ caseId: this.id, intake, card, wrap: wraps.card, me, mine });
    this.request.value = found;
    if (found === null || !letter || !wraps.letter) return;
    try {
      this.letter.value = letterOf({ found, letter, wrap: wraps.letter, me });
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
    }
  }

  async #accept(text: string): Promise<Answered> {
    const { api, account } = this.#parts;
    const supervision = this.letter.value?.supervision;
    try {
      const acceptance = await this.#acceptance(text);
      if (acceptance === null || supervision === undefined) return 'unchecked';
      await api.accept(this.id, acceptance);
      const about = subjectOf(this);
      await account.change((bundle) => {
        const kept = bundle.withSupervision(this.caseId, supervision);
        return about === null ? kept : kept.withSubject(about);
      });
      await this.refresh();
      return 'sent';
    } catch (error) {
      return this.#refused(error);
    }
  }

  /** The same text again gives the same bytes: an answer that got lost must not open two rooms. */
  async #acceptance(text: string): Promise<Acceptance | null> {
    if (this.#made?.text === text) return this.#made.acceptance;
    const { account, roster, now } = this.#parts;
    const [found, letter] = [this.request.value, this.letter.value];
    const accepted = await roster(true);
    if (found === null || letter === null || accepted === null) return null;
    const me = account.bundle.identity;
    const acceptance = makeAcceptance({ found, letter, me, roster: accepted, text, now: now() });
    this.#made = { text, acceptance };
    return acceptance;
  }

  #refused(error: unknown): Answered {
    if (error instanceof CryptoError) return 'unchecked';
    if (!(error instanceof ApiError)) throw error;
    if (error.failure === 'offline' || error.failure === 'unavailable') return 'later';
    this.#made = null;
    if (isConflict(error, 'roster')) return 'roster';
    const gone = isConflict(error, 'lapsed') || error.failure === 'not_found';
    if (gone) this.until.value = 0;
    return gone ? 'lapsed' : 'failed';
  }

  #openRoom(): void {
    const { account, lock, line, now } = this.#parts;
    const room = new RoomState({
      caseId: this.id,
      me: 'worker',
      identity: account.bundle.identity,
      api: account.api,
      line,
      cache: this.#cache,
      lock,
      accept: (answer, known) => this.#epochs(answer, known),
      onCase: (answer) => this.take(answer),
      now,
    });
    this.room.value = room;
    this.#obeying = obey(account, room, this.id);
    void room.sync();
  }

  /** Epoch 1 is one's own; later ones with new student keys only by their statement (§6). */
  async #epochs(answer: CaseAnswer, known: readonly Epoch[]): Promise<readonly Epoch[]> {
    const accepted: Epoch[] = [];
    for (const row of answer.epochs.slice(known.length)) {
      const before = accepted.at(-1) ?? known.at(-1) ?? null;
      accepted.push(
        before === null ? await this.#begin(answer, row) : await this.#later(before, row),
      );
    }
    // The newest keys of the student's, for a concern after the end.
    const newest = accepted.at(-1);
    if (newest !== undefined) void this.#fileSubject(newest).then(() => this.#fileAgain(newest));
    return accepted;
  }

  async #fileSubject({ student: { sign, box } }: Epoch): Promise<void> {
    const about = subjectOf(this);
    if (about === null) return;
    await this.#parts.account.change((bundle) => bundle.withSubject({ ...about, sign, box }));
  }

  /** What the question whether both would talk again needs once it is over (§25). */
  async #fileAgain(newest: Epoch): Promise<void> {
    const { account, now } = this.#parts;
    const before = account.bundle;
    if (withAgainKeys(before, this.caseId, newest, now()) === before) return;
    await account.change((bundle) => withAgainKeys(bundle, this.caseId, newest, now()));
  }

  /** One's own first epoch: the conversation's, or the one that this worker joined with (§17). */
  async #begin(answer: CaseAnswer, row: EpochRow): Promise<Epoch> {
    if (!isJoined(answer)) return this.#first(row);
    const { account, mine, now, roster } = this.#parts;
    const note = `meta/joined/${toHex(this.caseId)}` as const;
    const known = account.bundle.note(note);
    // Who joins is judged by the roster in force, fetched anew.
    const listed = known === null ? await roster(true) : null;
    const me = account.bundle.identity;
    const epoch = joinedEpoch({ answer, me, mine: mine(), known, roster: listed, now: now() });
    const anew = known === null || !equal(known, epoch.recordHash);
    await account.change((bundle) =>
      (anew ? withoutHead(bundle, this.caseId) : bundle)
        .withNote(note, epoch.recordHash)
        .withSupervision(this.caseId, epoch.supervision),
    );
    return epoch;
  }

  #first(row: EpochRow): Epoch {
    const intake = this.request.value?.intake;
    if (intake === undefined) throw new Refused('intake-mismatch');
    const me = this.#parts.account.bundle.identity;
    return reopenFirstEpoch({ offered: offered(row), me, intake, ack: null });
  }

  async #later(before: Epoch, row: EpochRow): Promise<Epoch> {
    const { account, now } = this.#parts;
    const statement = (text: string | null | undefined): Signed | null =>
      text ? (fromBase64url(text) as Signed) : null;
    const accept = async (fresh: boolean): Promise<Epoch> => {
      const roster = await this.#parts.roster(fresh);
      if (roster === null) throw new Refused('epoch-roster');
      return acceptNextEpoch({
        before,
        offered: offered(row),
        me: account.bundle.identity,
        roster,
        memberChange: statement(row.member_change),
        keyChange: statement(row.key_change),
        now: now(),
      });
    };
    try {
      return await accept(false);
    } catch (error) {
      // The student's device may know a newer roster than this one.
      if (!(error instanceof CryptoError)) throw error;
      return accept(true);
    }
  }
}
