// A live room, for student and worker alike. Lives here: sending, receiving, catching up after a gap,
// and what the screen shows of it. Must not: who may be in the room (the caller accepts epochs).
import { batch, type Signal, signal } from '@preact/signals';
import { ApiError, isPassing } from '../api/errors.ts';
import type { MessageRow } from '../api/types.ts';
import { fromBase64url, toBase64url, wellFormed } from '../crypto/bytes.ts';
import { Conversation, type Outcome } from '../crypto/conversation.ts';
import type { Epoch } from '../crypto/epoch.ts';
import { CryptoError, Refused } from '../crypto/errors.ts';
import { systemRandom } from '../crypto/random.ts';
import type { NewContent } from '../crypto/room.ts';
import type { ShownMessage } from '../crypto/timeline.ts';
import type { CaseId, ContentId } from '../crypto/types.ts';
import { dropBodies, type TakenBack } from './bodies.ts';
import { checkStated } from './heads.ts';
import { lineOf } from './room-cache.ts';
import type { RoomParts } from './room-parts.ts';
import { receiveRow } from './rows.ts';
import { countUnread } from './unread.ts';

/** How long a message is on screen before its *seen* goes out; several are told at once. */
const SEEN_AFTER_MS = 1200;
/** How long to wait before sending again to a server that is busy. */
const AGAIN_AFTER_MS = 5000;
/** How soon what was refused is asked for again: nothing proves a refusal. */
const REFUSED_AGAIN_MS = 20_000;
const MOST_ROUNDS = 8;

