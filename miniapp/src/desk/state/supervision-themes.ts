// The themes that a note may have. Lives here: the list, in the order shown; its words are in
// policy/locales (supervision-theme-…). Must not: anything else.
export const THEMES = [
  'study',
  'home',
  'family',
  'relationships',
  'alone',
  'health',
  'money',
  'hurt',
  'worry',
  'limits',
] as const;

/** One's own words instead. */
export const OWN_THEME = 'other';
