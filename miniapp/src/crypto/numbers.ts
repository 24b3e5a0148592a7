// Weekly numbers and one-way tables, protocol.md §15. Lives here: sealing and opening a vector, the
// one rule for showing a count, signed tables. Must not: which counters there are.

import { type BoxKey, box } from './box.ts';
import { equal, readUtf8, utf8 } from './bytes.ts';
import { isHolder } from './certificates.ts';
import { bounded, type Field, type Infer, list, nested, Structure, u64 } from './codec.ts';
import { Malformed, Refused } from './errors.ts';
import { pad, unpad } from './padding.ts';
import { period, week } from './periods.ts';
import { type Random, systemRandom } from './random.ts';
import { type AcceptedRoster, holderOf } from './roster.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type { Boxed, RolePublic, Seconds, Signed, SignPublic } from './types.ts';

const HIDDEN = '1-7';

/** 0 as it is, 1 to 7 as `1-7`, more rounded to the nearest multiple of 5. */
export function shownCount(count: number): string {
  if (!Number.isSafeInteger(count) || count < 0) throw new Malformed('not a count');
  if (count === 0) return '0';
  if (count <= 7) return HIDDEN;
  const over = count % 5;
  return String(over < 3 ? count - over : count - over + 5);
}

function requireShown(text: string): string {
  if (text === '0' || text === HIDDEN) return text;
  const plain = /^[1-9][0-9]{0,14}$/.test(text);
  if (!plain || shownCount(Number(text)) !== text) throw new Malformed('no count is shown so');
  return text;
}

const shown: Field<string> = {
  encode: (text) => utf8(requireShown(text)),
  decode: (raw) => requireShown(readUtf8(raw)),
};

const numbers = new Structure('numbers', { week, counts: list(u64) }, ({ counts }) => {
  if (counts.length === 0) throw new Malformed('there is nothing to count');
});
const cell = new Structure('cell', { label: bounded(1, 80), shown });
const table = new Structure(
  'table',
  { period, name: bounded(1, 40), cells: list(nested(cell)), total: shown, made: u64 },
  ({ cells }) => {
    const labels = new Set(cells.map((one) => one.label));
    if (cells.length === 0 || labels.size !== cells.length) throw new Malformed('not the labels');
  },
);

export type Numbers = Infer<typeof numbers>;
export type NumbersTable = Infer<typeof table>;

/** A worker's counts of a past week, for the coordinator alone. */
export function sealNumbers(request: {
  readonly worker: SigningKey;
  readonly numbers: Numbers;
  readonly roster: AcceptedRoster;
  readonly random?: Random;
}): Boxed {
  const signed = request.worker.sign(numbers, request.numbers);
  const { roleKey } = holderOf(request.roster, 'coordinator');
  return box(roleKey, pad(signed), request.random ?? systemRandom);
}

/** A worker's counts of a week, and whose they are. */
export interface SignedNumbers extends Numbers {
  readonly signer: SignPublic;
}

/**
 * Opens the counts of this week. Throws when they are of another week, of another number of
 * counters, or by nobody whom the roster lists as a worker: leave them out, and say so.
 */
export function openNumbers(request: {
  readonly key: BoxKey<RolePublic>;
  readonly boxed: Uint8Array;
  readonly week: string;
  readonly counters: number;
  readonly roster: AcceptedRoster;
}): SignedNumbers {
  const { value, signer } = openSigned(numbers, unpad(request.key.open(request.boxed)));
  const workers = request.roster.certificates.filter((one) => one.role === 'worker');
  if (!workers.some((one) => equal(one.sign, signer))) throw new Refused('author');
  if (value.week !== request.week || value.counts.length !== request.counters) {
    throw new Refused('numbers-mismatch');
  }
  return { ...value, signer };
}

/** Signs a table of true counts: what they are cannot be read back from it. */
export function signTable(
  holder: SigningKey,
  request: {
    readonly period: string;
    readonly name: string;
    readonly counts: readonly (readonly [label: string, count: number])[];
    readonly now: Seconds;
  },
): Signed {
  const cells = request.counts.map(([label, count]) => ({ label, shown: shownCount(count) }));
  const total = shownCount(request.counts.reduce((sum, [, count]) => sum + count, 0));
  const { period: of, name, now: made } = request;
  return holder.sign(table, { period: of, name, cells, total, made });
}

/** Opens a table; `certain` where a listed holder signed it. */
export function openTable(
  signed: Signed,
  roster: Pick<AcceptedRoster, 'certificates'>,
): { readonly table: NumbersTable; readonly certain: boolean } {
  const { value, signer } = openSigned(table, signed);
  const certain = roster.certificates.some((one) => isHolder(one) && equal(one.sign, signer));
  return { table: value, certain };
}

/** The structures of this file. */
export const numbersFormats = { numbers, cell, table } as const;
