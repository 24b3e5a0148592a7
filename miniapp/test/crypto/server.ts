// An honest server's relay for one conversation, §7. Lives here: the chain check and the log.
// Must not: any key.
import type { Conversation } from '../../src/crypto/conversation.ts';
import {
  bodyHash,
  chainHash,
  genesis,
  type Mark,
  parseEnvelope,
} from '../../src/crypto/message.ts';
import type { Direction, Envelope, RecordHash } from '../../src/crypto/types.ts';

type Kept =
  | { readonly envelope: Envelope }
  | { readonly ad: Uint8Array; readonly body: Uint8Array };

/** Accepts head + 1 with the head's hash; hands everything out in the order it came. */
export class Relay {
  readonly log: Kept[] = [];
  readonly #heads: [Mark, Mark];
  readonly #epoch: number;

  constructor(record: RecordHash, epoch = 1) {
    this.#epoch = epoch;
    const start = (direction: Direction): Mark => ({
      counter: 0,
      hash: genesis(record, direction),
    });
    this.#heads = [start(0), start(1)];
  }

  head(direction: Direction): Mark {
    return this.#heads[direction];
  }

  /** True when it is there, now or already. */
  post(envelope: Envelope): boolean {
    const { header, hash } = parseEnvelope(envelope);
    const head = this.#heads[header.direction];
    if (String(head.hash) === String(hash)) return true;
    const next = header.counter === head.counter + 1;
    if (!next || String(header.previous) !== String(head.hash)) return false;
    this.#heads[header.direction] = { counter: header.counter, hash };
    this.log.push({ envelope });
    return true;
  }

  /** Keeps ad and body hash only. */
  drop(direction: Direction, counter: number): void {
    const at = this.log.findIndex((kept) => {
      if (!('envelope' in kept)) return false;
      const { header } = parseEnvelope(kept.envelope);
      return header.direction === direction && header.counter === counter;
    });
    const kept = this.log[at];
    if (kept === undefined || !('envelope' in kept)) throw new Error('nothing to drop');
    const { ad, sealed, hash } = parseEnvelope(kept.envelope);
    const body = bodyHash(sealed);
    if (String(chainHash(ad, body)) !== String(hash)) throw new Error('hash');
    this.log[at] = { ad, body };
  }

  /** Gives a device everything, then the heads. */
  sync(device: Conversation): void {
    for (const kept of this.log) {
      if ('envelope' in kept) device.receive(kept.envelope);
      else device.receiveTombstone(kept.ad, kept.body);
    }
    for (const direction of [0, 1] as const) {
      device.checkHead({ epoch: this.#epoch, direction }, this.head(direction));
    }
  }

  /** Sends what a device has waiting, acknowledging as it goes. Stops at a refusal. */
  flush(device: Conversation): void {
    for (;;) {
      const [first] = device.outgoing;
      if (first === undefined || !this.post(first.envelope)) return;
      device.acknowledge(first);
    }
  }
}
