// What a room is made of. Lives here: one epoch with its two chains, and what a caller may send.
// Must not: behaviour.
import type { Epoch } from './epoch.ts';
import type { Chains } from './reading.ts';

/** One epoch in the room. */
export interface Room {
  readonly epoch: Epoch;
  readonly chains: Chains;
}

/** What a caller gives; id and time are added when it is sealed. */
export type NewContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'seen' }
  | { readonly kind: 'unsend'; readonly counter: number }
  | { readonly kind: 'paper'; readonly paper: Uint8Array }
  | { readonly kind: 'consent'; readonly statement: Uint8Array };
