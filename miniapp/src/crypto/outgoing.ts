// Own messages not yet acknowledged, protocol.md §7 (Sending). Lives here: the queue, sealed in
// order, and sealing again at a new head. Must not: the peer's messages.
import { equal } from './bytes.ts';
import type { Entry } from './chain.ts';
import { isDispute } from './dispute.ts';
import { Refused } from './errors.ts';
import {
  type Content,
  isShown,
  type Mark,
  type Parsed,
  parseEnvelope,
  sealMessage,
  UNKNOWN_HEAD,
} from './message.ts';
import type { Random } from './random.ts';
import { type Before, opposite } from './reading.ts';
import type { NewContent, Room } from './room.ts';
import type { CaseId, ChainHash, ContentId, Direction, Envelope, Seconds } from './types.ts';

/** One envelope to send, the same bytes each time. */
export interface Pending {
  readonly epoch: number;
  readonly counter: number;
  readonly previous: ChainHash;
  readonly carried: readonly Mark[];
  readonly hash: ChainHash;
  readonly envelope: Envelope;
  readonly content: Content;
  readonly seen: Mark;
}

/** Where new envelopes are sealed: the newest epoch, the chains before it, what was shown. */
export interface Writing {
  readonly room: Room;
  readonly before: Before | null;
  readonly shown: Mark | null;
}

/** The queue of one conversation. */
export class Outgoing {
  readonly #case: CaseId;
  readonly #direction: Direction;
  readonly #random: Random;
  #all: readonly Pending[] = [];

  constructor(caseId: CaseId, direction: Direction, random: Random) {
    this.#case = caseId;
    this.#direction = direction;
    this.#random = random;
  }

  get all(): readonly Pending[] {
    return this.#all;
  }

  at(epoch: number, counter: number): Pending | undefined {
    return this.#all.find((one) => one.epoch === epoch && one.counter === counter);
  }

  /** The latest *seen* in the queue, or null when nothing waits. */
  seen(epoch: number): Mark | null {
    return this.#all.filter((one) => one.epoch === epoch).at(-1)?.seen ?? null;
  }

  /** What may be sent: nothing while own messages are known to be there that were not read yet. */
  sendable({ chains }: Room): readonly Pending[] {
    const [first] = this.#all;
    const known = chains[this.#direction].known.counter;
    return first !== undefined && first.counter > known ? this.#all : [];
  }

  /** Seals new content at the end of the queue. */
  add(at: Writing, content: NewContent, now: Seconds, id?: ContentId): Pending {
    return this.#seal(at, { ...content, id: id ?? (this.#random(16) as ContentId), time: now });
  }

  /** An own entry was accepted: it leaves the queue, and the rest moves behind it if it must. */
  settle(entry: Entry, at: Writing): void {
    const id = entry.content?.id;
    // The same content under another envelope: it was sealed again, and is there all the same.
    this.#all = this.#all.filter((one) => id === undefined || !equal(one.content.id, id));
    this.refit(at);
  }

  /**
   * A new epoch: texts and consents are sealed again in it; *seen* and taking back belong to the old one, and so
   * does, where the worker is another, what was said to the one before about a dispute (§20).
   */
  moveTo(at: Writing): void {
    const another = at.before?.joined.some((one) => one) ?? false;
    const goesOn = (content: Content): boolean =>
      isShown(content) && !(another && content.kind === 'consent' && isDispute(content.statement));
    this.#sealAgain(
      at,
      this.#all.filter((one) => goesOn(one.content)),
    );
  }

  /** Seals the queue again at the head if it does not continue it; waits while that is unread. */
  refit(at: Writing): void {
    const [first] = this.#all;
    if (first === undefined) return;
    const { head, known } = at.room.chains[this.#direction];
    const [own] = first.carried;
    const stale = own !== undefined && own.counter !== this.#carried(at)[0]?.counter;
    const fits = first.counter === head.counter + 1 && equal(first.previous, head.hash) && !stale;
    // Behind a head not read yet: it can be judged only when that is here.
    if (fits || head.counter < known.counter) return;
    this.#sealAgain(at, this.#all);
  }

  /** A saved envelope, byte for byte. */
  restore(parsed: Parsed, content: Content, envelope: Envelope): void {
    this.#all = [...this.#all, pending(parsed, content, envelope)];
  }

  #sealAgain(at: Writing, rest: readonly Pending[]): void {
    const moved = new Map<number, number>();
    this.#all = [];
    for (const one of rest) {
      const { content } = one;
      const again =
        content.kind === 'unsend'
          ? { ...content, counter: moved.get(content.counter) ?? content.counter }
          : content;
      moved.set(one.counter, this.#seal(at, again).counter);
    }
  }

  #seal(at: Writing, content: Content): Pending {
    const { epoch, chains } = at.room;
    const chain = chains[this.#direction];
    const last = this.#all.at(-1);
    const head: Mark = last ?? chain.head;
    // Sealing below what is known to be there would fork one's own history.
    if (head.counter < chain.known.counter) throw new Refused('behind');
    const start = chains[opposite(this.#direction)].at(0) as Mark;
    const seen = highest(start, last?.seen ?? chain.seen, at.shown);
    const header = {
      case: this.#case,
      epoch: epoch.body.number,
      record: epoch.recordHash,
      direction: this.#direction,
      counter: head.counter + 1,
      previous: head.hash,
      seenCounter: seen.counter,
      seenHash: seen.hash,
      carried: head.counter === 0 && epoch.body.number >= 2 ? this.#carried(at) : [],
    };
    const envelope = sealMessage(chain.key, header, content, this.#random);
    const sealed = pending(parseEnvelope(envelope), content, envelope);
    this.#all = [...this.#all, sealed];
    return sealed;
  }

  /** Both heads of the epoch before; a member who was not in it knows none. */
  #carried({ before }: Writing): readonly Mark[] {
    if (before === null || before.joined[this.#direction]) return [UNKNOWN_HEAD, UNKNOWN_HEAD];
    return [this.#direction, opposite(this.#direction)].map((one) => before.chains[one].known);
  }
}

function pending(parsed: Parsed, content: Content, envelope: Envelope): Pending {
  const { header, hash } = parsed;
  const { epoch, counter, previous, carried } = header;
  const seen = { counter: header.seenCounter, hash: header.seenHash };
  return { epoch, counter, previous, carried, hash, envelope, content, seen };
}

function highest(start: Mark, ...marks: readonly (Mark | null)[]): Mark {
  return marks.reduce<Mark>(
    (high, mark) => (mark !== null && mark.counter > high.counter ? mark : high),
    start,
  );
}
