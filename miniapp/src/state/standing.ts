// Whether the other one of an open conversation may be written to, protocol.md §3.2. Lives here: judging them by the
// team, remembering that they left it, going on once it can be trusted again. Must not: the rules (crypto/), screens.
import { effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import { isTolerated } from '../crypto/roster.ts';
import type { CaseId } from '../crypto/types.ts';
import type { Account } from './account.ts';
import { noteOf } from './request.ts';
import type { RoomState } from './room.ts';
import type { Team } from './team.ts';

/** How soon a team that was refused is asked for again: nothing else tells that the right one is shown. */
const AGAIN_MS = 20_000;
const YES = Uint8Array.of(1);

export interface StandingParts {
  readonly account: Pick<Account, 'bundle' | 'change'>;
  readonly team: Pick<Team, 'trust' | 'refused' | 'openRoster' | 'load'>;
  readonly now: () => number;
}

export class Standing {
  /** The other one is on the team's list no more: nothing is sent to them. */
  readonly gone: Signal<boolean>;
  readonly #parts: StandingParts;
  readonly #caseId: CaseId;

  constructor(parts: StandingParts, caseId: CaseId) {
    this.#parts = parts;
    this.#caseId = caseId;
    this.gone = signal(parts.account.bundle.note(noteOf.gone(caseId)) !== null);
  }

  /** The team that the server shows is refused, so nobody can be judged by it: nothing is sent either. */
  get held(): ReadonlySignal<boolean> {
    return this.#parts.team.refused;
  }

  get maySend(): boolean {
    return !this.held.value && !this.gone.value;
  }

  /** By the newest roster that there is; without one what was known of them stays. */
  async judge(other: Parameters<typeof isTolerated>[1]): Promise<void> {
    const { account, team, now } = this.#parts;
    const roster = team.openRoster();
    if (roster === null) return;
    const gone = !isTolerated(roster, other, now());
    this.gone.value = gone;
    // Noted, so that a server which shows no team at all after a restart gains nothing by it.
    const note = noteOf.gone(this.#caseId);
    if ((account.bundle.note(note) !== null) === gone) return;
    await account.change((one) => one.withNote(note, gone ? YES : null));
  }

  /** Judges anew with each team that is shown, and sends what waited once it is trusted. Returns the end of it. */
  follow(room: RoomState): () => void {
    const { team } = this.#parts;
    let again: ReturnType<typeof setInterval> | undefined;
    const end = effect(() => {
      void team.trust.value;
      const refused = team.refused.value;
      clearInterval(again);
      if (refused) again = setInterval(() => void team.load(), AGAIN_MS);
      untracked(() => {
        if (room.epoch !== null) void this.judge(room.epoch.worker);
        if (!refused) void room.flush();
      });
    });
    return () => {
      end();
      clearInterval(again);
    };
  }
}
