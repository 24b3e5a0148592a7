// Bodies of messages that were taken back. Lives here: asking the server to drop them, until it has.
// Must not: the taking back itself; that is a message like any other (crypto/).
import { ApiError, isConflict, isPassing } from '../api/errors.ts';
import type { SessionApi } from '../api/session.ts';
import type { Conversation } from '../crypto/conversation.ts';
import type { RoomCache } from './room-cache.ts';

/** `seen`: too late, the other side had it on the screen. `later`: not all could be asked for now. */
export type TakenBack = 'done' | 'seen' | 'later';

/**
 * Asks for each body whose taking back is in the chain: before that it would look withheld. What the
 * server dropped or refused for good is not asked for again.
 */
export async function dropBodies(request: {
  readonly api: Pick<SessionApi, 'unsend'>;
  readonly caseId: string;
  readonly cache: RoomCache;
  readonly conversation: Conversation;
  /** Whether the room goes on here: what is forgotten is noted nowhere. */
  readonly here: () => boolean;
}): Promise<TakenBack> {
  const { api, caseId, cache, conversation, here } = request;
  const dropped = new Set(cache.dropped);
  let became: TakenBack = 'done';
  for (const { epoch, counter } of conversation.bodiesToDrop()) {
    const place = `${epoch}:${counter}`;
    if (dropped.has(place)) continue;
    try {
      await api.unsend(caseId, epoch, counter);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // That there is none, the server says of a conversation that it denies, too: asked again.
      const denied = error.failure === 'signed_out' || error.failure === 'not_found';
      if (isPassing(error) || denied) return 'later';
      if (isConflict(error, 'seen')) became = 'seen';
    }
    if (!here()) return 'later';
    cache.addDropped(place);
  }
  const waiting = conversation.unsent.some((one) => one.content.kind === 'unsend');
  return waiting ? 'later' : became;
}
