// What a holder's device signs, and what it refuses to. Lives here: set-up, certification, suspension,
// renewal and every mismatch that a server can show.
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { issueCertificate, openCertificate } from '../../src/crypto/certificates.ts';
import { acceptRoster, ROSTER_REMINDER, readRoster } from '../../src/crypto/roster.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type { Signed, SignPublic } from '../../src/crypto/types.ts';
import type { HolderDesk } from '../../src/desk/state/holder.ts';
import type { Member } from '../../src/desk/state/types.ts';
import { NOW } from '../crypto/world.ts';
import { deskOf, join, type Staff } from './people.ts';
import { FakeStaffServer, isListed } from './server.ts';

interface Team {
  readonly server: FakeStaffServer;
  readonly coordinator: Staff;
  readonly manager: Staff;
  readonly deputy: Staff;
  readonly worker: Staff;
  readonly desk: HolderDesk;
}

const TERMS = { days: 180, under18: false };

const memberOf = (desk: HolderDesk, who: Staff): Member => {
  const found = desk.team.value?.members.find((one) => one.account === who.kept.member.account);
  if (found === undefined) throw new Error('no such member');
  return found;
};

/** A whole team, every certificate made by the coordinator's desk. */
async function wholeTeam(now: () => number = () => NOW): Promise<Team> {
  const server = new FakeStaffServer();
  const coordinator = join(server, 'coordinator', 'Coordinator');
  const manager = join(server, 'manager', 'Manager');
  const deputy = join(server, 'deputy', 'Deputy');
  const worker = join(server, 'worker', 'Worker 1');
  const desk = deskOf(coordinator.account, now);
  await desk.load();
  for (const who of [manager, deputy, worker]) await desk.certify(memberOf(desk, who), TERMS);
  return { server, coordinator, manager, deputy, worker, desk };
}

describe('set-up', () => {
  it('makes the root once, saves it first, and signs the first roster with its own certificate', async () => {
    const server = new FakeStaffServer();
    const coordinator = join(server, 'coordinator', 'Coordinator');
    const desk = deskOf(coordinator.account);
    await desk.load();
    const saved = server.calls.indexOf('PUT /api/me/bundle');
    expect(saved).toBeGreaterThanOrEqual(0);
    expect(server.calls.indexOf('POST /api/team/root')).toBeGreaterThan(saved);
    expect(toBase64url(coordinator.saved().rootKey?.public ?? new Uint8Array())).toBe(server.root);
    expect(isListed(server, coordinator.kept.certificate)).toBe(true);
    expect(desk.words.value).toHaveLength(8);
    await desk.load();
    expect(server.rosters).toHaveLength(1);
  });

  it('uses the saved root when the answer was lost, and makes no second one', async () => {
    const server = new FakeStaffServer();
    const coordinator = join(server, 'coordinator', 'Coordinator');
    server.loseAnswerTo = 'POST /api/team/root';
    const desk = deskOf(coordinator.account);
    await desk.load();
    expect(desk.trouble.value).toBe('offline');
    await desk.load();
    expect(server.calls.filter((one) => one === 'POST /api/team/root')).toHaveLength(1);
    expect(desk.view.value?.trust).toBe('ok');
    expect(server.rosters).toHaveLength(1);
  });

  it('sends no root that could not be saved', async () => {
    const server = new FakeStaffServer();
    const coordinator = join(server, 'coordinator', 'Coordinator');
    server.before = {
      call: 'PUT /api/me/bundle',
      run: () => {
        server.offline = true;
      },
    };
    const desk = deskOf(coordinator.account);
    await desk.load();
    expect(server.root).toBeNull();
  });
});

describe('certifying', () => {
  it('lists everybody, by the protocol, and backs the keys up', async () => {
    const { server, coordinator, worker } = await wholeTeam();
    const roster = acceptRoster({
      signed: fromBase64url(server.roster() ?? '') as Signed,
      certificates: server.certificates.map((one) => fromBase64url(one) as Signed),
      root: fromBase64url(server.root ?? '') as SignPublic,
      newest: coordinator.account.bundle.roster,
      now: NOW,
    });
    expect(roster.certificates.map((one) => one.role).sort()).toEqual([
      'coordinator',
      'deputy',
      'manager',
      'worker',
    ]);
    const found = openCertificate(fromBase64url(worker.kept.certificate ?? '') as Signed);
    expect(found.notAfter - found.notBefore).toBe(180 * 86_400);
    expect(server.backups.map((one) => one.role).sort()).toEqual(['coordinator', 'root']);
  });

  it('leaves the certifying of holders to the one who has the root', async () => {
    const { server, manager } = await wholeTeam();
    const late = join(server, 'deputy', 'Deputy 2');
    const desk = deskOf(manager.account);
    await desk.load();
    await desk.certify(memberOf(desk, late), TERMS);
    expect(late.kept.certificate).toBeNull();
  });

  it('signs after the roster of another holder who was quicker', async () => {
    const { server, manager, worker, desk } = await wholeTeam();
    const other = deskOf(manager.account);
    await other.load();
    const late = join(server, 'worker', 'Worker 2');
    await desk.load();
    const before = server.rosters.length;
    await other.suspend(memberOf(other, worker));
    expect(server.rosters).toHaveLength(before + 1);
    await desk.certify(memberOf(desk, late), TERMS);
    expect(isListed(server, late.kept.certificate)).toBe(true);
    expect(isListed(server, worker.kept.certificate)).toBe(false);
  });
});

