// A note for supervision while it is written. Lives here: its drafts, its bounds, one text for the review and
// back, sealing, sending. Must not: seal anything that did not pass the review; keep a draft beyond memory.
import { type Signal, signal } from '@preact/signals';
import { ApiError, isConflict, isPassing } from '../../api/errors.ts';
import { equal, fromBase64url, wellFormed } from '../../crypto/bytes.ts';
import { characters } from '../../crypto/codec.ts';
import { type EntryWords, type SealedEntry, sealEntry } from '../../crypto/entry.ts';
import { CryptoError } from '../../crypto/errors.ts';
import type { CaseId } from '../../crypto/types.ts';
import { clearSent } from '../../state/draft.ts';
import type { Drafts } from './drafts.ts';
import type { NoteSubject } from './note-subject.ts';
import { isTakenBack } from './obeying.ts';
import type { DeskSide } from './side.ts';
import { NotesApi } from './supervision-api.ts';
import { OWN_THEME } from './supervision-themes.ts';

export const LONGEST_THEME = 40;
/** All three texts together, in characters (protocol.md §11). */
export const LONGEST_ENTRY = 16_000;

/** Stands around each heading in the text that is reviewed; nobody types it, and it is not shown. */
const SEAM = '\u2063';

export type NoteStep = 'write' | 'review' | 'send' | 'sent';
export type NoteFault = 'theme' | 'own-theme' | 'theme-long' | 'empty' | 'long' | 'joined';
export type NoteTrouble = 'later' | 'unchecked' | 'full' | 'failed' | 'took-back';

/** What is typed: a theme of the list or one's own, and three texts. In memory only. */
export interface NoteDraft {
  readonly theme: Signal<string>;
  readonly ownTheme: Signal<string>;
  readonly happened: Signal<string>;
  readonly wish: Signal<string>;
  readonly own: Signal<string>;
}

const FIELDS = ['theme', 'ownTheme', 'happened', 'wish', 'own'] as const;

export function draftOf(drafts: Drafts, caseId: string): NoteDraft {
  const made = FIELDS.map((field) => [field, drafts.of(`${caseId}/note-${field}`)] as const);
  return Object.fromEntries(made) as unknown as NoteDraft;
}

const TEXTS = ['happened', 'wish', 'own'] as const;
type Texts = Pick<EntryWords, (typeof TEXTS)[number]>;

export function clearDraft(draft: NoteDraft): void {
  for (const field of FIELDS) draft[field].value = '';
}

/** What was sent goes. Who left and came back meanwhile may have typed on: that stays, and so does its theme. */
function clearSentTexts(draft: NoteDraft, sent: Texts): void {
  for (const text of TEXTS) clearSent(draft[text], sent[text]);
  if (TEXTS.every((text) => draft[text].peek() === '')) clearDraft(draft);
}

const clean = (text: string): string => wellFormed(text).replaceAll(SEAM, '').trim();

/** The headings that stand between the texts while they are reviewed together. */
export type Headings = Readonly<Record<'theme' | 'happened' | 'wish' | 'own', string>>;

export class NoteWriting {
  readonly subject: NoteSubject;
  readonly draft: NoteDraft;
  readonly step: Signal<NoteStep> = signal('write');
  readonly fault: Signal<NoteFault | null> = signal(null);
  readonly trouble: Signal<NoteTrouble | null> = signal(null);
  readonly busy = signal(false);
  /** The words by which supervision knows it, once it is sent. */
  readonly name = signal('');
  readonly #side: DeskSide;
  readonly #api: NotesApi;
  #words: EntryWords | null = null;
  /** What stood in the boxes when that was reviewed. */
  #typed: Texts = { happened: '', wish: '', own: '' };
  #made: SealedEntry | null = null;

  constructor(parts: {
    readonly side: DeskSide;
    readonly drafts: Drafts;
    readonly subject: NoteSubject;
  }) {
    this.#side = parts.side;
    this.subject = parts.subject;
    this.draft = draftOf(parts.drafts, parts.subject.caseId);
    this.#api = new NotesApi(parts.side.account.api);
  }

