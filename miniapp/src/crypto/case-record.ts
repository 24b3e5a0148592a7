// Case records, protocol.md §24. Lives here: their structures, keys and chain, sealing an entry, opening a
// record as one of the two or as a holder. Must not: what a worker should write.

import { type Author, orUncertain, workerAuthor } from './author.ts';
import { type BoxKey, box } from './box.ts';
import { equal, zeros } from './bytes.ts';
import { isHolder, openCertificate } from './certificates.ts';
import { bounded, bytes, choice, fixed, type Infer, Structure, u64 } from './codec.ts';
import type { Epoch } from './epoch.ts';
import { CryptoError, Malformed, Refused } from './errors.ts';
import { derive, hash } from './hash.ts';
import { pad, unpad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { type AcceptedRoster, holderOf } from './roster.ts';
import { open, seal } from './seal.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type {
  Boxed,
  BoxPublic,
  CaseId,
  RecordHash,
  RolePublic,
  Sealed,
  Seconds,
  Signed,
} from './types.ts';

/** The roles to whom every entry is boxed, in this order. */
const RECORD_READERS = ['coordinator', 'manager'] as const;
export type RecordReader = (typeof RECORD_READERS)[number] | 'auditor';
/** What an entry can be about. */
export const RECORD_KINDS = [
  'contact',
  'signposted',
  'referred',
  'agreed',
  'no-reply',
  'handed-over',
  'closed',
  'other',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];
export const LONGEST_RECORD_TEXT = 300;
const MOST_RECORD_ENTRIES = 100;
/** Whole; only what is relevant; holds more than it should; something lacks. */
export const FINDING_MARKS = ['complete', 'relevant', 'excess', 'missing'] as const;
export type FindingMark = (typeof FINDING_MARKS)[number];
export const LONGEST_FINDING = 1_000;
export const DAY_SECONDS = 86_400;

const ad = new Structure(
  'record-ad',
  {
    case: fixed<CaseId>(16),
    number: u64,
    previous: fixed(32),
    epoch: fixed<RecordHash>(32),
  },
  ({ number, previous }) => {
    if (number < 1 || number > MOST_RECORD_ENTRIES) throw new Malformed('no such entry');
    if (equal(previous, zeros(32)) !== (number === 1)) throw new Malformed('follows nothing');
  },
);
const item = new Structure('record-item', { ad: bytes(), sealed: bytes<Sealed>() }, (one) => {
  ad.decode(one.ad);
});
const entry = new Structure(
  'record-entry',
  {
    ad: bytes(),
    kind: choice<RecordKind>(...RECORD_KINDS),
    day: u64,
    text: bounded(0, LONGEST_RECORD_TEXT),
    certificate: bytes<Signed>(),
    written: u64,
  },
  (one) => {
    ad.decode(one.ad);
    if (one.day * DAY_SECONDS > one.written + DAY_SECONDS) throw new Malformed('not yet');
    if (one.kind === 'other' && one.text === '') throw new Malformed('no words');
  },
);
const wrap = new Structure(
  'record-wrap',
  {
    case: fixed<CaseId>(16),
    number: u64,
    to: choice<RecordReader>('coordinator', 'manager', 'auditor'),
    roleKeyVersion: u64,
    item: fixed(32),
    key: fixed(32),
  },
  ({ to, roleKeyVersion }) => {
    if ((roleKeyVersion === 0) !== (to === 'auditor')) throw new Malformed('no such role key');
  },
);

const finding = new Structure('record-finding', {
  audit: fixed(16),
  case: fixed<CaseId>(16),
  item: fixed(32),
  mark: choice<FindingMark>('complete', 'relevant', 'excess', 'missing'),
  comment: bounded(0, LONGEST_FINDING),
  certificate: bytes<Signed>(),
  made: u64,
});

/** What an auditor says of a record. */
export type RecordFinding = Infer<typeof finding>;

/** What the worker wrote: what kind of event, on which day (since 1970-01-01), a few words. */
export type RecordWords = Pick<Infer<typeof entry>, 'kind' | 'day' | 'text'>;

/** How far a record goes. */
export interface RecordHead {
  readonly count: number;
  readonly hash: Uint8Array;
}

/** An entry for the server. */
export interface SealedRecordEntry {
  readonly item: Uint8Array;
  readonly wraps: readonly { readonly role: RecordReader; readonly wrap: Boxed }[];
}

