// One room's state, protocol.md §7. Lives here: what a device does with epochs, messages, tombstones
// and heads, and what it seals next. Must not: network, storage, clocks, words to show.
import { equal } from './bytes.ts';
import { Chain, type Entry, openEntry } from './chain.ts';
import type { Epoch } from './epoch.ts';
import { CryptoError, Refused } from './errors.ts';
import { type Finding, type FindingKind, Findings, type Place } from './findings.ts';
import {
  type Header,
  isShown,
  type Mark,
  openMessage,
  type Parsed,
  parseEnvelope,
} from './message.ts';
import { Outgoing, type Pending, type Writing } from './outgoing.ts';
import { type Random, systemRandom } from './random.ts';
import { type Apart, type Before, follows, judge, opposite } from './reading.ts';
import type { NewContent, Room } from './room.ts';
import { lines, type ShownMessage, takenBack } from './timeline.ts';
import { readTombstone } from './tombstone.ts';
import type { CaseId, ContentId, Direction, Envelope, Member, Seconds } from './types.ts';

/** What became of something received. */
export type Outcome =
  | { readonly status: 'accepted'; readonly own: boolean }
  /** Known already; nothing changed. */
  | { readonly status: 'duplicate' }
  /** Nothing changed; fetch from `expected` on, then it is offered again. */
  | { readonly status: 'gap'; readonly expected: number; readonly finding: Finding }
  /** Nothing changed; fetch the epoch records first. */
  | { readonly status: 'unknown-epoch' }
  | { readonly status: 'refused'; readonly finding: Finding };

/** What a head stated by the server means. `fetchFrom`: the first message this device lacks. */
export type HeadReport =
  | { readonly status: 'current' }
  | { readonly status: 'behind'; readonly fetchFrom: number }
  | { readonly status: 'refused'; readonly finding: Finding };

/**
 * The pure state of one conversation on one device. Feed it every epoch, envelope and tombstone the
 * server hands over; ask it for messages, findings and the next envelope. Nothing it is fed can make
 * it throw but a programming error: what does not fit becomes a {@link Finding}.
 */
export class Conversation {
  readonly case: CaseId;
  readonly me: Member;
  readonly direction: Direction;
  readonly #rooms: Room[] = [];
  readonly #findings: Findings;
  readonly #outgoing: Outgoing;
  readonly #accepted: Entry[] = [];
  readonly #shown = new Map<number, Mark>();

  constructor(request: {
    readonly case: CaseId;
    readonly me: Member;
    readonly findings?: readonly Finding[];
    readonly random?: Random;
  }) {
    this.case = request.case;
    this.me = request.me;
    this.direction = request.me === 'student' ? 0 : 1;
    this.#findings = new Findings(request.findings);
    this.#outgoing = new Outgoing(request.case, this.direction, request.random ?? systemRandom);
  }

  /** All epochs in order. */
  get rooms(): readonly Room[] {
    return this.#rooms;
  }

  /** The epoch that messages are sealed in; null before the first. */
  get current(): Epoch | null {
    return this.#rooms.at(-1)?.epoch ?? null;
  }

  /** Everything found wrong so far. Show the warning while one is not `resolved` after a sync. */
  get findings(): readonly Finding[] {
    return this.#findings.all;
  }

  /** Envelopes to send now, in order, byte for byte until acknowledged. Save before sending. */
  get outgoing(): readonly Pending[] {
    const room = this.#rooms.at(-1);
    return room === undefined ? [] : this.#outgoing.sendable(room);
  }

  /** All that waits, also what must be sealed again once missing own messages are read. */
  get unsent(): readonly Pending[] {
    return this.#outgoing.all;
  }

  /** Accepted entries in the order they came, for the snapshot. */
  get accepted(): readonly Entry[] {
    return this.#accepted;
  }

  /** The highest message of the other side that was shown, per epoch, for the snapshot. */
  get shownMarks(): ReadonlyMap<number, Mark> {
    return this.#shown;
  }

