// The student's side as a whole. Lives here: which screen is due, and what the screens may ask for. Must
// not: rules of sealing, trusting or signing in; those are the files it puts together.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, isPassing } from '../api/errors.ts';
import { type Notice as Heard, Socket } from '../api/socket.ts';
import type { CaseRow } from '../api/types.ts';
import type { Consent } from '../crypto/consent.ts';
import type { WordingDigest } from '../crypto/types.ts';
import type { HelpState } from '../help/state.ts';
import type { Account } from './account.ts';
import { type Asked, type AskFirst, Asking } from './asking.ts';
import { caseOrGone } from './case-answers.ts';
import { loadCase } from './case-later.ts';
import {
  AGREE,
  type Age,
  agreedAge,
  agreement,
  CONTACT,
  CONVERSATION,
  giveReceipt,
  type NewReceipt,
  readReceipts,
  WITHDRAW,
} from './consents.ts';
import { Contacts } from './contacts.ts';
import { clearSent, keptText } from './draft.ts';
import type { Entry } from './entry.ts';
import { caseToShow, goingOf, noteGoing } from './going.ts';
import { Newest } from './newest.ts';
import type { Place } from './place.ts';
import { placeInside } from './placing.ts';
import type { CaseParts, StudentCase } from './student-case.ts';
import type { Inside, StudentParts } from './student-parts.ts';
import { Team } from './team.ts';
import { readWishes, type Wishes } from './wishes.ts';

/** Asked again this often while the socket is down, or what it said could not be looked at. */
const POLL_MS = 20_000;

export class Student {
  readonly entry: Entry;
  readonly draft: Signal<string>;
  /** A sealed call for more help that was not answered for; see help/. */
  readonly unsentFlag: Signal<string>;
  /** What is written there, while the app is open; made by help/ when it is first asked for. */
  help: HelpState | null = null;
  readonly wishes: Signal<Wishes>;
  /** Whom the next request asks first, until it is sent; null: everybody at once. */
  readonly first: Signal<AskFirst | null> = signal(null);
  readonly case: Signal<StudentCase | null> = signal(null);
  /** Conversations that holders began, beside the case. */
  readonly contacts = new Contacts();
  readonly inside: Signal<Inside | null> = signal(null);
  readonly connected = signal(false);
  readonly sending = signal(false);
  /** Why the last request or change did not go through; null when it did. */
  readonly trouble: Signal<Exclude<Asked, 'sent'> | null> = signal(null);
  /** Whether agreeing anew did not go through. */
  readonly notAgreed = signal(false);
  /** When everything was erased, Unix seconds: then there is nothing else to show. */
  readonly erased: Signal<number | null> = signal(null);
  readonly place: ReadonlySignal<Place>;
  /** Unix seconds, by this device. */
  readonly now: () => number;
  readonly #parts: StudentParts;
  readonly #picked = new Newest();
  readonly #loaded = signal(false);
  readonly #unreachable = signal(false);
  readonly #done: Signal<string | null>;
  #poll: ReturnType<typeof setInterval> | undefined;

  constructor(parts: StudentParts) {
    this.#parts = parts;
    this.now = parts.now ?? (() => Math.floor(Date.now() / 1000));
    this.entry = parts.entry;
    this.draft = keptText(parts.store, 'draft');
    this.unsentFlag = keptText(parts.store, 'flag');
    this.wishes = signal(readWishes(parts.store.readJson('wishes')));
    this.#done = signal(parts.store.read('done'));
    this.place = computed(() => this.#place());
    effect(() => {
      parts.store.writeJson('wishes', { ...this.wishes.value, letter: '' });
    });
    effect(() => {
      const account = this.entry.account.value;
      if (account !== null && this.inside.peek()?.account !== account) void this.#enter(account);
    });
    effect(() => {
      const found = this.case.value;
      // The newest epoch says whose word counts: judged again with what comes.
      void found?.room.value?.messages.value;
      if (found === null || (found.ending ?? 'unproven') === 'unproven') return;
      if (goingOf(found.account.bundle) === found.id) void noteGoing(found.account, null);
    });
  }

  start(): Promise<void> {
    return this.entry.start();
  }

  /** What a conversation of theirs is made of; null before they are in. */
  get talking(): CaseParts | null {
    const inside = this.inside.value;
    if (inside === null) return null;
    const { account, team, socket } = inside;
    const { store, lock } = this.#parts;
    return { account, team, store, lock, line: socket, now: this.now };
  }

  /** One's receipts, oldest first. */
  get receipts(): readonly Consent[] {
    const account = this.entry.account.value;
    if (account === null) return [];
    return readReceipts(account.me.value.consents, account.bundle.identity.sign.public);
  }

  /** *Agree*: enrols, or adds a receipt when the person is known and had withdrawn. */
  async agree(age: Age, wording: WordingDigest, language: string): Promise<void> {
    this.setWishes({ age });
    this.notAgreed.value = false;
    const inside = this.inside.value;
    // A request sealed with keys that are lost is nobody's any more.
    if (this.entry.anew) this.#parts.store.remove('request');
    if (this.entry.anew) this.unsentFlag.value = '';
    if (inside === null) return this.entry.agree({ wording, language });
    try {
      await this.#consent({ action: AGREE, scope: CONVERSATION, wording, language });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.notAgreed.value = true;
    }
  }

  setWishes(change: Partial<Wishes>): void {
    this.wishes.value = { ...this.wishes.value, ...change };
  }

  /** Seals and sends the letter. */
  async send(): Promise<void> {
    const inside = this.inside.value;
    if (inside === null || this.sending.value) return;
    const wishes = { ...this.wishes.value, letter: this.draft.value.trim() };
    await this.#asked(() => inside.asking.ask(wishes, this.first.value));
    if ([null, 'not-again'].includes(this.trouble.value)) this.first.value = null;
  }

  /** Changes what was asked for, as a new revision, each on top of the one before. True when it was saved. */
  revise(change: Partial<Wishes>): Promise<boolean> {
    return this.#parts.lock('revise', () => this.#revise(change));
  }

  async #revise(change: Partial<Wishes>): Promise<boolean> {
    const own = this.case.value?.own.value;
    const inside = this.inside.value;
    if (!own || inside === null) return false;
    const { intake, supervision } = own;
    const wishes = { ...own.wishes, ...change };
    const asked = await inside.asking.revise({ intake, wishes, supervision });
    this.trouble.value = asked === 'sent' ? null : asked;
    if (asked === 'sent') this.setWishes({ ...wishes, letter: '' });
    await this.refresh();
    return asked === 'sent';
  }

