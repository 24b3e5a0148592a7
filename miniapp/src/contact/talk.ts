// A conversation that a holder began with the student, protocol.md §14. Lives here: checking who writes,
// answering, declining, going on. Must not: the student's own case (state/student-case.ts), screens.

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError } from '../api/errors.ts';
import { StudentApi } from '../api/student.ts';
import type { CaseAnswer, EpochRow } from '../api/types.ts';
import { acceptNextEpoch, type OfferedEpoch, reopenAcknowledged } from '../crypto/acceptance.ts';
import { fromBase64url, readUtf8, toBase64url, toHex, utf8 } from '../crypto/bytes.ts';
import { acceptContact, type OpenedContact, openContact } from '../crypto/contact.ts';
import type { Epoch } from '../crypto/epoch.ts';
import { CryptoError, Refused } from '../crypto/errors.ts';
import type { Intake } from '../crypto/intake.ts';
import { type AcceptedRoster, findCertificate } from '../crypto/roster.ts';
import { signClose, signEpochAck } from '../crypto/statements.ts';
import type { Boxed, CaseId, Signed } from '../crypto/types.ts';
import { isOlder } from '../state/case-answers.ts';
import { keptText } from '../state/draft.ts';
import { type Ending, endingOf } from '../state/ending.ts';
import { noteOf, openOwnRequest } from '../state/request.ts';
import { RoomState } from '../state/room.ts';
import { RoomCache } from '../state/room-cache.ts';
import { Standing } from '../state/standing.ts';
import type { CaseParts } from '../state/student-case.ts';

/** Who writes, as a certificate in an accepted roster names them. */
export interface Holder {
  readonly name: string;
  readonly role: string;
}

/**
 * `asked`: checked, and not answered yet; `unchecked`: it could not be checked, and nothing of it is
 * shown. `declined`: it ended before it was answered, and is left behind.
 */
export type TalkState = 'loading' | 'unchecked' | 'asked' | 'open' | 'closed' | 'declined';

const offered = (row: EpochRow): OfferedEpoch => ({
  signed: fromBase64url(row.record) as Signed,
  wrap: fromBase64url(row.wrap) as Boxed,
});

export class ContactTalk {
  readonly id: string;
  readonly answer: Signal<CaseAnswer>;
  readonly room: RoomState;
  readonly draft: Signal<string>;
  /** Null until it was checked. */
  readonly holder: Signal<Holder | null>;
  /** Whether they may be written to (§3.2). */
  readonly standing: Standing;
  readonly state: ReadonlySignal<TalkState>;
  readonly #parts: CaseParts;
  readonly #api: StudentApi;
  readonly #cache: RoomCache;
  readonly #accepted: Signal<boolean>;
  readonly #following: () => void;

