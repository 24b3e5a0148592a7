// One request and the room it becomes, for the student. Lives here: reading one's own request, checking
// the worker, acknowledging, closing. Must not: making a new request (asking.ts), screens.

import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../api/errors.ts';
import type { Sent } from '../api/socket.ts';
import { StudentApi } from '../api/student.ts';
import type { CaseAnswer, EpochRow } from '../api/types.ts';
import {
  acceptFirstEpoch,
  acceptNextEpoch,
  type OfferedEpoch,
  reopenAcknowledged,
} from '../crypto/acceptance.ts';
import { equal, fromBase64url, readUtf8, toBase64url, toHex, utf8 } from '../crypto/bytes.ts';
import { type Epoch, openEpochRecord } from '../crypto/epoch.ts';
import { CryptoError, Refused } from '../crypto/errors.ts';
import { findStanding } from '../crypto/roster.ts';
import { signClose, signEpochAck } from '../crypto/statements.ts';
import type { Boxed, CaseId, Signed, SignPublic } from '../crypto/types.ts';
import type { Account } from './account.ts';
import { isOlder } from './case-answers.ts';
import { type Ending, endingOf } from './ending.ts';
import { deniedAnswer } from './going.ts';
import type { LocalStore } from './local.ts';
import type { Lock } from './locks.ts';
import { noteOf, type OwnRequest, openOwnRequest } from './request.ts';
import { RoomState } from './room.ts';
import { RoomCache } from './room-cache.ts';
import { Standing } from './standing.ts';
import type { Team } from './team.ts';
import type { Typed } from './unsaved.ts';

export interface CaseParts {
  readonly account: Account;
  readonly team: Team;
  readonly store: LocalStore;
  readonly lock: Lock;
  readonly line: { readonly ready: boolean; send(id: string, message: string): Promise<Sent> };
  readonly now: () => number;
}

const offered = (row: EpochRow): OfferedEpoch => ({
  signed: fromBase64url(row.record) as Signed,
  wrap: fromBase64url(row.wrap) as Boxed,
});

export class StudentCase {
  readonly id: string;
  readonly answer: Signal<CaseAnswer>;
  readonly own: Signal<OwnRequest | null> = signal(null);
  readonly room: Signal<RoomState | null> = signal(null);
  /** Whether the worker may be written to (§3.2). */
  readonly standing: Standing;
  /** What was typed into the cards and not saved, while the app is open. */
  readonly typed: Signal<Typed> = signal({});
  /** The worker's name; empty until it is known. */
  readonly worker = signal('');
  /** The server does not list it, or denies it, though nobody signed an end: its bare word. */
  readonly denied = signal(false);
  /** Its student is having it destroyed: that the service knows no such room says nothing then. */
  erasing = false;
  readonly #parts: CaseParts;
  readonly #api: StudentApi;
  #following: () => void = () => undefined;

  constructor(parts: CaseParts, answer: CaseAnswer) {
    this.#parts = parts;
    this.#api = new StudentApi(parts.account.api);
    this.id = answer.case;
    this.standing = new Standing(parts, this.caseId);
    this.answer = signal(answer);
    this.worker.value = this.#keptName();
    this.#read(answer);
  }

  /** One that the server denies, with what is on this device. */
  static denied(parts: CaseParts, id: string): StudentCase {
    const note = noteOf.ack(fromBase64url(id) as CaseId);
    const found = new StudentCase(
      parts,
      deniedAnswer(id, parts.account.bundle.note(note) !== null),
    );
    found.take(found.answer.value);
    found.denied.value = true;
    return found;
  }

  get caseId(): CaseId {
    return fromBase64url(this.id) as CaseId;
  }

  /** Who ended it, by their own word; null while it goes on. */
  get ending(): Ending | null {
    return endingOf({
      answer: this.answer.value,
      me: this.#parts.account.bundle.identity,
      newest: this.room.value?.epoch ?? null,
      intake: this.own.value?.intake ?? null,
    });
  }

  /** Whose it is. */
  get account(): CaseParts['account'] {
    return this.#parts.account;
  }

  /** Asks for what is new in the room; undefined where there is none. */
  look(): Promise<void> | undefined {
    return this.erasing ? Promise.resolve() : this.room.value?.sync();
  }

