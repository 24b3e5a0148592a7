// Conversations that holders began with the student (protocol.md §14), as far as everybody loads them.
// Lives here: that there are any. Must not: open one (contact/, which is loaded only then).
import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../api/errors.ts';
import type { SessionApi } from '../api/session.ts';
import type { Notice as Heard } from '../api/socket.ts';
import type { CaseRow } from '../api/types.ts';
import type { Letters } from '../contact/letters.ts';

export class Contacts {
  /** As the server lists them, the newest first; a new list each time that it was asked. */
  readonly rows: Signal<readonly CaseRow[]> = signal([]);
  /** Who opens them; null until there was one. */
  letters: Letters | null = null;

  take(cases: readonly CaseRow[]): void {
    const rows = cases.filter((one) => one.kind === 'contact' && one.role === 'student');
    if (rows.length > 0 || this.rows.peek().length > 0) this.rows.value = rows;
  }

  /** Whether a holder has written. */
  async look(api: SessionApi | undefined): Promise<void> {
    try {
      if (api !== undefined) this.take(await api.cases());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  /** What the line brought of something that is not the student's case. */
  hear(heard: Heard): void {
    void this.letters?.hear(heard);
  }
}