  /** Adds an accepted epoch (acceptance.ts); what was not acknowledged is sealed again in it. */
  addEpoch(epoch: Epoch): void {
    const known = this.#rooms.find((room) => room.epoch.body.number === epoch.body.number);
    if (known !== undefined && equal(known.epoch.recordHash, epoch.recordHash)) return;
    const last = this.current;
    const next = last === null || epoch.body.number === last.body.number + 1;
    if (!next || !equal(epoch.body.case, this.case)) throw new Refused('epoch-mismatch');
    this.#rooms.push({ epoch, chains: [new Chain(epoch, 0), new Chain(epoch, 1)] });
    this.#outgoing.moveTo(this.#place());
  }

  /** Takes one envelope, of either direction, by the rules of §7. */
  receive(envelope: Envelope): Outcome {
    let parsed: Parsed;
    try {
      parsed = parseEnvelope(envelope);
    } catch (error) {
      return this.#unparsed(error);
    }
    return this.#take({ ...parsed, content: null, wire: { kind: 'message', envelope } }, parsed);
  }

  /** Takes what stays of a message whose body the server dropped. */
  receiveTombstone(ad: Uint8Array, body: Uint8Array): Outcome {
    try {
      return this.#take(readTombstone(ad, body), null);
    } catch (error) {
      return this.#unparsed(error);
    }
  }

  /**
   * Compares a head that the server states with what this device knows (§7, Sending). Once
   * everything was read `to-the-end`, a head further on is a gap: what it names was kept back.
   */
  checkHead(
    place: Pick<Place, 'epoch' | 'direction'>,
    head: Mark,
    read: 'so-far' | 'to-the-end' = 'so-far',
  ): HeadReport {
    const chain = this.#room(place.epoch)?.chains[place.direction];
    if (chain === undefined) return { status: 'behind', fetchFrom: 1 };
    if (place.direction === this.direction) this.#settleUpTo(chain, head);
    const { known } = chain;
    const at = { ...place, counter: head.counter };
    if (head.counter < known.counter) return this.#refuse('rollback', at);
    const there = chain.at(head.counter) ?? (head.counter === known.counter ? known : null);
    if (there !== null && !equal(there.hash, head.hash)) return this.#refuse('fork', at);
    this.#findings.resolve('rollback', place, (counter) => counter < known.counter);
    if (head.counter === chain.head.counter) return { status: 'current' };
    // Asked for everything up to this head, and the end of it did not come.
    if (read === 'to-the-end') this.#findings.add('gap', { ...at, counter: head.counter + 1 });
    return { status: 'behind', fetchFrom: chain.head.counter + 1 };
  }

  /** The server has the first outgoing envelope. False when it is not the one waiting. */
  acknowledge(place: Pick<Place, 'epoch' | 'counter'>): boolean {
    const [first] = this.#outgoing.all;
    if (first?.epoch !== place.epoch || first.counter !== place.counter) return false;
    const room = this.#room(place.epoch);
    if (room === undefined || room.chains[this.direction].head.counter !== place.counter - 1) {
      return false;
    }
    return this.receive(first.envelope).status === 'accepted';
  }

  /**
   * Seals the next message of this side and queues it. Throws `Refused`: 'no-epoch', 'behind' (read
   * what is missing first), 'content-bounds', 'cannot-unsend' (seen already, or not one's own).
   */
  sealNext(content: NewContent, now: Seconds, id?: ContentId): Pending {
    const { room } = this.#place();
    if (content.kind === 'unsend') this.#requireUnsendable(room, content.counter);
    return this.#outgoing.add(this.#place(), content, now, id);
  }

