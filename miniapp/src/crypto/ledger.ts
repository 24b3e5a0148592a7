// What follows from the consents of a conversation, protocol.md §20: R1, R3, R4, R6. Lives here: reading
// statements and the one rule for acting; the same on both sides. Must not: sending, or words to show.
import { equal } from './bytes.ts';
import { type Consent, wordingDigest } from './consent.ts';
import { type Dispute, type DisputeWord, disputeFormats, NO_DISPUTE, withWord } from './dispute.ts';
import { BadSignature, opened } from './errors.ts';
import {
  type AskHash,
  askHash,
  type ConsentAction,
  type ConsentWord,
  consentIn,
  type ShareAsk,
  type ShareDone,
  type StandingPurpose,
  sharingFormats,
  type WordHash,
  wordHash,
} from './sharing.ts';
import { openSigned } from './sign.ts';
import type { CaseId, Seconds, SignPublic } from './types.ts';

/** A statement as it stands in the room. */
export interface Stated {
  readonly byStudent: boolean;
  readonly raw: Uint8Array;
  /** By whom it must be signed to count. */
  readonly keys: readonly SignPublic[];
  /** Of the worker's: the student's words that the writer had seen, of those read so far. */
  readonly saw: (word: GivenWord) => boolean;
  /** Names its line in the room. */
  readonly key: string;
}

/** A word that counts, with the receipt in it. */
export interface GivenWord {
  readonly hash: WordHash;
  readonly word: ConsentWord;
  readonly consent: Consent;
  readonly key: string;
}

/** Something done on an ask; `covered`: it rested on the student's word. */
export interface Deed {
  readonly done: ShareDone;
  readonly covered: boolean;
  readonly key: string;
}

/** One ask, the words on it in their order, and what was done. */
export interface AskRow {
  readonly hash: AskHash;
  readonly ask: ShareAsk;
  readonly key: string;
  readonly words: readonly GivenWord[];
  readonly done: readonly Deed[];
}

/** `may`, or why nothing may be done on an ask. */
export type May =
  | 'may'
  | 'unspoken'
  | 'unanswered'
  | 'refused'
  | 'withdrawn'
  | 'expired'
  | 'avoided';

/** What a line of the room turned out to be. `null`: it counts for nothing. */
export type LineMeaning =
  | { readonly kind: 'ask'; readonly row: AskRow }
  | { readonly kind: 'answer'; readonly row: AskRow; readonly word: GivenWord }
  | { readonly kind: 'standing'; readonly word: GivenWord }
  | { readonly kind: 'dispute'; readonly word: DisputeWord }
  | { readonly kind: 'done'; readonly row: AskRow; readonly deed: Deed };

const plain = (text: string): string => text.toLowerCase().split(/\s+/).join(' ').trim();

/** A conversation's consents. Made anew from all of its statements. */
export class Ledger {
  readonly #case: CaseId;
  #asks: readonly AskRow[] = [];
  readonly #standing = new Map<string, readonly GivenWord[]>();
  readonly #lines = new Map<string, { readonly ask?: AskHash; readonly word?: GivenWord }>();
  readonly #disputes = new Map<string, DisputeWord>();
  #dispute = NO_DISPUTE;
  readonly #unread: number;

