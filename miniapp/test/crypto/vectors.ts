// The shared vectors of tests/vectors. Lives here: reading them, the roster that the others stand on, and every
// structure by its label.
// Must not: assertions.
import { readFileSync } from 'node:fs';
import { backupFormats } from '../../src/crypto/backup.ts';
import { bundleFormats } from '../../src/crypto/bundle.ts';
import { fromHex } from '../../src/crypto/bytes.ts';
import { cannotActFormats } from '../../src/crypto/cannot-act.ts';
import { capsuleFormats } from '../../src/crypto/capsule.ts';
import { caseRecordFormats } from '../../src/crypto/case-record.ts';
import { certificate } from '../../src/crypto/certificates.ts';
import type { Field, Structure } from '../../src/crypto/codec.ts';
import { consentFormats } from '../../src/crypto/consent.ts';
import { contactFormats } from '../../src/crypto/contact.ts';
import { disclosureFormats } from '../../src/crypto/disclosure.ts';
import { disputeFormats } from '../../src/crypto/dispute.ts';
import { entryFormats } from '../../src/crypto/entry.ts';
import { epoch, epochWrap, member } from '../../src/crypto/epoch.ts';
import { flagFormats } from '../../src/crypto/flag.ts';
import { flagEventFormats } from '../../src/crypto/flag-events.ts';
import { handedRecordFormats } from '../../src/crypto/handed-record.ts';
import { handoverFormats } from '../../src/crypto/handover.ts';
import * as asking from '../../src/crypto/intake.ts';
import { messageFormats } from '../../src/crypto/message.ts';
import { numbersFormats } from '../../src/crypto/numbers.ts';
import { rolePass } from '../../src/crypto/passing.ts';
import type { Random } from '../../src/crypto/random.ts';
import { reportFormats } from '../../src/crypto/report.ts';
import { reportEventFormats } from '../../src/crypto/report-reading.ts';
import { roomLockFormats } from '../../src/crypto/room-lock.ts';
import { rootChange } from '../../src/crypto/root.ts';
import { type AcceptedRoster, acceptRoster, roster } from '../../src/crypto/roster.ts';
import { sharingFormats } from '../../src/crypto/sharing.ts';
import { signInFormats } from '../../src/crypto/signin.ts';
import { statementFormats } from '../../src/crypto/statements.ts';
import { training } from '../../src/crypto/training.ts';
import type { RosterHash, Signed, SignPublic } from '../../src/crypto/types.ts';
import { wishFormats } from '../../src/crypto/wish.ts';
import { wrappingFormats } from '../../src/crypto/wrapping.ts';

/** A vector as its file has it: bytes in hexadecimal. */
export type Vector = Readonly<Record<string, unknown>>;

/** The vectors of one file. Throws when there are none, so that no test passes on nothing. */
export function vectors(file: string): readonly Vector[] {
  const url = new URL(`../../../tests/vectors/${file}.json`, import.meta.url);
  const read = JSON.parse(readFileSync(url, 'utf8')) as { vectors: Vector[] };
  if (read.vectors.length === 0) throw new Error('no vectors');
  return read.vectors;
}

/** A vector's field in hexadecimal, as bytes. */
export function hex<T extends Uint8Array = Uint8Array>(vector: Vector, name: string): T {
  const value = vector[name];
  if (typeof value !== 'string') throw new Error(`no ${name}`);
  return fromHex(value) as T;
}

/** Several byte strings in hexadecimal. */
export function hexes<T extends Uint8Array = Uint8Array>(vector: Vector, name: string): T[] {
  return (vector[name] as string[]).map((one) => fromHex(one) as T);
}

/** A vector's field that is text. */
export const said = (vector: Vector, name: string): string => String(vector[name]);

/** A vector's field that is a number. */
export const count = (vector: Vector, name: string): number => Number(vector[name]);

/** The vectors of one file with which this is done. */
export const doing = (file: string, what: string): readonly Vector[] =>
  vectors(file).filter((one) => one['do'] === what);

/** The roster in one of the vectors of rosters.json, as it is accepted at their time. */
export function listedRoster(vector: Vector): AcceptedRoster {
  const newest = vector['newest'] as { version: number; hash: string } | null;
  return acceptRoster({
    signed: hex<Signed>(vector, 'roster'),
    certificates: hexes<Signed>(vector, 'certificates'),
    root: hex<SignPublic>(vector, 'root'),
    newest: newest && { version: newest.version, hash: fromHex(newest.hash) as RosterHash },
    now: count(vector, 'now'),
  });
}

/** Randomness that gives exactly this. */
export function replay(draw: Uint8Array): Random {
  return (length) => {
    if (length !== draw.length) throw new Error('another length was drawn');
    return draw;
  };
}

type AnyStructure = Structure<Record<string, Field<unknown>>>;

const { card, cardAd, intake, intakeWrap, letter, letterAd, recipient } = asking;
const all = [
  ...[backupFormats, bundleFormats, capsuleFormats, consentFormats, messageFormats].flatMap(
    (formats) => Object.values(formats),
  ),
  ...[signInFormats, statementFormats, wrappingFormats].flatMap((formats) =>
    Object.values(formats),
  ),
  ...Object.values(cannotActFormats),
  ...Object.values(caseRecordFormats),
  ...[contactFormats, disclosureFormats, entryFormats, flagEventFormats, flagFormats].flatMap(
    (formats) => Object.values(formats),
  ),
  ...Object.values(disputeFormats),
  ...Object.values(handoverFormats),
  ...Object.values(handedRecordFormats),
  ...Object.values(wishFormats),
  ...Object.values(numbersFormats),
  ...[reportFormats, reportEventFormats].flatMap((formats) => Object.values(formats)),
  ...Object.values(roomLockFormats),
  ...Object.values(sharingFormats),
  ...[card, cardAd, intake, intakeWrap, letter, letterAd, recipient],
  ...[certificate, epoch, epochWrap, member, rolePass, rootChange, roster, training],
] as unknown as readonly AnyStructure[];

/** Every structure of the client by label. */
export const structures: ReadonlyMap<string, AnyStructure> = new Map(
  all.map((one) => [one.label, one]),
);

/** The structure of this label. */
export function structure(label: string): AnyStructure {
  const found = structures.get(label);
  if (found === undefined) throw new Error(`no structure ${label}`);
  return found;
}
