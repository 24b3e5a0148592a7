// What anyone with a session may ask. Lives here: one's own account, the roster and one's own cases.
// Must not: the calls of one side only (student.ts, desk/).
import type { Caller, Method } from './http.ts';
import type {
  B64,
  CaseAnswer,
  CaseRow,
  KeyWrap,
  Me,
  MessagePage,
  RosterAnswer,
  SecretKind,
} from './types.ts';

/** Where to read on from: the highest counter held of each direction. */
export interface Cursor {
  readonly epoch: number;
  readonly after: readonly [number, number];
  readonly limit?: number;
}

export class SessionApi {
  readonly #call: Caller;
  /** For the socket's first frame; in memory only. */
  readonly token: string;

  constructor({ call, token }: { call: Caller; token: string }) {
    this.#call = call;
    this.token = token;
  }

  async me(): Promise<Me> {
    return (await this.ask('GET', '/api/me')) as Me;
  }

  async keepKey(kind: SecretKind, wrap: KeyWrap): Promise<void> {
    await this.ask('PUT', `/api/me/keys/${kind}`, wrap);
  }

  async dropKey(kind: SecretKind): Promise<void> {
    await this.ask('DELETE', `/api/me/keys/${kind}`);
  }

  async keepBundle(blob: B64, revision: number): Promise<void> {
    await this.ask('PUT', '/api/me/bundle', { blob, revision });
  }

  async consent(consent: B64): Promise<void> {
    await this.ask('POST', '/api/me/consents', { consent });
  }

  async signOut(): Promise<void> {
    await this.ask('DELETE', '/api/session');
  }

  /** How many other sessions were ended. */
  async signOutOthers(): Promise<number> {
    return ((await this.ask('DELETE', '/api/sessions/others')) as { ended: number }).ended;
  }

  async roster(): Promise<RosterAnswer> {
    return (await this.ask('GET', '/api/roster')) as RosterAnswer;
  }

  async cases(): Promise<readonly CaseRow[]> {
    return ((await this.ask('GET', '/api/cases')) as { cases: readonly CaseRow[] }).cases;
  }

  async case(id: B64): Promise<CaseAnswer> {
    return (await this.ask('GET', `/api/cases/${id}`)) as CaseAnswer;
  }

  async messages(id: B64, { epoch, after, limit = 200 }: Cursor): Promise<MessagePage> {
    const query = `epoch=${epoch}&after0=${after[0]}&after1=${after[1]}&limit=${limit}`;
    return (await this.ask('GET', `/api/cases/${id}/messages?${query}`)) as MessagePage;
  }

  async close(id: B64, close: B64): Promise<void> {
    await this.ask('POST', `/api/cases/${id}/close`, { close });
  }

  async unsend(id: B64, epoch: number, counter: number): Promise<void> {
    await this.ask('POST', `/api/cases/${id}/unsend`, { epoch, counter });
  }

  /** Any other call with this session's token. */
  ask(method: Method, path: string, body?: unknown): Promise<unknown> {
    return this.#call({ method, path, token: this.token, ...(body === undefined ? {} : { body }) });
  }
}
