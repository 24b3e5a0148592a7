// A server that denies a worker's open conversation. Lives here: what their device keeps, does not show, and goes on
// with. Must not: the student's phone (test/state/denied.test.ts).
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/api/errors.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { openCertificate } from '../../src/crypto/certificates.ts';
import { type Epoch, makeEpoch } from '../../src/crypto/epoch.ts';
import { genesis } from '../../src/crypto/message.ts';
import { signMemberChange } from '../../src/crypto/statements.ts';
import { lastHead, withHead } from '../../src/desk/state/record-heads.ts';
import { acceptedRoster, NOW, type Person } from '../crypto/world.ts';
import { until } from '../fake/phone.ts';
import { claimed, openWorld, type World } from './worker-world.ts';

const TEXT = 'Thank you for writing. I am here.';
const DAY = 86_400;

async function talking() {
  const world = openWorld();
  const found = await claimed(world);
  await found.accept(TEXT);
  await found.room.value?.sync();
  return { world, found };
}

/** The list lacks it, or it is refused by itself. */
const LIES: readonly (readonly [string, (world: World, id: string) => () => void])[] = [
  [
    'left out of the list',
    ({ server }) => {
      const kept = server.cases.splice(0);
      return () => void server.cases.push(...kept);
    },
  ],
  [
    'listed and refused',
    ({ server }, id) => {
      const [one] = server.cases;
      const gone = { call: `GET /api/cases/${id}`, run: () => server.cases.shift() };
      server.before = gone as never;
      return () => void server.cases.push(one as never);
    },
  ],
];

describe('an open conversation', () => {
  it.each(LIES)('that is %s is off the desk, and goes on when it is given out', async (_, lie) => {
    const { world, found } = await talking();
    const { id } = found;
    found.draft.value = 'Half a sentence';
    await found.room.value?.send('Not sent yet.');
    const head = { count: 3, hash: new Uint8Array(32).fill(3) };
    await world.account.change((bundle) => withHead(bundle, found.caseId, head));
    const before = world.store.readJson(`room/${id}`);
    const repent = lie(world, id);
    await world.desk.refresh();
    expect(world.desk.cases.value).toEqual([]);
    expect(world.desk.ended.offers.value.map((one) => one.caseId)).toEqual([id]);
    expect(world.store.readJson(`room/${id}`)).toEqual(before);
    expect(lastHead(world.account.bundle, found.caseId)).toEqual(head);
    repent();
    await world.desk.refresh();
    const [back] = world.desk.open;
    const texts = back?.room.value?.messages.value.map((one) => one.text);
    expect(texts).toEqual([TEXT, 'Not sent yet.']);
    expect(back?.room.value?.conversation.unsent).toHaveLength(1);
    expect([back?.draft.value, world.desk.ended.offers.value]).toEqual(['Half a sentence', []]);
    expect(back?.room.value?.warning.value).toBe(false);
  });

  it('that stays away is forgotten after a week, and how far its record went much later', async () => {
    const { world, found } = await talking();
    const head = { count: 1, hash: new Uint8Array(32).fill(1) };
    await world.account.change((bundle) => withHead(bundle, found.caseId, head));
    world.server.cases.splice(0);
    await world.desk.refresh();
    world.now += 7 * DAY;
    await world.desk.refresh();
    expect(world.store.readJson(`room/${found.id}`)).not.toBeNull();
    world.now += 1;
    await world.desk.refresh();
    expect(world.store.readJson(`room/${found.id}`)).toBeNull();
    expect(lastHead(world.account.bundle, found.caseId)).toEqual(head);
    world.now += 400 * DAY;
    await world.desk.refresh();
    expect(lastHead(world.account.bundle, found.caseId)).toBeNull();
  });

  it('that its worker ended leaves nothing here', async () => {
    const { world, found } = await talking();
    await found.close();
    world.desk.drop(found);
    expect(world.store.readJson(`room/${found.id}`)).toBeNull();
    expect(found.draft.value).toBe('');
  });

  it('of which the messages are refused says so, and reads on once they are given', async () => {
    const { world, found } = await talking();
    const [one] = world.server.cases;
    const gone = {
      call: `GET /api/cases/${found.id}/messages`,
      run: () => world.server.cases.shift(),
    };
    world.server.before = gone as never;
    await found.room.value?.sync();
    expect(found.room.value?.refused.value).toBe(true);
    expect(found.room.value?.messages.value).toHaveLength(1);
    world.server.cases.push(one as never);
    await found.room.value?.sync();
    expect([found.room.value?.refused.value, found.room.value?.warning.value]).toEqual([
      false,
      false,
    ]);
    expect(toBase64url(found.caseId)).toBe(found.id);
    world.desk.stop();
  });
});

describe('a conversation that its worker left and comes back to', () => {
  it('begins anew once the student’s word for it is proven, and not before', async () => {
    const { world, found } = await talking();
    const { case: caseId, student, supervision } = world.request;
    const [me, other] = world.team.workers as [Person, Person];
    const first = found.room.value?.epoch as Epoch;
    const roster = acceptedRoster(world.team);
    const idOf = (who: Person) => openCertificate(who.certificate).id;
    const next = (before: Pick<Epoch, 'recordHash'>, number: number, who: Person) =>
      makeEpoch({
        ...{ creator: student.sign, case: caseId, number, previous: before.recordHash, roster },
        student: { sign: student.sign.public, box: student.box.public },
        worker: { certificate: idOf(who), sign: who.sign.public, box: who.box.public },
        ...{ supervision, made: NOW },
      });
    const away = next(first, 2, other);
    const back = next(away, 3, me);
    const change = { case: caseId, previous: away.recordHash, worker: idOf(me) };
    let said = signMemberChange(other.sign, change);
    const head = (way: 0 | 1) => ({
      counter: 0,
      hash: toBase64url(genesis(back.recordHash, way)),
    });
    world.server.parts.push(({ path }) => {
      if (path.includes('/messages?epoch=1')) throw failureOf(404, {});
      const heads = { epoch: 3, student: head(0), worker: head(1) };
      if (path.includes('/messages')) return { messages: [], heads, more: false };
      if (path !== `/api/cases/${found.id}`) return undefined;
      const epoch = { record: toBase64url(back.signed), wrap: toBase64url(back.wraps[1] as never) };
      return {
        ...found.answer.value,
        ...{ card: null, letter: null, wraps: {}, heads: [heads] },
        earlier: [first, away].map((one) => toBase64url(one.signed)),
        epochs: [{ ...epoch, member_change: toBase64url(said), key_change: null }],
      };
    });
    const before = found.room.value;
    await world.desk.refresh();
    await before?.sync();
    expect(found.room.value).toBe(before);
    expect(before?.messages.value).toHaveLength(1);
    expect(world.store.readJson(`room/${found.id}`)).not.toBeNull();
    said = signMemberChange(student.sign, change);
    await world.desk.refresh();
    await until(() => found.room.value?.epoch?.body.number === 3);
    expect(found.room.value).not.toBe(before);
    await found.room.value?.sync();
    expect(found.room.value?.messages.value).toEqual([]);
    expect([found.room.value?.warning.value, found.room.value?.unchecked.value]).toEqual([
      false,
      false,
    ]);
    world.desk.stop();
  });
});