  /** Back to the letter, which is still here. */
  discardUnsent(): void {
    this.inside.value?.asking.discard();
    this.trouble.value = null;
  }

  /** After an end: a fresh sheet. */
  writeAgain(): void {
    const id = this.case.value?.id ?? null;
    this.case.value?.stop();
    clearInterval(this.#poll);
    this.trouble.value = null;
    this.#leave(id);
  }

  async close(): Promise<void> {
    await this.case.value?.close();
  }

  /** Takes the agreement back: a receipt, and the end of what is going on. */
  async withdraw(): Promise<void> {
    const given = agreement(this.receipts);
    if (given === null) return;
    this.discardUnsent();
    if ((this.case.value?.answer.value.state ?? 'closed') !== 'closed') await this.close();
    const { wording, language } = given;
    await this.#consent({ action: WITHDRAW, scope: CONVERSATION, wording, language });
  }

  /** Records whether the person may be sent "You have an update". */
  async agreeToContact(yes: boolean, wording: WordingDigest, language: string): Promise<void> {
    await this.#consent({ action: yes ? AGREE : WITHDRAW, scope: CONTACT, wording, language });
  }

  /** Asks again how everything stands. */
  async refresh(): Promise<void> {
    try {
      await this.case.value?.refresh();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  /** The phone says that the network is gone: nothing is waited for on a dead line. */
  lostNetwork(): void {
    this.inside.value?.socket.drop();
  }

  /** The phone says that the network is back. */
  hurry(): void {
    this.inside.value?.socket.hurry();
    if (!this.#loaded.value && this.inside.value !== null) void this.#load();
  }

  /** The room was locked: nothing of this goes on, and its keys are let go. */
  stop(): void {
    clearInterval(this.#poll);
    this.entry.leave();
    this.inside.peek()?.socket.stop();
    this.case.peek()?.stop();
    this.contacts.letters?.stop();
    this.inside.value = null;
  }

  async retry(): Promise<void> {
    return this.inside.value === null ? this.entry.retry() : this.#load();
  }

  #place(): Place {
    if (this.erased.value !== null) return 'erased';
    const state = this.entry.state.value;
    if (state === 'outside' || state === 'expired' || state === 'unreachable') return state;
    if (state === 'looking' || state === 'signing-in') return 'loading';
    if (state === 'returning') return 'return';
    if (state === 'unlocking') return 'unlocking';
    const inside = this.inside.value;
    if (state === 'agreeing' || state === 'enrolling') {
      return this.#parts.service.intake === 'open' ? 'agree' : 'shut';
    }
    if (inside === null) return 'loading';
    if (!this.#loaded.value) return this.#unreachable.value ? 'unreachable' : 'loading';
    const { service, notices } = this.#parts;
    return placeInside(this, inside, { done: this.#done.value, service, notices });
  }

  async #enter(account: Account): Promise<void> {
    const { store, person, poster, openLine } = this.#parts;
    const team = new Team({ account, poster, now: this.now });
    const asking = new Asking({ account, team, store, person, now: this.now });
    const socket = new Socket({
      token: () => account.api.token,
      open: openLine,
      hear: (heard) => void this.#hear(heard),
    });
    this.inside.value = { account, team, asking, socket };
    const age = agreedAge(this.receipts, this.#parts.notices);
    if (age !== null) this.setWishes({ age });
    await account.catchUp();
    await this.#load();
    if (this.entry.account.value === account) socket.start();
  }

  async #load(): Promise<void> {
    const [inside, counts] = [this.inside.value, this.#picked.ask()];
    if (inside === null) return;
    try {
      const [cases] = await Promise.all([inside.account.api.cases(), inside.team.load()]);
      await this.#pick(counts, cases);
      if (inside.asking.unsent.value !== null) {
        await this.#asked(() => inside.asking.resume());
      }
      batch(() => {
        this.#unreachable.value = false;
        this.#loaded.value = true;
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#unreachable.value = true;
    }
  }

  /** The case to show: the one going on, else the newest that ended. `counts`: by when the list was asked for. */
  async #pick(counts: () => boolean, cases: readonly CaseRow[]): Promise<void> {
    this.contacts.take(cases);
    const [parts, inside] = [this.talking, this.inside.peek()];
    if (parts === null) return;
    const going = goingOf(parts.account.bundle);
    const id = caseToShow(cases, going);
    if (id === null) return;
    const listed = cases.some((one) => one.case === id);
    const asked = listed ? caseOrGone(parts.account.api, id) : null;
    const [answer, Case] = await Promise.all([asked, loadCase()]);
    // Locked meanwhile, or another one was picked by a list that was asked for later.
    if (this.inside.peek() !== inside || !counts()) return;
    // It was left as denied, or ended by nobody's signed word: now the server says that it goes on.
    const goesOn = (answer?.state ?? 'closed') !== 'closed';
    const back = goesOn && id === going && id === this.#done.peek();
    if (back) this.#leave(null);
    const known = this.case.value?.id === id && !back ? this.case.value : null;
    const found = known ?? (answer === null ? Case.denied(parts, id) : new Case(parts, answer));
    if (answer !== null) found.take(answer);
    else found.denied.value = true;
    // Only a letter that is there leaves the phone.
    const letter = found.own.value?.wishes.letter;
    if (letter !== undefined) clearSent(this.draft, letter);
    if (goesOn && found.own.value !== null) void noteGoing(parts.account, id);
    if (known !== null) return;
    this.case.value?.stop();
    this.case.value = found;
    this.#pollWhileDown();
  }

  #leave(id: string | null): void {
    if (id === null) this.#parts.store.remove('done');
    else this.#parts.store.write('done', id);
    this.#done.value = id;
  }

  async #asked(work: () => Promise<Asked | null>): Promise<void> {
    const inside = this.inside.value;
    if (inside === null) return;
    this.sending.value = true;
    try {
      const asked = await work();
      if (asked !== null) this.trouble.value = asked === 'sent' ? null : asked;
      if (asked === 'sent' || asked === 'exists') await this.#found(inside);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble.value = isPassing(error) ? 'waiting' : 'failed';
    } finally {
      this.sending.value = false;
    }
  }

  /** Shows what is there now; without an answer the page says that, not that nothing was sent. */
  async #found(inside: Inside): Promise<void> {
    try {
      await this.#pick(this.#picked.ask(), await inside.account.api.cases());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#loaded.value = false;
      this.#unreachable.value = true;
    }
  }

  async #hear(heard: Heard): Promise<void> {
    const inside = this.inside.value;
    if (inside === null) return;
    if (heard.t === 'ready' || heard.t === 'down') this.connected.value = heard.t === 'ready';
    const found = this.case.value;
    if (heard.t === 'ready') {
      await this.#look();
      await this.contacts.look(inside.account.api);
      if (inside.asking.unsent.value !== null) await this.#asked(() => inside.asking.resume());
    }
    if (heard.t === 'signed_out') {
      // Without an answer now the line tries on: the next call that gets through renews the session.
      await inside.account.api.renewed();
      if (this.entry.state.value === 'in') inside.socket.restart();
    }
    if (!('case' in heard)) return;
    if (heard.case !== found?.id) {
      this.contacts.hear(heard);
      if (heard.t === 'case') await this.contacts.look(inside.account.api);
      return;
    }
    if (heard.t === 'message') await found.room.value?.hear(heard);
    if (heard.t === 'case') await this.#look();
  }

  #pollWhileDown(): void {
    clearInterval(this.#poll);
    this.#poll = setInterval(() => {
      if (!this.connected.value || !this.#settled) void this.#look();
      if (!this.connected.value) void this.contacts.look(this.inside.value?.account.api);
    }, POLL_MS);
  }

  /** Whether news come by the line alone: not while a look has failed, or nobody has answered. */
  get #settled(): boolean {
    const found = this.case.value;
    if (found?.ending === 'unproven') return false;
    const room = found?.room.value;
    return room ? room.caughtUp.value : found?.answer.value.state === 'closed';
  }

  #look(): Promise<void> {
    return this.case.value?.look() ?? this.refresh();
  }

  async #consent(given: NewReceipt): Promise<void> {
    const account = this.entry.account.value;
    if (account !== null) await giveReceipt(account, given, this.now());
  }
}
