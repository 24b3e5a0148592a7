// The rules of reading, protocol.md §7. Lives here: pure checks of one message against the chains.
// Must not: changing anything (conversation.ts does).
import { equal } from './bytes.ts';
import { type Chain, seenIn } from './chain.ts';
import type { FindingKind } from './findings.ts';
import { type Header, type Mark, UNKNOWN_HEAD } from './message.ts';
import type { Direction } from './types.ts';

/** The two chains of one epoch, by direction. */
export type Chains = readonly [Chain, Chain];

/** The other direction. */
export const opposite = (direction: Direction): Direction => (direction === 0 ? 1 : 0);

/** The epoch before, as far as this device has it. */
export interface Before {
  readonly chains: Chains;
  /** Did the writer of this direction join only with the present epoch? */
  readonly joined: readonly [boolean, boolean];
}

/** A mark that does not meet a chain's head: the chain has not got there, or is further. */
export interface Apart {
  readonly chain: Chain;
  readonly mark: Mark;
  readonly place: 'beyond' | 'short';
}

/** What the checks say: a reason to refuse, or the marks to remember. */
export type Judgement =
  | { readonly refused: FindingKind }
  | { readonly refused: null; readonly apart: readonly Apart[] };

const refuse = (refused: FindingKind): Judgement => ({ refused });

interface Said {
  readonly chain: Chain;
  readonly mark: Mark;
  /** Must it be the head, because its writer knows all of this chain? */
  readonly whole: boolean;
}

/** Is the mark on the chain? 'beyond' when the chain does not reach it yet. */
function place({ chain, mark, whole }: Said): 'on' | 'off' | 'beyond' | 'short' {
  const there = chain.at(mark.counter);
  if (there === null) return 'beyond';
  if (!equal(there.hash, mark.hash)) return 'off';
  return whole && mark.counter < chain.head.counter ? 'short' : 'on';
}

function isUnknown(mark: Mark): boolean {
  return mark.counter === 0 && equal(mark.hash, UNKNOWN_HEAD.hash);
}

/** The carried heads to check, or null when they are not what this writer carries. */
function carriedBy(header: Header, before: Before | null): readonly Said[] | null {
  const [own, theirs] = header.carried;
  if (own === undefined || theirs === undefined || before === null) return [];
  const { direction } = header;
  if (before.joined[direction]) return isUnknown(own) && isUnknown(theirs) ? [] : null;
  return [
    { chain: before.chains[direction], mark: own, whole: true },
    { chain: before.chains[opposite(direction)], mark: theirs, whole: false },
  ];
}

function goesDown(before: Mark | null, now: Mark): boolean {
  if (before === null || now.counter > before.counter) return false;
  return now.counter < before.counter || !equal(now.hash, before.hash);
}

/** Does it follow the head of its direction? All that can be said of a tombstone at first. */
export function follows(header: Header, chains: Chains): boolean {
  return equal(header.previous, chains[header.direction].head.hash);
}

/**
 * Judges what headers of one direction say of the others: the tombstones that did not count yet,
 * then the message that opens over them.
 */
export function judge(
  headers: readonly Header[],
  chains: Chains,
  before: Before | null,
): Judgement {
  const said: Said[] = [];
  let last: Mark | null = null;
  for (const header of headers) {
    const seen = seenIn(header);
    if (goesDown(last ?? chains[header.direction].seen, seen)) return refuse('seen-backwards');
    const carried = carriedBy(header, before);
    if (carried === null) return refuse('fork');
    said.push({ chain: chains[opposite(header.direction)], mark: seen, whole: false }, ...carried);
    last = seen;
  }
  const judged = said.map(({ chain, mark, whole }) => ({
    chain,
    mark,
    place: place({ chain, mark, whole }),
  }));
  if (judged.some((one) => one.place === 'off')) return refuse('fork');
  const apart = judged.flatMap(({ chain, mark, place: at }) =>
    at === 'beyond' || at === 'short' ? [{ chain, mark, place: at }] : [],
  );
  return { refused: null, apart };
}
