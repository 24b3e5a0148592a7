// What of the lexicon goes into the app. Lives here: the Vite plugin that leaves out what only reviewers
// and tests read (notes, examples). Must not: change a rule.
import type { Plugin } from 'vite';

interface Reviewed {
  readonly law?: string;
  readonly rules?: readonly Readonly<Record<string, unknown>>[];
}

const ONLY_REVIEWED = new Set(['note', 'yes', 'no']);

/** The file without what only reviewers read. */
export function slim(text: string): string {
  const { law: _, rules, ...rest } = JSON.parse(text) as Reviewed;
  const kept = rules?.map((rule) =>
    Object.fromEntries(Object.entries(rule).filter(([name]) => !ONLY_REVIEWED.has(name))),
  );
  return JSON.stringify(kept === undefined ? rest : { ...rest, rules: kept });
}

export function lexicon(): Plugin {
  return {
    name: 'peerlink-lexicon',
    enforce: 'pre',
    transform: (code, id) => (/\/policy\/attention\/.*\.json$/.test(id) ? slim(code) : null),
  };
}
