// A person's bundle, protocol.md §2.1. Lives here: its entries as typed values, unchangeable.
// Must not: wrapping (keeping.ts), storage on the device or the server.

import { BoxKey } from '../crypto/box.ts';
import { type BundleEntry, decodeBundle, encodeBundle } from '../crypto/bundle.ts';
import { concat, equal, fromHex, readU64, toHex, u64be } from '../crypto/bytes.ts';
import { Malformed, Refused } from '../crypto/errors.ts';
import type { FlagSubject } from '../crypto/flag.ts';
import { type Random, systemRandom } from '../crypto/random.ts';
import type { RosterMark } from '../crypto/roster.ts';
import { Secret, type SupervisionSecret } from '../crypto/secret.ts';
import { type Identity, SigningKey } from '../crypto/sign.ts';
import type {
  BoxPublic,
  CaseId,
  HolderRole,
  RecordHash,
  RolePublic,
  RosterHash,
  Side,
  SignPublic,
} from '../crypto/types.ts';

type Entries = ReadonlyMap<string, Uint8Array>;

/** The root a device trusts; `checked` when it was compared with the poster. */
export interface PinnedRoot {
  readonly key: SignPublic;
  readonly checked: boolean;
}

/** A role key's version as a bundle holds it. */
export interface HeldRoleKey {
  readonly role: HolderRole;
  readonly version: number;
  readonly key: BoxKey<RolePublic>;
}

/**
 * Everything a person must find again on another device. Each `with…` gives a new bundle; wrap and
 * store it afterwards. Printing or JSON gives no secret.
 */
export class Bundle {
  readonly side: Side;
  readonly identity: Identity;
  readonly #entries: Entries;

  private constructor(side: Side, entries: Entries, identity = identityOf(entries)) {
    this.side = side;
    this.#entries = entries;
    this.identity = identity;
  }

  /** A new person: fresh signing and box keys. */
  static create(side: Side, random: Random = systemRandom): Bundle {
    return new Bundle(
      side,
      new Map([
        ['sign', random(32)],
        ['box', random(32)],
      ]),
    );
  }

  /** Reads a bundle; throws `Malformed`, or `Refused('bundle-side')` for the other side's. */
  static decode(raw: Uint8Array, side: Side): Bundle {
    const content = decodeBundle(raw);
    if (content.side !== side) throw new Refused('bundle-side');
    return new Bundle(side, new Map(content.entries.map((one) => [one.name, one.value])));
  }

  /** The structure `bundle`, in the clear: for wrapping only. */
  encode(): Uint8Array {
    const entries = [...this.#entries].map(([name, value]): BundleEntry => ({ name, value }));
    return encodeBundle({ side: this.side, entries });
  }

  get root(): PinnedRoot | null {
    const key = this.#get('root', 32);
    if (key === null) return null;
    return { key: key as SignPublic, checked: this.#get('root-checked', 1)?.[0] === 1 };
  }

  withRoot(root: PinnedRoot): Bundle {
    const checked = Uint8Array.of(root.checked ? 1 : 0);
    return this.#with('root', root.key).#with('root-checked', checked);
  }

  /** The newest roster this person accepted, on any device. */
  get roster(): RosterMark | null {
    const raw = this.#get('roster', 40);
    if (raw === null) return null;
    return { version: readU64(raw.subarray(0, 8)), hash: raw.slice(8) as RosterHash };
  }

  withRoster(mark: RosterMark): Bundle {
    return this.#with('roster', concat(u64be(mark.version), mark.hash));
  }

  /** The coordinator's root key; null for everybody else. */
  get rootKey(): SigningKey | null {
    const seed = this.#get('root-seed', 32);
    return seed === null ? null : new SigningKey(seed);
  }

  /** Whoever restored the root for a successor does not keep it. */
  withoutRootKey(): Bundle {
    return this.#without('root-seed');
  }

  withRootKey(root: SigningKey): Bundle {
    return this.#with('root-seed', root.reveal());
  }

  /** Every role key held, any role and version. */
  get roleKeys(): readonly HeldRoleKey[] {
    return [...this.#entries].flatMap(([name, value]) => {
      const found = /^role\/(coordinator|manager|deputy)\/([1-9][0-9]*)$/.exec(name);
      if (found === null) return [];
      const [, role, version] = found;
      return [{ role: role as HolderRole, version: Number(version), key: new BoxKey(value) }];
    });
  }

  withRoleKey(role: HolderRole, version: number, key: BoxKey<RolePublic>): Bundle {
    return this.#with(`role/${role}/${version}`, key.reveal());
  }

  /** The secret carried in every epoch wrap of the case. */
  supervision(caseId: CaseId): SupervisionSecret | null {
    const raw = this.#get(`supervision/${toHex(caseId)}`, 32);
    return raw === null ? null : new Secret('supervision', raw);
  }

  /** Cases whose supervision secret is held. */
  get supervised(): readonly CaseId[] {
    return [...this.#entries.keys()].flatMap((name) => {
      const found = /^supervision\/([0-9a-f]{32})$/.exec(name)?.[1];
      return found === undefined ? [] : [fromHex(found) as CaseId];
    });
  }