export class RoomState {
  readonly messages: Signal<readonly ShownMessage[]> = signal([]);
  /** Something does not fit: one plain warning, with crisis contacts. */
  readonly warning = signal(false);
  /** The newest epoch could not be checked: nothing of it is shown, and nothing is sent. */
  readonly unchecked = signal(false);
  /** Whether an epoch was accepted: until then nobody is known to be in the room. */
  readonly entered = signal(false);
  /** Another window is in charge. */
  readonly elsewhere = signal(false);
  /** This device would not keep what was written. */
  readonly notKept = signal(false);
  readonly caughtUp = signal(false);
  /** The server denies the conversation, or does not take what is written: its bare word, and nothing goes for it. */
  readonly refused = signal(false);
  /** Texts of the other side that were not on a screen of this person's yet. */
  readonly unread = signal(0);
  readonly #parts: RoomParts;
  #conversation: Conversation;
  #saved = true;
  #stopped = false;
  #syncing: Promise<void> | null = null;
  #again = false;
  #flushing = false;
  #flushAgain = false;
  #flushTimer: ReturnType<typeof setTimeout> | undefined;
  #deniedTimer: ReturnType<typeof setTimeout> | undefined;
  #seenTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: RoomParts) {
    this.#parts = parts;
    parts.cache.takeCharge();
    this.#conversation = this.#restored();
    this.#publish();
  }

  /** The newest epoch, for closing; null before the first. */
  get epoch(): Epoch | null {
    return this.#conversation.current;
  }

  /** Whole; read anew with each change of `messages`. */
  get conversation(): Conversation {
    return this.#conversation;
  }

  /** Whether an own message may still be taken back. */
  canUnsend(message: ShownMessage): boolean {
    const { mine, takenBack, text, epoch, counter } = message;
    return mine && !takenBack && text !== null && this.#conversation.canUnsend(epoch, counter);
  }

  /** Brings this window in charge again, with whatever the other one left. */
  useHere(): Promise<void> {
    this.#parts.cache.takeCharge();
    this.#conversation = this.#restored();
    this.elsewhere.value = false;
    this.#publish();
    return this.sync();
  }

  /** Reads what this device lacks, then sends what waits. Calls while it runs run it once more. */
  sync(): Promise<void> {
    if (this.#syncing !== null) {
      this.#again = true;
      return this.#syncing;
    }
    this.#syncing = this.#syncAll().finally(() => {
      this.#syncing = null;
    });
    return this.#syncing;
  }

  /** A message that the socket brought. */
  async hear(row: MessageRow): Promise<void> {
    if (!this.#stillHere()) return;
    const outcome = this.#receive(row);
    this.#keep();
    if (outcome.status === 'gap' || outcome.status === 'unknown-epoch') await this.sync();
    else await this.flush();
  }

  /** Seals, saves, then sends. False when the device would not keep it: nothing was sent. */
  async send(text: string): Promise<boolean> {
    const { cache, caseId, lock } = this.#parts;
    const kept = await lock(caseId, async () => {
      if (!this.#stillHere()) return false;
      const id = toBase64url(systemRandom(16));
      const entry = { id, text: wellFormed(text), time: this.#now() };
      if (!cache.addUnsealed(entry)) return false;
      this.#sealWaiting();
      return this.#keep();
    });
    this.notKept.value = !kept && !this.elsewhere.value;
    void this.flush();
    return kept;
  }

  /** Seals papers (§17), saves, then sends. False when they could not be kept, or not yet be sealed. */
  async handIn(papers: readonly Uint8Array[]): Promise<boolean> {
    try {
      for (const paper of papers) {
        if (!(await this.#seal({ kind: 'paper', paper }))) return false;
      }
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
    void this.flush();
    return true;
  }

  /** `seen`: too late, it stays. */
  async unsend(message: ShownMessage): Promise<TakenBack> {
    try {
      await this.#seal({ kind: 'unsend', counter: message.counter });
    } catch (error) {
      if (error instanceof Refused) return error.reason === 'behind' ? 'later' : 'seen';
      throw error;
    }
    await this.flush();
    return this.#dropBodies();
  }

  /** Says something about consent (§20). False when it could not be sealed now: nothing was said. */
  async state(statement: Uint8Array): Promise<boolean> {
    try {
      if (!(await this.#seal({ kind: 'consent', statement }))) return false;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
    void this.flush();
    return true;
  }

  /** Seals and saves; false where that may not be now. Throws `Refused`. */
  #seal(content: NewContent, due = () => true): Promise<boolean> {
    const { caseId, lock } = this.#parts;
    return lock(caseId, async () => {
      if (!this.#stillHere() || !due()) return false;
      this.#conversation.sealNext(content, this.#now());
      return this.#keep();
    });
  }

  /** Asked again after every sync, for what could not be asked at once. */
  #dropBodies(): Promise<TakenBack> {
    const [conversation, here] = [this.#conversation, () => this.#stillHere()];
    return dropBodies({ ...this.#parts, conversation, here });
  }

  /** The other side's message, and all before it, are on the screen. */
  shown(epoch: number, counter: number): void {
    this.#conversation.markShown(epoch, counter);
    this.unread.value = countUnread(this.#conversation);
    if (this.#seenTimer !== undefined || !this.#conversation.seenOwed) return;
    this.#seenTimer = setTimeout(() => {
      this.#seenTimer = undefined;
      void this.#tellSeen();
    }, SEEN_AFTER_MS);
  }

  /** Nothing goes on, and what is still on its way is kept nowhere. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#seenTimer);
    clearTimeout(this.#flushTimer);
    clearTimeout(this.#deniedTimer);
  }

  /** Sends the queue in order, each envelope byte for byte until it is acknowledged. */
  async flush(): Promise<void> {
    // Something may have been sealed just as the round before came to its end.
    this.#flushAgain = true;
    if (this.#flushing) return;
    this.#flushing = true;
    try {
      for (let round = 0; round < MOST_ROUNDS; ) {
        this.#flushAgain = false;
        const behind = await this.#sendFirst();
        if (behind === null && !this.#flushAgain) return;
        if (behind === true) await this.sync();
        if (behind !== false) round += 1;
      }
    } finally {
      this.#flushing = false;
    }
  }

  /** True: the server's head is further on. False: one is through. Null: nothing to do now. */
  async #sendFirst(): Promise<boolean | null> {
    const { line, caseId } = this.#parts;
    const [first] = this.#conversation.outgoing;
    // An epoch that does not pass is not written into, nor is the one before it any more.
    if (first === undefined || !line.ready || this.unchecked.value) return null;
    if (this.#parts.maySend?.() === false) return null;
    if (!this.#stillHere() || !(this.#saved || this.#save())) return null;
    const sent = await line.send(caseId, toBase64url(first.envelope));
    if (!this.#stillHere()) return null;
    if (sent.t === 'behind') return true;
    if (sent.t !== 'ack') {
      // It changed under us (closed, or lost to us): ask, but do not send again.
      if (sent.t === 'refused') this.#refused(sent.error);
      return null;
    }
    this.refused.value = false;
    this.#conversation.acknowledge(first);
    this.#keep();
    return false;
  }

  #refused(error: string): void {
    if (error !== 'slow_down' && error !== 'unavailable') {
      this.#deny();
      // What is closed to whoever joined it is not asked for: their list says what became of it.
      if (error !== 'not_found' || this.#parts.me === 'student') void this.#askCase();
      return;
    }
    // Busy, not closed: the same again in a moment.
    clearTimeout(this.#flushTimer);
    this.#flushTimer = setTimeout(() => void this.flush(), AGAIN_AFTER_MS);
  }

  /** It is said, and asked for again for as long as this goes on here. */
  #deny(): void {
    if (this.#stopped) return;
    this.refused.value = true;
    clearTimeout(this.#deniedTimer);
    this.#deniedTimer = setTimeout(() => void this.sync(), REFUSED_AGAIN_MS);
  }

  async #askCase(): Promise<void> {
    try {
      this.#parts.onCase(await this.#parts.api.case(this.#parts.caseId));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async #tellSeen(): Promise<void> {
    try {
      await this.#seal({ kind: 'seen' }, () => this.#conversation.seenOwed);
    } catch (error) {
      // Not caught up yet: it is owed still, and told after the next sync.
      if (!(error instanceof Refused)) throw error;
    }
    await this.flush();
  }

  async #syncAll(): Promise<void> {
    do {
      this.#again = false;
      try {
        await this.#syncOnce();
      } catch (error) {
        if (error instanceof CryptoError) this.unchecked.value = true;
        else if (!(error instanceof ApiError)) throw error;
        else if (!isPassing(error) && error.failure !== 'signed_out') this.#deny();
        return;
      }
    } while (this.#again);
    void this.flush().then(() => this.#dropBodies());
  }

  async #syncOnce(): Promise<void> {
    const { api, caseId, accept, onCase } = this.#parts;
    const answer = await api.case(caseId);
    onCase(answer);
    if (!this.#stillHere()) return;
    const known = this.#conversation.rooms.map((room) => room.epoch);
    const swapped = known.some((one, at) => answer.epochs[at]?.record !== toBase64url(one.signed));
    if (swapped) this.warning.value = true;
    // What was accepted before is read to its end first: only then is it clear what was not sent.
    for (const { body } of known) await this.#readEpoch(body.number);
    const accepted = await accept(answer, known);
    if (!this.#stillHere()) return;
    for (const epoch of accepted) {
      this.#conversation.addEpoch(epoch);
      await this.#readEpoch(epoch.body.number);
    }
    if (!this.#stillHere()) return;
    this.#sealWaiting();
    this.#keep();
    batch(() => {
      this.unchecked.value = false;
      // What waits says at its next try whether it is taken.
      if (this.#conversation.outgoing.length === 0) this.refused.value = false;
      this.caughtUp.value = true;
      this.warning.value = swapped || this.#conversation.findings.some((one) => !one.resolved);
    });
  }

  async #readEpoch(epoch: number): Promise<void> {
    const { api, caseId } = this.#parts;
    for (;;) {
      const room = this.#conversation.rooms.find((one) => one.epoch.body.number === epoch);
      if (room === undefined) return;
      const after = [room.chains[0].head.counter, room.chains[1].head.counter] as const;
      const asked = room.chains.map((chain) => chain.known.counter);
      const page = await api.messages(caseId, { epoch, after });
      if (!this.#stillHere()) return;
      for (const row of page.messages) this.#receive(row);
      const moved = room.chains.some((chain, way) => chain.head.counter > (after[way] ?? 0));
      if (page.more && moved) continue;
      checkStated(this.#conversation, room.chains[0], page.heads.student, asked[0] ?? 0);
      checkStated(this.#conversation, room.chains[1], page.heads.worker, asked[1] ?? 0);
      return;
    }
  }

  #receive(row: MessageRow): Outcome {
    const outcome = receiveRow(this.#conversation, row);
    if (outcome.status === 'refused') this.warning.value = true;
    return outcome;
  }

  /** Seals texts that had to wait, in the order they were written. */
  #sealWaiting(): void {
    const { cache } = this.#parts;
    const own = new Set(this.#conversation.messages().map((one) => one.key));
    const { direction } = this.#conversation;
    for (const { id, text, time } of cache.unsealed()) {
      // The app may have been killed between saving the sealed copy and removing the plain one.
      const there = own.has(`${direction}:${id}`);
      const content = { kind: 'text', text } as const;
      try {
        if (!there) this.#conversation.sealNext(content, time, fromBase64url(id) as ContentId);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (error.reason !== 'content-bounds') return;
      }
      // The sealed copy must be safe before the plain one goes.
      if (!this.#save()) return;
      cache.removeUnsealed(id);
    }
  }

  #restored(): Conversation {
    const { cache, identity, caseId, me } = this.#parts;
    const fresh = () => new Conversation({ case: fromBase64url(caseId) as CaseId, me });
    return cache.restore(identity) ?? fresh();
  }

  #stillHere(): boolean {
    const here = this.#parts.cache.inCharge;
    this.elsewhere.value = !here;
    return here && !this.#stopped;
  }

  #save(): boolean {
    this.#saved = this.#parts.cache.save(this.#conversation);
    return this.#saved;
  }

  #keep(): boolean {
    const saved = this.#save();
    this.#publish();
    return saved;
  }

  #publish(): void {
    const waiting = this.#parts.cache.unsealed().map(lineOf);
    this.messages.value = [...this.#conversation.messages(), ...waiting];
    this.entered.value = this.#conversation.current !== null;
    this.unread.value = countUnread(this.#conversation);
  }

  #now(): number {
    return (this.#parts.now ?? (() => Math.floor(Date.now() / 1000)))();
  }
}
