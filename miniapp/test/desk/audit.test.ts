// The list of accesses and whom a record is closed to. Lives here: pages, the filter, a server that repeats
// itself, and people who renewed their certificate.
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors.ts';
import { SessionApi } from '../../src/api/session.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { issueCertificate, openCertificate } from '../../src/crypto/certificates.ts';
import { acceptRoster, FIRST_ROSTER, ROSTER_LIFE, signRoster } from '../../src/crypto/roster.ts';
import { AuditLog } from '../../src/desk/state/audit.ts';
import { auditorsOf } from '../../src/desk/state/disclosure-auditors.ts';
import { certificateBody, NOW, newIdentity, newTeam } from '../crypto/world.ts';

const paths: string[] = [];
let answers: Record<string, unknown> = {};
const api = new SessionApi({
  call: async ({ path }) => {
    paths.push(path);
    const answer = answers[path];
    if (answer === undefined) throw new ApiError({ failure: 'offline' });
    return answer;
  },
  token: 'token',
  renew: async () => null,
});
const row = (number: number, event = 'session.started') => {
  return { number, hour: NOW, event, role: 'worker' };
};

beforeEach(() => {
  paths.splice(0);
  answers = {};
});

describe('the list of accesses', () => {
  it('asks only when it is told to, page by page', async () => {
    const log = new AuditLog(api);
    expect([log.rows.value, paths]).toEqual([null, []]);
    answers = {
      '/api/audit': { rows: [row(9), row(8, 'capsule.opened')], more: true, holds: true },
      '/api/audit?before=8': { rows: [row(7)], more: false, holds: false },
    };
    await log.load();
    expect(log.more.value).toBe(true);
    await log.earlier();
    expect(log.rows.value?.map((one) => one.number)).toEqual([9, 8, 7]);
    expect([log.more.value, log.holds.value]).toEqual([false, false]);
    log.only.value = 'capsule.opened';
    expect(log.shown.value.map((one) => one.number)).toEqual([8]);
    expect(log.events.value).toEqual(['capsule.opened', 'session.started']);
    expect(paths).toHaveLength(2);
  });

  it('is not filled by a server that repeats itself, and keeps its rows offline', async () => {
    const log = new AuditLog(api);
    const page = { rows: [row(9), row(8)], more: true, holds: true };
    answers = { '/api/audit': page, '/api/audit?before=8': page };
    await log.load();
    await log.earlier();
    expect([log.rows.value?.length, log.more.value]).toEqual([2, false]);
    answers = {};
    await log.load();
    expect([log.rows.value?.length, log.offline.value]).toEqual([2, true]);
  });
});

describe('whom a record is closed to', () => {
  it('keeps out a person, whatever certificate they have by now', async () => {
    const team = newTeam(0);
    const { coordinator } = team.holders;
    const auditor = (who = newIdentity(), name = 'Auditor 1') => {
      const change = { role: 'auditor', name, notAfter: NOW + 20 * 86_400 } as const;
      return { who, signed: issueCertificate(coordinator.sign, certificateBody(who, change)) };
    };
    const before = auditor();
    const renewed = auditor(before.who);
    const other = auditor(newIdentity(), 'Auditor 2');
    const certificates = [
      ...Object.values(team.holders).map((one) => one.certificate),
      renewed.signed,
      other.signed,
    ];
    const roster = acceptRoster({
      signed: signRoster(coordinator.sign, {
        version: 1,
        previous: FIRST_ROSTER,
        issued: NOW,
        expires: NOW + ROSTER_LIFE,
        root: team.root.public,
        certificates: certificates.map((one) => openCertificate(one).id),
        auditRow: 0,
        auditHead: new Uint8Array(32),
      }),
      certificates,
      root: team.root.public,
      newest: null,
      now: NOW,
    });
    answers = {
      '/api/roster': {
        root_changes: [],
        certificates: certificates.map(toBase64url),
        earlier: [toBase64url(before.signed)],
      },
    };
    const closedTo = [toBase64url(openCertificate(before.signed).id)];
    const found = await auditorsOf({ api, closedTo, roster, now: NOW });
    expect(found.shut.map((one) => one.name)).toEqual(['Auditor 1']);
    expect(found.open.map((one) => one.name)).toEqual(['Auditor 2']);
    const all = await auditorsOf({ api, closedTo: [], roster, now: NOW });
    expect(all.open).toHaveLength(2);
    const late = await auditorsOf({ api, closedTo: [], roster, now: NOW + 40 * 86_400 });
    expect(late.open).toEqual([]);
  });
});
