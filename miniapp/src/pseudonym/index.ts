// The pseudonymiser's public surface. Lives here: what others may import without loading the lists. Must not:
// import the engine but lazily.
import type { Pseudonymiser } from './engine.ts';

export type { Pseudonymiser } from './engine.ts';
export type { Item, Review } from './review.ts';
export * as review from './review.ts';
export {
  KINDS,
  type Kind,
  type Known,
  LETTERED,
  LONGEST_NOTE,
  NOTHING_KNOWN,
  NoteTooLong,
  type Proposal,
  type Wording,
} from './types.ts';

/** Loads it, lists and all, on a worker's device. Rejects when the chunk cannot be fetched: try again. */
export async function loadPseudonymiser(): Promise<Pseudonymiser> {
  const { build } = await import('./engine.ts');
  return build();
}
