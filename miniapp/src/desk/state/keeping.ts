// How long things are kept, R14. Lives here: what falls due and was destroyed, as counts, postponing, holds,
// certificates. Must not: know whose anything is, or destroy anything.

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import type { SessionApi } from '../../api/session.ts';
import { b64, count, listOf, maybe, object, oneOf, type Reader, text } from '../../api/shapes.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import { Newest } from '../../state/newest.ts';
import { Fresh } from './fresh.ts';

export const KINDS = [
  'concern',
  'note',
  'disclosure',
  'report',
  'enquiry',
  'audit',
  'conversation',
  'contact',
] as const;
export type Kind = (typeof KINDS)[number];
export const WHYS = ['incident', 'complaint', 'legal', 'audit', 'unfinished'] as const;
export type Why = (typeof WHYS)[number];

export interface MonthCount {
  /** As `2027-03`. */
  readonly month: string;
  readonly kind: Kind;
  readonly count: number;
}

export interface Postponed {
  readonly kind: Kind;
  /** Unix seconds. */
  readonly until: number;
  readonly reason: Why;
}

export interface Hold {
  readonly id: string;
  readonly state: 'asked' | 'held' | 'ending' | 'ended';
  readonly reason: Why;
  readonly asked_by: string;
  readonly agreed_by: string | null;
  readonly ending_by: string | null;
  readonly kind: Kind | null;
  readonly since: number | null;
  readonly until: number | null;
}

export interface Standing {
  readonly conversation_days: number;
  readonly record_days: number;
  readonly due: readonly MonthCount[];
  readonly open_long: readonly { readonly kind: Kind; readonly count: number }[];
  readonly destroyed: readonly MonthCount[];
  readonly postponed: readonly Postponed[];
  readonly holds: readonly Hold[];
}

const kind = oneOf(...KINDS);
const why = oneOf(...WHYS);
const months = listOf(object<MonthCount>({ month: text, kind, count }));
const standing: Reader<Standing> = object<Standing>({
  conversation_days: count,
  record_days: count,
  due: months,
  open_long: listOf(object<{ kind: Kind; count: number }>({ kind, count })),
  destroyed: months,
  postponed: listOf(object<Postponed>({ kind, until: count, reason: why })),
  holds: listOf(
    object<Hold>({
      id: b64,
      state: oneOf('asked', 'held', 'ending', 'ended'),
      reason: why,
      asked_by: text,
      agreed_by: maybe(text),
      ending_by: maybe(text),
      kind: maybe(kind),
      since: maybe(count),
      until: maybe(count),
    }),
  ),
});

/**
 * What a hold is about: one thing by its id, or all that ended in a period (Unix seconds). `concern`: of a
 * conversation, the one that names it, whose readers alone are told of the hold.
 */
export type About =
  | { readonly kind: Kind; readonly reference: string; readonly concern?: string }
  | { readonly since: number; readonly until: number };

export class Keeping {
  readonly standing: Signal<Standing | null> = signal(null);
  readonly failed = signal(false);
  readonly busy = signal(false);
  readonly role: string;
  readonly now: () => number;
  readonly fresh: Fresh;
  readonly #api: SessionApi;
  readonly #asked = new Newest();

  constructor(parts: {
    readonly api: SessionApi;
    readonly heard: ReadonlySignal<number>;
    readonly now: () => number;
    readonly role: string;
  }) {
    this.#api = parts.api;
    this.fresh = new Fresh(parts.heard, () => this.load());
    this.now = parts.now;
    this.role = parts.role;
  }

  async load(): Promise<void> {
    await this.#try(async () => {
      const counts = this.#asked.ask();
      const found = standing(await this.#api.ask('GET', '/api/keeping'));
      if (counts()) this.standing.value = found;
    });
  }

  /** Whether something falls due by the end of next month: the coordinator is told of it. */
  get soon(): boolean {
    const next = new Date(this.now() * 1000);
    next.setUTCMonth(next.getUTCMonth() + 1, 1);
    const until = next.toISOString().slice(0, 7);
    return this.standing.value?.due.some((one) => one.month <= until) ?? false;
  }

  /** How many holds wait for this holder's word. */
  get waiting(): number {
    return this.standing.value?.holds.filter((one) => this.mayAgree(one)).length ?? 0;
  }

  /** Whether this holder can agree to a hold, or to its end. */
  mayAgree(hold: Hold): boolean {
    if (hold.state === 'asked') return hold.asked_by !== this.role;
    return hold.state === 'ending' && this.#ofTheTwo(hold) && hold.ending_by !== this.role;
  }

  /** Whether this holder can ask for the end of a hold, or take it back. */
  mayEnd(hold: Hold): boolean {
    if (hold.state === 'asked') return hold.asked_by === this.role;
    return hold.state === 'held' && this.#ofTheTwo(hold);
  }

  postpone(what: { readonly kind: Kind; readonly until: number; readonly reason: Why }) {
    return this.#change('/api/keeping/postponements', what);
  }

  /** Asks for a hold under a new id. */
  ask(about: About, reason: Why): Promise<boolean> {
    const id = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
    return this.#change('/api/keeping/holds', { id, reason, ...about });
  }

  agree(hold: Hold): Promise<boolean> {
    const step = hold.state === 'asked' ? 'agree' : 'end';
    return this.#change(`/api/keeping/holds/${hold.id}/${step}`);
  }

  end(hold: Hold): Promise<boolean> {
    return this.#change(`/api/keeping/holds/${hold.id}/end`);
  }

  /** The certificate of a month as a file's text; null when it can't be had. */
  async certificate(month: string): Promise<string | null> {
    let found: unknown = null;
    const done = await this.#try(async () => {
      found = await this.#api.ask('GET', `/api/keeping/certificates/${month}`);
    });
    return done ? `${JSON.stringify(found, null, 2)}\n` : null;
  }

  #ofTheTwo(hold: Hold): boolean {
    return hold.asked_by === this.role || hold.agreed_by === this.role;
  }

  async #change(path: string, body: unknown = {}): Promise<boolean> {
    if (this.busy.peek()) return false;
    this.busy.value = true;
    const done = await this.#try(async () => {
      await this.#api.ask('POST', path, body);
    });
    if (done) await this.load();
    this.busy.value = false;
    return done;
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.failed.value = false;
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.failed.value = true;
      return false;
    }
  }
}
