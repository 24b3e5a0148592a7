// The words of the pseudonymiser. Lives here: kinds, proposals, what the device knows. Must not: rules.

/** What kind of thing gives somebody away. */
export type Kind =
  | 'person'
  | 'worker'
  | 'place'
  | 'hall'
  | 'course'
  | 'number'
  | 'email'
  | 'phone'
  | 'postcode'
  | 'birth'
  | 'handle'
  | 'link';

export const KINDS: readonly Kind[] = [
  'person',
  'worker',
  'place',
  'hall',
  'course',
  'number',
  'email',
  'phone',
  'postcode',
  'birth',
  'handle',
  'link',
];

/** Kinds of which a note may have several: each gets a letter, the same one throughout. */
export const LETTERED: ReadonlySet<Kind> = new Set(['person', 'worker', 'place', 'hall', 'course']);

/**
 * Why something is proposed: this device knows it; its form says so; it is on a list; or it only might
 * be, and the worker is asked.
 */
export type Sure = 'known' | 'form' | 'list' | 'hint';

/** A stretch of the note, in UTF-16 code units, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Found extends Stretch {
  readonly kind: Kind;
  readonly sure: Sure;
}

/** What is proposed for one stretch. */
export interface Proposal extends Found {
  /** The letter of a lettered kind, null for the others. */
  readonly letter: string | null;
  readonly replacement: string;
}

/** What this device knows of the student; empty texts for what it does not. */
export interface Known {
  readonly given: string;
  readonly name: string;
  readonly phone: string;
  readonly place: string;
  readonly contact: string;
  /** Names of the team, as their certificates give them. */
  readonly workers?: readonly string[];
}

export const NOTHING_KNOWN: Known = { given: '', name: '', phone: '', place: '', contact: '' };

/** "Person A", "[number]": from policy/locales. */
export type Wording = (kind: Kind, letter: string | null) => string;

/** The longest note that is looked through, in UTF-16 code units. */
export const LONGEST_NOTE = 20_000;

/** The note is longer than {@link LONGEST_NOTE}: shorten it. Says nothing of the note. */
export class NoteTooLong extends Error {
  constructor() {
    super('the note is too long to look through');
    this.name = 'NoteTooLong';
  }
}
