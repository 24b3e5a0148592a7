// A server for the desk's tests. Lives here: docs/api.md for staff, in memory, with faults that a test
// switches on. Must not: assertions; it keeps only what a server could keep.

import { ApiError, failureOf } from '../../src/api/errors.ts';
import type { Call, Caller } from '../../src/api/http.ts';
import type { Line } from '../../src/api/socket.ts';
import type { Enrolment, Role } from '../../src/api/types.ts';
import { equal, fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { certificateId, openCertificate } from '../../src/crypto/certificates.ts';
import { openEpochRecord } from '../../src/crypto/epoch.ts';
import { hash } from '../../src/crypto/hash.ts';
import { genesis, parseEnvelope } from '../../src/crypto/message.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { readRoster, rosterHash } from '../../src/crypto/roster.ts';
import { openEnrol, openSignIn } from '../../src/crypto/signin.ts';
import type { Signed, SignPublic } from '../../src/crypto/types.ts';
import type { Acceptance, Member, QueueRow } from '../../src/desk/state/types.ts';
import { Held } from '../fake/held.ts';

interface KeptKey {
  readonly salt: string;
  readonly verifier: string;
  readonly wrapped: string;
}

export interface Account {
  readonly member: Member;
  state: Member['state'];
  certificate: string | null;
  kept: Map<string, KeptKey>;
  blob: string;
  revision: number;
}

export interface FakeCase {
  readonly row: QueueRow;
  readonly letter: string;
  readonly letterWrap: string;
  state: 'waiting' | 'claimed' | 'open';
  changed: number;
  accepted: Acceptance[];
}

const b64 = toBase64url;
const bytes = fromBase64url;

/** A body as sent: what a test's device sends is of the right shape. */
type Body = Readonly<Record<string, string>>;

const fault = (status: number, error: string): ApiError => failureOf(status, { error });

export class FakeStaffServer {
  readonly accounts: Account[] = [];
  readonly certificates: string[] = [];
  readonly backups: { role: string; version: number }[] = [];
  readonly cases: FakeCase[] = [];
  /** Roles of the invites that can still be used, by token. */
  readonly invites = new Map<string, Exclude<Role, 'student'>>();
  readonly calls: string[] = [];
  root: string | null = null;
  rosters: string[] = [];
  paused = false;
  offline = false;
  readonly held = new Held();
  /** The next answer to a call like this is lost after it took effect. */
  loseAnswerTo: string | null = null;
  /** Runs before the next call like this: something else came first. */
  before: { readonly call: string; readonly run: () => void } | null = null;
  /** Calls of a part of the service that has a fake of its own, asked first. */
  readonly parts: ((call: Call, account: Account) => unknown)[] = [];
  readonly #tokens = new Map<string, Account>();
  readonly #challenges = new Set<string>();

  readonly call: Caller = async (call) => {
    const name = `${call.method} ${call.path.split('?')[0]}`;
    if (this.before?.call === name) {
      const { run } = this.before;
      this.before = null;
      run();
    }
    if (this.offline) throw new ApiError({ failure: 'offline' });
    this.calls.push(name);
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

  /** How many sockets were given up. */
  closed = 0;

  /** A socket that never says anything. */
  readonly openLine = (): Line => ({
    send: () => undefined,
    close: () => {
      this.closed += 1;
    },
    onopen: null,
    onclose: null,
    onmessage: null,
  });

  /** A session for an account, as after signing in. */
  tokenFor(account: Account): string {
    const token = b64(systemRandom(32));
    this.#tokens.set(token, account);
    return token;
  }

  add(member: Omit<Member, 'account' | 'agreement' | 'state' | 'under18'>): Account {
    const account: Account = {
      member: {
        ...member,
        account: b64(systemRandom(16)),
        agreement: '',
        state: 'waiting',
        under18: false,
      },
      state: 'waiting',
      certificate: null,
      kept: new Map(),
      blob: '',
      revision: 1,
    };
    this.accounts.push(account);
    return account;
  }

  me(account: Account) {
    const { role, name, account: id } = account.member;
    return {
      account: id,
      side: 'staff' as const,
      role,
      state: account.state === 'active' ? ('active' as const) : ('waiting' as const),
      name,
      kinds: ['passphrase' as const, 'kit' as const],
      revision: account.revision,
      consents: [],
      chat: false,
    };
  }

  roster(): string | null {
    return this.rosters.at(-1) ?? null;
  }

  /** Ends access as suspension does: sessions end in the same step. */
  suspend(account: Account): void {
    account.state = 'suspended';
    for (const [token, who] of this.#tokens) if (who === account) this.#tokens.delete(token);
  }

  #answer(call: Call, name: string): unknown {
    const body = (call.body ?? {}) as Body;
    const open = this.#open(name, body);
    if (open !== undefined) return open;
    const account = this.#tokens.get(call.token ?? '');
    if (account === undefined) throw fault(401, 'signed_out');
    for (const part of this.parts) {
      const found = part(call, account);
      if (found !== undefined) return found;
    }
    const parts = call.path.split('?')[0]?.split('/').slice(2) ?? [];
    return (
      this.#own(name, body, account) ??
      this.#held(name, body, parts) ??
      this.#worked(name, body, parts)
    );
  }

  #open(name: string, body: Body): unknown {
    if (name === 'POST /api/launch') return { token: 'launch' };
    if (name === 'POST /api/challenge') {
      const challenge = b64(systemRandom(32));
      this.#challenges.add(challenge);
      return { challenge };
    }
    if (name === 'POST /api/invite') {
      const role = this.invites.get(String(body['invite']));
      if (role === undefined || role === null) throw fault(404, 'not_found');
      return { role };
    }
    if (name === 'POST /api/enrol') return this.#enrol(body as unknown as Enrolment);
    if (name === 'POST /api/sessions') return this.#signIn(String(body['proof']));
    if (name === 'POST /api/keys/salt') {
      const kept = this.accounts.at(-1)?.kept.get(String(body['kind']));
      return { salt: kept?.salt ?? b64(systemRandom(16)), memory: 65_536, passes: 3, lanes: 1 };
    }
    if (name === 'POST /api/keys/fetch') {
      const last = this.accounts.at(-1);
      const kept = last?.kept.get(String(body['kind']));
      const verifier = b64(hash('pl.verifier', bytes(String(body['fetch_key']))));
      if (last === undefined || kept?.verifier !== verifier) throw fault(404, 'not_found');
      return { wrapped: kept.wrapped, blob: last.blob, revision: last.revision };
    }
    return undefined;
  }

  #enrol(body: Enrolment) {
    const role = this.invites.get(body.invite ?? '');
    if (role === undefined || role === null) throw fault(404, 'not_found');
    const { challenge, sign, box, roleKey } = openEnrol(bytes(body.proof) as Signed);
    if (!this.#challenges.delete(b64(challenge))) throw fault(401, 'signed_out');
    if ((roleKey !== null) !== (role !== 'worker')) throw fault(400, 'malformed');
    this.invites.delete(body.invite ?? '');
    const keys = { sign_key: b64(sign), box_key: b64(box) };
    const role_key = roleKey === null ? null : b64(roleKey);
    const account = this.add({ role, name: body.name ?? '', ...keys, role_key });
    account.blob = body.keys?.blob ?? '';
    for (const { kind, ...kept } of body.keys?.wrapped ?? []) account.kept.set(kind, kept);
    return { token: this.tokenFor(account), me: this.me(account) };
  }

  #signIn(proof: string) {
    const [account] = this.accounts;
    if (account === undefined) throw fault(401, 'signed_out');
    const person = bytes(account.member.sign_key) as SignPublic;
    const { challenge } = openSignIn(bytes(proof) as Signed, person);
    const fresh = this.#challenges.delete(b64(challenge));
    if (!fresh || account.state === 'suspended') throw fault(401, 'signed_out');
    return { token: this.tokenFor(account), me: this.me(account) };
  }

  #own(name: string, body: Body, account: Account): unknown {
    if (name === 'GET /api/me') return this.me(account);
    if (name === 'DELETE /api/session') return {};
    if (name === 'GET /api/roster') {
      const certificates = this.certificates.filter((one) => isListed(this, one));
      const earlier = this.certificates.filter((one) => !isListed(this, one));
      const { root } = this;
      return { root, root_changes: [], roster: this.roster(), certificates, earlier };
    }
    if (name === 'PUT /api/me/bundle') {
      if (Number(body['revision']) !== account.revision + 1) throw fault(409, 'stale');
      account.revision += 1;
      account.blob = body['blob'] ?? '';
      return {};
    }
    const kind = /^PUT \/api\/me\/keys\/(.+)$/.exec(name)?.[1];
    if (kind !== undefined) account.kept.set(kind, body as unknown as KeptKey);
    return kind === undefined ? undefined : {};
  }

  #held(name: string, body: Body, parts: string[]): unknown {
    if (name === 'GET /api/team') return this.#team();
    if (name === 'GET /api/now') {
      const counts = { waiting: 0, claimed: 0, open: 0, stuck: 0, unattended: 0 };
      return { ...counts, intake: this.paused ? 'paused' : 'open', why_shut: [] };
    }
    if (name === 'POST /api/team/root') {
      this.root = body['root'] ?? null;
      this.certify(body['certificate'] ?? '');
      return {};
    }
    if (name === 'PUT /api/now/intake') {
      this.paused = Boolean(body['paused']);
      return {};
    }
    if (name === 'POST /api/team/certificates') this.certify(body['certificate'] ?? '');
    else if (name === 'POST /api/team/roster') this.#takeRoster(body['roster'] ?? '');
    else if (name === 'PUT /api/team/backup')
      this.backups.push({ ...(body as unknown as { role: string; version: number }) });
    else if (parts[1] === 'members') {
      const account = this.accounts.find((one) => one.member.account === parts[2]);
      if (account === undefined) throw fault(404, 'not_found');
      if (parts[3] === 'suspend') this.suspend(account);
      else account.state = account.certificate === null ? 'waiting' : 'active';
    } else return undefined;
    return {};
  }

  certify(text: string): void {
    const found = openCertificate(bytes(text) as Signed);
    const account = this.accounts.find((one) => one.member.sign_key === b64(found.sign));
    if (account === undefined) throw fault(404, 'not_found');
    account.certificate = text;
    account.state = 'active';
    this.certificates.push(text);
  }

  #takeRoster(text: string): void {
    const signed = bytes(text) as Signed;
    const { body } = readRoster(signed);
    const last = this.roster();
    const previous = last === null ? new Uint8Array(32) : rosterHash(bytes(last));
    const follows = body.version === this.rosters.length + 1 && equal(body.previous, previous);
    if (!follows) throw fault(409, 'stale');
    this.rosters.push(text);
  }

  #team() {
    const members = this.accounts.map(({ member, state, certificate }) => {
      return { ...member, state, certificate };
    });
    const audit = { row: 1, head: b64(new Uint8Array(32)) };
    const { root, certificates, backups } = this;
    return { root, members, invites: [], roster: this.roster(), certificates, backups, audit };
  }

  #worked(name: string, body: Body, parts: string[]): unknown {
    if (name === 'GET /api/queue') {
      const waiting = this.cases.filter((one) => one.state === 'waiting');
      const open = this.cases.length - waiting.length;
      return {
        requests: waiting.map((one) => one.row),
        load: { open, limit: 5, most: 5, stopped: false, rest_hours: 48, silent_days: 21 },
      };
    }
    if (name === 'GET /api/cases') {
      const rows = this.cases.map(({ row, state, changed }) => ({
        case: row.case,
        state,
        changed,
      }));
      return {
        cases: rows
          .filter((one) => one.state !== 'waiting')
          .map((one) => ({ ...one, kind: 'case', role: 'worker' })),
      };
    }
    const id = parts[0] === 'queue' || parts[0] === 'cases' ? parts[1] : undefined;
    const found = this.cases.find((one) => one.row.case === id);
    if (found === undefined) throw fault(404, 'not_found');
    return this.#case(found, parts[2] ?? '', body);
  }

  #case(found: FakeCase, act: string, body: Body): unknown {
    if (act === 'claim') {
      if (found.state !== 'waiting') throw fault(409, 'taken');
      found.state = 'claimed';
    } else if (act === 'release') found.state = 'waiting';
    else if (act === 'accept') {
      if (found.state === 'waiting') throw fault(409, 'lapsed');
      found.accepted.push(body as unknown as Acceptance);
      found.state = 'open';
      return {};
    } else if (act === 'messages') return this.#messages(found);
    else if (act !== '') return {};
    return this.#caseAnswer(found);
  }

  /** The worker's first message, and the heads that go with it. */
  #messages({ accepted }: FakeCase) {
    const [first] = accepted;
    if (first === undefined) throw fault(404, 'not_found');
    const { recordHash } = openEpochRecord(bytes(first.record) as Signed);
    const { hash: head } = parseEnvelope(bytes(first.message));
    const { message } = first;
    return {
      messages: [{ epoch: 1, direction: 1, counter: 1, message }],
      heads: {
        epoch: 1,
        student: { counter: 0, hash: b64(genesis(recordHash, 0)) },
        worker: { counter: 1, hash: b64(head) },
      },
      more: false,
    };
  }

  #caseAnswer({ row, letter, letterWrap, state, accepted }: FakeCase) {
    const [first] = accepted;
    const epochs = first === undefined ? [] : [{ record: first.record, wrap: first.wraps[1] }];
    return {
      case: row.case,
      state,
      stuck: false,
      kind: 'case',
      intake: row.intake,
      card: row.card,
      letter,
      wraps: { card: row.wrap, letter: letterWrap },
      epochs,
      acknowledged: false,
      heads: [],
    };
  }
}

/** Whether a certificate's id is on the newest roster. */
export function isListed(server: FakeStaffServer, certificate: string | null): boolean {
  const roster = server.roster();
  if (roster === null || certificate === null) return false;
  const id = certificateId(bytes(certificate));
  return readRoster(bytes(roster) as Signed).body.certificates.some((one) => equal(one, id));
}
