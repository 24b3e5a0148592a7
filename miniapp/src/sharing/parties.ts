// Who says something about consent, and where. Lives here: what a room gives its statements. Must not: act.
import type { SigningKey } from '../crypto/sign.ts';
import type { Member, Seconds } from '../crypto/types.ts';
import type { RoomState } from '../state/room.ts';

/** One side of a room. */
export interface Party {
  readonly room: RoomState;
  readonly caseId: string;
  readonly me: Member;
  readonly key: SigningKey;
  readonly now: () => Seconds;
  /** Whether the conversation goes on: after its end nothing is said and nothing may be done. */
  readonly open: boolean;
  /** Whether the line is up: without it nobody knows what was taken back meanwhile. */
  readonly connected: () => boolean;
}
