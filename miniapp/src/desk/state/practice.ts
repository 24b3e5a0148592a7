// A practice conversation with a script in a student's place. Lives here: what was said, what comes next, what
// was tried. Must not: any call, any key, anything kept: it is gone when it is left or the desk locks.
import { type Signal, signal } from '@preact/signals';
import type { ShownMessage } from '../../crypto/timeline.ts';
import type { Seconds } from '../../crypto/types.ts';
import type { Quotable } from './concern.ts';
import { ConcernDrafting } from './concern.ts';

/** How many answers the script has; their words are policy/locales' `practice-answer-<number>`. */
const ANSWERS = 5;
/** As if somebody typed. */
const TYPING_MS = 900;

/** What can be tried; each is ticked once it was done. */
export const TRIES = ['answer', 'guide', 'concern', 'note', 'close'] as const;
export type Try = (typeof TRIES)[number];

export type PracticePlace = 'begin' | 'room' | 'concern' | 'raised' | 'note' | 'noted' | 'over';

export interface PracticeParts {
  /** The script's words: the letter for 0, then the answers. */
  readonly say: (number: number) => string;
  readonly now: () => Seconds;
  readonly later?: (work: () => void) => () => void;
}

const afterTyping = (work: () => void): (() => void) => {
  const timer = setTimeout(work, TYPING_MS);
  return () => clearTimeout(timer);
};

export class Practice {
  readonly place: Signal<PracticePlace> = signal('begin');
  readonly messages: Signal<readonly ShownMessage[]> = signal([]);
  readonly draft = signal('');
  readonly tried: Signal<ReadonlySet<Try>> = signal(new Set());
  /** How many of the script's answers came: the hint goes by it. */
  readonly said = signal(0);
  readonly typing = signal(false);
  drafting = new ConcernDrafting(signal(''));
  readonly #parts: PracticeParts;
  #stop: (() => void) | null = null;

  constructor(parts: PracticeParts) {
    this.#parts = parts;
  }

  get letter(): string {
    return this.#parts.say(0);
  }

  /** Nothing more comes: what is left is to end it. */
  get spoken(): boolean {
    return this.said.value >= ANSWERS;
  }

  begin(): void {
    this.stop();
    this.messages.value = [];
    this.said.value = 0;
    this.tried.value = new Set();
    this.draft.value = '';
    this.drafting = new ConcernDrafting(signal(''));
    this.place.value = 'room';
  }

  /** It goes nowhere but onto this screen; then the script answers. */
  send(text: string): void {
    this.#add(text, true);
    this.mark('answer');
    if (this.spoken || this.typing.value) return;
    this.typing.value = true;
    this.#stop = (this.#parts.later ?? afterTyping)(() => {
      this.typing.value = false;
      this.said.value += 1;
      this.messages.value = this.messages.value.map((one) =>
        one.mine ? { ...one, tick: 'seen' } : one,
      );
      this.#add(this.#parts.say(this.said.value), false);
    });
  }

  mark(what: Try): void {
    this.tried.value = new Set([...this.tried.value, what]);
  }

  /** Opens the questions of a concern; with a text of the script's, that one is quoted. */
  raise(text?: string): void {
    this.mark('guide');
    const found = this.quotable.find((one) => one.text === text);
    const draft = this.drafting.draft.value;
    if (found !== undefined && !draft.quotes.includes(found.key)) {
      this.drafting.set({ ...draft, quotes: [...draft.quotes, found.key] });
    }
    this.place.value = 'concern';
  }

  /** What the script wrote, as it could be quoted. */
  get quotable(): readonly Quotable[] {
    const said = this.messages.value.flatMap((one): readonly Quotable[] =>
      one.mine || one.text === null ? [] : [{ key: one.key, text: one.text, time: one.time }],
    );
    return [{ key: 'letter', text: this.letter, time: null }, ...said];
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
    this.typing.value = false;
  }

  #add(text: string, mine: boolean): void {
    const counter = this.messages.value.length + 1;
    const line: ShownMessage = {
      key: `practice ${counter}`,
      epoch: 1,
      counter,
      mine,
      time: this.#parts.now(),
      text,
      tick: mine ? 'sent' : 'received',
      takenBack: false,
      withheld: false,
    };
    this.messages.value = [...this.messages.value, line];
  }
}
