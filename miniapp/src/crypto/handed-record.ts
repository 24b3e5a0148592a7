// A case's record as a student hands it on, protocol.md §24. Lives here: the paper, making it and reading it
// before one's own entries. Must not: choose whether it goes along, or send it.
import { compare, equal } from './bytes.ts';
import {
  memberKeys,
  placeOf,
  type RecordHead,
  type RecordKeys,
  type RecordLine,
  readRecord,
  recordChain,
} from './case-record.ts';
import { bytes, fixed, type Infer, list, nested, Structure } from './codec.ts';
import type { Epoch } from './epoch.ts';
import { Malformed, Refused } from './errors.ts';
import type { AcceptedRoster } from './roster.ts';
import type { CaseId } from './types.ts';

const earlierEntry = new Structure(
  'earlier-entry',
  { item: bytes(), key: fixed(32) },
  ({ item }) => {
    placeOf(item);
  },
);
const earlierRecord = new Structure(
  'earlier-record',
  { case: fixed<CaseId>(16), entries: list(nested(earlierEntry)) },
  ({ entries }) => {
    if (entries.length === 0) throw new Malformed('nothing is handed on');
  },
);

export type EarlierEntry = Infer<typeof earlierEntry>;
export type EarlierRecord = Infer<typeof earlierRecord>;

/** Bytes of entries in one paper: well below what a paper may have (§7). */
const ROOM = 40_000;

/** The first `most` entries for whoever joins, as papers. Throws CryptoError unless all of them open. */
export function handOn(request: {
  readonly items: readonly Uint8Array[];
  readonly case: CaseId;
  readonly epochs: readonly Epoch[];
  readonly most: number;
}): readonly Uint8Array[] {
  const chosen = request.items.slice(0, request.most);
  const keys = memberKeys(request.epochs);
  whole(chosen, request.case, keys, null);
  const papers: EarlierEntry[][] = [];
  let [room, last]: [number, EarlierEntry[]] = [0, []];
  for (const item of chosen) {
    if (item.length > room) {
      last = [];
      room = ROOM;
      papers.push(last);
    }
    last.push({ item, key: keys(item) });
    room -= item.length;
  }
  return papers.map((entries) => earlierRecord.encode({ case: request.case, entries }));
}

/** A record from its first entry on, every one of which opens. Throws CryptoError. */
function whole(
  items: readonly Uint8Array[],
  of: CaseId,
  keys: RecordKeys,
  roster: AcceptedRoster | null,
): readonly RecordLine[] {
  const lines = readRecord({ items, case: of, keys, roster, whole: true });
  if (lines.some((line) => 'missing' in line)) throw new Refused('record-order');
  return lines;
}

/**
 * The entries of before, in their order. `own`: the items that the server gives this worker. Throws CryptoError
 * where one lacks, does not open, is out of place, or does not lead to one's own first (or to the head, before
 * there is one). With fewer than there are, the last ones lack.
 */
export function readHandedOn(request: {
  readonly entries: readonly EarlierEntry[];
  readonly case: CaseId;
  readonly own: readonly Uint8Array[];
  readonly head: RecordHead;
  readonly roster: AcceptedRoster | null;
}): readonly RecordLine[] {
  const { entries, own, head } = request;
  const sorted = [...entries]
    .sort((a, b) => placeOf(a.item).number - placeOf(b.item).number || compare(a.item, b.item))
    // Handed in twice where an answer was lost.
    .filter((one, at, all) => at === 0 || !equal(one.item, all[at - 1]?.item as Uint8Array));
  const items = sorted.map((one) => one.item);
  const lines = whole(
    items,
    request.case,
    (item) => {
      const found = sorted.find((one) => one.item === item);
      if (found === undefined) throw new Refused('no-epoch');
      return found.key;
    },
    request.roster,
  );
  const next = own[0] === undefined ? null : placeOf(own[0]);
  const before = next === null ? head.count : next.number - 1;
  const last = items.at(-1);
  const leads =
    items.length < before || last === undefined
      ? true
      : equal(recordChain(last), next?.previous ?? head.hash);
  if (items.length > before || !leads) throw new Refused('record-order');
  return lines;
}

/** Is it such a paper? */
export const isEarlierRecord = (raw: Uint8Array): boolean => earlierRecord.matches(raw);
/** Throws CryptoError. */
export const readEarlierRecord = (raw: Uint8Array): EarlierRecord => earlierRecord.decode(raw);

/** The structures of this file. */
export const handedRecordFormats = { earlierEntry, earlierRecord } as const;
