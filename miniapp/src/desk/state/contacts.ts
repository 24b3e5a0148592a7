// A holder's conversations with students (R19, protocol.md §14). Lives here: beginning one from a flag, the list
// of those that go on and what became of others. Must not: one conversation (contact-talk.ts), screens.

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import type { Notice } from '../../api/socket.ts';
import type { B64, CaseRow } from '../../api/types.ts';
import { toBase64url, wellFormed } from '../../crypto/bytes.ts';
import { CryptoError } from '../../crypto/errors.ts';
import type { OpenedFlag } from '../../crypto/flag-reading.ts';
import { caseOrGone } from '../../state/case-answers.ts';
import { clearSent } from '../../state/draft.ts';
import { contactOf } from './contact-making.ts';
import { type ContactNote, contactNotes, withContact, withoutContact } from './contact-notes.ts';
import { HolderTalk, type TalkParts } from './contact-talk.ts';
import { ContactsApi, type NewContact } from './contacts-api.ts';
import { Missed } from './missed.ts';

/** Why the last letter was not sent. */
export type ContactTrouble =
  | 'offline'
  | 'failed'
  | 'roster'
  | 'exists'
  | 'full'
  | 'gone'
  | 'stale'
  | 'unchecked';

/** What became of one that was begun: `talk` is null once it is gone for this holder. */
export interface Begun {
  readonly note: ContactNote;
  readonly talk: HolderTalk | null;
}

interface Made {
  readonly about: B64;
  readonly text: string;
  readonly roster: number;
  readonly contact: NewContact;
}

export interface ContactsParts extends TalkParts {
  /** Asks for the team anew. */
  readonly lookAtTeam: () => Promise<void>;
}

