// Safeguarding flags, protocol.md §12. Lives here: their format, and raising one. Must not: reading
// (flag-reading.ts): the student's device raises flags and has no use for the rest.

import { blobHash } from './blob.ts';
import { box } from './box.ts';
import {
  bounded,
  bytes,
  characters,
  choice,
  fixed,
  type Infer,
  list,
  oneOf,
  Structure,
  text,
  u64,
} from './codec.ts';
import { Malformed } from './errors.ts';
import { boxKey, signKey } from './keyfields.ts';
import { pad } from './padding.ts';
import { type Random, systemRandom } from './random.ts';
import { type AcceptedRoster, holderOf } from './roster.ts';
import { seal } from './seal.ts';
import type { SigningKey } from './sign.ts';
import { splitSecret } from './split.ts';
import {
  type BlobHash,
  type Boxed,
  type BoxPublic,
  type CaseId,
  type FlagId,
  HOLDERS,
  type HolderRole,
  type RecordHash,
  type Sealed,
  type Seconds,
  type Signed,
  type SignPublic,
} from './types.ts';

const LONGEST = 32_000;
/** The ground of a flag that a student raises for themselves. */
export const ASKED = 'asked';

const id = fixed<FlagId>(16);

const flag = new Structure(
  'flag',
  {
    id,
    by: choice('worker', 'student'),
    case: fixed<CaseId>(16),
    intake: fixed<RecordHash>(32),
    studentSign: signKey,
    studentBox: boxKey,
    certificate: bytes<Signed>(),
    ground: bounded(1, 40),
    urgent: oneOf<0 | 1>(0, 1),
    said: text,
    quotes: list(text),
    wants: text,
    told: text,
    called: text,
    leftOut: choice('coordinator', 'manager', ''),
    written: u64,
  },
  (body) => {
    const worker = body.by === 'worker';
    const shaped = body.certificate.length > 0 === worker && (body.ground !== ASKED) === worker;
    if (!shaped) throw new Malformed('this author raises no such flag');
    if (body.urgent === 0 && body.called !== '') throw new Malformed('nobody is called');
    const texts = [body.said, ...body.quotes, body.wants, body.told, body.called];
    const count = texts.reduce((sum, one) => sum + characters(one), 0);
    if (count > LONGEST) throw new Malformed('a flag is too long');
  },
);
const flagAd = new Structure('flag-ad', { id });
const named = { roleKeyVersion: u64, sealed: fixed<BlobHash>(32) };
const requireVersion = (body: { readonly roleKeyVersion: number }): void => {
  if (body.roleKeyVersion < 1) throw new Malformed('no such role key');
};
const flagWrap = new Structure(
  'flag-wrap',
  { id, role: choice<HolderRole>(...HOLDERS), ...named, key: fixed(32) },
  requireVersion,
);
const flagPart = new Structure('flag-part', { id, ...named, half: fixed(32) }, requireVersion);

export type Flag = Infer<typeof flag>;
/** What the author says; a student leaves `ground`, `urgent` and `called` as {@link ASKED} says. */
export type FlagWords = Pick<
  Flag,
  'ground' | 'urgent' | 'said' | 'quotes' | 'wants' | 'told' | 'called' | 'leftOut'
>;

/** The student and the case a flag is about, as the author's device knows them. */
export interface FlagSubject {
  readonly case: CaseId;
  /** The record hash of the case's intake. */
  readonly intake: RecordHash;
  readonly sign: SignPublic;
  readonly box: BoxPublic;
}

/** A flag for the server; the author keeps its id and no key. */
export interface RaisedFlag {
  readonly id: FlagId;
  readonly sealed: Sealed;
  readonly wraps: readonly { readonly role: HolderRole; readonly wrap: Boxed }[];
  /** The deputy's boxed half and the server's; null where a holder is left out. */
  readonly late: { readonly wrap: Boxed; readonly late: Uint8Array } | null;
}

/** The two roles that a flag goes to. */
export function flagHolders(leftOut: Flag['leftOut']): readonly HolderRole[] {
  return HOLDERS.filter((role) => role !== leftOut).slice(0, 2);
}

/** Seals a flag to its two holders, signed by its author. `certificate`: null for a student. */
export function raiseFlag(request: {
  readonly author: SigningKey;
  readonly certificate: Signed | null;
  readonly about: FlagSubject;
  readonly words: FlagWords;
  readonly roster: AcceptedRoster;
  readonly now: Seconds;
  readonly random?: Random;
}): RaisedFlag {
  const { about, words, roster, random = systemRandom } = request;
  const made = random(16) as FlagId;
  const key = random(32);
  const signed = request.author.sign(flag, {
    id: made,
    by: request.certificate === null ? 'student' : 'worker',
    case: about.case,
    intake: about.intake,
    studentSign: about.sign,
    studentBox: about.box,
    certificate: request.certificate ?? (new Uint8Array(0) as Signed),
    ...words,
    written: request.now,
  });
  const sealed = seal(key, flagAd.encode({ id: made }), pad(signed), random);
  const common = { id: made, sealed: blobHash(sealed) };
  const wraps = flagHolders(words.leftOut).map((role) => {
    const { roleKey, roleKeyVersion } = holderOf(roster, role);
    const wrap = box(roleKey, flagWrap.encode({ ...common, role, roleKeyVersion, key }), random);
    return { role, wrap };
  });
  if (words.leftOut !== '') return { id: made, sealed, wraps, late: null };
  const { roleKey, roleKeyVersion } = holderOf(roster, 'deputy');
  const { a: half, b: late } = splitSecret(key, random);
  const wrap = box(roleKey, flagPart.encode({ ...common, roleKeyVersion, half }), random);
  return { id: made, sealed, wraps, late: { wrap, late } };
}

/** The structures of this file. */
export const flagFormats = { flag, flagAd, flagWrap, flagPart } as const;
