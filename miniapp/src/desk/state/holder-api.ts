// What holders may ask. Lives here: the team's calls. Must not: what any signed-in person may ask
// (api/session.ts), or decide anything.
import { token } from '../../api/answers.ts';
import type { SessionApi } from '../../api/session.ts';
import type { B64 } from '../../api/types.ts';
import * as answers from './answers.ts';
import type { NowAnswer, TeamAnswer } from './types.ts';

/** Whom a one-time link is for. Holders' links come from `peerlink init`. */
export interface NewInvite {
  readonly role: 'worker' | 'consultant' | 'auditor';
  readonly label: string;
  readonly under18: boolean;
}

export class HolderApi {
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  async team(): Promise<TeamAnswer> {
    return answers.team(await this.#session.ask('GET', '/api/team'));
  }

  async now(): Promise<NowAnswer> {
    return answers.now(await this.#session.ask('GET', '/api/now'));
  }

  /** Coordinator only, once; conflict `exists` for a second one. */
  async makeRoot(root: B64, certificate: B64): Promise<void> {
    await this.#session.ask('POST', '/api/team/root', { root, certificate });
  }

  async invite(invited: NewInvite): Promise<string> {
    const answer = await this.#session.ask('POST', '/api/team/invites', invited);
    return token(answer).token;
  }

  async withdraw(invite: B64): Promise<void> {
    await this.#session.ask('DELETE', `/api/team/invites/${invite}`);
  }

  async certify(certificate: B64): Promise<void> {
    await this.#session.ask('POST', '/api/team/certificates', { certificate });
  }

  /** Conflict `stale` when somebody else signed one in between. */
  async signRoster(roster: B64): Promise<void> {
    await this.#session.ask('POST', '/api/team/roster', { roster });
  }

  async suspend(account: B64): Promise<void> {
    await this.#session.ask('POST', `/api/team/members/${account}/suspend`);
  }

  async restore(account: B64): Promise<void> {
    await this.#session.ask('POST', `/api/team/members/${account}/restore`);
  }

  /** For good: their keys go, their page of the team's file stays. */
  async leave(account: B64): Promise<void> {
    await this.#session.ask('POST', `/api/team/members/${account}/leave`);
  }

  async keepBackup(backup: {
    readonly role: string;
    readonly version: number;
    readonly record: B64;
    readonly halves: readonly B64[];
  }): Promise<void> {
    await this.#session.ask('PUT', '/api/team/backup', backup);
  }

  /** `until`, Unix seconds, ends it by itself. */
  async pause(paused: boolean, until: number | null): Promise<void> {
    const body = until === null ? { paused } : { paused, until };
    await this.#session.ask('PUT', '/api/now/intake', body);
  }
}
