// Calls about a concern (docs/api.md, flags). Lives here: raising one and asking how far it came, for its
// author. Must not: a holder's calls (desk/state), or anything readable.
import type { SessionApi } from '../api/session.ts';
import { object, oneOf, type Reader } from '../api/shapes.ts';
import type { B64 } from '../api/types.ts';
import { toBase64url } from '../crypto/bytes.ts';
import type { RaisedFlag } from '../crypto/flag.ts';
import type { HolderRole } from '../crypto/types.ts';

/** `gone`: unknown to the server, or no longer kept. */
export type Receipt = 'sent' | 'received' | 'gone';

/** A sealed concern as `/api/flags` takes it: the same bytes until it is answered. */
export interface ConcernBody {
  readonly id: B64;
  readonly sealed: B64;
  readonly wraps: readonly { readonly role: HolderRole; readonly wrap: B64 }[];
  readonly late?: { readonly wrap: B64; readonly late: B64 };
}

const receiptOf: Reader<{ readonly state: Receipt }> = object({
  state: oneOf('sent', 'received', 'gone'),
});

export function bodyOf({ id, sealed, wraps, late }: RaisedFlag): ConcernBody {
  return {
    id: toBase64url(id),
    sealed: toBase64url(sealed),
    wraps: wraps.map(({ role, wrap }) => ({ role, wrap: toBase64url(wrap) })),
    ...(late === null
      ? {}
      : { late: { wrap: toBase64url(late.wrap), late: toBase64url(late.late) } }),
  };
}

export class ConcernApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** The same bytes again change nothing. */
  async raise(body: ConcernBody): Promise<void> {
    await this.#session.ask('POST', '/api/flags', body);
  }

  async receipt(id: B64): Promise<Receipt> {
    return receiptOf(await this.#session.ask('POST', '/api/flags/receipt', { id })).state;
  }
}