describe('suspending', () => {
  it('signs a roster without them at once, and with them when they are restored', async () => {
    const { server, worker, desk } = await wholeTeam();
    await desk.suspend(memberOf(desk, worker));
    expect(isListed(server, worker.kept.certificate)).toBe(false);
    await desk.restore(memberOf(desk, worker));
    expect(isListed(server, worker.kept.certificate)).toBe(true);
  });

  it('does not list again whom only the server restored', async () => {
    const { server, worker, desk } = await wholeTeam();
    await desk.suspend(memberOf(desk, worker));
    worker.kept.state = 'active';
    await desk.load();
    expect(isListed(server, worker.kept.certificate)).toBe(false);
    await desk.listNow(memberOf(desk, worker));
    expect(isListed(server, worker.kept.certificate)).toBe(true);
  });
});

describe('renewing', () => {
  it('signs anew from day 21 on, and not before', async () => {
    let now = NOW;
    const { server, desk } = await wholeTeam(() => now);
    const before = server.rosters.length;
    now = NOW + ROSTER_REMINDER - 1;
    await desk.load();
    expect(server.rosters).toHaveLength(before);
    now = NOW + ROSTER_REMINDER;
    await desk.load();
    expect(server.rosters).toHaveLength(before + 1);
  });

  it('signs anew after the roster ran out, and drops a certificate that ran out', async () => {
    let now = NOW;
    const { server, worker, desk } = await wholeTeam(() => now);
    now = NOW + 190 * 86_400;
    await desk.load();
    const { body } = readRoster(fromBase64url(server.roster() ?? '') as Signed);
    expect(body.issued).toBe(now);
    expect(isListed(server, worker.kept.certificate)).toBe(false);
  });
});

describe('what a server can show', () => {
  it.each([
    ['an older roster', (server: FakeStaffServer) => server.rosters.splice(-1)],
    ['no roster', (server: FakeStaffServer) => server.rosters.splice(0)],
    [
      'another root',
      (server: FakeStaffServer) => {
        server.root = toBase64url(SigningKey.generate().public);
      },
    ],
    [
      'no root',
      (server: FakeStaffServer) => {
        server.root = null;
      },
    ],
    [
      'a root that is no key',
      (server: FakeStaffServer) => {
        server.root = 'AAAA';
      },
    ],
  ])('%s: a warning, and nothing is signed', async (_what, change) => {
    const { server, coordinator, desk } = await wholeTeam();
    await desk.load();
    change(server);
    const fresh = deskOf(coordinator.again());
    const signed = () => server.calls.filter((one) => one.startsWith('POST /api/team')).length;
    const before = signed();
    await fresh.load();
    expect(fresh.trouble.value).toBe('mismatch');
    const somebody = fresh.team.value?.members.find((one) => one.role === 'worker');
    if (somebody === undefined) throw new Error('no worker');
    await fresh.certify(somebody, TERMS);
    await fresh.suspend(somebody);
    expect(signed()).toBe(before);
  });

  it('leaves somebody on the roster whom the list leaves out, and goes on when it does not', async () => {
    let now = NOW;
    const { server, coordinator, manager, worker } = await wholeTeam(() => now);
    const all = [...server.accounts];
    const without = (who: Staff) => all.filter((one) => one !== who.kept);
    const fresh = deskOf(coordinator.again(), () => now);
    for (const who of [worker, manager]) {
      server.accounts.splice(0, all.length, ...without(who));
      const signed = server.rosters.length;
      await fresh.load();
      expect(server.rosters).toHaveLength(signed);
      expect(fresh.view.value?.absent.map((one) => one.name)).toEqual([who.kept.member.name]);
      // Nor when it is signed for another reason.
      now += ROSTER_REMINDER;
      await fresh.load();
      expect(server.rosters).toHaveLength(signed + 1);
      expect(isListed(server, who.kept.certificate)).toBe(true);
    }
    server.accounts.splice(0, all.length, ...all);
    await fresh.load();
    expect(fresh.view.value?.absent).toEqual([]);
  });

  it.each([
    ['none', () => null],
    ['another', () => 'AAAA'],
  ])('leaves somebody on the roster of whose certificate %s is shown', async (_what, shown) => {
    const { server, worker, desk } = await wholeTeam();
    const { certificate } = worker.kept;
    worker.kept.certificate = shown();
    await desk.load();
    expect(isListed(server, certificate)).toBe(true);
  });

  it('keeps a renewed certificate listed where the one before it is shown', async () => {
    let now = NOW;
    const { server, worker, desk } = await wholeTeam(() => now);
    const before = worker.kept.certificate;
    now += 86_400;
    const found = desk.view.value?.members.find((one) => one.member.role === 'worker');
    await desk.renew(found === undefined ? [] : [found], 180);
    const after = worker.kept.certificate;
    worker.kept.certificate = before;
    await desk.load();
    expect([isListed(server, before), isListed(server, after)]).toEqual([false, true]);
  });

  it('does not count a certificate with other keys, another name or another issuer', async () => {
    const { server, worker, desk } = await wholeTeam();
    const honest = openCertificate(fromBase64url(worker.kept.certificate ?? '') as Signed);
    const { id: _id, issuer: _issuer, signed: _signed, ...body } = honest;
    const stranger = SigningKey.generate();
    worker.kept.certificate = toBase64url(issueCertificate(stranger, body));
    await desk.load();
    const found = desk.view.value?.members.find((one) => one.member.role === 'worker');
    expect(found?.broken).toBe(true);
    expect(found?.certificate).toBeNull();
    expect(isListed(server, worker.kept.certificate)).toBe(false);
  });

  it('pauses and says how it stands', async () => {
    const { desk } = await wholeTeam();
    await desk.pause(true);
    expect(desk.now.value?.intake).toBe('paused');
  });
});
