// The pseudonymiser put together. Lives here: rules, highlights and finders as one function. Must not: be
// imported but by `import()` (index.ts): the lists and libraries are large.
import { loadHighlights } from './highlights.ts';
import { englishRules } from './load.ts';
import { propose } from './propose.ts';
import type { Known, Proposal, Wording } from './types.ts';

/** Proposals for a note; throws NoteTooLong past 20,000 UTF-16 code units. */
export type Pseudonymiser = (request: {
  readonly note: string;
  readonly known: Known;
  readonly wording: Wording;
}) => readonly Proposal[];

/** Builds it; the libraries may be missing. */
export async function build(): Promise<Pseudonymiser> {
  const rules = englishRules();
  const highlights = await loadHighlights();
  return (request) => propose({ ...request, rules, highlights });
}
