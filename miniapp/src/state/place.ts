// Which screen is due, by name. Lives here: the closed list of the student's screens. Must not: when each
// is (student.ts, placing.ts) or what it shows (views/).

/** The screens. */
export type Place =
  | 'erased'
  | 'loading'
  | 'outside'
  | 'expired'
  | 'unreachable'
  | 'shut'
  | 'agree'
  | 'return'
  | 'unlocking'
  | 'mismatch'
  | 'write'
  | 'nobody'
  | 'waiting'
  | 'unchecked'
  | 'denied'
  | 'room'
  | 'closed';