  /** Asks the server how it stands. */
  async refresh(): Promise<void> {
    this.take(await this.#parts.account.api.case(this.id));
  }

  /** Takes an answer about the case; an open one becomes a room. `asked`: after an end that nobody signed. */
  take(answer: CaseAnswer, asked: 'anew' | null = null): void {
    const before = this.answer.value;
    const unproven = this.ending === 'unproven';
    if (isOlder(answer, before) && !this.denied.value && !(unproven && asked === 'anew')) {
      // Late, or the server says by now that it goes on after all: asked once more, that counts.
      if (unproven) void this.#askAnew();
      return;
    }
    this.denied.value = false;
    this.answer.value = answer;
    if (before.intake !== answer.intake || this.own.value === null) this.#read(answer);
    // Once a worker was accepted there is a room, whatever the server says later.
    const accepted = this.#parts.account.bundle.note(noteOf.ack(this.caseId)) !== null;
    if ((answer.epochs.length > 0 || accepted) && this.room.value === null) this.#openRoom();
  }

  /** Ends it: cancels while waiting, closes once open. */
  async close(): Promise<void> {
    const { account, now } = this.#parts;
    const record = this.room.value?.epoch?.recordHash ?? this.own.value?.intake.recordHash;
    if (record === undefined) throw new Refused('intake-mismatch');
    const close = signClose(account.bundle.identity.sign, {
      case: this.caseId,
      record,
      by: 'student',
      time: now(),
    });
    await account.api.close(this.id, toBase64url(close));
    await this.refresh();
  }

  async #askAnew(): Promise<void> {
    try {
      this.take(await this.#parts.account.api.case(this.id), 'anew');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  stop(): void {
    this.#following();
    this.room.value?.stop();
  }

  #read(answer: CaseAnswer): void {
    const { account, team } = this.#parts;
    try {
      const kept = account.bundle.note(noteOf.wishes(this.caseId));
      const own = openOwnRequest({ answer, student: account.bundle.identity, kept });
      const wishes = { ...own.wishes, avoid: team.avoided(own) };
      this.own.value = { ...own, wishes };
    } catch (error) {
      // The server gave something else than what was asked for: it is not shown as the student's.
      if (!(error instanceof CryptoError)) throw error;
    }
  }

  #openRoom(): void {
    const { account, store, lock, line, now } = this.#parts;
    const room = new RoomState({
      caseId: this.id,
      me: 'student',
      identity: account.bundle.identity,
      api: account.api,
      line,
      cache: new RoomCache({ store, caseId: this.id }),
      lock,
      accept: (answer, known) => this.#accept(answer, known),
      maySend: () => this.standing.maySend,
      onCase: (answer) => this.take(answer),
      now,
    });
    this.room.value = room;
    this.#following = this.standing.follow(room);
    void room.sync();
  }

  async #accept(answer: CaseAnswer, known: readonly Epoch[]): Promise<readonly Epoch[]> {
    const { team } = this.#parts;
    if (team.refused.peek()) await team.load();
    const accepted = [...this.#reopened(answer, known)];
    for (const row of answer.epochs.slice(known.length + accepted.length)) {
      const before = accepted.at(-1) ?? known.at(-1) ?? null;
      accepted.push(await (before === null ? this.#first(row) : this.#next(before, row)));
      await this.#acknowledge(accepted.at(-1) as Epoch);
    }
    if (!answer.acknowledged && accepted.length + known.length > 0) await this.#sendAck();
    const newest = accepted.at(-1) ?? known.at(-1);
    if (newest !== undefined) {
      await this.standing.judge(newest.worker);
      await this.#noteName(newest);
    }
    return accepted;
  }

  /** What this person accepted before, on any device, and this one has not at hand. */
  #reopened(answer: CaseAnswer, known: readonly Epoch[]): readonly Epoch[] {
    const { bundle } = this.#parts.account;
    const ack = bundle.note(noteOf.ack(this.caseId)) as Signed | null;
    const own = this.own.value;
    if (ack === null || known.length > 0) return [];
    if (own === null) throw new Refused('intake-mismatch');
    const rows = answer.epochs.map(offered);
    const { body, recordHash } = own.intake;
    const begun = { case: body.case, recordHash };
    return reopenAcknowledged({ offered: rows, me: bundle.identity, begun, ack });
  }

  #first(row: EpochRow): Promise<Epoch> {
    const own = this.own.value;
    if (own === null) throw new Refused('intake-mismatch');
    return this.#onNewest(() => this.#accepted(offered(row), own));
  }

  #next(before: Epoch, row: EpochRow): Promise<Epoch> {
    const { account, team, now } = this.#parts;
    const statement = (text: string | null | undefined): Signed | null =>
      text ? (fromBase64url(text) as Signed) : null;
    return this.#onNewest(() => {
      const { worker } = openEpochRecord(offered(row).signed);
      // Whoever stays may be named by a roster that ran out; another worker may not (§3.2).
      const stays = equal(worker.sign, before.worker.sign) && equal(worker.box, before.worker.box);
      const roster = stays ? team.openRoster() : team.roster;
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
    });
  }

  /** Signs that it was accepted, and keeps that in the bundle for other devices of theirs. */
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

  /** The worker may know a newer roster than this device does: then it is asked for, once. */
  async #onNewest(accept: () => Epoch): Promise<Epoch> {
    const { team } = this.#parts;
    if (team.openRoster() === null) await team.load();
    try {
      return accept();
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      await team.load();
      return accept();
    }
  }

  /** Epoch 1 by every rule of §6. */
  #accepted(first: OfferedEpoch, own: OwnRequest): Epoch {
    const { account, team, now } = this.#parts;
    const roster = team.openRoster();
    if (roster === null) throw new Refused('epoch-worker');
    const { bundle } = account;
    return acceptFirstEpoch({
      offered: first,
      student: bundle.identity,
      intake: own.intake,
      roster,
      avoid: own.wishes.avoid.map((key) => fromBase64url(key) as SignPublic),
      supervision: bundle.supervision(this.caseId) ?? own.supervision,
      now: now(),
    });
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

  async #noteName(epoch: Epoch): Promise<void> {
    const id = epoch.worker.certificate;
    const roster = this.#parts.team.openRoster();
    const name = id === null || roster === null ? undefined : findStanding(roster, id)?.name;
    if (name === undefined || name === this.worker.value) return;
    this.worker.value = name;
    await this.#parts.account.change((one) => one.withNote(this.#nameNote, utf8(name)));
  }

  get #nameNote(): `meta/${string}` {
    return `meta/worker/${toHex(this.caseId)}`;
  }

  #keptName(): string {
    const raw = this.#parts.account.bundle.note(this.#nameNote);
    return raw === null ? '' : readUtf8(raw);
  }
}
