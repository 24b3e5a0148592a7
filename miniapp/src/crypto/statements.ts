// Small signed statements inside a case, protocol.md §6 and §7. Lives here: epoch-ack,
// member-change, key-change, close and erase. Must not: the state they lead to.

import { equal } from './bytes.ts';
import { choice, fixed, type Infer, Structure, u64 } from './codec.ts';
import { BadSignature, Refused } from './errors.ts';
import { boxKey, signKey } from './keyfields.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type {
  BoxPublic,
  CaseId,
  CertificateId,
  MemberRole,
  RecordHash,
  Signed,
  SignPublic,
} from './types.ts';

const caseId = fixed<CaseId>(16);
const epochAck = new Structure('epoch-ack', {
  case: caseId,
  number: u64,
  record: fixed<RecordHash>(32),
});
const memberChange = new Structure('member-change', {
  case: caseId,
  previous: fixed<RecordHash>(32),
  worker: fixed<CertificateId>(32),
});
const keyChange = new Structure('key-change', {
  case: caseId,
  old: signKey,
  sign: signKey,
  box: boxKey,
});
const close = new Structure('close', {
  case: caseId,
  record: fixed<RecordHash>(32),
  by: choice<MemberRole>('student', 'worker', 'holder'),
  time: u64,
});
const erase = new Structure('erase', {
  what: choice('conversation', 'everything'),
  id: fixed(16),
  time: u64,
});

export type EpochAck = Infer<typeof epochAck>;
export type MemberChange = Infer<typeof memberChange>;
export type KeyChange = Infer<typeof keyChange>;
export type Close = Infer<typeof close>;
export type Erase = Infer<typeof erase>;

/** The student's device says that it accepted an epoch. */
export const signEpochAck = (student: SigningKey, body: EpochAck): Signed =>
  student.sign(epochAck, body);

/** The student chooses another worker. */
export const signMemberChange = (student: SigningKey, body: MemberChange): Signed =>
  student.sign(memberChange, body);

/** Ends a conversation; `record` of the newest epoch, or of the intake while waiting. */
export const signClose = (by: SigningKey, body: Close): Signed => by.sign(close, body);

/** The student has one conversation destroyed, or (`id` the account's) everything. */
export const signErase = (student: SigningKey, body: Erase): Signed => student.sign(erase, body);

/** The old keys hand over to new ones. */
export function signKeyChange(
  old: SigningKey,
  to: { readonly case: CaseId; readonly sign: SignPublic; readonly box: BoxPublic },
): Signed {
  return old.sign(keyChange, { ...to, old: old.public });
}

/** Opens an acknowledgement, expecting this student and this case. */
export function openEpochAck(signed: Signed, student: SignPublic, of: CaseId): EpochAck {
  const { ack, by } = readEpochAck(signed, of);
  if (!equal(by, student)) throw new BadSignature();
  return ack;
}

/** Opens an acknowledgement of this case, whoever signed it: whether they may is the epoch's question. */
export function readEpochAck(signed: Signed, of: CaseId): { ack: EpochAck; by: SignPublic } {
  const { value, signer } = openSigned(epochAck, signed);
  if (!equal(value.case, of)) throw new Refused('statement-mismatch');
  return { ack: value, by: signer };
}

/** Opens a member change, expecting this student and this case. */
export function openMemberChange(signed: Signed, student: SignPublic, of: CaseId): MemberChange {
  const { value } = openSigned(memberChange, signed, student);
  if (!equal(value.case, of)) throw new Refused('statement-mismatch');
  return value;
}

/** Opens a key change: only a statement signed with the old key moves a case to new ones. */
export function openKeyChange(signed: Signed, old: SignPublic, of: CaseId): KeyChange {
  const { value } = openSigned(keyChange, signed, old);
  if (!equal(value.case, of) || !equal(value.old, old)) throw new Refused('statement-mismatch');
  return value;
}

/** Opens a closing, expecting this member and this case. */
export function openClose(signed: Signed, by: SignPublic, of: CaseId): Close {
  const { value } = openSigned(close, signed, by);
  if (!equal(value.case, of)) throw new Refused('statement-mismatch');
  return value;
}

/** The structures of this file. */
export const statementFormats = { epochAck, memberChange, keyChange, close, erase } as const;
