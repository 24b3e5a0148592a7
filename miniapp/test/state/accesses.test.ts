// Notes about opened identities on the student's phone: whose key opens them, and who is named as the writer.
import { describe, expect, it } from 'vitest';
import { readAccesses } from '../../src/accesses/state.ts';
import { SessionApi } from '../../src/api/session.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { sealNote } from '../../src/crypto/disclosing.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import type { Identity, SigningKey } from '../../src/crypto/sign.ts';
import type { BoxPublic, DisclosureId } from '../../src/crypto/types.ts';
import { acceptedRoster, failure, NOW, newIdentity, newTeam } from '../crypto/world.ts';

const team = newTeam();
const roster = acceptedRoster(team);
const { sign } = team.holders.manager;

function sealed(to: BoxPublic, by: SigningKey = sign) {
  const id = systemRandom(16) as DisclosureId;
  const note = sealNote(by, to, {
    id,
    ground: 'harm',
    why: 'It could not wait.',
    recipients: ['Security'],
    fields: ['name'],
    made: NOW,
  });
  return { id: toBase64url(id), note: toBase64url(note), hour: NOW };
}

function read(me: Identity, answer: unknown, known: typeof roster | null = roster) {
  const api = new SessionApi({ call: async () => answer, token: 't', renew: async () => null });
  return readAccesses({ api, me, roster: known });
}

describe('accesses', () => {
  it('are shown as the server says, with the note and the holder who signed it', async () => {
    const me = newIdentity();
    const access = { hour: NOW, role: 'worker', what: 'request.claimed' };
    const found = await read(me, { accesses: [access], disclosures: [sealed(me.box.public)] });
    expect(found.accesses).toEqual([access]);
    expect(found.openings[0]).toMatchObject({ by: 'manager', note: { why: 'It could not wait.' } });
  });

  it('open a note that was written to former keys', async () => {
    const before = newIdentity();
    const me = { ...newIdentity(), former: [{ sign: before.sign.public, box: before.box }] };
    const found = await read(me, { accesses: [], disclosures: [sealed(before.box.public)] });
    expect(found.openings[0]?.note?.ground).toBe('harm');
  });

  it('name nobody where no listed holder signed, or the team could not be checked', async () => {
    const me = newIdentity();
    const stranger = sealed(me.box.public, newIdentity().sign);
    const worker = sealed(me.box.public, team.workers[0]?.sign as SigningKey);
    const answer = { accesses: [], disclosures: [stranger, worker] };
    for (const { note, by } of (await read(me, answer)).openings) {
      expect([note?.why, by]).toEqual(['It could not wait.', null]);
    }
    const unchecked = await read(me, { accesses: [], disclosures: [sealed(me.box.public)] }, null);
    expect(unchecked.openings[0]?.by).toBeNull();
  });

  it('show that there is one where the note does not open, or is of another', async () => {
    const me = newIdentity();
    const foreign = sealed(newIdentity().box.public);
    const moved = { ...sealed(me.box.public), id: toBase64url(systemRandom(16)) };
    const found = await read(me, { accesses: [], disclosures: [foreign, moved] });
    expect(found.openings.map((one) => one.note)).toEqual([null, null]);
  });

  it('of a wrong shape are no answer', async () => {
    const wrong = [{ accesses: [{ hour: -1, role: 'worker', what: 'x' }], disclosures: [] }, {}, 3];
    for (const answer of wrong) {
      const failed = await read(newIdentity(), answer).catch((error: unknown) => error);
      expect(
        failure(() => {
          throw failed;
        }),
      ).toBe('ApiError');
    }
  });
});