export class Contacts {
  /** Those that go on; null until they were looked at. */
  readonly open: Signal<readonly HolderTalk[] | null> = signal(null);
  /** All that were begun, those that have ended too, the newest first. */
  readonly begun: ReadonlySignal<readonly Begun[]>;
  /** What students wrote that no device of this holder has shown. */
  readonly unread: ReadonlySignal<number>;
  /** The one that is up. */
  readonly current: Signal<HolderTalk | null> = signal(null);
  /** The flag from which one is being begun. */
  readonly writing: Signal<OpenedFlag | null> = signal(null);
  readonly busy = signal(false);
  readonly trouble: Signal<ContactTrouble | null> = signal(null);
  readonly #parts: ContactsParts;
  readonly #api: ContactsApi;
  readonly #missed: Missed;
  readonly #notes: Signal<readonly ContactNote[]>;
  #made: Made | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(parts: ContactsParts) {
    const { account } = parts.side;
    this.#parts = parts;
    this.#api = new ContactsApi(account.api);
    this.#missed = new Missed({ store: parts.store, now: parts.side.time });
    this.#notes = signal(contactNotes(account.bundle));
    this.begun = computed(() => {
      const talks = this.open.value ?? [];
      return this.#notes.value.map((note) => ({
        note,
        talk: talks.find((one) => one.id === note.id) ?? null,
      }));
    });
    this.unread = computed(() =>
      (this.open.value ?? []).reduce((sum, one) => sum + one.room.unread.value, 0),
    );
    void this.load();
  }

  /** What is being written to the student of a case. */
  draft(about: B64): Signal<string> {
    return this.#parts.texts(`contact about ${about}`);
  }

  /** The newest that was begun about a case. */
  about(about: B64): Begun | null {
    return this.begun.value.find(({ note }) => note.case === about) ?? null;
  }

  /** Whether the student of a case has agreed, with this holder, to something that may be done now. */
  mayShare(about: B64): boolean {
    return (this.open.value ?? []).some((one) => one.about === about && one.mayShare);
  }

  /** Looks again, one after another; a server that is away is asked when the line is back. */
  load(): Promise<void> {
    return this.#next(async () => {
      try {
        await this.#look();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
      }
    });
  }

  async hear(notice: Notice): Promise<void> {
    if (notice.t === 'ready') await this.load();
    if (!('case' in notice)) return;
    const found = this.open.value?.find((one) => one.id === notice.case);
    if (notice.t === 'message') await found?.room.hear(notice);
    if (notice.t === 'case') await this.load();
  }

  /** Begins one; true when it was sent. What was typed stays otherwise. */
  async write(flag: OpenedFlag): Promise<boolean> {
    const draft = this.draft(toBase64url(flag.flag.case));
    const [from, typed] = [this.writing.peek(), draft.peek()];
    this.busy.value = true;
    this.trouble.value = null;
    try {
      const id = await this.#write(flag, wellFormed(typed.trim()));
      clearSent(draft, typed);
      // Whoever went on to something else meanwhile stays there.
      if (this.writing.peek() !== from) return true;
      this.writing.value = null;
      this.current.value = this.open.peek()?.find((one) => one.id === id) ?? null;
      return true;
    } catch (error) {
      this.trouble.value = troubleOf(error);
      if (this.trouble.value === 'exists') void this.load();
      return false;
    } finally {
      this.busy.value = false;
    }
  }

  /** Ends it; it is gone for this holder, and off the list. */
  async close(talk: HolderTalk): Promise<void> {
    await talk.close();
    await this.forget(talk.id);
    this.#drop(talk);
    await this.load();
  }

  /** Takes one that has ended off the list. */
  forget(id: B64): Promise<void> {
    return this.#note((bundle) => withoutContact(bundle, { id }));
  }

  stop(): void {
    this.#stopped = true;
    for (const one of this.open.peek() ?? []) one.stop();
  }

  /** The contact's id, once it was sent and looked at. */
  async #write(flag: OpenedFlag, text: string): Promise<B64> {
    const about = toBase64url(flag.flag.case);
    const id = await this.#send(flag, text);
    this.#made = null;
    const written = this.#parts.side.time();
    await this.#note((bundle) =>
      withContact(bundle, { id, case: about, written, answered: false }),
    );
    await this.load();
    return id;
  }

  /** The contact's id, once the server has it. */
  async #send(flag: OpenedFlag, text: string): Promise<B64> {
    try {
      return await this.#api.write(this.#make(flag, text).contact);
    } catch (error) {
      if (!isConflict(error, 'roster')) throw error;
      // Another holder signed a roster in between: look again, and write under it.
      await this.#parts.lookAtTeam();
      return this.#api.write(this.#make(flag, text).contact);
    }
  }

  /** The same text again gives the same bytes: an answer that got lost must not begin two. */
  #make(flag: OpenedFlag, text: string): Made {
    const { account, roster, time } = this.#parts.side;
    if (roster === null) throw new ApiError({ failure: 'conflict', code: 'roster' });
    const about = toBase64url(flag.flag.case);
    const known = this.#made;
    const same = known?.about === about && known.text === text;
    if (known !== null && same && known.roster === roster.version) return known;
    const me = account.bundle.identity;
    const contact = contactOf({ flag: flag.flag, me, roster, text, now: time() });
    this.#made = { about, text, roster: roster.version, contact };
    return this.#made;
  }

  async #look(): Promise<void> {
    const { api } = this.#parts.side.account;
    const mine = (row: CaseRow): boolean => row.kind === 'contact' && row.role === 'holder';
    // Not certified yet: there is nobody they could have written to, and nothing to ask for.
    const waits = this.#parts.side.account.me.peek().state !== 'active';
    const rows = waits ? [] : (await api.cases()).filter(mine);
    const known = this.open.peek() ?? [];
    for (const one of known) if (!rows.some((row) => row.case === one.id)) this.#leave(one);
    // What the server denies waits here for a while: nothing proves it (protocol.md §7, *Denied*).
    const noted = contactNotes(this.#parts.side.account.bundle).map((one) => one.id);
    this.#missed.look(
      noted,
      rows.map((row) => row.case),
    );
    const talks: HolderTalk[] = [];
    for (const row of rows) {
      const there = known.find((one) => one.id === row.case);
      const answer = there === undefined ? await caseOrGone(api, row.case) : null;
      // Locked meanwhile: nothing is opened behind a lock.
      if (this.#stopped) return;
      const talk = there ?? (answer === null ? null : new HolderTalk(this.#parts, answer));
      if (talk === null) continue;
      talks.push(talk);
      await talk.room.sync();
      if (this.#stopped) return talk.stop();
    }
    // One that this holder ended since is not put back.
    const ended = (one: HolderTalk) => known.includes(one) && !this.open.peek()?.includes(one);
    const left = talks.filter((one) => !ended(one));
    this.open.value = left;
    await this.#noteAll(left);
  }

  /** What another device began is noted here, too, and who has answered since. */
  async #noteAll(talks: readonly HolderTalk[]): Promise<void> {
    const noted = contactNotes(this.#parts.side.account.bundle);
    for (const { id, about, answered } of talks) {
      if (about === null) continue;
      const before = noted.find((one) => one.id === id);
      if (before?.answered === answered.value) continue;
      const written = before?.written ?? this.#parts.side.time();
      await this.#note((bundle) =>
        withContact(bundle, { id, case: about, written, answered: answered.value }),
      );
    }
  }

  /** Its holder ended it: nothing of it stays here. */
  #drop(talk: HolderTalk): void {
    this.#leave(talk);
    talk.forget();
  }

  #leave(talk: HolderTalk): void {
    talk.stop();
    this.open.value = (this.open.peek() ?? []).filter((one) => one !== talk);
    if (this.current.peek() === talk) this.current.value = null;
  }

  async #note(change: Parameters<TalkParts['side']['account']['change']>[0]): Promise<void> {
    const { account } = this.#parts.side;
    await account.change(change);
    this.#notes.value = contactNotes(account.bundle);
  }

  #next(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function troubleOf(error: unknown): ContactTrouble {
  if (error instanceof CryptoError) return 'unchecked';
  if (!(error instanceof ApiError)) throw error;
  if (error.failure === 'offline' || error.failure === 'unavailable') return 'offline';
  if (error.failure === 'not_found') return 'gone';
  const codes = ['roster', 'exists', 'full', 'stale'] as const;
  return codes.find((code) => isConflict(error, code)) ?? 'failed';
}
