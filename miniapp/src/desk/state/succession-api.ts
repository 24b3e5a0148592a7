// A change of holders at the server (docs/api.md, protocol.md §21). Lives here: the calls and the shapes of
// their answers. Must not: open or make a piece (succession.ts).
import { token } from '../../api/answers.ts';
import type { SessionApi } from '../../api/session.ts';
import { b64, count, listOf, object, oneOf, type Reader } from '../../api/shapes.ts';
import type { B64 } from '../../api/types.ts';
import type { BackedUp } from '../../crypto/backup.ts';
import type { Piece } from '../../crypto/passing.ts';
import type { HolderRole } from '../../crypto/types.ts';

/** A piece that waits for the owner of the certificate `to`. */
export interface GivenPiece {
  readonly role: BackedUp;
  readonly version: number;
  readonly piece: Piece;
  readonly to: B64;
}

export interface PassingAnswer {
  readonly given: readonly GivenPiece[];
  readonly mine: readonly (GivenPiece & { readonly box: B64 })[];
}

const secret = oneOf<BackedUp>('coordinator', 'manager', 'deputy', 'root');
const piece = oneOf<Piece>('whole', 'first', 'second');
const named = { role: secret, version: count, piece, to: b64 };

const passing: Reader<PassingAnswer> = object<PassingAnswer>({
  given: listOf(object<GivenPiece>(named)),
  mine: listOf(object<GivenPiece & { readonly box: B64 }>({ ...named, box: b64 })),
});

const half: Reader<{ readonly record: B64; readonly half: B64 }> = object({
  record: b64,
  half: b64,
});

export class SuccessionApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  async invite(role: HolderRole, label: string): Promise<string> {
    return token(await this.#session.ask('POST', '/api/team/successors', { role, label })).token;
  }

  async standing(): Promise<PassingAnswer> {
    return passing(await this.#session.ask('GET', '/api/team/passing'));
  }

  async give(given: GivenPiece & { readonly box: B64 }): Promise<void> {
    await this.#session.ask('POST', '/api/team/passing', given);
  }

  async taken(): Promise<void> {
    await this.#session.ask('DELETE', '/api/team/passing');
  }

  /** On record each time. */
  async half(
    role: BackedUp,
    version: number,
  ): Promise<{ readonly record: B64; readonly half: B64 }> {
    return half(await this.#session.ask('GET', `/api/team/backups/${role}/${version}`));
  }
}
