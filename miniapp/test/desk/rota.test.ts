// The rota on a device: names only from certificates that it accepted, a draft that no failure loses.
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import type { AcceptedRoster } from '../../src/crypto/roster.ts';
import { Rota } from '../../src/desk/state/rota.ts';
import type { DeskSide } from '../../src/desk/state/side.ts';

const NOW = 1_800_000_000;
const [ME, OTHER] = [toBase64url(new Uint8Array(16).fill(1)), toBase64url(new Uint8Array(16))];
const CERTIFICATE = new Uint8Array(32).fill(7);

function answer(version: number) {
  const shift = (worker: string, begins: number) => ({ worker, begins, ends: begins + 3600 });
  return {
    zone: 'Europe/London',
    version,
    hours: [],
    slots: [],
    changes: [],
    workers: [
      { account: ME, certificate: toBase64url(CERTIFICATE) },
      { account: OTHER, certificate: toBase64url(new Uint8Array(32)) },
    ],
    shifts: [shift(OTHER, NOW - 60), shift(OTHER, NOW + 60), shift(ME, NOW + 120)],
    gaps: [],
    away: [],
  };
}

function side(call: (method: string, body?: unknown) => unknown): DeskSide {
  const certificates = [{ id: CERTIFICATE, name: 'Worker 1' }];
  return {
    account: {
      api: { ask: async (method: string, _: string, body?: unknown) => call(method, body) },
      me: signal({ account: ME }),
    },
    time: () => NOW,
    heard: signal(0),
    roster: { certificates } as unknown as AcceptedRoster,
  } as unknown as DeskSide;
}

describe('reading the rota', () => {
  it('knows who is on, who is next, and names by accepted certificates alone', async () => {
    const rota = new Rota(side(() => answer(3)));
    await rota.load();
    expect(rota.on.map((one) => one.worker)).toEqual([OTHER]);
    expect(rota.next()?.worker).toBe(OTHER);
    expect(rota.next(true)?.begins).toBe(NOW + 120);
    expect(rota.nameOf(ME)).toBe('Worker 1');
    expect(rota.nameOf(OTHER)).toBeNull();
    expect(rota.nameOf('nobody')).toBeNull();
  });

  it('refuses an answer of another shape and says so', async () => {
    const rota = new Rota(side(() => ({ ...answer(3), shifts: [{ worker: ME }] })));
    await rota.load();
    expect(rota.seen.value).toBeNull();
    expect(rota.trouble.value).toBe('offline');
  });
});

describe('changing the rota', () => {
  const slot = { worker: ME, weekday: 0, begins: 60, ends: 120 };

  it('saves the next version and forgets the draft', async () => {
    const sent: unknown[] = [];
    const rota = new Rota(side((method, body) => (method === 'PUT' ? sent.push(body) : answer(3))));
    await rota.load();
    rota.edit();
    rota.change({ slots: [slot] });
    expect(await rota.save()).toBe(true);
    expect(sent).toEqual([{ version: 4, hours: [], changes: [], slots: [slot] }]);
    expect(rota.draft.value).toBeNull();
  });

  it('keeps the draft when somebody else was first, and saves it over theirs only when asked', async () => {
    let version = 3;
    const sent: number[] = [];
    const rota = new Rota(
      side((method, body) => {
        if (method !== 'PUT') return answer(version);
        sent.push((body as { version: number }).version);
        if (sent.length > 1) return undefined;
        version = 4;
        throw new ApiError({ failure: 'conflict', code: 'stale' });
      }),
    );
    await rota.load();
    rota.edit();
    rota.change({ slots: [slot] });
    expect(await rota.save()).toBe(false);
    expect(rota.trouble.value).toBe('changed');
    expect(rota.draft.value?.slots).toEqual([slot]);
    expect(await rota.save()).toBe(true);
    expect(sent).toEqual([4, 5]);
  });
});
