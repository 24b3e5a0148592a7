// What the server sends to staff (docs/api.md, Workers and Holders). Lives here: the shapes of JSON
// bodies. Must not: behaviour.
import type { B64, Intake, Role } from '../../api/types.ts';

export type StaffRole = Exclude<Role, 'student'>;

export interface Member {
  readonly account: B64;
  readonly role: StaffRole;
  readonly name: string;
  readonly state: 'waiting' | 'active' | 'suspended' | 'left';
  readonly sign_key: B64;
  readonly box_key: B64;
  readonly role_key?: B64 | null;
  readonly certificate?: B64 | null;
  readonly agreement: B64;
  /** Their invite asked to certify them for under-18s. */
  readonly under18: boolean;
}

export interface Invite {
  readonly id: B64;
  readonly role: StaffRole;
  readonly label: string;
  readonly under18: boolean;
  readonly created: number;
  readonly expires: number;
}

export interface TeamAnswer {
  readonly root?: B64 | null;
  readonly members: readonly Member[];
  readonly invites: readonly Invite[];
  readonly roster?: B64 | null;
  readonly certificates: readonly B64[];
  readonly backups: readonly { readonly role: string; readonly version: number }[];
  /** The audit chain's newest row, for the next roster. */
  readonly audit: { readonly row: number; readonly head: B64 };
}

export type WhyShut =
  | 'no_root'
  | 'holders'
  | 'no_roster'
  | 'roster_expired'
  | 'no_worker'
  | 'policy'
  | 'paused';

export interface NowAnswer {
  readonly waiting: number;
  readonly oldest_minutes?: number | null;
  readonly claimed: number;
  readonly open: number;
  readonly stuck: number;
  readonly unattended: number;
  readonly intake: Intake;
  readonly why_shut: readonly WhyShut[];
  /** When the pause ends by itself. */
  readonly paused_until?: number | null;
}

export interface QueueRow {
  readonly case: B64;
  readonly intake: B64;
  readonly card: B64;
  readonly wrap: B64;
  readonly waiting_minutes: number;
  /** The student's signed word that this worker is asked first. */
  readonly wish: B64 | null;
}

export interface Load {
  readonly open: number;
  /** One's own, at most `most`. */
  readonly limit: number;
  readonly most: number;
  /** Unix seconds; until then, or while stopped, nothing new is taken. */
  readonly resting_until: number | null;
  readonly stopped: boolean;
  /** How long a rest is unless another end is chosen. */
  readonly rest_hours: number;
  /** After so many days without a word from the student it is offered to end the conversation. */
  readonly silent_days: number;
}

export interface QueueAnswer {
  readonly requests: readonly QueueRow[];
  readonly load: Load;
}

export interface Acceptance {
  readonly record: B64;
  /** The student's, then the worker's. */
  readonly wraps: readonly [B64, B64];
  readonly message: B64;
}