  get #texts(): Pick<EntryWords, 'happened' | 'wish' | 'own'> {
    const { happened, wish, own } = this.draft;
    return { happened: clean(happened.value), wish: clean(wish.value), own: clean(own.value) };
  }

  /** By how many characters the texts are too long; 0 when they are not. */
  get over(): number {
    return Math.max(0, lengthOf(this.#texts) - LONGEST_ENTRY);
  }

  /** On to the review, unless something is missing. */
  check(): void {
    const { theme, ownTheme } = this.draft;
    const named = clean(ownTheme.value);
    const fits = named !== '' && characters(named) <= LONGEST_THEME;
    if (theme.value === '') this.fault.value = 'theme';
    else if (theme.value === OWN_THEME && !fits) this.fault.value = 'own-theme';
    else if (lengthOf(this.#texts) === 0) this.fault.value = 'empty';
    else this.fault.value = this.over > 0 ? 'long' : null;
    if (this.fault.value === null) this.step.value = 'review';
  }

  /** Back to the boxes, with everything as it was typed. */
  back(): void {
    this.step.value = 'write';
    this.trouble.value = null;
  }

  /** All that is typed as one text, so that one person has one letter throughout. */
  together(headings: Headings): string {
    return this.#parts().reduce((text, [part, typed]) => {
      return `${text}${text === '' ? '' : '\n\n'}${SEAM}${headings[part]}${SEAM}\n${typed}`;
    }, '');
  }

  /** The reviewed text, taken apart again, sealed and sent. `theme`: the list's, as it reads. */
  async finish(reviewed: string, theme: string): Promise<void> {
    const words = this.#apart(reviewed, theme);
    if (words === null) {
      this.fault.value = 'joined';
    } else if (characters(words.theme) > LONGEST_THEME) this.fault.value = 'theme-long';
    else if (lengthOf(words) > LONGEST_ENTRY) this.fault.value = 'long';
    if (words === null || this.fault.value !== null) {
      this.step.value = 'write';
      return;
    }
    this.#words = words;
    this.#typed = this.#texts;
    this.#made = null;
    this.step.value = 'send';
    await this.send();
  }

  /** Sends what passed the review. The same bytes again when the answer got lost. */
  async send(): Promise<void> {
    if (this.busy.value) return;
    this.busy.value = true;
    this.trouble.value = null;
    try {
      this.name.value = await this.#send();
      this.#words = null;
      clearSentTexts(this.draft, this.#typed);
      this.step.value = 'sent';
    } catch (error) {
      this.trouble.value = troubleOf(error);
    } finally {
      this.busy.value = false;
    }
  }

  async #send(): Promise<string> {
    this.#made ??= this.#seal();
    try {
      return await this.#api.write(this.#made);
    } catch (error) {
      if (!isConflict(error, 'term')) throw error;
      // A term began in between: its tag is another one.
      this.#made = this.#seal();
      return this.#api.write(this.#made);
    }
  }

  #seal(): SealedEntry {
    const { account, roster, time } = this.#side;
    const me = account.bundle.identity.sign;
    const own = roster?.certificates.find((one) => equal(one.sign, me.public));
    if (roster === null || own === undefined || this.#words === null) throw new Unlisted();
    const of = fromBase64url(this.subject.caseId) as CaseId;
    if (isTakenBack(account.bundle, 'supervision', of)) throw new TookBack();
    return sealEntry({
      worker: me,
      certificate: own.signed,
      words: this.#words,
      supervision: this.subject.supervision,
      roster,
      now: time(),
    });
  }

  /** What was typed, in order; what is empty is left out. */
  #parts(): readonly (readonly [keyof Headings, string])[] {
    const { theme, ownTheme } = this.draft;
    const { happened, wish, own } = this.#texts;
    const named = theme.value === OWN_THEME ? clean(ownTheme.value) : '';
    const all = { theme: named, happened, wish, own };
    return (['theme', 'happened', 'wish', 'own'] as const).flatMap((part) =>
      all[part] === '' ? [] : [[part, all[part]] as const],
    );
  }

  #apart(reviewed: string, theme: string): EntryWords | null {
    const parts = this.#parts();
    const [before, ...texts] = reviewed.split(new RegExp(`${SEAM}[^${SEAM}]*${SEAM}\\n`, 'u'));
    const whole = before === '' && texts.length === parts.length;
    if (!whole || texts.some((text) => text.includes(SEAM))) return null;
    const found = Object.fromEntries(parts.map(([part], at) => [part, texts[at]?.trim() ?? '']));
    const { happened = '', wish = '', own = '' } = found;
    return { theme: found['theme'] ?? theme, happened, wish, own };
  }
}

/** This worker is on no roster that the device accepts: nobody could tell who wrote. */
class Unlisted extends Error {
  override readonly name = 'Unlisted';
}

/** The student took it back while the note was being written. */
class TookBack extends Error {
  override readonly name = 'TookBack';
}

function lengthOf({ happened, wish, own }: Pick<EntryWords, 'happened' | 'wish' | 'own'>): number {
  return characters(happened) + characters(wish) + characters(own);
}

function troubleOf(error: unknown): NoteTrouble {
  if (error instanceof TookBack) return 'took-back';
  if (error instanceof CryptoError || error instanceof Unlisted) return 'unchecked';
  if (!(error instanceof ApiError)) throw error;
  if (isPassing(error)) return 'later';
  return isConflict(error, 'full') ? 'full' : 'failed';
}
