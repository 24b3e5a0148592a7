// What anyone with a session may ask. Lives here: one's own account, the roster and one's own cases.
// Must not: the calls of one side only (student.ts, desk/).
import * as answers from './answers.ts';
import { ApiError } from './errors.ts';
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
  readonly #renew: () => Promise<string | null>;
  #token: string;
  #renewing: Promise<string | null> | null = null;

  /** `renew` gives a new token when the session ended, or null when that is not possible. */
  constructor(parts: { call: Caller; token: string; renew: () => Promise<string | null> }) {
    this.#call = parts.call;
    this.#token = parts.token;
    this.#renew = parts.renew;
  }

  /** For the socket's first frame; in memory only. */
  get token(): string {
    return this.#token;
  }

  async me(): Promise<Me> {
    return answers.me(await this.ask('GET', '/api/me'));
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

  async speak(language: string): Promise<void> {
    await this.ask('PUT', '/api/me/language', { language });
  }

  async consent(consent: B64): Promise<void> {
    await this.ask('POST', '/api/me/consents', { consent });
  }

  async signOut(): Promise<void> {
    await this.ask('DELETE', '/api/session');
  }

  /** How many other sessions were ended. */
  async signOutOthers(): Promise<number> {
    return answers.ended(await this.ask('DELETE', '/api/sessions/others')).ended;
  }

  async roster(): Promise<RosterAnswer> {
    return answers.roster(await this.ask('GET', '/api/roster'));
  }

  async cases(): Promise<readonly CaseRow[]> {
    return answers.cases(await this.ask('GET', '/api/cases')).cases;
  }

  async case(id: B64): Promise<CaseAnswer> {
    const answer = answers.oneCase(await this.ask('GET', `/api/cases/${id}`));
    // What is said of another case must not be taken for this one's state.
    if (answer.case !== id) throw new ApiError({ failure: 'unavailable' });
    return answer;
  }

  async messages(id: B64, { epoch, after, limit = 200 }: Cursor): Promise<MessagePage> {
    const query = `epoch=${epoch}&after0=${after[0]}&after1=${after[1]}&limit=${limit}`;
    return answers.page(await this.ask('GET', `/api/cases/${id}/messages?${query}`));
  }

  async close(id: B64, close: B64): Promise<void> {
    await this.ask('POST', `/api/cases/${id}/close`, { close });
  }

  async unsend(id: B64, epoch: number, counter: number): Promise<void> {
    await this.ask('POST', `/api/cases/${id}/unsend`, { epoch, counter });
  }

  /** Any other call with this session's token; a session that ended is renewed once. */
  async ask(method: Method, path: string, body?: unknown): Promise<unknown> {
    const used = this.#token;
    const call = () =>
      this.#call({ method, path, token: this.#token, ...(body === undefined ? {} : { body }) });
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError) || error.failure !== 'signed_out') throw error;
      if (this.#token === used && !(await this.renewed())) throw error;
      return call();
    }
  }

  /** Renews the session, once however many ask at the same moment. False when it cannot be. */
  async renewed(): Promise<boolean> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    const token = await this.#renewing;
    if (token === null) return false;
    this.#token = token;
    return true;
  }
}
