// Supervision entries, protocol.md §11. Lives here: tags, sealing and opening an entry, replies.
// Must not: a field or a parameter that could name a student; pseudonymising.

import { type Author, holderAuthor, orUncertain, workerAuthor } from './author.ts';
import { blobHash, isBlob } from './blob.ts';
import { type BoxKey, box } from './box.ts';
import { equal } from './bytes.ts';
import { type Certificate, isValid } from './certificates.ts';
import {
  bounded,
  bytes,
  characters,
  choice,
  fixed,
  type Infer,
  Structure,
  text,
  u64,
} from './codec.ts';
import { loaded, Malformed, Refused } from './errors.ts';
import { derive } from './hash.ts';
import { pad, unpad } from './padding.ts';
import { term, termOf } from './periods.ts';
import { type Random, systemRandom } from './random.ts';
import { type AcceptedRoster, holderOf } from './roster.ts';
import { open, seal } from './seal.ts';
import { Secret, type SupervisionSecret } from './secret.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type {
  BlobHash,
  Boxed,
  BoxPublic,
  CertificateId,
  EntryId,
  RolePublic,
  Sealed,
  Seconds,
  Signed,
  Tag,
} from './types.ts';

const LONGEST = 16_000;
/** The roles to whom every entry is boxed, in this order. */
const ENTRY_READERS = ['coordinator', 'manager'] as const;
export type EntryReader = (typeof ENTRY_READERS)[number] | 'consultant';

const head = { id: fixed<EntryId>(16), tag: fixed<Tag>(16), term };

const tagged = new Structure('tag', { term });
const entry = new Structure(
  'supervision-entry',
  {
    ...head,
    theme: bounded(1, 40),
    happened: text,
    wish: text,
    own: text,
    written: u64,
    certificate: bytes<Signed>(),
  },
  ({ happened, wish, own }) => {
    const count = characters(happened) + characters(wish) + characters(own);
    if (count < 1 || count > LONGEST) throw new Malformed('an entry is too short or too long');
  },
);
const entryAd = new Structure('entry-ad', head);
const entryWrap = new Structure(
  'entry-wrap',
  {
    id: head.id,
    to: choice<EntryReader>('coordinator', 'manager', 'consultant'),
    roleKeyVersion: u64,
    sealed: fixed<BlobHash>(32),
    key: fixed(32),
  },
  ({ to, roleKeyVersion }) => {
    if ((roleKeyVersion === 0) !== (to === 'consultant')) throw new Malformed('no such role key');
  },
);
const reply = new Structure('reply', {
  entry: head.id,
  certificate: bytes<Signed>(),
  text: bounded(1, 8_000),
  written: u64,
});

export type Entry = Infer<typeof entry>;
export type Reply = Infer<typeof reply>;
/** What the worker wrote, after pseudonymising. */
export type EntryWords = Pick<Entry, 'theme' | 'happened' | 'wish' | 'own'>;
export type EntryKey = Secret<'entry'>;

/** An entry for the server: nothing in it leads to a case. */
export interface SealedEntry {
  readonly id: EntryId;
  readonly tag: Tag;
  readonly term: string;
  readonly sealed: Sealed;
  readonly wraps: readonly { readonly role: EntryReader; readonly wrap: Boxed }[];
}

/** An entry read; `author` is null where it is not certain who wrote it. */
export interface OpenedEntry {
  readonly entry: Entry;
  readonly author: Author | null;
  readonly key: EntryKey;
}

/** The tag of a case in a term: without the secret nothing joins it to another term's. */
export function supervisionTag(secret: SupervisionSecret, of: string): Tag {
  return derive('pl.tag', secret.reveal(), tagged.encode({ term: of }), 16) as Tag;
}

/** A tag's name of `count` words (2 to 11): the server says how many make it unlike others. */
export async function tagName(tag: Tag, count = 2): Promise<string> {
  const { bitsToWords } = await loaded(import('./words.ts'));
  return bitsToWords(tag, count).join(' ');
}

