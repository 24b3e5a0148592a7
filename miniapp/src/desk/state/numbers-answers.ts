// What the server sends of the numbers, by its shape (docs/api.md). Lives here: one reader for each answer.
// Must not: calls, or what follows from an answer.
import {
  b64,
  count,
  flag,
  listOf,
  object,
  oneOf,
  or,
  type Reader,
  text,
} from '../../api/shapes.ts';
import type { B64 } from '../../api/types.ts';
import type { PeriodKind } from '../../crypto/periods.ts';

export interface VectorAnswer {
  readonly week: string;
  readonly box: B64;
}

/** The service's own counts of a week, by name. */
export interface OwnAnswer {
  readonly week: string;
  readonly counts: Readonly<Record<string, number>>;
}

export interface NumbersAnswer {
  readonly vectors: readonly VectorAnswer[];
  readonly own: readonly OwnAnswer[];
  readonly frozen: boolean;
}

export interface PeriodAnswer {
  readonly period: string;
  readonly released: boolean;
  readonly tables: readonly B64[];
}

export interface TablesAnswer {
  readonly kind: PeriodKind;
  readonly periods: readonly PeriodAnswer[];
}

const zero = or(count, 0);
const counts = object<Record<string, number>>({
  requests: zero,
  claims: zero,
  withdrawals: zero,
  wait_1h: zero,
  wait_4h: zero,
  wait_24h: zero,
  wait_longer: zero,
});

export const numbers: Reader<NumbersAnswer> = object<NumbersAnswer>({
  vectors: listOf(object<VectorAnswer>({ week: text, box: b64 })),
  own: listOf(object<OwnAnswer>({ week: text, counts })),
  frozen: flag,
});

export const period: Reader<PeriodAnswer> = object<PeriodAnswer>({
  period: text,
  released: flag,
  tables: listOf(b64),
});

export const tables: Reader<TablesAnswer> = object<TablesAnswer>({
  kind: oneOf('term', 'month'),
  periods: listOf(period),
});
