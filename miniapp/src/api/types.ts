// What the server sends and takes (docs/api.md). Lives here: the shapes of JSON bodies. Must not:
// behaviour. Binary values are unpadded base64url strings, times Unix seconds.

/** Unpadded base64url. */
export type B64 = string;

export type Side = 'student' | 'staff';
export type Role = 'student' | 'worker' | 'coordinator' | 'manager' | 'deputy';
export type Intake = 'open' | 'shut' | 'paused';
export type SecretKind = 'words' | 'cloud' | 'passphrase' | 'kit';

export interface CrisisContact {
  readonly name: string;
  readonly call?: string | null;
  readonly text?: string | null;
  readonly text_word?: string | null;
  readonly page?: string | null;
  readonly hours?: string | null;
  readonly note?: string | null;
}

export interface Service {
  readonly name: string;
  readonly bot: string;
  readonly language: string;
  readonly intake: Intake;
  readonly retention_days: number;
  readonly claim_minutes: number;
  readonly staff_idle_minutes: number;
  readonly frame_origins: readonly string[];
  readonly crisis: readonly CrisisContact[];
}

export interface Notice {
  readonly id: string;
  readonly language: string;
  readonly digest: B64;
}

export interface Salt {
  readonly salt: B64;
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

export interface Kept {
  readonly wrapped: B64;
  readonly blob: B64;
  readonly revision: number;
}

export interface Me {
  readonly account: B64;
  readonly side: Side;
  readonly role: Role;
  readonly state: 'active' | 'waiting';
  readonly name: string;
  readonly certificate?: B64 | null;
  readonly kinds: readonly SecretKind[];
  readonly revision: number;
  readonly consents: readonly B64[];
  readonly chat: boolean;
}

export interface SignedIn {
  readonly token: string;
  readonly me: Me;
}

export interface KeyWrap {
  readonly salt: B64;
  readonly verifier: B64;
  readonly wrapped: B64;
}

export interface Enrolment {
  readonly proof: B64;
  readonly consent: B64;
  readonly invite?: string;
  readonly name?: string;
  /** Give up an account whose keys are lost, with its cases, for a new one. */
  readonly anew?: boolean;
  readonly keys?: {
    readonly blob: B64;
    readonly wrapped: readonly (KeyWrap & { readonly kind: SecretKind })[];
  };
}

export interface RosterAnswer {
  readonly root: B64 | null;
  readonly root_changes: readonly B64[];
  readonly roster?: B64 | null;
  readonly certificates: readonly B64[];
}

export type CaseState = 'waiting' | 'claimed' | 'open' | 'closed';

export interface CaseRow {
  readonly case: B64;
  readonly state: CaseState;
  readonly role: 'student' | 'worker';
  readonly changed: number;
}

export interface Head {
  readonly counter: number;
  readonly hash: B64;
}

export interface Heads {
  readonly epoch: number;
  readonly student: Head;
  readonly worker: Head;
}

export interface EpochRow {
  readonly record: B64;
  readonly wrap: B64;
}

export interface CaseAnswer {
  readonly case: B64;
  readonly state: CaseState;
  readonly stuck: boolean;
  readonly intake: B64;
  readonly card?: B64 | null;
  readonly letter?: B64 | null;
  readonly wraps?: { readonly card?: B64 | null; readonly letter?: B64 | null } | null;
  readonly epochs: readonly EpochRow[];
  readonly acknowledged: boolean;
  readonly heads: readonly Heads[];
  readonly closed_by?: 'student' | 'worker' | null;
  readonly keep_until?: number | null;
}

/** A message as the server keeps it; taken back, only its frame is left. */
export interface MessageRow {
  readonly epoch: number;
  readonly direction: 0 | 1;
  readonly counter: number;
  readonly message?: B64 | null;
  readonly ad?: B64 | null;
  readonly body_hash?: B64 | null;
}

export interface MessagePage {
  readonly messages: readonly MessageRow[];
  readonly heads: Heads;
  readonly more: boolean;
}

export interface RequestBody {
  readonly intake: B64;
  readonly card: B64;
  readonly letter: B64;
  /** The student's own first, then one for each recipient, in the record's order. */
  readonly wraps: readonly {
    readonly certificate: B64;
    readonly card: B64;
    readonly letter: B64;
  }[];
  /** Left out only while the roster lacks one of the three holders (protocol.md §5.1). */
  readonly capsule?: {
    readonly record: B64;
    readonly sealed: B64;
    readonly halves: readonly B64[];
  };
}
