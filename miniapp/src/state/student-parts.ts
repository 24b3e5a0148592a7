// What the student's side is put together from. Lives here: the shapes. Must not: behaviour.
import type { Line, Socket } from '../api/socket.ts';
import type { Notice, Service } from '../api/types.ts';
import type { Account } from './account.ts';
import type { Asking } from './asking.ts';
import type { Entry } from './entry.ts';
import type { LocalStore } from './local.ts';
import type { Lock } from './locks.ts';
import type { Account as Person } from './request.ts';
import type { Team } from './team.ts';

export interface StudentParts {
  readonly entry: Entry;
  readonly service: Service;
  readonly notices: readonly Notice[];
  readonly store: LocalStore;
  readonly lock: Lock;
  readonly person: Person;
  readonly poster: string | null;
  readonly openLine: () => Line;
  readonly now?: () => number;
}

/** Everything that exists once signed in. */
export interface Inside {
  readonly account: Account;
  readonly team: Team;
  readonly asking: Asking;
  readonly socket: Socket;
}
