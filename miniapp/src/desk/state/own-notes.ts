// A worker's own notes, as they see them again. Lives here: their states, and the replies opened. Must not:
// the text of a note; it is the readers' alone.

import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import type { Author } from '../../crypto/author.ts';
import { fromBase64url } from '../../crypto/bytes.ts';
import { openReply } from '../../crypto/entry.ts';
import { CryptoError } from '../../crypto/errors.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { EntryId } from '../../crypto/types.ts';
import { Newest } from '../../state/newest.ts';
import { Fresh } from './fresh.ts';
import type { DeskSide } from './side.ts';
import type { OwnRow } from './supervision-answers.ts';
import { NotesApi } from './supervision-api.ts';

/** A reply; `author` is null where it is not certain who wrote it. */
export interface OwnReply {
  readonly text: string;
  readonly author: Author | null;
}

export interface OwnNote {
  readonly row: OwnRow;
  /** Null: it could not be opened or is about another note. */
  readonly replies: readonly (OwnReply | null)[];
}

export class OwnNotes {
  /** The newest first; null before the first answer. */
  readonly notes: Signal<readonly OwnNote[] | null> = signal(null);
  readonly offline = signal(false);
  readonly fresh: Fresh;
  readonly #side: DeskSide;
  readonly #api: NotesApi;
  readonly #asked = new Newest();

  constructor(side: DeskSide) {
    this.#side = side;
    this.fresh = new Fresh(side.heard, () => this.read());
    this.#api = new NotesApi(side.account.api);
  }

  async read(): Promise<void> {
    const counts = this.#asked.ask();
    try {
      const rows = await this.#api.mine();
      if (!counts()) return;
      const { roster } = this.#side;
      // Who answered can be told by a roster alone; without one there is nothing to show yet.
      if (roster === null) return;
      this.notes.value = rows.map((row) => this.#open(row, roster));
      this.offline.value = false;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.offline.value = true;
    }
  }

  #open(row: OwnRow, roster: AcceptedRoster): OwnNote {
    const entry = fromBase64url(row.id) as EntryId;
    const key = this.#side.account.bundle.identity.box;
    const replies = row.replies.map(({ box }): OwnReply | null => {
      try {
        const { reply, author } = openReply({ entry, key, boxed: fromBase64url(box), roster });
        return { text: reply.text, author };
      } catch (error) {
        if (error instanceof CryptoError) return null;
        throw error;
      }
    });
    return { row, replies };
  }
}
