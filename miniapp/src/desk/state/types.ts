// What the server sends to staff (docs/api.md, Workers and Holders). Lives here: the shapes of JSON
// bodies. Must not: behaviour.
import type { B64, Intake, Role } from '../../api/types.ts';

export type StaffRole = Exclude<Role, 'student'>;

export interface Member {
  readonly account: B64;
  readonly role: StaffRole;
  readonly name: string;
  readonly state: 'waiting' | 'active' | 'suspended';
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
  readonly intake: Intake;
  readonly why_shut: readonly WhyShut[];
}

export interface QueueRow {
  readonly case: B64;
  readonly intake: B64;
  readonly card: B64;
  readonly wrap: B64;
  readonly waiting_minutes: number;
}

export interface Load {
  readonly open: number;
  readonly limit: number;
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
