// What the workers kept of a student's conversations (R10, protocol.md §24), as this phone opens it. Lives
// here: reading it, as plain values. Must not: words for people.
import { askRecord } from '../api/case-record.ts';
import type { SessionApi } from '../api/session.ts';
import {
  DAY_SECONDS,
  endsThere,
  memberKeys,
  type RecordKind,
  type RecordLine,
  readRecord,
} from '../crypto/case-record.ts';
import type { Epoch } from '../crypto/epoch.ts';
import { CryptoError } from '../crypto/errors.ts';
import type { AcceptedRoster } from '../crypto/roster.ts';
import type { CaseId } from '../crypto/types.ts';

/** One entry. `kind` is null where it could not be opened. */
export interface Noted {
  readonly number: number;
  readonly kind: RecordKind | null;
  /** Unix seconds of the day on which it happened. */
  readonly day: number;
  readonly text: string;
  /** A worker of the team signed it. */
  readonly certain: boolean;
}

/** A record's lines as plain values. */
function notedOf(lines: readonly RecordLine[]): readonly Noted[] {
  return lines.map((line): Noted => {
    const { number } = line;
    if ('missing' in line) return { number, kind: null, day: 0, text: '', certain: false };
    const { kind, day, text } = line.words;
    return { number, kind, day: day * DAY_SECONDS, text, certain: line.author !== null };
  });
}

/**
 * What is kept of one conversation; `whole` is false where something lacks or does not open. Throws
 * ApiError when it cannot be fetched.
 */
export async function readNoted(request: {
  readonly api: Pick<SessionApi, 'ask'>;
  readonly case: CaseId;
  readonly id: string;
  readonly epochs: readonly Epoch[];
  readonly roster: AcceptedRoster | null;
}): Promise<{ readonly noted: readonly Noted[]; readonly whole: boolean }> {
  const { items, head } = await askRecord(request.api, request.id);
  try {
    const lines = readRecord({
      items,
      case: request.case,
      keys: memberKeys(request.epochs),
      roster: request.roster,
      whole: true,
    });
    const noted = notedOf(lines);
    const all = noted.length === head.count && endsThere(items, head);
    const whole = all && noted.every((one) => one.kind !== null);
    return { noted, whole };
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    return { noted: [], whole: false };
  }
}