/** An entry read; `author` is null where it is not certain who wrote it. */
export interface OpenedRecordEntry {
  readonly number: number;
  readonly words: RecordWords;
  readonly written: Seconds;
  readonly author: Author | null;
}

/** An entry, or that there is one which does not open. */
export type RecordLine = OpenedRecordEntry | { readonly number: number; readonly missing: true };

const chainHash = (of: Uint8Array): Uint8Array => hash('pl.recordchain', of);
/** What the next entry calls this one. */
export const recordChain = chainHash;
/** Where an entry stands. Throws CryptoError for anything that is none. */
export const placeOf = (of: Uint8Array): Infer<typeof ad> => ad.decode(item.decode(of).ad);

/** Seals the next entry for the epoch's two, coordinator and manager. Throws without one of these. */
export function sealRecordEntry(request: {
  readonly worker: SigningKey;
  readonly certificate: Signed;
  readonly words: RecordWords;
  readonly epoch: Epoch;
  readonly after: RecordHead;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
  readonly random?: Random;
}): SealedRecordEntry {
  const { epoch, after, certificate, now, random = systemRandom } = request;
  const place = {
    case: epoch.body.case,
    number: after.count + 1,
    previous: after.hash,
    epoch: epoch.recordHash,
  };
  const named = ad.encode(place);
  const key = derive('pl.record', epoch.key.reveal(), named);
  const body = { ad: named, ...request.words, certificate, written: now };
  const sealed = seal(key, named, pad(request.worker.sign(entry, body)), random);
  const made = item.encode({ ad: named, sealed });
  const wraps = RECORD_READERS.map((role) => {
    const { roleKey, roleKeyVersion } = holderOf(request.roster, role);
    const { case: of, number } = place;
    const content = { case: of, number, to: role, roleKeyVersion, item: chainHash(made), key };
    return { role, wrap: box(roleKey, wrap.encode(content), random) };
  });
  return { item: made, wraps };
}

/** An item → its key; throws CryptoError where this reader has none. */
export type RecordKeys = (item: Uint8Array) => Uint8Array;

/** As a member: by the key of the epoch in which it was written. */
export function memberKeys(epochs: readonly Epoch[]): RecordKeys {
  return (of) => {
    const named = item.decode(of).ad;
    const { epoch } = ad.decode(named);
    const found = epochs.find((one) => equal(one.recordHash, epoch));
    if (found === undefined) throw new Refused('no-epoch');
    return derive('pl.record', found.key.reveal(), named);
  };
}

/** As a holder or an auditor: by one's own wrap of it. */
export function wrappedKey(request: {
  readonly item: Uint8Array;
  readonly wrap: Uint8Array;
  readonly to: RecordReader;
  readonly key: BoxKey<RolePublic> | BoxKey<BoxPublic>;
}): Uint8Array {
  const opened = wrap.decode(request.key.open(request.wrap));
  const place = ad.decode(item.decode(request.item).ad);
  const same = equal(opened.case, place.case) && opened.number === place.number;
  const meant = opened.to === request.to && equal(opened.item, chainHash(request.item));
  if (!same || !meant) throw new Refused('entry-mismatch');
  return opened.key;
}

/** Boxes an entry's key to one more reader, an auditor. */
export function wrapForAuditor(request: {
  readonly item: Uint8Array;
  readonly key: Uint8Array;
  readonly box: BoxPublic;
  readonly random?: Random;
}): Boxed {
  const { case: of, number } = ad.decode(item.decode(request.item).ad);
  const content = {
    ...{ case: of, number, to: 'auditor' as const, roleKeyVersion: 0 },
    item: chainHash(request.item),
    key: request.key,
  };
  return box(request.box, wrap.encode(content), request.random ?? systemRandom);
}

/** What an auditor found, for each of the two holders. Throws without one of these. */
export function sealFinding(request: {
  readonly auditor: SigningKey;
  readonly certificate: Signed;
  readonly audit: Uint8Array;
  readonly case: CaseId;
  /** The last entry that was looked at. */
  readonly last: Uint8Array;
  readonly mark: FindingMark;
  readonly comment: string;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
  readonly random?: Random;
}): readonly { readonly role: RecordReader; readonly box: Boxed }[] {
  const { audit, mark, comment, certificate, random = systemRandom } = request;
  const about = { audit, case: request.case, item: chainHash(request.last) };
  const body = { ...about, mark, comment, certificate, made: request.now };
  const padded = pad(request.auditor.sign(finding, body));
  return RECORD_READERS.map((role) => {
    const { roleKey } = holderOf(request.roster, role);
    return { role, box: box(roleKey, padded, random) };
  });
}

