// Types that cannot be swapped. Lives here: brands for byte strings that mean different things.
// Must not: behaviour.

declare const brand: unique symbol;
type Bytes<Name extends string> = Uint8Array & { readonly [brand]: Name };

/** 16 random bytes made by the student's device (§5). */
export type CaseId = Bytes<'CaseId'>;
/** 16 random bytes: a certificate's serial. */
export type Serial = Bytes<'Serial'>;
/** 16 random bytes naming one content, the same when sealed again (§7). */
export type ContentId = Bytes<'ContentId'>;
/** 16 random bytes for Argon2id (§2.2). */
export type Salt = Bytes<'Salt'>;
/** Ed25519 public key, 32 bytes. */
export type SignPublic = Bytes<'SignPublic'>;
/** X25519 public key of a person, 32 bytes. */
export type BoxPublic = Bytes<'BoxPublic'>;
/** X25519 public key of a role, 32 bytes. */
export type RolePublic = Bytes<'RolePublic'>;
/** `H("pl.cert", signed certificate)` */
export type CertificateId = Bytes<'CertificateId'>;
/** `H("pl.roster", signed roster)` */
export type RosterHash = Bytes<'RosterHash'>;
/** `H("pl.epoch", signed intake or epoch)` */
export type RecordHash = Bytes<'RecordHash'>;
/** `H("pl.blob", sealed blob or wrap)` */
export type BlobHash = Bytes<'BlobHash'>;
/** `H("pl.chain", …)`, or a direction's genesis (§7). */
export type ChainHash = Bytes<'ChainHash'>;
/** `H("pl.body", sealed)` */
export type BodyHash = Bytes<'BodyHash'>;
/** `H("pl.wording", what was shown)` */
export type WordingDigest = Bytes<'WordingDigest'>;
/** A structure `signed` (§1.1), not yet verified. */
export type Signed = Bytes<'Signed'>;
/** Output of the committing AEAD (§1.2). */
export type Sealed = Bytes<'Sealed'>;
/** Output of the sealed box. */
export type Boxed = Bytes<'Boxed'>;
/** A structure `message` (§7). */
export type Envelope = Bytes<'Envelope'>;
/** The structure `message-ad` of an envelope. */
export type MessageAd = Bytes<'MessageAd'>;

/** 16 random bytes naming a supervision entry (§11). */
export type EntryId = Bytes<'EntryId'>;
/** 16 bytes derived from a case's supervision secret and a term (§11). */
export type Tag = Bytes<'Tag'>;
/** 16 random bytes naming a flag (§12). */
export type FlagId = Bytes<'FlagId'>;
/** 16 random bytes naming a report (§23). */
export type ReportId = Bytes<'ReportId'>;
/** `H("pl.flagchain", sealed flag or event)` */
export type FlagHead = Bytes<'FlagHead'>;
/** 16 random bytes naming a disclosure (§13). */
export type DisclosureId = Bytes<'DisclosureId'>;
/** `H("pl.disclosure", signed disclosure or decision)` */
export type DisclosureHash = Bytes<'DisclosureHash'>;
/** The same for the same ground and case under one flag (§13). */
export type GroundMark = Bytes<'GroundMark'>;

/** Unix seconds. */
export type Seconds = number;
/** 0 student → worker, 1 worker → student. */
export type Direction = 0 | 1;
export type Side = 'student' | 'staff';
export type Member = 'student' | 'worker';
export type HolderRole = 'coordinator' | 'manager' | 'deputy';
export type Role = HolderRole | 'worker' | 'consultant' | 'auditor';
/** Who an epoch's member is: the second may be a holder who wrote to the student (§14). */
export type MemberRole = Member | 'holder';

/** Holders in the protocol's order (§3.4, §5.1). */
export const HOLDERS: readonly HolderRole[] = ['coordinator', 'manager', 'deputy'];
