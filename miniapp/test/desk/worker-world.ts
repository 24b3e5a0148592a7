// A worker's device over a fake server, for the desk's tests. Lives here: the queue and the desk, before anything is
// claimed. Must not: assertions.
import { SessionApi } from '../../src/api/session.ts';
import type { Sent } from '../../src/api/socket.ts';
import { encodeBundle } from '../../src/crypto/bundle.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { openCertificate } from '../../src/crypto/certificates.ts';
import { Drafts } from '../../src/desk/state/drafts.ts';
import { StaffAccount } from '../../src/desk/state/staff-account.ts';
import { WorkerDesk } from '../../src/desk/state/worker.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { BundleKey } from '../../src/keys/keeping.ts';
import { LocalStore, memoryShelf } from '../../src/state/local.ts';
import { pageLock } from '../../src/state/locks.ts';
import {
  type Asked,
  asked,
  certificatesOf,
  NOW,
  newTeam,
  type Person,
  rosterOf,
  type Team,
} from '../crypto/world.ts';
import { FakeStaffServer } from './server.ts';

export interface World {
  readonly server: FakeStaffServer;
  readonly team: Team;
  readonly request: Asked;
  readonly desk: WorkerDesk;
  readonly drafts: Drafts;
  readonly account: StaffAccount;
  readonly store: LocalStore;
  now: number;
  /** The desk's line: it is down until it is `ready`, and then says that all arrived. */
  readonly line: { ready: boolean; readonly sent: string[] };
}

function bundleOf({ sign, box }: Person): Bundle {
  const entries = [
    { name: 'box', value: box.reveal() },
    { name: 'sign', value: sign.reveal() },
  ];
  return Bundle.decode(encodeBundle({ side: 'staff', entries }), 'staff');
}

export function put(server: FakeStaffServer, request: Asked, worker: Person): string {
  const id = toBase64url(openCertificate(worker.certificate).id);
  const { intake } = request;
  const wraps = intake.wraps.find((one) => toBase64url(one.certificate) === id);
  if (wraps === undefined) throw new Error('this worker was not asked');
  const row = {
    case: toBase64url(request.case),
    intake: toBase64url(intake.signed),
    card: toBase64url(intake.sealedCard),
    wrap: toBase64url(wraps.cardWrap),
    waiting_minutes: 3,
    wish: null,
  };
  const letter = toBase64url(intake.sealedLetter);
  const letterWrap = toBase64url(wraps.letterWrap);
  server.cases.push({ row, letter, letterWrap, state: 'waiting', changed: NOW, accepted: [] });
  return row.case;
}

export function openWorld(team = newTeam()): World {
  const server = new FakeStaffServer();
  const worker = team.workers[0] as Person;
  const request = asked(team);
  server.root = toBase64url(team.root.public);
  server.rosters = [toBase64url(rosterOf(team))];
  server.certificates.push(...certificatesOf(team).map(toBase64url));
  const bundle = bundleOf(worker);
  const { sign, box } = bundle.identity;
  const keys = { sign_key: toBase64url(sign.public), box_key: toBase64url(box.public) };
  const kept = server.add({ role: 'worker', name: 'Worker 1', ...keys, role_key: null });
  kept.state = 'active';
  const token = server.tokenFor(kept);
  const api = new SessionApi({ call: server.call, token, renew: async () => null });
  const held = { bundle, key: BundleKey.create(), revision: 1 };
  const account = new StaffAccount({ held, me: server.me(kept), api, refetch: async () => held });
  const drafts = new Drafts();
  const store = new LocalStore({ shelf: memoryShelf(), prefix: 't.' });
  const sent: string[] = [];
  const send = async (_: string, message: string): Promise<Sent> => {
    sent.push(message);
    return { t: 'ack' };
  };
  const line = { ready: false, sent, send };
  const world = { server, team, request, drafts, account, store, now: NOW, line };
  const desk = new WorkerDesk({
    account,
    store,
    lock: pageLock(),
    line,
    drafts,
    claimMinutes: 30,
    now: () => world.now,
  });
  return Object.assign(world, { desk });
}

export async function claimed(world: World) {
  const id = put(world.server, world.request, world.team.workers[0] as Person);
  await world.desk.refresh();
  const found = await world.desk.claim(id);
  if (found === null) throw new Error('it could not be claimed');
  return found;
}