/** Seals an entry to coordinator and manager. Throws when the roster lacks one of them. */
export function sealEntry(request: {
  readonly worker: SigningKey;
  readonly certificate: Signed;
  readonly words: EntryWords;
  readonly supervision: SupervisionSecret;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
  readonly random?: Random;
}): SealedEntry {
  const { now, certificate, random = systemRandom } = request;
  const of = termOf(now);
  const named = {
    id: random(16) as EntryId,
    tag: supervisionTag(request.supervision, of),
    term: of,
  };
  const key = random(32);
  const signed = request.worker.sign(entry, {
    ...named,
    ...request.words,
    written: now,
    certificate,
  });
  const sealed = seal(key, entryAd.encode(named), pad(signed), random);
  const wraps = ENTRY_READERS.map((role) => {
    const { roleKey, roleKeyVersion } = holderOf(request.roster, role);
    const body = { id: named.id, to: role, roleKeyVersion, sealed: blobHash(sealed), key };
    return { role, wrap: box(roleKey, entryWrap.encode(body), random) };
  });
  return { ...named, sealed, wraps };
}

/**
 * Opens an entry for this reader. Throws when wrap, names and text do not belong together; who
 * wrote it may still be uncertain.
 */
export function openEntry(request: {
  readonly id: EntryId;
  readonly tag: Tag;
  readonly term: string;
  readonly sealed: Uint8Array;
  readonly wrap: Uint8Array;
  readonly to: EntryReader;
  readonly key: BoxKey<RolePublic> | BoxKey<BoxPublic>;
  readonly roster: AcceptedRoster;
}): OpenedEntry {
  const { id, tag, sealed } = request;
  const wrap = entryWrap.decode(request.key.open(request.wrap));
  const meant = equal(wrap.id, id) && wrap.to === request.to && isBlob(wrap.sealed, sealed);
  if (!meant) throw new Refused('entry-mismatch');
  const ad = entryAd.encode({ id, tag, term: request.term });
  const { value, signer } = openSigned(entry, unpad(open(wrap.key, ad, sealed)));
  const same = equal(value.id, id) && equal(value.tag, tag) && value.term === request.term;
  if (!same) throw new Refused('entry-mismatch');
  const author = orUncertain(() => workerAuthor(value.certificate, signer, request.roster));
  return { entry: value, author, key: new Secret('entry', wrap.key) };
}

/** Boxes for every consultant of the roster, of an entry that is put on the agenda. */
export function wrapForConsultants(request: {
  readonly opened: OpenedEntry;
  readonly sealed: Uint8Array;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
  readonly random?: Random;
}): readonly { readonly certificate: CertificateId; readonly wrap: Boxed }[] {
  const { opened, sealed, random = systemRandom } = request;
  const meant = (one: Certificate) => one.role === 'consultant' && isValid(one, request.now);
  const body = {
    id: opened.entry.id,
    to: 'consultant' as const,
    roleKeyVersion: 0,
    sealed: blobHash(sealed),
    key: opened.key.reveal(),
  };
  return request.roster.certificates
    .filter(meant)
    .map((one) => ({ certificate: one.id, wrap: box(one.box, entryWrap.encode(body), random) }));
}

/** A holder's answer, for the writer only. Throws when it is not certain who that is. */
export function sealReply(request: {
  readonly holder: SigningKey;
  readonly certificate: Signed;
  readonly opened: OpenedEntry;
  readonly text: string;
  readonly now: Seconds;
  readonly random?: Random;
}): Boxed {
  const { opened, certificate, now, random = systemRandom } = request;
  if (opened.author === null) throw new Refused('author');
  const body = { entry: opened.entry.id, certificate, text: request.text, written: now };
  const signed = request.holder.sign(reply, body);
  return box(opened.author.certificate.box, pad(signed), random);
}

/** Opens an answer to this entry; `author` is null where it is not certain who wrote it. */
export function openReply(request: {
  readonly entry: EntryId;
  readonly key: BoxKey;
  readonly boxed: Uint8Array;
  readonly roster: AcceptedRoster;
}): { readonly reply: Reply; readonly author: Author | null } {
  const { value, signer } = openSigned(reply, unpad(request.key.open(request.boxed)));
  if (!equal(value.entry, request.entry)) throw new Refused('entry-mismatch');
  const author = orUncertain(() => holderAuthor(value.certificate, signer, request.roster));
  return { reply: value, author };
}

/** The structures of this file. */
export const entryFormats = { tagged, entry, entryAd, entryWrap, reply } as const;