  withSupervision(caseId: CaseId, secret: SupervisionSecret): Bundle {
    return this.#with(`supervision/${toHex(caseId)}`, secret.reveal());
  }

  /** Whom a flag about the case names (§12); null where it was never filed. */
  subject(caseId: CaseId): FlagSubject | null {
    const raw = this.#get(subjectName(caseId), 96);
    if (raw === null) return null;
    const [intake, sign, box] = [raw.slice(0, 32), raw.slice(32, 64), raw.slice(64)];
    return {
      case: caseId,
      intake: intake as RecordHash,
      sign: sign as SignPublic,
      box: box as BoxPublic,
    };
  }

  /** Filed beside the case's supervision secret; unchanged where that is not held, or it is filed. */
  withSubject(about: FlagSubject): Bundle {
    if (this.supervision(about.case) === null) return this;
    const [name, value] = [subjectName(about.case), concat(about.intake, about.sign, about.box)];
    const filed = this.#entries.get(name);
    return filed !== undefined && equal(filed, value) ? this : this.#with(name, value);
  }

  /** What a device wants to find again: `draft` or `meta/…`; opaque here. */
  note(name: 'draft' | `meta/${string}`): Uint8Array | null {
    return this.#entries.get(name)?.slice() ?? null;
  }

  /** The notes whose names begin like this, by name. */
  notes(under: `meta/${string}`): ReadonlyMap<string, Uint8Array> {
    return new Map([...this.#entries].filter(([name]) => name.startsWith(under)));
  }

  /** Null removes it. */
  withNote(name: 'draft' | `meta/${string}`, value: Uint8Array | null): Bundle {
    return value === null ? this.#without(name) : this.#with(name, value);
  }

  /** Forgets the case's supervision secret and subject; notes are their owner's to remove. */
  withoutCase(caseId: CaseId): Bundle {
    return this.#without(`supervision/${toHex(caseId)}`).#without(subjectName(caseId));
  }

  /**
   * This bundle with what another device or window of the same person saved. `base` is what both
   * began from: of two values, the one that was changed since then stays; ours where both were.
   */
  joined(theirs: Bundle, base: Bundle): Bundle {
    if (!samePerson(this, theirs)) return this;
    const entries = new Map(this.#entries);
    for (const [name, value] of theirs.#entries) {
      const [own, before] = [this.#entries.get(name), base.#entries.get(name)];
      const untouched = own === undefined || (before !== undefined && equal(own, before));
      if (untouched) entries.set(name, value);
    }
    let whole = new Bundle(this.side, entries);
    // A newer roster and a compared root are never given up for older news.
    const newest = [this.roster, theirs.roster].reduce((high, one) =>
      one !== null && (high === null || one.version > high.version) ? one : high,
    );
    if (newest !== null) whole = whole.withRoster(newest);
    const pins = [this.root, theirs.root];
    const sure = pins.find((pin) => pin?.checked && whole.root && equal(pin.key, whole.root.key));
    return sure ? whole.withRoot(sure) : whole;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  #get(name: string, length: number): Uint8Array | null {
    return this.#entries.has(name) ? required(this.#entries, name, length) : null;
  }

  #with(name: string, value: Uint8Array): Bundle {
    return this.#changed(name, new Map([...this.#entries, [name, value.slice()]]));
  }

  #without(name: string): Bundle {
    const entries = [...this.#entries].filter(([other]) => other !== name);
    return this.#changed(name, new Map(entries));
  }

  /** Public keys are worked out once, not with every note. */
  #changed(name: string, entries: Entries): Bundle {
    return new Bundle(this.side, entries, isKey(name) ? undefined : this.identity);
  }
}

const isFormer = (name: string): boolean => /^old\/[1-9][0-9]*$/.test(name);
const isKey = (name: string): boolean => name === 'sign' || name === 'box' || isFormer(name);

function identityOf(entries: Entries): Identity {
  return {
    sign: new SigningKey(required(entries, 'sign', 32)),
    box: new BoxKey(required(entries, 'box', 32)),
    former: [...entries.keys()].filter(isFormer).map((name) => {
      const raw = required(entries, name, 64);
      return { sign: raw.slice(0, 32) as SignPublic, box: new BoxKey(raw.slice(32)) };
    }),
  };
}

function samePerson(one: Bundle, other: Bundle): boolean {
  const { sign, box } = one.identity;
  const same = equal(sign.public, other.identity.sign.public);
  return same && equal(box.public, other.identity.box.public);
}

const subjectName = (caseId: CaseId): string => `subject/${toHex(caseId)}`;

function required(entries: Entries, name: string, length: number): Uint8Array {
  const value = entries.get(name);
  if (value === undefined || value.length !== length) throw new Malformed('a bundle lacks a key');
  return value.slice();
}
