// What the fake server keeps of a case. Lives here: its messages in chains, their heads, what its student is
// answered. Must not: who may ask.
import { failureOf } from '../../src/api/errors.ts';
import type {
  CaseAnswer,
  CaseState,
  EpochRow,
  Head,
  MessageRow,
  RequestBody,
} from '../../src/api/types.ts';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { openEpochRecord } from '../../src/crypto/epoch.ts';
import { hash } from '../../src/crypto/hash.ts';
import { genesis, parseEnvelope } from '../../src/crypto/message.ts';
import type { Direction, Signed } from '../../src/crypto/types.ts';

export interface Case {
  id: string;
  owner: string;
  state: CaseState;
  body: RequestBody;
  epochs: EpochRow[];
  workerWraps: string[];
  acknowledged: boolean;
  messages: MessageRow[];
  closedBy: 'student' | 'worker' | null;
  /** The signed statement that closed it. */
  close: string | null;
}

const b64 = toBase64url;

export function headsOf(found: Case, epoch: number) {
  const record = found.epochs[epoch - 1];
  if (record === undefined) throw failureOf(404, { error: 'not_found' });
  const { recordHash } = openEpochRecord(fromBase64url(record.record) as Signed);
  const head = (direction: Direction): Head => {
    const last = chainIn(found, epoch, direction).at(-1);
    if (last === undefined) return { counter: 0, hash: b64(genesis(recordHash, direction)) };
    return { counter: last.counter, hash: b64(chainOf(last)) };
  };
  return { epoch, student: head(0), worker: head(1) };
}

/** Takes a message as §7 says; true when it is there (also when it already was). */
export function take(found: Case, message: string): boolean {
  const { header } = parseEnvelope(fromBase64url(message));
  const chain = chainIn(found, header.epoch, header.direction);
  if (chain.some((row) => row.message === message)) return true;
  const heads = headsOf(found, header.epoch);
  const head = header.direction === 0 ? heads.student : heads.worker;
  const follows = header.counter === head.counter + 1 && b64(header.previous) === head.hash;
  if (found.state !== 'open' || !follows || header.epoch !== found.epochs.length) return false;
  const { epoch, direction, counter } = header;
  found.messages.push({ epoch, direction, counter, message });
  return true;
}

/** The case as its student sees it. */
export function answerOf(found: Case): CaseAnswer {
  const [own] = found.body.wraps;
  return {
    case: found.id,
    kind: 'case',
    state: found.state,
    stuck: false,
    intake: found.body.intake,
    card: found.body.card,
    letter: found.body.letter,
    wraps: { card: own?.card ?? null, letter: own?.letter ?? null },
    epochs: found.epochs,
    acknowledged: found.acknowledged,
    heads: found.epochs.map((_, at) => headsOf(found, at + 1)),
    closed_by: found.closedBy,
    close: found.close,
    keep_until: found.state === 'closed' ? 1_900_000_000 : null,
  };
}

export function messagesOf(found: Case, query: URLSearchParams): unknown {
  const epoch = Number(query.get('epoch'));
  const limit = Number(query.get('limit'));
  const later = found.messages.filter(
    (row) => row.epoch === epoch && row.counter > Number(query.get(`after${row.direction}`)),
  );
  const messages = later.slice(0, limit);
  return { messages, heads: headsOf(found, epoch), more: later.length > limit };
}

function chainIn(found: Case, epoch: number, direction: Direction): MessageRow[] {
  return found.messages.filter((row) => row.epoch === epoch && row.direction === direction);
}

function chainOf(row: MessageRow): Uint8Array {
  if (row.message) return parseEnvelope(fromBase64url(row.message)).hash;
  const ad = fromBase64url(row.ad ?? '');
  const body = fromBase64url(row.body_hash ?? '');
  const joined = new Uint8Array(ad.length + body.length);
  joined.set(ad);
  joined.set(body, ad.length);
  return hash('pl.chain', joined);
}
