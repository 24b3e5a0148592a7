// What anyone may ask, and the steps to a session. Lives here: the calls before signing in. Must
// not: the calls of a session (student.ts, and the staff side's own).
import * as answers from './answers.ts';
import type { Caller } from './http.ts';
import type {
  B64,
  Enrolment,
  Kept,
  Notice,
  Policy,
  Salt,
  SecretKind,
  Service,
  Side,
  SignedIn,
  StaffRole,
} from './types.ts';

/** Telegram's names for its clients, by ours. */
const PLATFORMS: Readonly<Record<string, string>> = {
  android: 'android',
  ios: 'ios',
  macos: 'macos',
  tdesktop: 'desktop',
  unigram: 'desktop',
  web: 'web',
  weba: 'web',
  webk: 'web',
};

/** Calls that need no token. Only the two GETs are made before a person has agreed. */
export class PublicApi {
  readonly #call: Caller;
  readonly #platform: string;

  /** `platform`: what Telegram's client says it runs on; told when signing in, as coarsely as it is kept. */
  constructor(call: Caller, platform = '') {
    this.#call = call;
    this.#platform = PLATFORMS[platform] ?? 'other';
  }

  async service(): Promise<Service> {
    return answers.service(await this.#call({ method: 'GET', path: '/api/service' }));
  }

  async notices(): Promise<readonly Notice[]> {
    const answer = await this.#call({ method: 'GET', path: '/api/wording' });
    return answers.notices(answer).notices;
  }

  async policy(): Promise<Policy> {
    return answers.policy(await this.#call({ method: 'GET', path: '/api/policy' }));
  }

  async launch(body: {
    readonly init_data: string;
    readonly side: Side;
    readonly device_key: B64;
    readonly proof: B64;
  }): Promise<LaunchedApi> {
    const answer = await this.#call({ method: 'POST', path: '/api/launch', body });
    return new LaunchedApi(this.#call, answers.token(answer).token, this.#platform);
  }
}

/** Calls that a launch token opens. */
export class LaunchedApi {
  readonly #call: Caller;
  readonly #token: string;
  readonly #platform: string;

  constructor(call: Caller, token: string, platform: string) {
    this.#call = call;
    this.#token = token;
    this.#platform = platform;
  }

  async salt(kind: SecretKind): Promise<Salt> {
    return answers.salt(await this.#post('/api/keys/salt', { kind }));
  }

  /** `not_found` for a wrong key and for an account that is not there, alike. */
  async fetchKeys(kind: SecretKind, fetchKey: B64): Promise<Kept> {
    return answers.kept(await this.#post('/api/keys/fetch', { kind, fetch_key: fetchKey }));
  }

  /** What a usable invite is for; `not_found` for any other. */
  async invitedAs(invite: B64): Promise<StaffRole> {
    return answers.invited(await this.#post('/api/invite', { invite })).role;
  }

  async challenge(): Promise<B64> {
    return answers.challenge(await this.#post('/api/challenge')).challenge;
  }

  async signIn(proof: B64): Promise<SignedIn> {
    return answers.signedIn(await this.#post('/api/sessions', { proof, platform: this.#platform }));
  }

  async enrol(body: Enrolment): Promise<SignedIn> {
    return answers.signedIn(await this.#post('/api/enrol', { ...body, platform: this.#platform }));
  }

  #post(path: string, body?: unknown): Promise<unknown> {
    return this.#call({ method: 'POST', path, body: body ?? {}, token: this.#token });
  }
}
