// One message on the wire, protocol.md §7. Lives here: its formats, sealing and opening, the chain
// hashes. Must not: what a conversation makes of it (conversation.ts).
import { concat, readU64, u64be, utf8, zeros } from './bytes.ts';
import { bytes, choice, fixed, list, oneOf, Structure, text, u64, type Value } from './codec.ts';
import { Malformed, Refused } from './errors.ts';
import { derive, hash } from './hash.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { open, seal } from './seal.ts';
import { type EpochKey, Secret } from './secret.ts';
import type {
  BodyHash,
  CaseId,
  ChainHash,
  ContentId,
  Direction,
  Envelope,
  MessageAd,
  RecordHash,
  Seconds,
} from './types.ts';

/** Largest envelope the server takes (§7). */
const LARGEST_ENVELOPE = 65_536;
/** Longest text, in characters (code points). */
export const LONGEST_TEXT = 8_000;
/** Largest paper, in bytes (§17). */
export const LARGEST_PAPER = 60_000;
const SUITE = 1;

const adShape = {
  suite: oneOf<1>(SUITE),
  case: fixed<CaseId>(16),
  epoch: u64,
  record: fixed<RecordHash>(32),
  direction: oneOf<Direction>(0, 1),
  counter: u64,
  previous: fixed<ChainHash>(32),
  seenCounter: u64,
  seenHash: fixed<ChainHash>(32),
  carried: list(fixed(40)),
};
const messageAd = new Structure('message-ad', adShape, requirePlace);
const message = new Structure('message', { ad: bytes<MessageAd>(), sealed: bytes() });
const contentShape = {
  kind: choice<Content['kind']>('text', 'seen', 'unsend', 'paper', 'consent'),
  id: fixed<ContentId>(16),
  time: u64,
  body: bytes(),
};
const content = new Structure('content', contentShape, (value) => void read(value));

/** Head or mark of one direction: counter 0 goes with the genesis hash. */
export interface Mark {
  readonly counter: number;
  readonly hash: ChainHash;
}

/** What a writer carries who was no member of the epoch before (§7). */
export const UNKNOWN_HEAD: Mark = { counter: 0, hash: zeros(32) as ChainHash };

/** What a person sends: a text, a mere *seen*, taking an own message back, or a consent (§20). */
export type Content =
  | { readonly kind: 'text'; readonly id: ContentId; readonly time: Seconds; readonly text: string }
  | { readonly kind: 'seen'; readonly id: ContentId; readonly time: Seconds }
  | {
      readonly kind: 'unsend';
      readonly id: ContentId;
      readonly time: Seconds;
      readonly counter: number;
    }
  /** One structure, told by its label (§17); what it says is for who knows the label. */
  | {
      readonly kind: 'paper';
      readonly id: ContentId;
      readonly time: Seconds;
      readonly paper: Uint8Array;
    }
  | {
      readonly kind: 'consent';
      readonly id: ContentId;
      readonly time: Seconds;
      readonly statement: Uint8Array;
    };

/** Whether it has a line of its own in the room; the others only say something of other lines. */
export const isShown = ({ kind }: Content): boolean => kind === 'text' || kind === 'consent';

/** The readable associated data of a message. */
export interface Header extends Omit<Value<typeof adShape>, 'suite' | 'carried'> {
  readonly carried: readonly Mark[];
}

/** A message taken apart, not yet opened. */
export interface Parsed {
  readonly header: Header;
  readonly ad: MessageAd;
  readonly sealed: Uint8Array;
  readonly hash: ChainHash;
}

/** `K("pl.direction", epoch key, record hash ‖ u64(direction))` */
export function directionKey(
  epochKey: EpochKey,
  record: RecordHash,
  direction: Direction,
): Secret<'direction'> {
  const data = concat(record, u64be(direction));
  return new Secret('direction', derive('pl.direction', epochKey.reveal(), data));
}

/** `H("pl.genesis", record hash ‖ u64(direction))`: before the first message. */
export function genesis(record: RecordHash, direction: Direction): ChainHash {
  return hash('pl.genesis', concat(record, u64be(direction))) as ChainHash;
}

