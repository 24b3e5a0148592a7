// The lexicon's shape. Lives here: what policy/attention/<language>/*.json may hold. Must not: rules,
// or anything of what a person wrote.

/** What a rule is about. */
export type About = 'suicide' | 'self-harm' | 'abuse' | 'coercion' | 'harm-to-others' | 'child';

/** One rule: patterns in the notation of policy/attention/README.md. */
export interface Rule {
  readonly id: string;
  readonly about: About;
  readonly match: readonly string[];
  /** Where one of these stands in the same sentence, the rule is silent. */
  readonly unless?: readonly string[];
  /** The rule is about something that is not so: a *not* before it takes nothing back. */
  readonly negation?: 'part';
  /** What is over still counts, unless it is said to be well again. */
  readonly past?: 'counts';
}

/** How words are read before any rule looks at them. */
export interface Reading {
  /** Class name → its words, parted by spaces; `kill+` stands for its regular forms too. */
  readonly classes: Readonly<Record<string, string>>;
  /** A word as written → the words it stands for, or nothing at all. */
  readonly spelling: Readonly<Record<string, string>>;
  /** Two words that are read as one. */
  readonly joined: Readonly<Record<string, string>>;
  /** Words that are right as they are, though they look like a listed one. */
  readonly not_typos: string;
}

/** What stands between words and their meaning. */
export interface Everyday {
  /** Taken out before any rule looks. */
  readonly sayings: readonly string[];
  /** A story, a game, a course: nothing in such a sentence counts. */
  readonly frame_strong: readonly string[];
  readonly past: readonly string[];
  readonly resolved: readonly string[];
  /** It is not only past, even if some of it is well again. */
  readonly now: readonly string[];
  /** It is not only past, unless it is said to be well again. */
  readonly present: readonly string[];
}

export interface Lexicon {
  readonly words: Reading;
  readonly everyday: Everyday;
  readonly rules: readonly Rule[];
}
