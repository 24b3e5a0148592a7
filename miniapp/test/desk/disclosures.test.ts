// Disclosures on the two holders' devices. Lives here: the whole path, refusals, lost answers, what cannot be
// compared, parts that do not fit, and that nothing typed is lost.

import type { Signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { approversFor, type DisclosureDraft } from '../../src/desk/state/disclosure-draft.ts';
import { turnOf } from '../../src/desk/state/disclosures.ts';
import { settled } from '../fake/held.ts';
import { FILLED } from './disclosure-filled.ts';
import {
  asked,
  DONE,
  last,
  raised,
  reasons,
  scene,
  server,
  sit,
  sittings,
} from './disclosure-sitting.ts';
import { CAPSULE_VERSION } from './disclosures-server.ts';

sittings();

describe('the path', () => {
  it('shows the requester the fields that the record names, and nobody anything else', async () => {
    const { asks, decides } = await asked();
    expect(turnOf(decides.one(), 'manager')).toBe('decide');
    expect(decides.one().read?.record.body).toMatchObject({
      outline: 'Somebody hits them.',
      fields: ['name', 'phone'],
      capsuleVersion: CAPSULE_VERSION,
    });
    expect(decides.desk.compare(decides.one())).toBe('fits');
    expect(await decides.desk.decide(decides.one(), reasons('approve'))).toBe(true);
    await asks.desk.list.load();
    expect(turnOf(asks.one(), 'coordinator')).toBe('open');
    expect(await asks.desk.open(asks.one())).toBe(true);
    const { id } = asks.one().row;
    expect(asks.desk.identities.value.get(id)).toEqual({
      fields: { name: 'Iris', phone: '07700 900123' },
      ways: 'text',
    });
    expect(await asks.desk.complete(asks.one(), DONE)).toBe(true);
    await decides.desk.list.load();
    expect(decides.one().read?.completion?.body.done).toBe('Rang.');
    expect(decides.desk.identities.value.size).toBe(0);
    expect(server.halves).toBe(2);
  });

  it('reads every page, what waits first and what is overdue before that', async () => {
    const { asks } = await asked();
    for (const ground of ['law', 'harm', 'terrorism-law']) {
      await asks.desk.send(await asks.draft(raised(), { ...FILLED, ground }));
    }
    const [newest, second] = server.kept;
    if (newest === undefined || second === undefined) throw new Error('too few');
    newest.state = 'withdrawn';
    const decides = await sit('manager');
    expect(decides.desk.list.rows.value).toHaveLength(4);
    expect(decides.desk.list.waiting.value).toBe(3);
    second.overdue = true;
    await decides.desk.list.load();
    const [first] = decides.desk.list.rows.value ?? [];
    expect(first?.row.id).toBe(second.record.id);
    expect(decides.desk.list.rows.value?.at(-1)?.row.id).toBe(newest.record.id);
  });

  it('sends the same bytes again when no answer came', async () => {
    const asks = await sit('coordinator');
    const draft = await asks.draft(raised());
    scene.server.loseAnswerTo = 'POST /api/disclosures';
    expect(await asks.desk.send(draft)).toBe(false);
    expect(asks.desk.problem.value).toBe('offline');
    expect(await asks.desk.send(draft)).toBe(true);
    expect(server.kept).toHaveLength(1);
    expect(asks.desk.draft.value).toBeNull();
    expect(asks.texts.get('draft')?.value).toBe('');
  });
});

describe('a record that is sent', () => {
  const begun = async () => {
    const asks = await sit('coordinator');
    const draft = await asks.draft(raised());
    asks.desk.writing.value = true;
    const arrive = scene.server.held.back('POST /api/disclosures');
    const sending = asks.desk.send(draft);
    await settled();
    return { ...asks, arrive, sending };
  };

  it('is put up where its author waited for it', async () => {
    const { desk, arrive, sending } = await begun();
    arrive();
    expect(await sending).toBe(true);
    expect([desk.writing.value, desk.list.current.value]).toEqual([false, last().record.id]);
  });

  it('is the one its author comes back to, not another one with its words', async () => {
    const { desk, texts, arrive, sending } = await begun();
    const draft = desk.draft.value as DisclosureDraft;
    desk.writing.value = false;
    desk.begin(draft.flag, texts.get('draft') as Signal<string>);
    expect([desk.draft.value, desk.writing.value]).toEqual([draft, true]);
    arrive();
    expect(await sending).toBe(true);
    expect([desk.draft.value, desk.writing.value]).toEqual([null, false]);
  });

  it('is not put up over what its author went on to', async () => {
    const { desk, arrive, sending } = await begun();
    desk.writing.value = false;
    desk.list.current.value = 'another';
    arrive();
    expect(await sending).toBe(true);
    expect(desk.list.current.value).toBe('another');
  });
});

describe('what does not go through', () => {
  it('keeps what was typed when the ground was refused before', async () => {
    const flag = raised();
    const { asks, decides } = await asked(flag);
    expect(await decides.desk.decide(decides.one(), reasons('refuse'))).toBe(true);
    expect(server.halves).toBe(0);
    expect(await asks.desk.send(await asks.draft(flag))).toBe(false);
    expect(asks.desk.problem.value).toBe('refused');
    const again = await sit('coordinator', asks.texts);
    expect((await again.draft(flag, {})).form.value).toEqual(FILLED);
    expect(await again.desk.send(await again.draft(flag, { ground: 'law' }))).toBe(true);
    expect(server.kept.map((one) => one.state)).toEqual(['requested', 'refused']);
  });

  it('says that it was withdrawn meanwhile, and shows it as it is', async () => {
    const { asks, decides } = await asked();
    expect(await asks.desk.withdraw(asks.one())).toBe(true);
    const stale = decides.one();
    expect(await decides.desk.decide(stale, reasons('refuse'))).toBe(false);
    expect(decides.desk.problem.value).toBe('changed');
    expect(decides.one().row.state).toBe('withdrawn');
    expect(await decides.desk.decide(stale, reasons('approve'))).toBe(false);
    expect(decides.desk.problem.value).toBe('gone');
  });

  it('signs nothing when there is no capsule, or no connection', async () => {
    const asks = await sit('coordinator');
    const { capsule } = server;
    server.capsule = null;
    expect(await asks.desk.send(await asks.draft(raised()))).toBe(false);
    expect(asks.desk.problem.value).toBe('no-capsule');
    server.capsule = capsule;
    scene.server.offline = true;
    expect(await asks.desk.send(asks.desk.draft.value as DisclosureDraft)).toBe(false);
    expect(asks.desk.problem.value).toBe('offline');
    expect(server.kept).toEqual([]);
  });
});

describe('what the approver compares', () => {
  it('approves by a deputy who has not the flag, and says that it was not compared', async () => {
    const asks = await sit('manager');
    await asks.desk.send(await asks.draft(raised(), { ...FILLED, approver: 'deputy' }));
    const decides = await sit('deputy');
    expect(decides.desk.compare(decides.one())).toBe('not-compared');
    expect(await decides.desk.decide(decides.one(), reasons('approve'))).toBe(true);
    await asks.desk.list.load();
    expect(await asks.desk.open(asks.one())).toBe(true);
  });

  it('approves by nobody else without the flag', async () => {
    const { decides } = await asked();
    scene.flags.clear();
    const blind = await sit('manager');
    expect(blind.desk.compare(blind.one())).toBe('no-flag');
    expect(await blind.desk.decide(blind.one(), reasons('approve'))).toBe(false);
    expect(blind.desk.problem.value).toBe('mismatch');
    expect(last().state).toBe('requested');
    expect(decides.one().broken).toBeNull();
  });

  it('approves nothing whose mark is of another ground', async () => {
    await asked();
    last().lie = { mark: toBase64url(systemRandom(16)) };
    const decides = await sit('manager');
    expect(decides.desk.compare(decides.one())).toBe('mismatch');
    expect(await decides.desk.decide(decides.one(), reasons('approve'))).toBe(false);
    expect(last().state).toBe('requested');
  });

  it.each([
    ['other-ground', ['law-service']],
    ['no-policy', null],
  ])('approves no ground that is not the policy’s, and refuses it: %s', async (found, grounds) => {
    await asked();
    const decides = await sit('manager', new Map(), grounds);
    expect(decides.desk.compare(decides.one())).toBe(found);
    expect(await decides.desk.decide(decides.one(), reasons('approve'))).toBe(false);
    expect(last().state).toBe('requested');
    expect(await decides.desk.decide(decides.one(), reasons('refuse'))).toBe(true);
    expect(last().state).toBe('refused');
  });

  it('leaves out whom the flag leaves out, and oneself', async () => {
    expect(approversFor('coordinator', '')).toEqual(['manager', 'deputy']);
    expect(approversFor('manager', 'coordinator')).toEqual(['deputy']);
    const asks = await sit('manager');
    const draft = await asks.draft(raised('coordinator'), { ...FILLED, approver: 'coordinator' });
    expect(await asks.desk.send(draft)).toBe(false);
    expect(asks.desk.problem.value).toBe('mismatch');
  });
});

describe('parts that do not fit', () => {
  it.each([
    ['a record of another requester', { requester: 'deputy' }, 'record'],
    ['a record about another capsule', { capsule_version: 9 }, 'record'],
    ['an approval that nobody signed', { state: 'approved' }, 'decision'],
    ['an end that nobody signed', { state: 'completed' }, 'decision'],
  ] as const)('says so of %s', async (_, lie, broken) => {
    await asked();
    last().lie = lie;
    const decides = await sit('manager');
    expect(decides.one().broken).toBe(broken);
    expect(turnOf(decides.one(), 'manager')).toBeNull();
    expect(decides.one().read === null).toBe(broken === 'record');
  });

  it('shows the record before a decision that does not open, and does nothing with it', async () => {
    const { asks } = await asked();
    last().parts.push(toBase64url(systemRandom(400)));
    last().state = 'approved';
    await asks.desk.list.load();
    expect(asks.one().read?.record.body.aim).toBe('That somebody goes there.');
    expect(asks.one().broken).toBe('decision');
    expect(await asks.desk.open(asks.one())).toBe(false);
    expect(asks.desk.problem.value).toBe('mismatch');
    expect(server.halves).toBe(0);
  });

  it('takes a refusal for no approval', async () => {
    const { asks, decides } = await asked();
    await decides.desk.decide(decides.one(), reasons('refuse'));
    last().state = 'approved';
    await asks.desk.list.load();
    expect(asks.one().broken).toBe('decision');
  });
});
