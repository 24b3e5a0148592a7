// What the server says of safeguarding flags (docs/api.md, Holders), by its shape. Lives here: the
// shapes and one reader for each. Must not: calls, or what follows from an answer.
import {
  b64,
  count,
  flag,
  listOf,
  maybe,
  object,
  oneOf,
  type Reader,
  text,
} from '../../api/shapes.ts';
import type { B64 } from '../../api/types.ts';

/** How long a flag has stayed unacknowledged. */
export type FlagStage = 'fresh' | 'told_again' | 'overdue';

/** As far as the server can tell; the rest is in the events that devices seal. */
export type ServerState = 'sent' | 'acknowledged' | 'closed';

/**
 * A flag as listed. All but the id is missing where it is the deputy's to open (`overdue`); the
 * sealed bytes and the wrap where the deputy reads through the late part, or they are damaged.
 */
export interface FlagAnswer {
  readonly id: B64;
  readonly overdue: boolean | null;
  readonly sealed: B64 | null;
  readonly wrap: B64 | null;
  readonly received_hour: number | null;
  readonly due: number | null;
  readonly stage: FlagStage | null;
  readonly state: ServerState | null;
  readonly head: number | null;
  readonly released_to_deputy: boolean | null;
  readonly late_open: boolean | null;
}

export interface FlagPage {
  readonly flags: readonly FlagAnswer[];
  readonly more: boolean;
}

export interface LateAnswer {
  readonly wrap: B64;
  readonly late: B64;
  readonly sealed: B64;
}

export interface EventAnswer {
  readonly number: number;
  readonly event: B64;
  readonly mark: string;
}

export interface EventPage {
  readonly events: readonly EventAnswer[];
  readonly head: number;
}

export const page: Reader<FlagPage> = object<FlagPage>({
  flags: listOf(
    object<FlagAnswer>({
      id: b64,
      overdue: maybe(flag),
      sealed: maybe(b64),
      wrap: maybe(b64),
      received_hour: maybe(count),
      due: maybe(count),
      stage: maybe(oneOf('fresh', 'told_again', 'overdue')),
      state: maybe(oneOf('sent', 'acknowledged', 'closed')),
      head: maybe(count),
      released_to_deputy: maybe(flag),
      late_open: maybe(flag),
    }),
  ),
  more: flag,
});

export const late: Reader<LateAnswer> = object<LateAnswer>({ wrap: b64, late: b64, sealed: b64 });

export const events: Reader<EventPage> = object<EventPage>({
  events: listOf(object<EventAnswer>({ number: count, event: b64, mark: text })),
  head: count,
});
