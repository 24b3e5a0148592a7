// What a device found wrong with a conversation, protocol.md §7 (Reading). Lives here: the record of
// findings. Must not: deciding what is one (reading.ts), or words to show.
import type { Direction } from './types.ts';

/**
 * gap: messages are missing before one that came · fork: two histories of one direction ·
 * rollback: the server is behind what was there · withheld: a body, or messages, that exist are not
 * shown · unreadable: it does not open under the epoch's key · foreign: of another case or epoch ·
 * malformed: not a message of this protocol · seen-backwards: *seen* went down.
 */
export type FindingKind =
  | 'gap'
  | 'fork'
  | 'rollback'
  | 'withheld'
  | 'unreadable'
  | 'foreign'
  | 'malformed'
  | 'seen-backwards';

/** One finding. `resolved`: what was missing came later; it stays on record all the same. */
export interface Finding {
  readonly kind: FindingKind;
  readonly epoch: number;
  readonly direction: Direction;
  readonly counter: number;
  readonly resolved: boolean;
}

/** Where a finding was made. */
export type Place = Pick<Finding, 'epoch' | 'direction' | 'counter'>;

// A hostile server can make findings without end; the warning is the same from the first one on.
const MOST = 200;

/** The findings of one conversation, each once, at most 200. */
export class Findings {
  #all: readonly Finding[];

  constructor(all: readonly Finding[] = []) {
    this.#all = all.slice(0, MOST);
  }

  get all(): readonly Finding[] {
    return this.#all;
  }

  /** Records it; one known already is open again. */
  add(kind: FindingKind, place: Place): Finding {
    const { epoch, direction, counter } = place;
    const finding: Finding = { kind, epoch, direction, counter, resolved: false };
    const others = this.#all.filter((one) => !same(one, finding));
    if (others.length < MOST) this.#all = [...others, finding];
    return finding;
  }

  /** Marks as resolved those of this kind and direction that `covered` says. */
  resolve(
    kind: FindingKind,
    where: Pick<Place, 'epoch' | 'direction'>,
    covered: (counter: number) => boolean,
  ): void {
    this.#all = this.#all.map((one) => {
      const here =
        one.kind === kind && one.epoch === where.epoch && one.direction === where.direction;
      return here && covered(one.counter) ? { ...one, resolved: true } : one;
    });
  }
}

function same(a: Finding, b: Finding): boolean {
  return (
    a.kind === b.kind &&
    a.epoch === b.epoch &&
    a.direction === b.direction &&
    a.counter === b.counter
  );
}
