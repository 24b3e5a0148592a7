// The server and an author for the tests of concerns. Lives here: `/api/flags` in memory, with faults that a
// test switches on, and a worker or student who raises. Must not: assertions.
import { signal } from '@preact/signals';
import { ApiError, failureOf } from '../../src/api/errors.ts';
import type { Caller } from '../../src/api/http.ts';
import { SessionApi } from '../../src/api/session.ts';
import type { ConcernBody, Receipt } from '../../src/concern/api.ts';
import { Concerns } from '../../src/concern/concerns.ts';
import { encodeBundle } from '../../src/crypto/bundle.ts';
import { fromBase64url } from '../../src/crypto/bytes.ts';
import { ASKED, type FlagSubject, type FlagWords } from '../../src/crypto/flag.ts';
import { type OpenedFlag, openFlag } from '../../src/crypto/flag-reading.ts';
import type { Identity } from '../../src/crypto/sign.ts';
import type { FlagId, HolderRole } from '../../src/crypto/types.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { type Asked, acceptedRoster, asked, NOW, newTeam, type Person } from '../crypto/world.ts';

export const SAID = 'The heron waits by the reeds.';
export const WORDS: FlagWords = {
  ground: 'harm-unable',
  urgent: 0,
  said: SAID,
  quotes: ['Exactly  this.'],
  wants: '',
  told: '',
  called: '',
  leftOut: '',
};

/** Keeps what a server could keep: bodies by id. */
export class FlagServer {
  readonly bodies = new Map<string, string>();
  readonly receipts = new Map<string, Receipt>();
  readonly calls: string[] = [];
  offline = false;
  /** The next answer is lost after it took effect. */
  loseAnswer = false;
  /** The next concern is refused with this status. */
  refuse: number | null = null;

  readonly call: Caller = async ({ method, path, body }) => {
    if (this.offline) throw new ApiError({ failure: 'offline' });
    this.calls.push(`${method} ${path}`);
    const sent = JSON.stringify(body);
    const { id } = body as ConcernBody;
    if (path === '/api/flags/receipt') return { state: this.receipts.get(id) ?? 'gone' };
    if (this.refuse !== null) {
      const status = this.refuse;
      this.refuse = null;
      throw failureOf(status, { error: 'exists' });
    }
    const there = this.bodies.get(id);
    if (there !== undefined && there !== sent) throw failureOf(409, { error: 'exists' });
    this.bodies.set(id, sent);
    this.receipts.set(id, this.receipts.get(id) ?? 'sent');
    if (this.loseAnswer) {
      this.loseAnswer = false;
      throw new ApiError({ failure: 'offline' });
    }
    return {};
  };

  get all(): readonly ConcernBody[] {
    return [...this.bodies.values()].map((one) => JSON.parse(one) as ConcernBody);
  }
}

function bundleOf(side: 'student' | 'staff', { sign, box }: Identity): Bundle {
  const entries = [
    { name: 'box', value: box.reveal() },
    { name: 'sign', value: sign.reveal() },
  ];
  return Bundle.decode(encodeBundle({ side, entries }), side);
}

/** A worker, or the student themselves, with a case to raise something about. */
export function author(by: 'worker' | 'student' = 'worker') {
  const team = newTeam();
  const request: Asked = asked(team);
  const who = by === 'worker' ? (team.workers[0] as Person) : request.student;
  const server = new FlagServer();
  const unsent = signal('');
  const cleared: string[] = [];
  const account = {
    api: new SessionApi({ call: server.call, token: 't', renew: async () => null }),
    bundle: bundleOf(by === 'worker' ? 'staff' : 'student', who),
    async change(update: (bundle: Bundle) => Bundle): Promise<boolean> {
      account.bundle = update(account.bundle);
      return true;
    },
  };
  const roster = acceptedRoster(team);
  const state = { trusted: true };
  const concernsOn = (): Concerns =>
    new Concerns({
      account,
      by,
      unsent,
      roster: async () => (state.trusted ? roster : null),
      onSent: (about) => cleared.push(about),
      now: () => NOW,
    });
  const about: FlagSubject = {
    case: request.case,
    intake: request.intake.recordHash,
    sign: request.student.sign.public,
    box: request.student.box.public,
  };
  /** As a holder's device reads it; throws when it has no wrap for that role. */
  const read = (role: HolderRole, at = 0): OpenedFlag => {
    const body = server.all[at] as ConcernBody;
    const wrap = body.wraps.find((one) => one.role === role)?.wrap ?? '';
    return openFlag({
      id: fromBase64url(body.id) as FlagId,
      role,
      key: team.holders[role].roleKey,
      sealed: fromBase64url(body.sealed),
      wrap: fromBase64url(wrap),
      roster,
    });
  };
  const words: FlagWords = by === 'worker' ? WORDS : { ...WORDS, ground: ASKED, quotes: [] };
  return { server, unsent, cleared, account, state, concernsOn, about, read, words, request };
}
