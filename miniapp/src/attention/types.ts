// The lexicon's shape. Lives here: what policy/attention/<language>/ may hold. Must not: weights,
// or anything of what a person wrote.

/** What a text may be about, in the order of the lexicon's columns. */
export const SUBJECTS = [
  'suicide',
  'self-harm',
  'abuse',
  'coercion',
  'harm-to-others',
  'child',
] as const;
export type About = (typeof SUBJECTS)[number];

/** How words are read before anything is weighed. */
export interface Reading {
  /** A word as written → the words it stands for, or nothing at all. */
  readonly spelling: Readonly<Record<string, string>>;
  /** Two words that are read as one. */
  readonly joined: Readonly<Record<string, string>>;
}
