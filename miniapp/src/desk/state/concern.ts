// A concern while a worker writes it. Lives here: the steps, what was typed, when a step is done, and the
// words that are sealed. Must not: the student's own texts (they are named by key and looked up when
// needed), sealing, screens.
import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import { wellFormed } from '../../crypto/bytes.ts';
import type { FlagSubject, FlagWords } from '../../crypto/flag.ts';
import type { NoteSubject } from './note-subject.ts';
import type { WorkerCase } from './worker-case.ts';

export type ConcernStep =
  | 'danger'
  | 'called'
  | 'ground'
  | 'said'
  | 'wants'
  | 'told'
  | 'holder'
  | 'review';

/** What was chosen and typed. `quotes` are keys of {@link quotable}. */
export interface ConcernDraft {
  readonly step: ConcernStep;
  readonly urgent: boolean | null;
  readonly called: string;
  readonly ground: string;
  readonly quotes: readonly string[];
  readonly said: string;
  readonly wants: string;
  readonly told: string;
  readonly leftOut: FlagWords['leftOut'];
}

export const FRESH_CONCERN: ConcernDraft = {
  step: 'danger',
  urgent: null,
  called: '',
  ground: '',
  quotes: [],
  said: '',
  wants: '',
  told: '',
  leftOut: '',
};

/** Code points of all texts together (protocol.md §12). */
export const LONGEST_CONCERN = 32_000;

const STEPS: readonly ConcernStep[] = [
  'danger',
  'called',
  'ground',
  'said',
  'wants',
  'told',
  'holder',
  'review',
];

/** The steps of this one, in order: whom they called is asked only where somebody is in danger. */
export function stepsOf({ urgent }: ConcernDraft): readonly ConcernStep[] {
  return STEPS.filter((step) => step !== 'called' || urgent === true);
}

/** Whether the step says enough to go on. */
export function isDone(step: ConcernStep, draft: ConcernDraft): boolean {
  switch (step) {
    case 'danger':
      return draft.urgent !== null;
    case 'called':
      return draft.called.trim() !== '';
    case 'ground':
      return draft.ground !== '';
    case 'said':
      return draft.quotes.length > 0 || draft.said.trim() !== '';
    default:
      return true;
  }
}

/** The step to show: never behind one that is not done. */
export function currentStep(draft: ConcernDraft): ConcernStep {
  const steps = stepsOf(draft);
  const asked = steps.indexOf(draft.step);
  const open = steps.findIndex((step) => !isDone(step, draft));
  const at = open === -1 ? asked : Math.min(asked, open);
  return steps[Math.max(0, at)] ?? 'danger';
}

/** The draft one step further, or back; null before the first. */
export function moved(draft: ConcernDraft, by: 1 | -1): ConcernDraft | null {
  const steps = stepsOf(draft);
  const step = steps[steps.indexOf(currentStep(draft)) + by];
  return step === undefined ? null : { ...draft, step };
}

/** A text of the student's that may be quoted, exactly as it stands. */
export interface Quotable {
  readonly key: string;
  readonly text: string;
  /** Unix seconds; null for the letter. */
  readonly time: number | null;
}

const LETTER = 'letter';

/** What the student wrote and this device shows, oldest first: the letter, then their messages. */
export function quotable(found: WorkerCase): readonly Quotable[] {
  const letter = found.letter.value?.text;
  const first: readonly Quotable[] =
    letter === undefined ? [] : [{ key: LETTER, text: letter, time: null }];
  const messages = (found.room.value?.messages.value ?? []).flatMap((one): readonly Quotable[] =>
    one.mine || one.text === null ? [] : [{ key: one.key, text: one.text, time: one.time }],
  );
  return [...first, ...messages];
}

/** Those that were chosen, in the order in which they were written. */
export function quotesOf(draft: ConcernDraft, all: readonly Quotable[]): readonly Quotable[] {
  return all.filter((one) => draft.quotes.includes(one.key));
}

/** What goes into the flag. What was left behind by another answer is not in it. */
export function wordsOf(draft: ConcernDraft, all: readonly Quotable[]): FlagWords {
  const urgent = draft.urgent === true;
  return {
    ground: draft.ground,
    urgent: urgent ? 1 : 0,
    said: wellFormed(draft.said.trim()),
    quotes: quotesOf(draft, all).map((one) => one.text),
    wants: wellFormed(draft.wants.trim()),
    told: wellFormed(draft.told.trim()),
    called: urgent ? wellFormed(draft.called.trim()) : '',
    leftOut: draft.leftOut,
  };
}

/** By how many characters it is too long; 0 or less when it fits. */
export function excessOf(words: FlagWords): number {
  const texts = [words.said, ...words.quotes, words.wants, words.told, words.called];
  return texts.reduce((sum, text) => sum + [...text].length, 0) - LONGEST_CONCERN;
}

/** Whom it is about, as this device knows them; null where the request could not be checked. */
export function subjectOf(found: WorkerCase): FlagSubject | null {
  const intake = found.request.value?.intake ?? found.joined.value;
  if (intake === null) return null;
  // Within a case the student's keys may have changed: the newest epoch names them (§6).
  const { sign, box } = found.room.value?.epoch?.student ?? intake.body;
  return { case: found.caseId, intake: intake.recordHash, sign, box };
}

/** What a concern is raised about: as much of a case as this device still has. */
export interface Raisable {
  /** The case. */
  readonly id: string;
  /** The two words by which the worker knows it. */
  readonly name: string;
  /** Null where the request could not be checked, or was never filed. */
  readonly about: FlagSubject | null;
  /** None of a conversation that is over and off the screen. */
  readonly all: readonly Quotable[];
}

/** A case as it stands: to be read anew for every screen. */
export function raisableCase(found: WorkerCase): Raisable {
  return { id: found.id, name: found.name.value, about: subjectOf(found), all: quotable(found) };
}

/** A conversation that ended: of it there is only whom it was with. */
export function raisableEnded({ caseId, name, about }: NoteSubject): Raisable {
  return { id: caseId, name, about, all: [] };
}

/** A draft over a text that survives the desk's lock, in memory only. */
export class ConcernDrafting {
  readonly draft: ReadonlySignal<ConcernDraft>;
  readonly #kept: Signal<string>;

  constructor(kept: Signal<string>) {
    this.#kept = kept;
    this.draft = computed(() => {
      return kept.value === '' ? FRESH_CONCERN : (JSON.parse(kept.value) as ConcernDraft);
    });
  }

  /** Whether there is anything to throw away. */
  get begun(): boolean {
    return this.#kept.value !== '';
  }

  set(change: Partial<ConcernDraft>): void {
    this.#kept.value = JSON.stringify({ ...this.draft.value, ...change });
  }

  /** Quotes of texts that are no longer here would be sent as nothing. */
  keepQuotes(all: readonly Quotable[]): void {
    const quotes = quotesOf(this.draft.value, all).map((one) => one.key);
    if (quotes.length < this.draft.value.quotes.length) this.set({ quotes });
  }

  discard(): void {
    this.#kept.value = '';
  }
}

/** Where a case's draft is kept among the desk's drafts. */
export const draftName = (caseId: string): string => `concern/${caseId}`;
