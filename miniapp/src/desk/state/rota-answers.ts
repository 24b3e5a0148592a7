// The rota as the server sends it (docs/api.md). Lives here: its shape and the reader. Must not: calls, or
// what follows from it.
import { b64, count, listOf, maybe, object, type Reader, text } from '../../api/shapes.ts';
import type { B64 } from '../../api/types.ts';

/** On a weekday (0 is Monday), minutes of the day; an end not after the beginning is on the next day. */
export interface Hours {
  readonly weekday: number;
  readonly begins: number;
  readonly ends: number;
}

export interface Slot extends Hours {
  readonly worker: B64;
}

/** Away on one day (no times), or here then as well. */
export interface DayChange {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly worker: B64;
  readonly begins: number | null;
  readonly ends: number | null;
}

/** Unix seconds. */
export interface Span {
  readonly begins: number;
  readonly ends: number;
}

export interface Shift extends Span {
  readonly worker: B64;
}

export interface OnCall {
  readonly name: string;
  readonly call: string;
  readonly hours: string;
}

export interface RotaAnswer {
  readonly zone: string;
  readonly version: number;
  readonly hours: readonly Hours[];
  readonly slots: readonly Slot[];
  readonly changes: readonly DayChange[];
  readonly workers: readonly { readonly account: B64; readonly certificate: B64 }[];
  readonly shifts: readonly Shift[];
  readonly gaps: readonly Span[];
  readonly away: readonly { readonly worker: B64; readonly until: number | null }[];
  readonly on_call: OnCall | null;
}

const hours = { weekday: count, begins: count, ends: count };
const span = { begins: count, ends: count };

export const rota: Reader<RotaAnswer> = object<RotaAnswer>({
  zone: text,
  version: count,
  hours: listOf(object<Hours>(hours)),
  slots: listOf(object<Slot>({ ...hours, worker: b64 })),
  changes: listOf(
    object<DayChange>({ day: text, worker: b64, begins: maybe(count), ends: maybe(count) }),
  ),
  workers: listOf(object<RotaAnswer['workers'][number]>({ account: b64, certificate: b64 })),
  shifts: listOf(object<Shift>({ ...span, worker: b64 })),
  gaps: listOf(object<Span>(span)),
  away: listOf(object<RotaAnswer['away'][number]>({ worker: b64, until: maybe(count) })),
  on_call: maybe(object<OnCall>({ name: text, call: text, hours: text })),
});