/**
 * A finding of this audit, about this record, by the certified auditor whom the audit names (a certificate's
 * id); their time may be over. Throws for any other.
 */
export function openFinding(request: {
  readonly boxed: Uint8Array;
  readonly audit: Uint8Array;
  readonly case: Uint8Array;
  readonly auditor: Uint8Array;
  readonly key: BoxKey<RolePublic>;
  readonly roster: AcceptedRoster;
}): RecordFinding {
  const { roster } = request;
  const { value, signer } = openSigned(finding, unpad(request.key.open(request.boxed)));
  const meant = equal(value.audit, request.audit) && equal(value.case, request.case);
  if (!meant) throw new Refused('entry-mismatch');
  const certificate = openCertificate(value.certificate);
  const issuers = [
    roster.body.root,
    ...roster.certificates.filter(isHolder).map((one) => one.sign),
  ];
  const certified = issuers.some((issuer) => equal(issuer, certificate.issuer));
  const theirs = certificate.role === 'auditor' && equal(certificate.sign, signer);
  const named = equal(certificate.id, request.auditor);
  if (!certified || !theirs || !named) throw new Refused('author');
  return value;
}

/**
 * Is one's own newest entry the one with which the record ends? Whoever may read any reads the newest, since
 * nobody else writes after them.
 */
export function endsThere(items: readonly Uint8Array[], head: RecordHead): boolean {
  const newest = items.at(-1);
  if (newest === undefined) return (head.count === 0) === equal(head.hash, zeros(32));
  return placeOf(newest).number === head.count && equal(chainHash(newest), head.hash);
}

/** Throws where it is not. */
export function requireHead(items: readonly Uint8Array[], head: RecordHead): void {
  if (!endsThere(items, head)) throw new Refused('record-order');
}

/**
 * Throws where a record that ended with `before` when one last looked does not go on from there. `items`: the
 * entries that one may have, `head` the end of it now.
 */
export function requireGoesOn(
  before: RecordHead,
  items: readonly Uint8Array[],
  head: RecordHead,
): void {
  if (head.count === before.count && equal(head.hash, before.hash)) return;
  const [first] = items;
  const there = items.find((one) => placeOf(one).number === before.count);
  // Whoever came then has not that entry, and the very next names it.
  const next = first !== undefined && placeOf(first).number === before.count + 1;
  const known = there !== undefined ? chainHash(there) : next ? placeOf(first).previous : null;
  const on = known !== null && equal(known, before.hash);
  if (head.count <= before.count || !on) throw new Refused('record-order');
}

function openEntry(of: Uint8Array, key: Uint8Array, roster: AcceptedRoster | null) {
  const kept = item.decode(of);
  const { value, signer } = openSigned(entry, unpad(open(key, kept.ad, kept.sealed)));
  if (!equal(value.ad, kept.ad)) throw new Refused('entry-mismatch');
  const { kind, day, text, written, certificate } = value;
  const author =
    roster === null ? null : orUncertain(() => workerAuthor(certificate, signer, roster));
  return { words: { kind, day, text }, written, author };
}

/**
 * A record in its order. `whole`: it begins with the first entry. Throws where an entry is lacking,
 * another case's or out of place; one that does not open is given as missing.
 */
export function readRecord(request: {
  readonly items: readonly Uint8Array[];
  readonly case: CaseId;
  readonly keys: RecordKeys;
  /** Null where none is at hand: then it is not certain who wrote. */
  readonly roster: AcceptedRoster | null;
  readonly whole: boolean;
}): readonly RecordLine[] {
  const none = { number: 0, hash: zeros(32) as Uint8Array };
  let before: typeof none | null = request.whole ? none : null;
  return request.items.map((one): RecordLine => {
    const place = ad.decode(item.decode(one).ad);
    const follows =
      before === null || (place.number === before.number + 1 && equal(place.previous, before.hash));
    if (!equal(place.case, request.case) || !follows) throw new Refused('record-order');
    const { number } = place;
    before = { number, hash: chainHash(one) };
    try {
      return { number, ...openEntry(one, request.keys(one), request.roster) };
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      return { number, missing: true };
    }
  });
}

/** The structures of this file. */
export const caseRecordFormats = { ad, item, entry, wrap, finding } as const;
