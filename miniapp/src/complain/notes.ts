// What an author's bundle says of their reports (protocol.md §23, `meta/report/…`). Lives here: the secret by
// which each outcome is opened, when it was written and what about in general. Must not: a word of it.
import { BoxKey } from '../crypto/box.ts';
import { concat, fromHex, readU64, readUtf8, toHex, u64be, utf8 } from '../crypto/bytes.ts';
import { CryptoError } from '../crypto/errors.ts';
import { REPORT_KINDS, type ReportKind } from '../crypto/report.ts';
import type { ReportId, Seconds } from '../crypto/types.ts';
import type { Bundle } from '../keys/bundle.ts';

const UNDER = 'meta/report/';
const ID_BYTES = 16;
const KEY_BYTES = 32;

export interface NotedReport {
  readonly id: ReportId;
  readonly reply: BoxKey;
  /** When it was sealed, Unix seconds. */
  readonly at: Seconds;
  readonly kind: ReportKind;
}

const nameOf = (id: ReportId): `meta/${string}` => `${UNDER}${toHex(id)}`;

function read(name: string, value: Uint8Array): readonly NotedReport[] {
  try {
    const id = fromHex(name.slice(UNDER.length)) as ReportId;
    const code = readUtf8(value.slice(KEY_BYTES + 8));
    const kind = REPORT_KINDS.find((one) => one === code);
    if (id.length !== ID_BYTES || kind === undefined) return [];
    const reply = new BoxKey(value.slice(0, KEY_BYTES));
    return [{ id, reply, at: readU64(value.slice(KEY_BYTES, KEY_BYTES + 8)), kind }];
  } catch (error) {
    if (error instanceof CryptoError) return [];
    throw error;
  }
}

/** The reports this person wrote, the newest first. A note that is none is passed over. */
export function notedReports(bundle: Bundle): readonly NotedReport[] {
  return [...bundle.notes(UNDER)]
    .flatMap(([name, value]) => read(name, value))
    .sort((a, b) => b.at - a.at || (toHex(a.id) < toHex(b.id) ? 1 : -1));
}

export function withReport(bundle: Bundle, { id, reply, at, kind }: NotedReport): Bundle {
  return bundle.withNote(nameOf(id), concat(reply.reveal(), u64be(at), utf8(kind)));
}

export function withoutReport(bundle: Bundle, id: ReportId): Bundle {
  return bundle.withNote(nameOf(id), null);
}
