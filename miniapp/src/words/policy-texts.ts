// The whole policies' files. Lives here: where they are, loaded only when a policy is opened. Must not:
// import anything, so that this stays a file of its own.

export const POLICY_TEXTS = import.meta.glob<string>(
  ['../../../policy/locales/en/limits-*.ftl', '../../../policy/locales/en/policy*.ftl'],
  { query: '?raw', import: 'default' },
);