  /** Own messages taken back by an accepted `unsend`, whose bodies the server gave here. */
  bodiesToDrop(): readonly Pick<Place, 'epoch' | 'counter'>[] {
    return this.#rooms.flatMap(({ epoch, chains }) => {
      const { entries } = chains[this.direction];
      const back = takenBack(entries.map((entry) => entry.content));
      return entries.flatMap(({ header: { counter }, wire }) =>
        back.has(counter) && wire.kind === 'message' ? [{ epoch: epoch.body.number, counter }] : [],
      );
    });
  }

  /** May this own message still be taken back? */
  canUnsend(epoch: number, counter: number): boolean {
    const room = this.#rooms.at(-1);
    if (room === undefined || room.epoch.body.number !== epoch) return false;
    const seen = room.chains[opposite(this.direction)].seen?.counter ?? 0;
    const sent = room.chains[this.direction].entries[counter - 1]?.content;
    const content = sent ?? this.#outgoing.at(epoch, counter)?.content;
    return content?.kind === 'text' && counter > seen;
  }

  /** The other side's message at `counter`, and all before it, are on the screen. */
  markShown(epoch: number, counter: number): void {
    const chain = this.#room(epoch)?.chains[opposite(this.direction)];
    if (chain === undefined) return;
    let at = Math.min(counter, chain.head.counter);
    // What has nothing to show counts as shown with the message before it.
    for (let next = chain.entries[at]?.content; next && !isShown(next); at += 1) {
      next = chain.entries[at + 1]?.content;
    }
    const before = this.#shown.get(epoch)?.counter ?? 0;
    const mark = chain.at(at);
    if (mark !== null && at > before) this.#shown.set(epoch, mark);
  }

  /** Is a message of kind `seen` due: was a text shown that no own envelope has said was seen? */
  get seenOwed(): boolean {
    const room = this.#rooms.at(-1);
    if (room === undefined) return false;
    const number = room.epoch.body.number;
    const said = this.#outgoing.seen(number) ?? room.chains[this.direction].seen;
    const shown = this.#shown.get(number)?.counter ?? 0;
    const fresh = room.chains[opposite(this.direction)].entries.slice(said?.counter ?? 0, shown);
    return fresh.some((entry) => entry.content === null || isShown(entry.content));
  }

  /** What the room shows, oldest first. */
  messages(): readonly ShownMessage[] {
    const shown = new Set<string>();
    return this.#rooms.flatMap(({ epoch, chains }, at) => {
      const number = epoch.body.number;
      const unsent = this.#outgoing.all.filter((one) => one.epoch === number);
      // What a student said under earlier keys stays theirs.
      const student = this.#rooms.slice(0, at + 1).map((room) => room.epoch.student.sign);
      const keys = [student, [epoch.worker.sign]] as const;
      return lines({ epoch: number, chains, keys, mine: this.direction, unsent, shown });
    });
  }

  /** Remembers a head from a snapshot: below it the server has rolled back. */
  rememberHead(place: Pick<Place, 'epoch' | 'direction'>, head: Mark): void {
    const chain = this.#room(place.epoch)?.chains[place.direction];
    if (chain === undefined || chain.at(head.counter) !== null) return;
    chain.claim({ ...head, kind: 'rollback' });
  }

  /** Puts saved envelopes back into the queue, byte for byte. Throws when one does not open. */
  requeue(envelopes: readonly Envelope[]): void {
    for (const envelope of envelopes) {
      const parsed = parseEnvelope(envelope);
      const room = this.#room(parsed.header.epoch);
      if (room === undefined || parsed.header.direction !== this.direction) {
        throw new Refused('snapshot');
      }
      const content = openMessage(room.chains[this.direction].key, parsed);
      this.#outgoing.restore(parsed, content, envelope);
    }
    if (envelopes.length > 0) this.#outgoing.refit(this.#place());
  }

  #room(epoch: number): Room | undefined {
    return this.#rooms.find((room) => room.epoch.body.number === epoch);
  }

  #place(): Writing {
    const room = this.#rooms.at(-1);
    if (room === undefined) throw new Refused('no-epoch');
    const number = room.epoch.body.number;
    return { room, before: this.#before(number), shown: this.#shown.get(number) ?? null };
  }

  #before(epoch: number): Before | null {
    const [now, last] = [this.#room(epoch), this.#room(epoch - 1)];
    if (now === undefined || last === undefined) return null;
    // A student stays the same person under new keys; another worker is another writer.
    const joined = !equal(now.epoch.worker.sign, last.epoch.worker.sign);
    return { chains: last.chains, joined: [false, joined] };
  }

  #refuse(kind: FindingKind, place: Place): { status: 'refused'; finding: Finding } {
    return { status: 'refused', finding: this.#findings.add(kind, place) };
  }

  #unparsed(error: unknown): Outcome {
    if (!(error instanceof CryptoError)) throw error;
    const epoch = this.current?.body.number ?? 0;
    return this.#refuse('malformed', { epoch, direction: opposite(this.direction), counter: 0 });
  }

  #requireUnsendable(room: Room, counter: number): void {
    if (!this.canUnsend(room.epoch.body.number, counter)) throw new Refused('cannot-unsend');
  }

  #take(entry: Entry, parsed: Parsed | null): Outcome {
    const { header } = entry;
    const { direction, counter } = header;
    const room = this.#room(header.epoch);
    if (!equal(header.case, this.case)) return this.#refuse('foreign', header);
    if (room === undefined) return { status: 'unknown-epoch' };
    if (!equal(header.record, room.epoch.recordHash)) return this.#refuse('foreign', header);
    const chain = room.chains[direction];
    const known = chain.entries[counter - 1];
    const again = known !== undefined && equal(known.hash, entry.hash);
    if (again && (known.content !== null || parsed === null)) return { status: 'duplicate' };
    const opened = parsed === null ? entry : openEntry(chain, entry, parsed);
    if (opened === null) return this.#refuse('unreadable', header);
    if (again) return this.#fill(room, chain, opened);
    if (counter <= chain.head.counter) return this.#refuse('fork', header);
    const expected = chain.head.counter + 1;
    if (counter > expected) {
      return { status: 'gap', expected, finding: this.#findings.add('gap', header) };
    }
    if (!follows(header, room.chains)) return this.#refuse('fork', header);
    const refused = parsed === null ? null : this.#judge(room, [...chain.uncounted, header]);
    return refused === null ? this.#append(room, opened) : this.#refuse(refused, header);
  }

  /** Judges headers that count from now on, and remembers what they claim. */
  #judge(room: Room, headers: readonly Header[]): FindingKind | null {
    const judgement = judge(headers, room.chains, this.#before(room.epoch.body.number));
    if (judgement.refused !== null) return judgement.refused;
    for (const one of judgement.apart) this.#note(one);
    return null;
  }

  /** The body of a tombstone after all. */
  #fill(room: Room, chain: Chain, entry: Entry): Outcome {
    const until = chain.uncounted.filter((one) => one.counter <= entry.header.counter);
    const counts = until.some((one) => one.counter === entry.header.counter);
    const refused = counts ? this.#judge(room, until) : null;
    if (refused !== null) return this.#refuse(refused, entry.header);
    chain.fill(entry);
    this.#accepted.push(entry);
    this.#findings.resolve('withheld', chain, (counter) => counter === entry.header.counter);
    return { status: 'accepted', own: chain.direction === this.direction };
  }

  #note({ chain, mark, place }: Apart): void {
    const { epoch, direction } = chain;
    // The peer has seen an own message that is not here: the server hides it. A message of the peer
    // that another own device saw, but is not here, is withheld. A writer short of its own head was
    // shown less than it had written.
    const hidden = direction === this.direction || place === 'short';
    const kind = hidden ? 'rollback' : 'withheld';
    if (place === 'beyond') chain.claim({ ...mark, kind });
    this.#findings.add(kind, { epoch, direction, counter: mark.counter });
  }

  #append(room: Room, entry: Entry): Outcome {
    const { header } = entry;
    const own = header.direction === this.direction;
    const chain = room.chains[header.direction];
    for (const { claim, holds } of chain.append(entry)) {
      if (holds) this.#findings.resolve(claim.kind, chain, (counter) => counter <= claim.counter);
      else this.#findings.add('fork', header);
    }
    this.#accepted.push(entry);
    this.#findings.resolve('gap', chain, (counter) => counter <= header.counter + 1);
    this.#noteUnsend(chain, entry);
    if (own) this.#outgoing.settle(entry, this.#place());
    return { status: 'accepted', own };
  }

  #noteUnsend(chain: Chain, entry: Entry): void {
    const { content, header } = entry;
    if (content === null) {
      const back = chain.entries.some(
        (one) => one.content?.kind === 'unsend' && one.content.counter === header.counter,
      );
      if (!back) this.#findings.add('withheld', header);
    } else if (content.kind === 'unsend') {
      this.#findings.resolve('withheld', chain, (counter) => counter === content.counter);
    }
  }

  /** The server's head is one of the envelopes waiting: it and those before it are there. */
  #settleUpTo(chain: Chain, head: Mark): void {
    const at = this.#outgoing.all.findIndex((one) => equal(one.hash, head.hash));
    const epoch = chain.epoch;
    for (const one of this.#outgoing.all.slice(0, at + 1)) {
      this.acknowledge({ epoch, counter: one.counter });
    }
  }
}
