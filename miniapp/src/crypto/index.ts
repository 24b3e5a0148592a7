// The public surface of the crypto package, in the order of protocol.md. Lives here: re-exports.
// Must not: stretch.ts and words.ts, which are heavy and imported lazily (keys/ does).
export * from './acceptance.ts';
export * from './asking.ts';
export * from './backup.ts';
export * from './blob.ts';
export * from './box.ts';
export * from './bytes.ts';
export * from './capsule.ts';
export * from './certificates.ts';
export * from './consent.ts';
export * from './conversation.ts';
export * from './epoch.ts';
export * from './errors.ts';
export * from './findings.ts';
export * from './fingerprint.ts';
export { hash } from './hash.ts';
export type { Card, Intake, IntakeBody, IntakeWraps, Recipient, SealedIntake } from './intake.ts';
export {
  openIntake,
  recipientOf,
  recordHash,
  requireFollows,
  STUDENT_ENTRY,
} from './intake.ts';
export type { Content, Mark } from './message.ts';
export { LARGEST_ENVELOPE, LONGEST_TEXT, parseEnvelope, readHeader } from './message.ts';
export type { Pending } from './outgoing.ts';
export * from './random.ts';
export type { NewContent, Room } from './room.ts';
export * from './root.ts';
export * from './roster.ts';
export * from './secret.ts';
export * from './sign.ts';
export * from './signin.ts';
export * from './snapshot.ts';
export * from './statements.ts';
export type { ShownMessage, Tick } from './timeline.ts';
export * from './types.ts';
