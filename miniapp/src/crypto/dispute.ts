// A dispute with the union's own services, protocol.md §20: R25. Lives here: each side's signed word, and what
// they come to. Must not: sending, or words to show; why is no field of it.
import { choice, fixed, type Infer, Structure, u64 } from './codec.ts';
import { CryptoError } from './errors.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type { CaseId, Seconds, Signed } from './types.ts';

const disputeWord = new Structure('dispute-word', {
  case: fixed<CaseId>(16),
  word: choice('dispute', 'content', 'stop'),
  made: u64,
});

export type DisputeWord = Infer<typeof disputeWord>;
type Answer = 'content' | 'stop';

/** What a student and a worker said: whether it is one, and each side's last answer. */
export interface Dispute {
  readonly raised: boolean;
  readonly student: Answer | null;
  readonly worker: Answer | null;
}

export const NO_DISPUTE: Dispute = { raised: false, student: null, worker: null };

/** One more word, each side's in its order. */
export function withWord(before: Dispute, { word }: DisputeWord, byStudent: boolean): Dispute {
  if (word === 'dispute') return { ...before, raised: true };
  return { ...before, [byStudent ? 'student' : 'worker']: word };
}

export type DisputeState = 'none' | 'asked' | 'content' | 'stopped';

/** `none` until one is marked; `asked` until both have answered; `content` where both are; `stopped` where
 * either is not. */
export function disputeState({ raised, student, worker }: Dispute): DisputeState {
  if (!raised) return 'none';
  if (student === 'stop' || worker === 'stop') return 'stopped';
  return student === 'content' && worker === 'content' ? 'content' : 'asked';
}

/** One's own word. */
export const signDispute = (
  by: SigningKey,
  said: { readonly case: CaseId; readonly word: DisputeWord['word']; readonly made: Seconds },
): Signed => by.sign(disputeWord, said);

/** Is a statement such a word? */
export function isDispute(statement: Uint8Array): boolean {
  try {
    openSigned(disputeWord, statement);
    return true;
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}

/** The structures of this file. */
export const disputeFormats = { disputeWord } as const;
