import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/api/errors.ts';
import type { Call } from '../../src/api/http.ts';
import { turnOf } from '../../src/desk/state/disclosures.ts';
import {
  asked,
  last,
  raised,
  reasons,
  scene,
  server,
  sit,
  sittings,
} from './disclosure-sitting.ts';
import type { KeptDisclosure } from './disclosures-server.ts';
import type { Account } from './server.ts';

sittings();

describe('what a server leaves out', () => {
  it('shows what was read where it is left out, or an older state of it, and goes on after', async () => {
    const { asks, decides } = await asked();
    await decides.desk.decide(decides.one(), reasons('approve'));
    await asks.desk.list.load();
    const kept = last();
    const older: Partial<KeptDisclosure> = { state: 'requested', parts: kept.parts.slice(0, 1) };
    const lies = [
      () => server.kept.splice(0),
      () => server.kept.splice(0, 1, { ...kept, ...older } as KeptDisclosure),
    ];
    for (const lie of lies) {
      lie();
      for (const [each, role] of [
        [asks, 'coordinator'],
        [decides, 'manager'],
      ] as const) {
        await each.desk.list.load();
        expect([each.one().withheld, turnOf(each.one(), role)]).toEqual([true, null]);
        expect(each.one().read?.decision?.body.decision).toBe('approve');
      }
      server.kept.splice(0, 1, kept);
      await asks.desk.list.load();
      expect([asks.one().withheld, turnOf(asks.one(), 'coordinator')]).toEqual([false, 'open']);
    }
  });

  it('does not put a record there twice whose arrival was denied', async () => {
    const asks = await sit('coordinator');
    const draft = await asks.draft(raised());
    const denied = (): never => {
      throw failureOf(404, { error: 'not_found' });
    };
    const deny = (call: Call, account: Account): unknown => {
      if (`${call.method} ${call.path}` !== 'POST /api/disclosures') return undefined;
      server.answer(call, account);
      return denied();
    };
    scene.server.parts.unshift(deny);
    expect(await asks.desk.send(draft)).toBe(true);
    scene.server.parts.shift();
    expect([server.kept.length, asks.desk.draft.value]).toEqual([1, null]);
  });
});