/** `H("pl.body", sealed)` */
export function bodyHash(sealed: Uint8Array): BodyHash {
  return hash('pl.body', sealed) as BodyHash;
}

/** `H("pl.chain", ad ‖ body hash)`: holds for a message and for its tombstone alike. */
export function chainHash(ad: Uint8Array, body: BodyHash): ChainHash {
  return hash('pl.chain', concat(ad, body)) as ChainHash;
}

/** Counters from 1; heads are carried once, in the first message of a later epoch. */
function requirePlace(ad: Value<typeof adShape>): void {
  const opening = ad.epoch > 1 && ad.counter === 1;
  if (ad.epoch < 1 || ad.counter < 1 || ad.carried.length !== (opening ? 2 : 0)) {
    throw new Malformed('heads are carried once');
  }
}

/** The header of associated data. Throws {@link Malformed}, also for another suite. */
export function readHeader(ad: Uint8Array): Header {
  const { suite: _suite, carried, ...rest } = messageAd.decode(ad);
  const marks = carried.map((raw) => {
    return { counter: readU64(raw.subarray(0, 8)), hash: raw.slice(8) as ChainHash };
  });
  return { ...rest, carried: marks };
}

/** Takes an envelope apart. Throws {@link Malformed}. */
export function parseEnvelope(envelope: Uint8Array): Parsed {
  if (envelope.length > LARGEST_ENVELOPE) throw new Malformed('too large');
  const { ad, sealed } = message.decode(envelope);
  return { header: readHeader(ad), ad, sealed, hash: chainHash(ad, bodyHash(sealed)) };
}

function encodeContent(said: Content): Uint8Array {
  const { kind, id, time } = said;
  return content.encode({ kind, id, time, body: encodeBody(said) });
}

function encodeBody(said: Content): Uint8Array {
  if (said.kind === 'text') return utf8(said.text);
  if (said.kind === 'paper') return said.paper;
  if (said.kind === 'consent') return requireStatement(said.statement);
  return said.kind === 'unsend' ? u64be(said.counter) : new Uint8Array(0);
}

function requireText(written: string): string {
  const length = [...written].length;
  if (length < 1 || length > LONGEST_TEXT) throw new Refused('content-bounds');
  return written;
}

/** What stands in it is for sharing.ts to open, and to refuse. */
function requireStatement(statement: Uint8Array): Uint8Array {
  if (statement.length === 0) throw new Malformed('a consent has a body');
  return statement;
}

/** Each kind's body. Throws for one that does not fit it. */
function read({ kind, id, time, body }: Value<typeof contentShape>): Content {
  if (kind === 'text') return { kind, id, time, text: requireText(text.decode(body)) };
  if (kind === 'paper') {
    if (body.length < 1 || body.length > LARGEST_PAPER) throw new Refused('content-bounds');
    return { kind, id, time, paper: body };
  }
  if (kind === 'unsend') return { kind, id, time, counter: u64.decode(body) };
  if (kind === 'consent') return { kind, id, time, statement: requireStatement(body) };
  if (body.length > 0) throw new Malformed('a seen has no body');
  return { kind, id, time };
}

/** Seals one message; the ad is built from the header. */
export function sealMessage(
  key: Secret<'direction'>,
  header: Header,
  said: Content,
  random: Random = systemRandom,
): Envelope {
  const carried = header.carried.map((mark) => concat(u64be(mark.counter), mark.hash));
  const ad = messageAd.encode({ ...header, suite: SUITE, carried }) as MessageAd;
  const sealed = seal(key.reveal(), ad, pad(encodeContent(said)), random);
  const envelope = message.encode({ ad, sealed }) as Envelope;
  if (envelope.length > LARGEST_ENVELOPE) throw new Refused('content-bounds');
  return envelope;
}

/** The content. Throws `NotOpened` or {@link Malformed}. */
export function openMessage(key: Secret<'direction'>, parsed: Parsed): Content {
  return readContent(open(key.reveal(), parsed.ad, parsed.sealed));
}

/** A content out of what a message's seal held. Throws {@link Malformed}. */
export const readContent = (padded: Uint8Array): Content => read(content.decode(unpad(padded)));

/** The structures of this file. */
export const messageFormats = { messageAd, message, content } as const;
