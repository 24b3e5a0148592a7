// Every conversation that a holder began with this student. Lives here: opening each once, and passing on
// what the line brings. Must not: what one of them is (talk.ts), or screens.
import { effect, type Signal, signal } from '@preact/signals';
import { ApiError } from '../api/errors.ts';
import type { Notice as Heard } from '../api/socket.ts';
import type { CaseRow } from '../api/types.ts';
import { fromBase64url } from '../crypto/bytes.ts';
import type { CaseId } from '../crypto/types.ts';
import type { Account } from '../state/account.ts';
import { noteOf } from '../state/request.ts';
import type { Student } from '../state/student.ts';
import type { CaseParts } from '../state/student-case.ts';
import { ContactTalk } from './talk.ts';

export class Letters {
  readonly account: Account;
  readonly all: Signal<readonly ContactTalk[]> = signal([]);
  /** The one that is up. */
  readonly shown: Signal<string | null> = signal(null);
  readonly #parts: CaseParts;
  readonly #stop: () => void;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(student: Student, parts: CaseParts) {
    this.account = parts.account;
    this.#parts = parts;
    this.#stop = effect(() => {
      const rows = student.contacts.rows.value;
      this.#turn = this.#turn.then(() => this.#look(rows));
    });
  }

  /** Those of this student; null before they are in. */
  static of(student: Student): Letters | null {
    const parts = student.talking;
    if (parts === null) return null;
    const { contacts } = student;
    if (contacts.letters?.account !== parts.account) {
      contacts.letters?.stop();
      contacts.letters = new Letters(student, parts);
    }
    return contacts.letters;
  }

  /** What waits for an answer or goes on, and what ended before this person's eyes. */
  get current(): readonly ContactTalk[] {
    const up = this.shown.value;
    return this.kept.filter((one) => one.state.value !== 'closed' || one.id === up);
  }

  /** All but what was declined. */
  get kept(): readonly ContactTalk[] {
    return this.all.value.filter((one) => one.state.value !== 'declined');
  }

  async hear(heard: Heard): Promise<void> {
    if (!('case' in heard)) return;
    const found = this.all.value.find((one) => one.id === heard.case);
    if (heard.t === 'message') await found?.room.hear(heard);
  }

  stop(): void {
    this.#stop();
    for (const one of this.all.peek()) one.stop();
  }

  async #look(rows: readonly CaseRow[]): Promise<void> {
    try {
      for (const row of rows) await this.#lookAt(row);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async #lookAt({ case: id, state }: CaseRow): Promise<void> {
    const known = this.all.peek().find((one) => one.id === id);
    if (known !== undefined) {
      await known.room.sync();
      return;
    }
    // What was declined is not shown again; what was answered stays to be read.
    const answered = this.account.bundle.note(noteOf.ack(fromBase64url(id) as CaseId)) !== null;
    if (state === 'closed' && !answered) return;
    const talk = new ContactTalk(this.#parts, await this.account.api.case(id));
    this.all.value = [...this.all.peek(), talk];
    await talk.room.sync();
  }
}
