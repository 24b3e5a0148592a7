// What the author of reports was told, opened on their device (protocol.md §23). Lives here: joining what the
// service answers with the bundle's notes. Must not: ask the service, or write.
import { fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { CryptoError } from '../crypto/errors.ts';
import { openOutcome, type ReportKind } from '../crypto/report.ts';
import type { AcceptedRoster } from '../crypto/roster.ts';
import type { Seconds } from '../crypto/types.ts';
import type { OwnAnswer, ReportProgress } from './api.ts';
import type { NotedReport } from './notes.ts';

/** What its author was told. `text` is null where this device cannot open it. */
export interface Told {
  readonly text: string | null;
  /** Who says so; null where that is not certain. */
  readonly name: string | null;
  readonly at: Seconds;
}

/** A report as its author sees it. */
export interface OwnReport {
  readonly id: string;
  readonly kind: ReportKind;
  readonly at: Seconds;
  readonly state: ReportProgress;
  readonly told: readonly Told[];
}

/** Each with what was told, the newest first. One whose note these keys lack is none of this device's. */
export function ownReports(found: {
  readonly answers: readonly OwnAnswer[];
  readonly noted: readonly NotedReport[];
  /** Null where the team could not be checked: then nothing is opened. */
  readonly roster: AcceptedRoster | null;
}): readonly OwnReport[] {
  return found.noted.flatMap((one) => {
    const answer = found.answers.find(({ id }) => id === toBase64url(one.id));
    if (answer === undefined) return [];
    const told = answer.outcomes.map((boxed) => open(one, fromBase64url(boxed), found.roster));
    const { kind, at } = one;
    return [{ id: answer.id, kind, at, state: answer.state, told }];
  });
}

function open({ id, reply }: NotedReport, boxed: Uint8Array, roster: AcceptedRoster | null): Told {
  if (roster === null) return { text: null, name: null, at: 0 };
  try {
    const { outcome, author } = openOutcome({ report: id, reply, boxed, roster });
    const name = author?.certificate.name ?? null;
    return { text: outcome.text, name, at: outcome.made };
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    return { text: null, name: null, at: 0 };
  }
}
