// Heads as the server states them. Lives here: comparing one with what this device knows. Must not: ask for any.
import type { Head } from '../api/types.ts';
import { equal, fromBase64url } from '../crypto/bytes.ts';
import type { Chain } from '../crypto/chain.ts';
import type { Conversation } from '../crypto/conversation.ts';
import type { Mark } from '../crypto/message.ts';
import type { ChainHash } from '../crypto/types.ts';

const mark = ({ counter, hash }: Head): Mark => ({
  counter,
  hash: fromBase64url(hash) as ChainHash,
});

/**
 * Compares a head with what was known when it was asked for (`asked`): what the socket brought while the
 * answer was on its way is not in it, and is no roll-back.
 */
export function checkStated(
  conversation: Conversation,
  chain: Chain,
  head: Head,
  asked: number,
): void {
  const { epoch, direction } = chain;
  const stated = mark(head);
  const overtaken = stated.counter >= asked && stated.counter < chain.known.counter;
  const there = chain.at(stated.counter);
  if (overtaken && there !== null && equal(there.hash, stated.hash)) return;
  conversation.checkHead({ epoch, direction }, stated, 'to-the-end');
}
