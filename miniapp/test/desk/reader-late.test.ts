// What comes late to a reader's desk. Lives here: the team. Must not: what a consultant or auditor reads.
import { expect, it } from 'vitest';
import { failureOf } from '../../src/api/errors.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { rosterHash } from '../../src/crypto/roster.ts';
import { ReaderDesk } from '../../src/desk/state/reader.ts';
import { rosterOf } from '../crypto/world.ts';
import { settled } from '../fake/held.ts';
import { openWorld } from './worker-world.ts';

it('a roster that was asked for before does not look like a roll-back', async () => {
  const { account, server, team, now } = openWorld();
  const desk = new ReaderDesk({ account, role: 'auditor', now: () => now });
  const arrive = server.held.back('GET /api/roster');
  const first = desk.look();
  await settled();
  const previous = rosterHash(rosterOf(team));
  server.rosters.push(toBase64url(rosterOf(team, { version: 2, previous })));
  await desk.look();
  expect(desk.trust.value?.ok).toBe(true);
  arrive();
  await first;
  expect(desk.trust.value?.ok).toBe(true);
});

it('a team that could not be asked for is not missed once it was answered later', async () => {
  const { account, server, now } = openWorld();
  const desk = new ReaderDesk({ account, role: 'auditor', now: () => now });
  const arrive = server.held.back('GET /api/roster');
  const api = account.api.roster.bind(account.api);
  let asked = 0;
  account.api.roster = async () => {
    asked += 1;
    const mine = asked;
    const answer = await api();
    if (mine === 1) throw failureOf(503, { error: 'unavailable' });
    return answer;
  };
  const first = desk.look();
  await settled();
  await desk.look();
  arrive();
  await first;
  expect(desk.offline.value).toBe(false);
});
