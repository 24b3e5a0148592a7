// One direction of one epoch, protocol.md §7. Lives here: its entries without gaps, and what others
// have said about it (claims). Must not: opening or judging messages (reading.ts).
import { equal } from './bytes.ts';
import type { Epoch } from './epoch.ts';
import { CryptoError } from './errors.ts';
import type { FindingKind } from './findings.ts';
import {
  type Content,
  directionKey,
  genesis,
  type Header,
  type Mark,
  openMessage,
  type Parsed,
} from './message.ts';
import type { Secret } from './secret.ts';
import type { BodyHash, ChainHash, Direction, Envelope, MessageAd } from './types.ts';

/** An entry as it came: the whole message, or what stays when its body was dropped. */
export type Wire =
  | { readonly kind: 'message'; readonly envelope: Envelope }
  | { readonly kind: 'tombstone'; readonly ad: MessageAd; readonly body: BodyHash };

/** One place in the chain; `content` is null when only the tombstone is there. */
export interface Entry {
  readonly header: Header;
  readonly hash: ChainHash;
  readonly content: Content | null;
  readonly wire: Wire;
}

/** Somebody trustworthy said that this chain has this hash at this counter. */
export interface Claim extends Mark {
  /** What it is called when the chain does not reach that far. */
  readonly kind: FindingKind & ('rollback' | 'withheld');
}

/** Entries 1 to head of one direction, each continuing the one before. */
export class Chain {
  readonly epoch: number;
  readonly direction: Direction;
  readonly key: Secret<'direction'>;
  readonly #genesis: ChainHash;
  readonly #entries: Entry[] = [];
  #claims: readonly Claim[] = [];

  constructor(epoch: Epoch, direction: Direction) {
    this.epoch = epoch.body.number;
    this.direction = direction;
    this.key = directionKey(epoch.key, epoch.recordHash, direction);
    this.#genesis = genesis(epoch.recordHash, direction);
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** The last entry's mark; counter 0 with the genesis hash when there is none. */
  get head(): Mark {
    return this.at(this.#entries.length) as Mark;
  }

  /** The highest of head and claims: what this direction is known to have reached. */
  get known(): Mark {
    return this.#claims.reduce((high, one) => (one.counter > high.counter ? one : high), this.head);
  }

  /** The mark at a counter, or null beyond the head. */
  at(counter: number): Mark | null {
    if (counter === 0) return { counter, hash: this.#genesis };
    const entry = this.#entries[counter - 1];
    return entry === undefined ? null : { counter, hash: entry.hash };
  }

  /**
   * The latest *seen* that counts, or null: nothing a tombstone's header says does before a later
   * message opens over it, so that read ticks never rest on one (§7, Taking back).
   */
  get seen(): Mark | null {
    const last = this.#entries.filter((entry) => entry.content !== null).at(-1);
    return last === undefined ? null : seenIn(last.header);
  }

  /** Headers of the tombstones since then, which do not count yet. */
  get uncounted(): readonly Header[] {
    const counted = this.#entries.map((entry) => entry.content !== null).lastIndexOf(true);
    return this.#entries.slice(counted + 1).map((entry) => entry.header);
  }

  /** Appends the next entry; the caller has checked it. Returns the claims it settles. */
  append(entry: Entry): readonly { readonly claim: Claim; readonly holds: boolean }[] {
    this.#entries.push(entry);
    const { counter } = entry.header;
    const here = this.#claims.filter((claim) => claim.counter === counter);
    this.#claims = this.#claims.filter((claim) => claim.counter !== counter);
    return here.map((claim) => ({ claim, holds: equal(claim.hash, entry.hash) }));
  }

  /** Puts the body that came later into a tombstone's place; same hash, so same message. */
  fill(entry: Entry): void {
    this.#entries[entry.header.counter - 1] = entry;
  }

  /** Notes a claim beyond the head. */
  claim(claim: Claim): void {
    this.#claims = [...this.#claims, claim];
  }
}

/** The entry with its content; null where it does not open. */
export function openEntry(chain: Chain, entry: Entry, parsed: Parsed): Entry | null {
  try {
    const content = openMessage(chain.key, parsed);
    // Of no earlier message: as a content that does not decode (§7).
    if (
      content.kind === 'unsend' &&
      !(content.counter >= 1 && content.counter < entry.header.counter)
    ) {
      return null;
    }
    return { ...entry, content };
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

/** The *seen* of a header. */
export function seenIn(header: Header): Mark {
  return { counter: header.seenCounter, hash: header.seenHash };
}
