// The team's file, for coordinator and manager. Lives here: reading it, recording a training, ending a
// service. Must not: what a page says (sheet.ts), certificates (holder.ts).

import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { systemRandom } from '../../crypto/random.ts';
import { signTraining } from '../../crypto/training.ts';
import type { Seconds, SignPublic } from '../../crypto/types.ts';
import { Newest } from '../../state/newest.ts';
import { Fresh } from './fresh.ts';
import type { HolderDesk } from './holder.ts';
import { Said } from './said.ts';
import { everyHolder, openSheet, type Sheet } from './sheet.ts';
import { file } from './team-file-answers.ts';

export type FileTrouble = 'offline' | 'failed' | 'full';

/** What a holder writes down about a training. `until` null: it does not end. */
export interface NewTraining {
  readonly what: string;
  readonly by: string;
  readonly done: Seconds;
  readonly until: Seconds | null;
}

export class TeamFile {
  /** Null before the first answer. */
  readonly sheets: Signal<readonly Sheet[] | null> = signal(null);
  /** Whether the policy lets nobody take requests without a training. */
  readonly asked = signal(false);
  readonly trouble: Signal<FileTrouble | null> = signal(null);
  readonly busy = signal(false);
  readonly fresh: Fresh;
  readonly desk: HolderDesk;
  readonly #asked = new Newest();
  readonly #said = new Said<FileTrouble>(this.trouble);

  constructor(desk: HolderDesk) {
    this.desk = desk;
    this.fresh = new Fresh(desk.heard, () => this.load());
  }

  of(account: string): Sheet | null {
    return this.sheets.value?.find((one) => one.row.account === account) ?? null;
  }

  async load(): Promise<boolean> {
    const counts = this.#asked.ask();
    return this.#try(async () => {
      const answer = file(await this.desk.account.api.ask('GET', '/api/team/file'));
      const root = this.desk.view.peek()?.root ?? null;
      const holders = everyHolder(this.desk.team.peek()?.certificates ?? [], root);
      const now = this.desk.time();
      if (!counts()) return;
      this.asked.value = answer.training;
      this.sheets.value = answer.members.map((row) => openSheet(row, { holders, now }));
    }, true);
  }

  /** Signs it with this holder's own key. True when it is on record. */
  record(member: { readonly sign_key: string }, said: NewTraining): Promise<boolean> {
    return this.#do(async () => {
      const { account, time } = this.desk;
      const signed = signTraining(account.bundle.identity.sign, {
        id: systemRandom(16),
        member: fromBase64url(member.sign_key) as SignPublic,
        what: said.what.trim(),
        by: said.by.trim(),
        done: said.done,
        until: said.until ?? 0,
        made: time(),
      });
      await account.api.ask('POST', '/api/team/file/trainings', { training: toBase64url(signed) });
    });
  }

  /** One that was recorded by mistake. */
  drop(id: string): Promise<boolean> {
    return this.#do(async () => {
      await this.desk.account.api.ask('DELETE', `/api/team/file/trainings/${id}`);
    });
  }

  /** Ends somebody's service for good; a roster without them is signed. */
  leave(account: string): Promise<boolean> {
    return this.#do(async () => {
      await this.desk.account.api.ask('POST', `/api/team/members/${account}/leave`);
      await this.desk.load();
    });
  }

  async #do(work: () => Promise<void>): Promise<boolean> {
    this.busy.value = true;
    const done = await this.#try(work);
    const seen = await this.load();
    this.busy.value = false;
    return done && seen;
  }

  async #try(work: () => Promise<void>, quiet = false): Promise<boolean> {
    try {
      await work();
      this.#said.went(quiet);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const away = error.failure === 'offline' || error.failure === 'unavailable';
      this.#said.failed(away ? 'offline' : error.failure === 'conflict' ? 'full' : 'failed', quiet);
      return false;
    }
  }
}
