// What every part of the desk may count on. Lives here: the one shape. Must not: behaviour.
import type { ReadonlySignal } from '@preact/signals';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { Seconds } from '../../crypto/types.ts';
import type { StaffAccount } from './staff-account.ts';

/** Who is in, whom they trust, and when to ask the server again. */
export interface DeskSide {
  readonly account: StaffAccount;
  readonly time: () => Seconds;
  /** The newest roster that this device accepted, also when it ran out; null before there is one. */
  readonly roster: AcceptedRoster | null;
  /** Counts up whenever the server said that something changed, or there is another roster; 0 before the first look. */
  readonly heard: ReadonlySignal<number>;
}
