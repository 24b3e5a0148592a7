// Signing in as staff, as a table. Lives here: the states of getting in and what leads from one to the
// next. Must not: do anything; entry.ts carries it out.

export type StaffSignIn =
  | 'looking'
  /** Opened from an invite: setting up. */
  | 'invited'
  | 'enrolling'
  /** A passphrase or the kit is asked for. */
  | 'locked'
  | 'unlocking'
  | 'in'
  /** The account has no access any more. */
  | 'ended'
  /** Telegram's launch data is too old: the app must be opened again. */
  | 'expired'
  /** Not opened from Telegram. */
  | 'outside';

export type StaffEvent =
  | 'no-launch'
  | 'invite'
  | 'no-invite'
  | 'set-up'
  | 'have-account'
  | 'exists'
  | 'accepted'
  | 'refused'
  | 'no-answer'
  | 'launch-refused'
  | 'unlock'
  | 'lock'
  | 'access-ended'
  | 'again';

type Row = Readonly<Partial<Record<StaffEvent, StaffSignIn>>>;

export const STAFF_SIGN_IN: Readonly<Record<StaffSignIn, Row>> = {
  looking: { 'no-launch': 'outside', invite: 'invited', 'no-invite': 'locked' },
  invited: { 'set-up': 'enrolling', 'have-account': 'locked' },
  enrolling: {
    accepted: 'in',
    exists: 'locked',
    refused: 'invited',
    'no-answer': 'invited',
    'launch-refused': 'expired',
  },
  locked: { unlock: 'unlocking', invite: 'invited' },
  unlocking: {
    accepted: 'in',
    refused: 'locked',
    'no-answer': 'locked',
    'launch-refused': 'expired',
    'access-ended': 'ended',
  },
  in: { lock: 'locked', 'access-ended': 'ended', 'launch-refused': 'expired' },
  ended: { again: 'locked' },
  expired: {},
  outside: {},
};

/** The next state. An event that a state does not know is a fault of ours and changes nothing. */
export function advanceStaff(state: StaffSignIn, event: StaffEvent): StaffSignIn {
  const next = STAFF_SIGN_IN[state][event];
  if (next === undefined) throw new Error(`staff sign-in: ${event} cannot happen while ${state}`);
  return next;
}
