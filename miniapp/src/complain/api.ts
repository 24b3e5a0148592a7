// Calls about reports (docs/api.md), for their author. Lives here: sending one, and what came of one's own.
// Must not: a holder's calls (desk/state/register-api.ts), or anything readable.
import type { SessionApi } from '../api/session.ts';
import { b64, listOf, object, oneOf, type Reader } from '../api/shapes.ts';
import type { B64 } from '../api/types.ts';
import { toBase64url } from '../crypto/bytes.ts';
import type { WrittenReport } from '../crypto/report.ts';
import type { HolderRole } from '../crypto/types.ts';

export type ReportProgress = 'new' | 'looked' | 'told' | 'closed';

/** A sealed report as `/api/reports` takes it: the same bytes until it is answered. */
export interface ReportBody {
  readonly id: B64;
  readonly sealed: B64;
  readonly wraps: readonly { readonly role: HolderRole; readonly wrap: B64 }[];
}

export interface OwnAnswer {
  readonly id: B64;
  readonly state: ReportProgress;
  readonly outcomes: readonly B64[];
}

const mine: Reader<{ readonly reports: readonly OwnAnswer[] }> = object({
  reports: listOf(
    object<OwnAnswer>({
      id: b64,
      state: oneOf('new', 'looked', 'told', 'closed'),
      outcomes: listOf(b64),
    }),
  ),
});

export function bodyOf({ id, sealed, wraps }: WrittenReport): ReportBody {
  return {
    id: toBase64url(id),
    sealed: toBase64url(sealed),
    wraps: wraps.map(({ role, wrap }) => ({ role, wrap: toBase64url(wrap) })),
  };
}

export class ReportsApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** The same bytes again change nothing. */
  async write(body: ReportBody): Promise<void> {
    await this.#session.ask('POST', '/api/reports', body);
  }

  async mine(): Promise<readonly OwnAnswer[]> {
    return mine(await this.#session.ask('GET', '/api/reports/mine')).reports;
  }
}
