// The rules of reading, protocol.md §7. Lives here: pure checks of one message against the chains.
// Must not: changing anything (conversation.ts does).
import { equal } from './bytes.ts';
import type { Chain } from './chain.ts';
import type { FindingKind } from './findings.ts';
import type { Header, Mark } from './message.ts';
import type { Direction } from './types.ts';

/** The two chains of one epoch, by direction. */
export type Chains = readonly [Chain, Chain];

/** The other direction. */
export const opposite = (direction: Direction): Direction => (direction === 0 ? 1 : 0);

/** A mark that reaches beyond what a chain has yet. */
export interface Beyond {
  readonly chain: Chain;
  readonly mark: Mark;
}

/** What the checks say: a reason to refuse, or the marks to remember as claims. */
export type Judgement =
  | { readonly refused: FindingKind }
  | { readonly refused: null; readonly beyond: readonly Beyond[] };

const refuse = (refused: FindingKind): Judgement => ({ refused });

/** Is the mark on the chain? 'beyond' when the chain does not reach it yet. */
export function place(chain: Chain, mark: Mark): 'on' | 'off' | 'beyond' {
  const there = chain.at(mark.counter);
  if (there === null) return 'beyond';
  return equal(there.hash, mark.hash) ? 'on' : 'off';
}

function judgeMarks(marks: readonly Beyond[]): Judgement {
  const places = marks.map((one) => place(one.chain, one.mark));
  if (places.includes('off')) return refuse('fork');
  return { refused: null, beyond: marks.filter((_, i) => places[i] === 'beyond') };
}

function goesDown(before: Mark | null, now: Mark): boolean {
  if (before === null || now.counter > before.counter) return false;
  return now.counter < before.counter || !equal(now.hash, before.hash);
}

/**
 * Judges the next message of a direction (its counter is head + 1). `before`: the chains of the
 * epoch before, or null when this device does not have them.
 */
export function judge(header: Header, chains: Chains, before: Chains | null): Judgement {
  const chain = chains[header.direction];
  const other = chains[opposite(header.direction)];
  if (!equal(header.previous, chain.head.hash)) return refuse('fork');
  const seen: Mark = { counter: header.seenCounter, hash: header.seenHash };
  if (goesDown(chain.seen, seen)) return refuse('seen-backwards');
  const opening = header.counter === 1 && header.epoch >= 2;
  if (header.carried.length !== (opening ? 2 : 0)) return refuse('malformed');
  const [own, theirs] = header.carried;
  const marks: Beyond[] = [{ chain: other, mark: seen }];
  if (own !== undefined && theirs !== undefined && before !== null) {
    marks.push({ chain: before[header.direction], mark: own });
    marks.push({ chain: before[opposite(header.direction)], mark: theirs });
  }
  return judgeMarks(marks);
}
