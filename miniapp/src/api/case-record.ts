// What devices ask about a case's record (docs/api.md). Lives here: the two calls of those who are in the
// case. Must not: open an entry (crypto/case-record.ts).
import { fromBase64url, toBase64url } from '../crypto/bytes.ts';
import type { RecordHead, SealedRecordEntry } from '../crypto/case-record.ts';
import type { SessionApi } from './session.ts';
import { b64, count, listOf, object } from './shapes.ts';

/** The entries one may have, and how far the record goes. */
export interface KeptRecord {
  readonly items: readonly Uint8Array[];
  readonly head: RecordHead;
}

interface Answer {
  readonly entries: readonly string[];
  readonly count: number;
  readonly head: string;
}

const kept = object<Answer>({ entries: listOf(b64), count, head: b64 });

type Asking = Pick<SessionApi, 'ask'>;

export async function askRecord(api: Asking, caseId: string): Promise<KeptRecord> {
  const answer = kept(await api.ask('GET', `/api/cases/${caseId}/record`));
  return {
    items: answer.entries.map(fromBase64url),
    head: { count: answer.count, hash: fromBase64url(answer.head) },
  };
}

/** Conflicts: `changed` (read it anew and seal again), `full`. */
export async function keepEntry(
  api: Asking,
  caseId: string,
  { item, wraps }: SealedRecordEntry,
): Promise<void> {
  await api.ask('POST', `/api/cases/${caseId}/record`, {
    item: toBase64url(item),
    wraps: wraps.map(({ role, wrap }) => ({ role, wrap: toBase64url(wrap) })),
  });
}
