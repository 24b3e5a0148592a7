// What anyone may ask, and the steps to a session. Lives here: the calls before signing in. Must
// not: the calls of a session (student.ts, and the staff side's own).
import type { Caller } from './http.ts';
import type {
  B64,
  Enrolment,
  Kept,
  Notice,
  Salt,
  SecretKind,
  Service,
  Side,
  SignedIn,
} from './types.ts';

/** Calls that need no token. Only the two GETs are made before a person has agreed. */
export class PublicApi {
  readonly #call: Caller;

  constructor(call: Caller) {
    this.#call = call;
  }

  async service(): Promise<Service> {
    return (await this.#call({ method: 'GET', path: '/api/service' })) as Service;
  }

  async notices(): Promise<readonly Notice[]> {
    const answer = await this.#call({ method: 'GET', path: '/api/wording' });
    return (answer as { notices: readonly Notice[] }).notices;
  }

  async launch(body: {
    readonly init_data: string;
    readonly side: Side;
    readonly device_key: B64;
    readonly proof: B64;
  }): Promise<LaunchedApi> {
    const answer = await this.#call({ method: 'POST', path: '/api/launch', body });
    return new LaunchedApi(this.#call, (answer as { token: string }).token);
  }
}

/** Calls that a launch token opens. */
export class LaunchedApi {
  readonly #call: Caller;
  readonly #token: string;

  constructor(call: Caller, token: string) {
    this.#call = call;
    this.#token = token;
  }

  async salt(kind: SecretKind): Promise<Salt> {
    return (await this.#post('/api/keys/salt', { kind })) as Salt;
  }

  /** `not_found` for a wrong key and for an account that is not there, alike. */
  async fetchKeys(kind: SecretKind, fetchKey: B64): Promise<Kept> {
    return (await this.#post('/api/keys/fetch', { kind, fetch_key: fetchKey })) as Kept;
  }

  async challenge(): Promise<B64> {
    return ((await this.#post('/api/challenge')) as { challenge: B64 }).challenge;
  }

  async signIn(proof: B64): Promise<SignedIn> {
    return (await this.#post('/api/sessions', { proof })) as SignedIn;
  }

  async enrol(body: Enrolment): Promise<SignedIn> {
    return (await this.#post('/api/enrol', body)) as SignedIn;
  }

  #post(path: string, body?: unknown): Promise<unknown> {
    return this.#call({ method: 'POST', path, body: body ?? {}, token: this.#token });
  }
}
