// Signing in as a table. Lives here: the states of getting in and what leads from one to the next.
// Must not: do anything; entry.ts carries it out.

export type SignIn =
  /** Looking for a key on this phone and in Telegram's cloud; nothing was asked of the server. */
  | 'looking'
  /** Nobody we know: the agreement is shown. Still nothing but public reads. */
  | 'agreeing'
  /** Agreed: enrolling. */
  | 'enrolling'
  /** An account exists, its key is not here: words, or start anew. */
  | 'returning'
  /** A key is being fetched with a secret. */
  | 'unlocking'
  /** The key is here; proving it. */
  | 'signing-in'
  | 'in'
  /** Telegram's launch data is too old: the app must be opened again. */
  | 'expired'
  /** No answer from the server. */
  | 'unreachable'
  /** Not opened from Telegram. */
  | 'outside';

export type SignInEvent =
  | 'no-launch'
  | 'key-found'
  | 'secret-found'
  | 'nothing-found'
  | 'agreed'
  | 'been-here'
  | 'exists'
  | 'back'
  | 'unlock'
  | 'unlocked'
  | 'not-unlocked'
  | 'anew'
  | 'accepted'
  | 'refused'
  /** The key found here was made for an enrolment that never came to be. */
  | 'never-enrolled'
  | 'launch-refused'
  | 'no-answer'
  | 'retry'
  | 'signed-out';

type Row = Readonly<Partial<Record<SignInEvent, SignIn>>>;

export const SIGN_IN: Readonly<Record<SignIn, Row>> = {
  looking: {
    'no-launch': 'outside',
    'key-found': 'signing-in',
    'secret-found': 'unlocking',
    'nothing-found': 'agreeing',
    'launch-refused': 'expired',
    'no-answer': 'unreachable',
  },
  agreeing: { agreed: 'enrolling', 'been-here': 'returning' },
  enrolling: {
    accepted: 'in',
    exists: 'returning',
    'launch-refused': 'expired',
    'no-answer': 'agreeing',
    refused: 'agreeing',
  },
  returning: { unlock: 'unlocking', back: 'agreeing', anew: 'agreeing', retry: 'signing-in' },
  unlocking: {
    unlocked: 'signing-in',
    'not-unlocked': 'returning',
    'launch-refused': 'expired',
    'no-answer': 'unreachable',
  },
  'signing-in': {
    accepted: 'in',
    'never-enrolled': 'agreeing',
    refused: 'returning',
    'launch-refused': 'expired',
    'no-answer': 'unreachable',
  },
  in: { 'signed-out': 'signing-in', refused: 'returning', 'launch-refused': 'expired' },
  expired: {},
  unreachable: { retry: 'looking' },
  outside: {},
};

/** The next state. An event that a state does not know is a fault of ours and changes nothing. */
export function advance(state: SignIn, event: SignInEvent): SignIn {
  const next = SIGN_IN[state][event];
  if (next === undefined) throw new Error(`signing in: ${event} cannot happen while ${state}`);
  return next;
}