  constructor(caseId: CaseId, statements: readonly Stated[]) {
    this.#case = caseId;
    // A word names its ask by hash, so the ask came first, in whichever order the two sides are read.
    const rest = statements.filter((one) => !one.byStudent && !this.#ask(one));
    const words = statements.filter((one) => one.byStudent);
    const unread = [
      ...words.filter((one) => !this.#word(one) && !this.#says(one)),
      ...rest.filter((one) => !this.#done(one) && !this.#says(one)),
    ];
    this.#unread = unread.length;
  }

  get asks(): readonly AskRow[] {
    return this.#asks;
  }

  /** How many statements count for nothing. */
  get unread(): number {
    return this.#unread;
  }

  /** Whether this is a dispute with the union's own services, and who is content to go on (R25). */
  get dispute(): Dispute {
    return this.#dispute;
  }

  /** The words about a standing purpose, in their order. */
  standing(purpose: StandingPurpose): readonly GivenWord[] {
    return this.#standing.get(purpose) ?? [];
  }

  /** Whether it goes on: the notice agreed to it, and the last word does not withdraw. */
  agrees(purpose: StandingPurpose): boolean {
    return this.standing(purpose).at(-1)?.consent.action !== 'withdraw';
  }

  /** All that the student said about whom not to contact, oldest first (R4). */
  get avoided(): readonly string[] {
    const words = this.#asks.flatMap((row) => row.words);
    return words.flatMap(({ word }) => (word.whom === '' ? [] : [word.whom]));
  }

  row(ask: AskHash): AskRow | undefined {
    return this.#asks.find((one) => equal(one.hash, ask));
  }

  /** What the line of this key says; null when it counts for nothing. */
  meaning(key: string): LineMeaning | null {
    const said = this.#disputes.get(key);
    if (said !== undefined) return { kind: 'dispute', word: said };
    const line = this.#lines.get(key);
    if (line === undefined) return null;
    const row = line.ask === undefined ? undefined : this.row(line.ask);
    if (row === undefined) return line.word ? { kind: 'standing', word: line.word } : null;
    if (line.word) return { kind: 'answer', row, word: line.word };
    const deed = row.done.find((one) => one.key === key);
    return deed ? { kind: 'done', row, deed } : { kind: 'ask', row };
  }

  /** The first that fits; `spoken`: both sides have written a text here. */
  may(ask: AskHash, { spoken, now }: { readonly spoken: boolean; readonly now: Seconds }): May {
    const row = this.row(ask);
    const last = row?.words.at(-1)?.consent.action as ConsentAction | undefined;
    if (!spoken) return 'unspoken';
    if (row === undefined || last === undefined) return 'unanswered';
    if (last !== 'agree') return last === 'refuse' ? 'refused' : 'withdrawn';
    if (now >= row.ask.until) return 'expired';
    const recipient = plain(row.ask.recipient);
    return this.avoided.some((whom) => plain(whom).includes(recipient)) ? 'avoided' : 'may';
  }

  #ask({ raw, keys, key }: Stated): boolean {
    const ask = opened(() => ours(openSigned(sharingFormats.shareAsk, raw), keys));
    if (ask === null || !equal(ask.case, this.#case)) return false;
    const hash = askHash(raw);
    if (this.row(hash) === undefined) {
      this.#asks = [...this.#asks, { hash, ask, key, words: [], done: [] }];
    }
    this.#lines.set(key, { ask: hash });
    return true;
  }

  #done({ raw, keys, key, saw }: Stated): boolean {
    const done = opened(() => ours(openSigned(sharingFormats.shareDone, raw), keys));
    if (done === null || !equal(done.case, this.#case)) return false;
    const row = this.row(done.ask);
    if (row === undefined) return false;
    const known = row.words.filter((one) => saw(one) || equal(one.hash, done.word));
    const last = known.at(-1);
    const rests = last?.consent.action === 'agree' && equal(last.hash, done.word);
    const deed = { done, covered: rests && done.made < row.ask.until, key };
    this.#change({ ...row, done: [...row.done, deed] });
    this.#lines.set(key, { ask: row.hash });
    return true;
  }

  #says({ raw, keys, key, byStudent }: Stated): boolean {
    const said = opened(() => ours(openSigned(disputeFormats.disputeWord, raw), keys));
    if (said === null || !equal(said.case, this.#case)) return false;
    this.#dispute = withWord(this.#dispute, said, byStudent);
    this.#disputes.set(key, said);
    return true;
  }

  #word({ raw, keys, key }: Stated): boolean {
    const found = opened(() => {
      const { value: word, signer } = openSigned(sharingFormats.consentWord, raw);
      ours({ value: word, signer }, keys);
      return { hash: wordHash(raw), word, consent: consentIn(word, signer), key };
    });
    if (found === null || !equal(found.word.case, this.#case)) return false;
    const { word, consent } = found;
    if (word.ask === null) {
      const before = this.#standing.get(consent.scope) ?? [];
      this.#standing.set(consent.scope, added(before, found));
      this.#lines.set(key, { word: found });
      return true;
    }
    const row = this.row(word.ask);
    if (row === undefined || !fits(row.ask, consent)) return false;
    this.#change({ ...row, words: added(row.words, found) });
    this.#lines.set(key, { ask: row.hash, word: found });
    return true;
  }

  #change(row: AskRow): void {
    this.#asks = this.#asks.map((one) => (one.hash === row.hash ? row : one));
  }
}

/** Throws unless it is signed by one of these. */
function ours<T>(
  { value, signer }: { readonly value: T; readonly signer: SignPublic },
  keys: readonly SignPublic[],
): T {
  if (!keys.some((key) => equal(key, signer))) throw new BadSignature();
  return value;
}

/** Whether a receipt is about what was asked, in the words that were shown. */
function fits(ask: ShareAsk, { scope, recipient, wording }: Consent): boolean {
  const same = scope === ask.purpose && recipient === ask.recipient;
  return same && equal(wording, wordingDigest(ask.wording));
}

const added = (words: readonly GivenWord[], one: GivenWord): readonly GivenWord[] =>
  words.some((word) => equal(word.hash, one.hash)) ? words : [...words, one];
