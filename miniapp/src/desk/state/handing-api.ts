// What a worker asks about handing over. Lives here: the calls and the shapes of their answers. Must not: open
// anything.
import type { SessionApi } from '../../api/session.ts';
import { b64, count, flag, listOf, object, type Reader } from '../../api/shapes.ts';
import type { B64 } from '../../api/types.ts';

export interface OfferedRow {
  readonly case: B64;
  readonly handover: B64;
  readonly card: B64;
  readonly wrap: B64;
  readonly waiting_minutes: number;
  readonly mine: boolean;
}

export interface ColleagueRow {
  readonly certificate: B64;
  readonly free: boolean;
}

export interface Handovers {
  readonly handovers: readonly OfferedRow[];
  readonly colleagues: readonly ColleagueRow[];
}

/** A message's place and chain hash. */
export interface Place {
  readonly epoch: number;
  readonly direction: 0 | 1;
  readonly counter: number;
  readonly hash: B64;
}

const handovers: Reader<Handovers> = object<Handovers>({
  handovers: listOf(
    object<OfferedRow>({
      ...{ case: b64, handover: b64, card: b64, wrap: b64 },
      ...{ waiting_minutes: count, mine: flag },
    }),
  ),
  colleagues: listOf(object<ColleagueRow>({ certificate: b64, free: flag })),
});

const stood: Reader<{ readonly stood: readonly boolean[] }> = object({ stood: listOf(flag) });

/** So many the server is asked about at once. */
export const MOST_AT_ONCE = 200;

export class HandingApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  async offered(): Promise<Handovers> {
    return handovers(await this.#session.ask('GET', '/api/handovers'));
  }

  /** Conflict `taken` when another said so first. */
  async take(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/handovers/${id}/take`);
  }

  async pass(id: B64): Promise<void> {
    await this.#session.ask('POST', `/api/handovers/${id}/pass`);
  }

  /** Which of these stand where they say, of earlier epochs; at most {@link MOST_AT_ONCE}. */
  async stood(id: B64, messages: readonly Place[]): Promise<readonly boolean[]> {
    const answer = await this.#session.ask('POST', `/api/cases/${id}/stood`, { messages });
    return stood(answer).stood;
  }
}
