// What a live room is made of. Lives here: the shape. Must not: behaviour.
import type { SessionApi } from '../api/session.ts';
import type { Sent } from '../api/socket.ts';
import type { CaseAnswer } from '../api/types.ts';
import type { Epoch } from '../crypto/epoch.ts';
import type { Identity } from '../crypto/sign.ts';
import type { Member } from '../crypto/types.ts';
import type { Lock } from './locks.ts';
import type { RoomCache } from './room-cache.ts';

export interface RoomParts {
  readonly caseId: string;
  readonly me: Member;
  readonly identity: Identity;
  readonly api: Pick<SessionApi, 'case' | 'messages' | 'unsend'>;
  readonly line: { readonly ready: boolean; send(id: string, message: string): Promise<Sent> };
  readonly cache: RoomCache;
  readonly lock: Lock;
  /** The case's epochs, each checked. Throws a CryptoError when one cannot be. */
  readonly accept: (answer: CaseAnswer, known: readonly Epoch[]) => Promise<readonly Epoch[]>;
  /** Whether the other side may still be written to; left out, they may. */
  readonly maySend?: () => boolean;
  /** Called with each fresh answer about the case. */
  readonly onCase: (answer: CaseAnswer) => void;
  readonly now?: () => number;
}
