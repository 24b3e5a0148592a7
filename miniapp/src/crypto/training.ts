// Trainings as holders recorded them, protocol.md §18. Lives here: making and reading one. Must not: who
// may record one, or what follows from it.
import { equal } from './bytes.ts';
import { bounded, fixed, type Infer, Structure, u64 } from './codec.ts';
import { Refused } from './errors.ts';
import { signKey } from './keyfields.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type { Seconds, Signed, SignPublic } from './types.ts';

export const LONGEST_TRAINING_TEXT = 120;

const shape = {
  id: fixed(16),
  /** Whose sign key. */
  member: signKey,
  what: bounded(1, LONGEST_TRAINING_TEXT),
  /** Who trained them, in words. */
  by: bounded(1, LONGEST_TRAINING_TEXT),
  done: u64,
  /** Exclusive; 0 without end. */
  until: u64,
  made: u64,
};

export const training = new Structure('training', shape, (body) => {
  if (body.until !== 0 && body.until <= body.done) throw new Refused('statement-mismatch');
});

export type Training = Infer<typeof training>;

export const signTraining = (holder: SigningKey, body: Training): Signed =>
  holder.sign(training, body);

/** One of this member's, with whose key it is signed. Throws CryptoError. */
export function openTraining(
  signed: Signed,
  member: SignPublic,
): { readonly training: Training; readonly signer: SignPublic } {
  const { value, signer } = openSigned(training, signed);
  if (!equal(value.member, member)) throw new Refused('statement-mismatch');
  return { training: value, signer };
}

/** Does it count at this time? */
export const isTrained = (found: Training, now: Seconds): boolean =>
  found.until === 0 || now < found.until;
