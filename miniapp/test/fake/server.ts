// A server for the state's tests. Lives here: docs/api.md in memory, for one team and any students, with
// faults that a test switches on. Must not: assertions; it keeps only what a server could keep.

import { ApiError, failureOf } from '../../src/api/errors.ts';
import type { Call, Caller } from '../../src/api/http.ts';
import type { Line } from '../../src/api/socket.ts';
import type { Enrolment, RequestBody, Service } from '../../src/api/types.ts';
import { equal, fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import { hash } from '../../src/crypto/hash.ts';
import { openIntake } from '../../src/crypto/intake.ts';
import { parseEnvelope } from '../../src/crypto/message.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { openEnrol, openLaunch, openSignIn } from '../../src/crypto/signin.ts';
import type { Signed, SignPublic } from '../../src/crypto/types.ts';
import { certificatesOf, newTeam, rosterOf, type Team } from '../crypto/world.ts';
import { messageFrame, type Pushed, readSend } from './frames.ts';
import { Held } from './held.ts';
import { answerOf, type Case, headsOf, messagesOf, take } from './kept.ts';

export const ADULT_NOTICE = 'The notice for adults.';
export const UNDER_18_NOTICE = 'The notice for people under 18.';

interface Person {
  sign: SignPublic;
  consents: string[];
  kept: Map<string, { salt: string; verifier: string; wrapped: string }>;
  blob: string;
  revision: number;
}

const b64 = toBase64url;
const fault = (status: number, error: string, more: object = {}): ApiError =>
  failureOf(status, { error, ...more });

export class FakeServer {
  readonly team: Team;
  readonly people = new Map<string, Person>();
  readonly cases = new Map<string, Case>();
  /** Every call made, by method and path; bodies as sent. */
  readonly calls: { readonly call: string; readonly body: string }[] = [];
  /** Every frame that came over a socket, as JSON. */
  readonly frames: string[] = [];
  intake: Service['intake'] = 'open';
  offline = false;
  /** The roster in force, when it is not the team's first. */
  roster: Signed | null = null;
  /** Calls that find no network. */
  cut: ((call: Call) => boolean) | null = null;
  /** Calls that are answered falsely: with this status, or this body; the newest that fits. */
  lies: readonly { readonly name: RegExp; readonly answer: number | object }[] = [];
  readonly held = new Held();
  /** The next answer to a call like this is lost after it took effect. */
  loseAnswerTo: string | null = null;
  /** The next acknowledgement of a message is lost after the message is durable. */
  loseAck = false;
  launchTooOld = false;
  readonly #tokens = new Map<string, string>();
  readonly #challenges = new Set<string>();
  readonly #lines = new Set<{ line: Line; user: string }>();

  constructor(team: Team = newTeam()) {
    this.team = team;
  }

  readonly call: Caller = async (call) => {
    if (this.offline || this.cut?.(call)) throw new ApiError({ failure: 'offline' });
    const name = `${call.method} ${call.path.split('?')[0]}`;
    this.calls.push({ call: name, body: JSON.stringify(call.body ?? null) });
    const lie = this.lies.filter((one) => one.name.test(name)).at(-1);
    if (typeof lie?.answer === 'object') return lie.answer;
    if (lie !== undefined) throw failureOf(lie.answer, {});
    const answer = this.#answer(call, name);
    if (this.loseAnswerTo === name) {
      this.loseAnswerTo = null;
      throw new ApiError({ failure: 'offline' });
    }
    const given = answer === undefined ? undefined : JSON.stringify(answer);
    const held = this.held.take(name);
    if (held !== null) await held;
    return given === undefined ? undefined : JSON.parse(given);
  };

  readonly openLine = (): Line => {
    if (this.offline) throw new Error('no network');
    const line: Line = {
      send: (data) => this.#frame(line, data),
      close: () => this.#drop(line),
      onopen: null,
      onclose: null,
      onmessage: null,
    };
    queueMicrotask(() => line.onopen?.());
    return line;
  };

  /** Cuts every socket, as a dropped connection does. */
  dropLines(): void {
    for (const { line } of [...this.#lines]) this.#drop(line);
  }

  /** Ends every session: tokens are good for nothing. */
  endSessions(): void {
    this.#tokens.clear();
  }

  service(): Service {
    return {
      name: 'Peerlink',
      bot: 'peerlink_bot',
      language: 'en',
      policy: 'ucl',
      policy_digest: '',
      policy_texts: [],
      switches: [],
      cannot_act: false,
      after_degree: false,
      intake: this.intake,
      retention_days: 30,
      claim_minutes: 30,
      staff_idle_minutes: 15,
      frame_origins: [],
      crisis: [],
      elsewhere: { name: '', page: '', countries: [] },
    };
  }

  notices() {
    const notice = (id: string, text: string) => {
      return { id, language: 'en', digest: b64(wordingDigest(text)) };
    };
    return [notice('notice-adult', ADULT_NOTICE), notice('notice-under-18', UNDER_18_NOTICE)];
  }

  /** Tells everybody who is connected. */
  tell(frame: object): void {
    this.say(JSON.stringify(frame));
  }

  /** Tells everybody who is connected of a message. */
  push(message: Pushed): void {
    this.say(messageFrame(message));
  }

  /** Says these very characters or bytes to everybody who is connected. */
  say(data: string | ArrayBuffer): void {
    for (const { line } of this.#lines) line.onmessage?.({ data });
  }

  #drop(line: Line): void {
    for (const one of this.#lines) if (one.line === line) this.#lines.delete(one);
    queueMicrotask(() => line.onclose?.());
  }

  #frame(line: Line, data: string | Uint8Array): void {
    const sent = typeof data === 'string' ? null : readSend(data);
    this.frames.push(typeof data === 'string' ? data : JSON.stringify(sent));
    const answer = (body: object) => {
      queueMicrotask(() => line.onmessage?.({ data: JSON.stringify(body) }));
    };
    if (sent !== null) {
      this.#send(line, sent, answer);
      return;
    }
    const frame = JSON.parse(String(data)) as Record<string, string>;
    if (frame['t'] === 'hello') {
      const user = this.#tokens.get(frame['token'] ?? '');
      if (user === undefined) this.#drop(line);
      else {
        this.#lines.add({ line, user });
        answer({ t: 'ready' });
      }
      return;
    }
    if (frame['t'] === 'ping') answer({ t: 'pong' });
  }

  #send(line: Line, sent: ReturnType<typeof readSend>, answer: (body: object) => void): void {
    const { ref } = sent;
    const found = this.cases.get(sent.case);
    if (found === undefined) answer({ t: 'refused', ref, error: 'not_found' });
    else if (!take(found, sent.message)) {
      answer({ t: 'behind', ref, heads: headsOf(found, found.epochs.length) });
    } else if (this.loseAck) {
      this.loseAck = false;
      this.#drop(line);
    } else answer({ t: 'ack', ref });
  }

  #answer({ method, path, body, token }: Call, name: string): unknown {
    if (name === 'GET /api/service') return this.service();
    if (name === 'GET /api/wording') return { notices: this.notices() };
    const given = (body ?? {}) as Record<string, string>;
    if (name === 'POST /api/launch') return this.#launch(given);
    const user = this.#tokens.get(token ?? '');
    if (user === undefined) throw fault(401, 'signed_out');
    const entry = this.#entry(name, user, given);
    if (entry !== undefined) return entry;
    const person = this.people.get(user);
    if (person === undefined) throw fault(401, 'signed_out');
    if (path.startsWith('/api/me')) return this.#me(`${method} ${path}`, person, given);
    return this.#cases({ method, path, body }, user);
  }

  #launch(body: Record<string, string>): unknown {
    if (this.launchTooOld) throw fault(401, 'signed_out');
    openLaunch(fromBase64url(body['proof'] ?? '') as Signed);
    const user = new URLSearchParams(body['init_data'] ?? '').get('user') ?? '';
    return { token: this.#token(user) };
  }

  #token(user: string): string {
    const token = b64(systemRandom(16));
    this.#tokens.set(token, user);
    return token;
  }

  #entry(name: string, user: string, body: Record<string, string>): unknown {
    const person = this.people.get(user);
    if (name === 'POST /api/challenge') {
      const challenge = b64(systemRandom(32));
      this.#challenges.add(challenge);
      return { challenge };
    }
    if (name === 'POST /api/keys/salt') {
      const salt = person?.kept.get(body['kind'] ?? '')?.salt ?? b64(new Uint8Array(16));
      return { salt, memory: 65_536, passes: 3, lanes: 1 };
    }
    if (name === 'POST /api/keys/fetch') {
      const kept = person?.kept.get(body['kind'] ?? '');
      const verifier = b64(hash('pl.verifier', fromBase64url(body['fetch_key'] ?? '')));
      if (person === undefined || kept?.verifier !== verifier) throw fault(404, 'not_found');
      return { wrapped: kept.wrapped, blob: person.blob, revision: person.revision };
    }
    if (name === 'POST /api/sessions') {
      if (person === undefined) throw fault(401, 'signed_out');
      const proof = openSignInOr401(body['proof'] ?? '', person.sign);
      this.#useChallenge(proof.challenge);
      return { token: this.#token(user), me: this.#meOf(person) };
    }
    if (name === 'POST /api/enrol') return this.#enrol(user, body as unknown as Enrolment);
    return undefined;
  }

  #enrol(user: string, body: Enrolment): unknown {
    if (this.people.has(user)) {
      if (body.start_over !== true) throw fault(409, 'exists');
      for (const one of this.cases.values()) if (one.owner === user) one.owner = `lost ${user}`;
    }
    const proof = openEnrol(fromBase64url(body.proof) as Signed);
    this.#useChallenge(proof.challenge);
    const consents = [body.consent];
    const person = { sign: proof.sign, consents, kept: new Map(), blob: '', revision: 0 };
    this.people.set(user, person);
    return { token: this.#token(user), me: this.#meOf(person) };
  }

  #useChallenge(challenge: Uint8Array): void {
    if (!this.#challenges.delete(b64(challenge))) throw fault(401, 'signed_out');
  }

  #meOf(person: Person) {
    return {
      account: b64(new Uint8Array(16)),
      side: 'student',
      role: 'student',
      state: 'active',
      name: '',
      kinds: [...person.kept.keys()],
      revision: person.revision,
      consents: person.consents,
      chat: true,
    };
  }

  #me(name: string, person: Person, body: Record<string, string>): unknown {
    const [verb, path] = name.split(' ');
    const kind = path?.split('/api/me/keys/')[1];
    if (name === 'GET /api/me') return this.#meOf(person);
    if (name === 'POST /api/me/consents') return void person.consents.push(body['consent'] ?? '');
    if (name === 'PUT /api/me/bundle') {
      if (Number(body['revision']) !== person.revision + 1) throw fault(409, 'stale');
      person.blob = body['blob'] ?? '';
      person.revision += 1;
      return undefined;
    }
    if (kind === undefined) throw fault(404, 'not_found');
    const { salt = '', verifier = '', wrapped = '' } = body;
    if (verb === 'PUT') person.kept.set(kind, { salt, verifier, wrapped });
    else person.kept.delete(kind);
    return undefined;
  }

  #cases({ method, path, body }: Call, user: string): unknown {
    if (path === '/api/roster') {
      const certificates = certificatesOf(this.team).map(b64);
      const roster = b64(this.roster ?? rosterOf(this.team));
      return { root: b64(this.team.root.public), root_changes: [], roster, certificates };
    }
    if (path === '/api/sessions/others') return { ended: 0 };
    const own = [...this.cases.values()].filter((one) => one.owner === user);
    if (path === '/api/cases') {
      const rows = own.map(({ id, state }, changed) => ({
        case: id,
        kind: 'case',
        state,
        role: 'student',
        changed,
      }));
      return { cases: rows };
    }
    if (method === 'POST' && path === '/api/requests') return this.#request(user, body);
    const [, , , id = '', ...rest] = path.split('?')[0]?.split('/') ?? [];
    const found = own.find((one) => one.id === id);
    if (found === undefined) throw fault(404, 'not_found');
    if (method === 'PUT') return this.#revise(found, body as RequestBody);
    return this.#ofCase(found, rest[0] ?? '', path, (body ?? {}) as Record<string, string>);
  }

  #request(user: string, body: unknown): unknown {
    if (this.intake !== 'open') throw fault(409, 'shut');
    const going = [...this.cases.values()].some(
      (one) => one.owner === user && one.state !== 'closed',
    );
    if (going) throw fault(409, 'exists');
    const request = body as RequestBody;
    const { body: intake } = openIntake(fromBase64url(request.intake) as Signed);
    const id = b64(intake.case);
    this.cases.set(id, {
      id,
      owner: user,
      state: 'waiting',
      body: request,
      epochs: [],
      workerWraps: [],
      acknowledged: false,
      messages: [],
      closedBy: null,
      close: null,
    });
    return undefined;
  }

  #revise(found: Case, body: RequestBody): undefined {
    if (found.state !== 'waiting') throw fault(409, 'claimed');
    const before = openIntake(fromBase64url(found.body.intake) as Signed);
    const next = openIntake(fromBase64url(body.intake) as Signed).body;
    if (!equal(next.previous, before.recordHash)) throw fault(409, 'stale');
    found.body = body;
    return undefined;
  }

  #ofCase(found: Case, what: string, path: string, body: Record<string, string>): unknown {
    const query = new URLSearchParams(path.split('?')[1] ?? '');
    if (what === '') return answerOf(found);
    if (what === 'messages') return messagesOf(found, query);
    if (what === 'ack') {
      found.acknowledged = true;
      return undefined;
    }
    if (what === 'close') {
      found.state = 'closed';
      found.closedBy = 'student';
      found.close = body['close'] ?? null;
      return undefined;
    }
    return this.#unsend(found, body);
  }

  #unsend(found: Case, body: Record<string, string>): undefined {
    const counter = Number(body['counter']);
    const at = found.messages.findIndex((row) => row.direction === 0 && row.counter === counter);
    const row = found.messages[at];
    if (row?.message === undefined || row.message === null) throw fault(404, 'not_found');
    const { ad, sealed } = parseEnvelope(fromBase64url(row.message));
    const { message: _gone, ...frame } = row;
    found.messages[at] = { ...frame, ad: b64(ad), body_hash: b64(hash('pl.body', sealed)) };
    return undefined;
  }
}

function openSignInOr401(proof: string, sign: SignPublic) {
  try {
    return openSignIn(fromBase64url(proof) as Signed, sign);
  } catch {
    throw fault(401, 'signed_out');
  }
}
