// What a room shows, protocol.md §7. Lives here: both directions merged into one list with ticks.
// Must not: judging messages, words.
import { toBase64url } from './bytes.ts';
import type { Entry } from './chain.ts';
import { type Content, isShown, type Mark } from './message.ts';
import type { Chains } from './reading.ts';
import type { Direction, Seconds, SignPublic } from './types.ts';

/** sending: not acknowledged yet · sent: the server has it · seen: the reader's device said so. */
export type Tick = 'sending' | 'sent' | 'seen' | 'received';

/** One line of the room. */
export interface ShownMessage {
  /** Stable for rendering, also when it is sealed again. */
  readonly key: string;
  readonly epoch: number;
  readonly counter: number;
  readonly mine: boolean;
  /** As its writer's device says; null when there is no body. */
  readonly time: Seconds | null;
  /** null when it was taken back or is withheld, and of a statement. */
  readonly text: string | null;
  /** Something said about consent (§20), to be read by its own rules. */
  readonly statement?: Statement;
  readonly tick: Tick;
  /** Its writer took it back. */
  readonly takenBack: boolean;
  /** The body is missing and its writer has not taken it back: a warning is due. */
  readonly withheld: boolean;
}

/** A statement as it stands in the room. */
export interface Statement {
  readonly raw: Uint8Array;
  /** By whom it must be signed to count. */
  readonly keys: readonly SignPublic[];
  /** How far its writer had seen the other direction, in this epoch. */
  readonly seen: number;
}

/** A message not yet acknowledged. */
export interface Unsent {
  readonly counter: number;
  readonly content: Content;
  readonly seen: Mark;
}

/** The counters that a direction's writer took back. */
export function takenBack(contents: readonly (Content | null)[]): ReadonlySet<number> {
  return new Set(contents.flatMap((one) => (one?.kind === 'unsend' ? [one.counter] : [])));
}

/** Which of the two heads comes first: what it had seen must be out; then the earlier clock. */
function takesFirst(a: Entry | undefined, b: Entry | undefined, outB: number): boolean {
  if (a === undefined) return false;
  if (b === undefined) return true;
  if (a.header.seenCounter > outB) return false;
  if (b.header.seenCounter >= a.header.counter) return true;
  return (a.content?.time ?? 0) <= (b.content?.time ?? 0);
}

/** Both directions in one order, the same on every device: by *seen*, then by time. */
function merge(chains: Chains): readonly Entry[] {
  const [student, worker] = chains;
  const merged: Entry[] = [];
  let s = 0;
  let w = 0;
  while (s < student.entries.length || w < worker.entries.length) {
    const a = student.entries[s];
    const b = worker.entries[w];
    if (takesFirst(a, b, w)) {
      merged.push(a as Entry);
      s += 1;
    } else {
      if (b === undefined) break;
      merged.push(b);
      w += 1;
    }
  }
  return merged;
}

/** Lines of one epoch; `shown` collects content ids, so that none is shown twice (§7). */
export function lines(request: {
  readonly epoch: number;
  readonly chains: Chains;
  /** Whose statements count, by direction. */
  readonly keys: readonly [readonly SignPublic[], readonly SignPublic[]];
  readonly mine: Direction;
  readonly unsent: readonly Unsent[];
  readonly shown: Set<string>;
}): readonly ShownMessage[] {
  const { chains, mine, unsent } = request;
  const seenByPeer = chains[mine === 0 ? 1 : 0].seen?.counter ?? 0;
  const back = chains.map((chain) => {
    const waiting = chain.direction === mine ? unsent.map((one) => one.content) : [];
    return takenBack([...chain.entries.map((entry) => entry.content), ...waiting]);
  });
  const settled = merge(chains).map((entry): Line => {
    const { direction, counter } = entry.header;
    const own = direction === mine;
    const tick = own ? (counter <= seenByPeer ? 'seen' : 'sent') : 'received';
    return { direction, counter, content: entry.content, tick, seen: entry.header.seenCounter };
  });
  const waiting = unsent.map(({ counter, content, seen }): Line => {
    return { counter, content, direction: mine, tick: 'sending', seen: seen.counter };
  });
  return [...settled, ...waiting].flatMap((line) =>
    show(line, request, back[line.direction]?.has(line.counter) ?? false),
  );
}

interface Line {
  readonly direction: Direction;
  readonly counter: number;
  readonly content: Content | null;
  readonly tick: Tick;
  readonly seen: number;
}

function show(
  line: Line,
  room: Parameters<typeof lines>[0],
  back: boolean,
): readonly ShownMessage[] {
  const { direction, counter, content, tick } = line;
  const place = { epoch: room.epoch, counter, mine: direction === room.mine, tick };
  if (content === null) {
    const key = `${room.epoch}:${direction}:${counter}`;
    return [{ ...place, key, time: null, text: null, takenBack: back, withheld: !back }];
  }
  const key = `${direction}:${toBase64url(content.id)}`;
  if (!isShown(content) || room.shown.has(key)) return [];
  room.shown.add(key);
  const plain = { ...place, key, time: content.time, takenBack: back, withheld: false };
  if (content.kind === 'consent') {
    // What was agreed to is not taken back by hiding it: that takes another word.
    const statement = { raw: content.statement, keys: room.keys[direction], seen: line.seen };
    return [{ ...plain, takenBack: false, text: null, statement }];
  }
  if (content.kind !== 'text') return [];
  const text = back ? null : content.text;
  return [{ ...plain, text }];
}