  constructor(parts: CaseParts, answer: CaseAnswer) {
    const { account, store, lock, line, now } = parts;
    this.#parts = parts;
    this.#api = new StudentApi(account.api);
    this.id = answer.case;
    this.answer = signal(answer);
    this.standing = new Standing(parts, this.caseId);
    this.draft = keptText(store, `draft/${this.id}`);
    this.#cache = new RoomCache({ store, caseId: this.id });
    this.holder = signal(this.#noted());
    this.#accepted = signal(account.bundle.note(noteOf.ack(this.caseId)) !== null);
    this.room = new RoomState({
      caseId: this.id,
      me: 'student',
      identity: account.bundle.identity,
      api: account.api,
      line,
      cache: this.#cache,
      lock,
      accept: (found, known) => this.#accept(found, known),
      maySend: () => this.#accepted.value && this.standing.maySend,
      onCase: (found) => {
        if (!isOlder(found, this.answer.peek())) this.answer.value = found;
      },
      now,
    });
    this.state = computed(() => this.#state());
    this.#following = this.standing.follow(this.room);
  }

  get caseId(): CaseId {
    return fromBase64url(this.id) as CaseId;
  }

  /** Who ended it, by their own word; null while it goes on. */
  get ending(): Ending | null {
    const me = this.#parts.account.bundle.identity;
    const newest = this.room.epoch;
    return endingOf({ answer: this.answer.value, me, newest, intake: null });
  }

  /** The student answers: says so, and may write from now on. */
  async accept(): Promise<void> {
    const newest = this.room.epoch;
    if (newest === null) throw new Refused('no-epoch');
    await this.#acknowledge(newest);
    this.#accepted.value = true;
  }

  /** Declines, or ends it. Nobody is told why. */
  async close(): Promise<void> {
    const { account, now } = this.#parts;
    const record = this.room.epoch?.recordHash;
    if (record === undefined) throw new Refused('no-epoch');
    const { sign } = account.bundle.identity;
    const close = signClose(sign, { case: this.caseId, record, by: 'student', time: now() });
    await account.api.close(this.id, toBase64url(close));
    this.draft.value = '';
    await this.room.sync();
    if (this.#accepted.value) return;
    // What was never answered stays on no device, whatever is still on its way.
    this.stop();
    this.#cache.forget();
  }

  stop(): void {
    this.#following();
    this.room.stop();
  }

  #state(): TalkState {
    if (this.answer.value.state === 'closed') return this.#accepted.value ? 'closed' : 'declined';
    const { entered, unchecked } = this.room;
    if (!entered.value || this.holder.value === null) {
      return unchecked.value ? 'unchecked' : 'loading';
    }
    return this.#accepted.value ? 'open' : 'asked';
  }

  async #accept(answer: CaseAnswer, known: readonly Epoch[]): Promise<readonly Epoch[]> {
    const { team } = this.#parts;
    if (team.refused.peek()) await team.load();
    if (!answer.contact) throw new Refused('contact-mismatch');
    const contact = openContact(fromBase64url(answer.contact) as Signed);
    const accepted = [...this.#reopened(contact, answer, known)];
    for (const row of answer.epochs.slice(known.length + accepted.length)) {
      const before = accepted.at(-1) ?? known.at(-1) ?? null;
      const next = await this.#onNewest((roster) =>
        before === null ? this.#first(contact, row, roster) : this.#next(before, row, roster),
      );
      if (before !== null && this.#accepted.value) await this.#acknowledge(next);
      accepted.push(next);
    }
    const newest = accepted.at(-1) ?? known.at(-1);
    if (newest !== undefined) await this.#know(newest);
    if (!answer.acknowledged && this.#accepted.value) await this.#sendAck();
    return accepted;
  }

  /** What this person answered to before, on any device, and this one has not at hand. */
  #reopened(contact: OpenedContact, answer: CaseAnswer, known: readonly Epoch[]) {
    const { bundle } = this.#parts.account;
    const ack = bundle.note(noteOf.ack(this.caseId)) as Signed | null;
    if (ack === null || known.length > 0) return [];
    const begun = { case: this.caseId, recordHash: contact.recordHash };
    return reopenAcknowledged({
      offered: answer.epochs.map(offered),
      me: bundle.identity,
      begun,
      ack,
    });
  }

  async #first(contact: OpenedContact, row: EpochRow, roster: AcceptedRoster): Promise<Epoch> {
    const { account, now } = this.#parts;
    const { epoch } = acceptContact({
      contact: contact.signed,
      offered: offered(row),
      student: account.bundle.identity,
      intake: await this.#intake(contact),
      roster,
      now: now(),
    });
    return epoch;
  }

  /** The newest request of the case that the contact names: it must be the student's own. */
  async #intake({ body }: OpenedContact): Promise<Intake> {
    const { account } = this.#parts;
    const kept = account.bundle.note(noteOf.wishes(body.case));
    try {
      const answer = await account.api.case(toBase64url(body.case));
      return openOwnRequest({ answer, student: account.bundle.identity, kept }).intake;
    } catch (error) {
      // No case of theirs, or no longer: then nothing says that this is about them.
      const none = error instanceof ApiError && error.failure === 'not_found';
      throw none ? new Refused('contact-mismatch') : error;
    }
  }

  async #next(before: Epoch, row: EpochRow, roster: AcceptedRoster): Promise<Epoch> {
    return acceptNextEpoch({
      before,
      offered: offered(row),
      me: this.#parts.account.bundle.identity,
      roster,
      memberChange: null,
      keyChange: null,
      now: this.#parts.now(),
    });
  }

  /** The holder may know a newer roster than this device does: then it is asked for, once. */
  async #onNewest(accept: (roster: AcceptedRoster) => Promise<Epoch>): Promise<Epoch> {
    const { team } = this.#parts;
    const judged = (): Promise<Epoch> => {
      const roster = team.openRoster();
      if (roster === null) throw new Refused('epoch-roster');
      return accept(roster);
    };
    if (team.openRoster() === null) await team.load();
    try {
      return await judged();
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      await team.load();
      return judged();
    }
  }

  /** Signs that it was answered, and keeps that in the bundle for other devices of theirs. */
  async #acknowledge({ body, recordHash }: Epoch): Promise<void> {
    const { account } = this.#parts;
    const signed = signEpochAck(account.bundle.identity.sign, {
      case: body.case,
      number: body.number,
      record: recordHash,
    });
    await account.change((one) => one.withNote(noteOf.ack(this.caseId), signed));
    await this.#sendAck();
  }

  async #sendAck(): Promise<void> {
    const ack = this.#parts.account.bundle.note(noteOf.ack(this.caseId));
    if (ack === null) return;
    try {
      await this.#api.acknowledge(this.id, toBase64url(ack));
    } catch (error) {
      // It is kept in the bundle and goes out again at the next sync.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  /** Name and role by the team's list; what was known of them stays when they left it. */
  async #know({ worker }: Epoch): Promise<void> {
    const roster = this.#parts.team.openRoster();
    if (roster === null) return;
    await this.standing.judge(worker);
    const found = worker.certificate === null ? null : findCertificate(roster, worker.certificate);
    if (!found) return;
    const { name, role } = found;
    const before = this.holder.value;
    if (before?.name === name && before.role === role) return;
    this.holder.value = { name, role };
    const note = utf8(JSON.stringify([name, role]));
    await this.#parts.account.change((one) => one.withNote(this.#note, note));
  }

  get #note(): `meta/${string}` {
    return `meta/contact/${toHex(this.caseId)}`;
  }

  #noted(): Holder | null {
    const raw = this.#parts.account.bundle.note(this.#note);
    if (raw === null) return null;
    const [name, role]: unknown[] = JSON.parse(readUtf8(raw));
    return typeof name === 'string' && typeof role === 'string' ? { name, role } : null;
  }
}
