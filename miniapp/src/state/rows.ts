// A message as the server hands it over. Lives here: giving it to the conversation. Must not: judge it.
import type { MessageRow } from '../api/types.ts';
import { fromBase64url } from '../crypto/bytes.ts';
import type { Conversation, Outcome } from '../crypto/conversation.ts';
import { Malformed } from '../crypto/errors.ts';
import type { Envelope } from '../crypto/types.ts';

/** What became of it. */
export function receiveRow(conversation: Conversation, row: MessageRow): Outcome {
  try {
    if (row.message) return conversation.receive(fromBase64url(row.message) as Envelope);
    const [ad, body] = [fromBase64url(row.ad ?? ''), fromBase64url(row.body_hash ?? '')];
    return conversation.receiveTombstone(ad, body);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    // Not even base64url: treated as a message that is not one of this protocol.
    return conversation.receive(new Uint8Array(0) as Envelope);
  }
}
