// What stays of a message that was taken back, protocol.md §7. Lives here: reading it as an entry.
// Must not: deciding whether its absence is right (conversation.ts).
import type { Entry } from './chain.ts';
import { Malformed } from './errors.ts';
import { chainHash, readHeader } from './message.ts';
import type { BodyHash, MessageAd } from './types.ts';

/** An entry without content; its chain hash is that of the message. Throws {@link Malformed}. */
export function readTombstone(ad: Uint8Array, body: Uint8Array): Entry {
  if (body.length !== 32) throw new Malformed('a body hash has 32 bytes');
  const hashed = body.slice() as BodyHash;
  const header = readHeader(ad);
  const wire = { kind: 'tombstone', ad: ad.slice() as MessageAd, body: hashed } as const;
  return { header, hash: chainHash(ad, hashed), content: null, wire };
}
