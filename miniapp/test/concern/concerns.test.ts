// Raising a concern: who can open it, what is sent again, what is kept and what is not.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { notedConcerns, withConcern } from '../../src/concern/notes.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import type { CaseId, FlagId } from '../../src/crypto/types.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { failure, NOW } from '../crypto/world.ts';
import { author, SAID } from './desk.ts';

afterEach(() => vi.useRealTimers());

describe('a concern', () => {
  it('opens for coordinator and manager, with every word and its author', async () => {
    const { concernsOn, about, words, read, request } = author();
    expect(await concernsOn().raise(about, words)).toBe('sent');
    for (const role of ['coordinator', 'manager'] as const) {
      const { flag, proven, author: by } = read(role);
      expect(flag).toMatchObject({ ...words, by: 'worker', written: NOW });
      expect(flag.case).toEqual(request.case);
      expect([proven, by?.certificate.name]).toEqual([true, 'Worker 1']);
    }
    expect(failure(() => read('deputy'))).not.toBe('nothing');
  });

  it('about the manager goes to coordinator and deputy, and to them only', async () => {
    const { concernsOn, about, words, read, server } = author();
    await concernsOn().raise(about, { ...words, leftOut: 'manager' });
    expect(read('deputy').flag.leftOut).toBe('manager');
    expect(read('coordinator').flag.said).toBe(SAID);
    expect(failure(() => read('manager'))).not.toBe('nothing');
    expect(server.all[0]?.late).toBeUndefined();
  });

  it('of a student is signed by their own key, on the ground that they asked', async () => {
    const { concernsOn, about, words, read } = author('student');
    expect(await concernsOn().raise(about, words)).toBe('sent');
    const { flag, proven } = read('manager');
    expect([flag.by, flag.ground, proven]).toEqual(['student', 'asked', true]);
  });

  it('is on its way from the tap on: a second one while the team is looked at would raise it twice', async () => {
    const { concernsOn, about, words } = author();
    const concerns = concernsOn();
    const raising = concerns.raise(about, words);
    expect(concerns.sending.value).toBe(true);
    await raising;
    expect(concerns.sending.value).toBe(false);
  });

  it('that could not be sealed is not on its way any more', async () => {
    const { concernsOn, about, words, state } = author();
    state.trusted = false;
    const concerns = concernsOn();
    expect(await concerns.raise(about, words)).toBe('unchecked');
    expect(concerns.sending.value).toBe(false);
  });

  it('is sent again byte for byte when the answer was lost, and there once', async () => {
    const { concernsOn, about, words, server, unsent, cleared } = author();
    const concerns = concernsOn();
    server.loseAnswer = true;
    expect(await concerns.raise(about, words)).toBe('waiting');
    expect(concerns.all[0]?.state).toBe('unsent');
    expect(cleared).toEqual([]);
    await concerns.look();
    expect(server.calls.filter((call) => call === 'POST /api/flags')).toHaveLength(2);
    expect(server.bodies.size).toBe(1);
    expect(concerns.all.map((one) => one.state)).toEqual(['sent']);
    expect([unsent.value, cleared]).toEqual(['', [toBase64url(about.case)]]);
    concerns.stop();
  });

  it('waits without a connection, in bytes alone, and goes by itself', async () => {
    vi.useFakeTimers();
    const { concernsOn, about, words, server, unsent } = author();
    const concerns = concernsOn();
    server.offline = true;
    expect(await concerns.raise(about, words)).toBe('waiting');
    expect(unsent.value).not.toContain('heron waits');
    expect(concerns.trouble.value?.as).toBe('waiting');
    server.offline = false;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(server.bodies.size).toBe(1);
    expect(concerns.trouble.value).toBeNull();
    concerns.stop();
  });

  it('that was waiting when the desk locked is sent by the next desk', async () => {
    const { concernsOn, about, words, server } = author();
    const first = concernsOn();
    server.offline = true;
    await first.raise(about, words);
    first.stop();
    server.offline = false;
    await first.look();
    expect(server.calls).toEqual([]);
    const next = concernsOn();
    await next.look();
    expect(server.bodies.size).toBe(1);
    expect(next.all.map((one) => one.state)).toEqual(['sent']);
  });

  it('that the server refuses leaves nothing behind, and says so', async () => {
    const { concernsOn, about, words, server, unsent, cleared } = author();
    const concerns = concernsOn();
    server.refuse = 404;
    expect(await concerns.raise(about, words)).toBe('refused');
    expect([concerns.all, unsent.value, cleared]).toEqual([[], '', []]);
    expect(concerns.trouble.value).toEqual({ case: toBase64url(about.case), as: 'refused' });
    expect(await concerns.raise(about, words)).toBe('sent');
    expect(concerns.trouble.value).toBeNull();
  });

  it('is sealed to nobody while the team cannot be trusted, or lacks its author', async () => {
    const { concernsOn, about, words, server, state } = author();
    const concerns = concernsOn();
    state.trusted = false;
    expect(await concerns.raise(about, words)).toBe('unchecked');
    const stranger = author();
    stranger.account.bundle = Bundle.create('staff');
    expect(await stranger.concernsOn().raise(stranger.about, words)).toBe('unchecked');
    expect([server.calls, stranger.server.calls]).toEqual([[], []]);
  });
});

describe('its receipt', () => {
  it('is asked for until it was received, then no more', async () => {
    const { concernsOn, about, words, server } = author();
    const concerns = concernsOn();
    await concerns.raise(about, words);
    const [id] = [...server.receipts.keys()];
    server.receipts.set(id as string, 'received');
    await concerns.look();
    expect(concerns.all[0]?.state).toBe('received');
    const asked = server.calls.length;
    await concerns.look();
    expect(server.calls).toHaveLength(asked);
  });

  it('is asked for on another device, which has id, case and time of it', async () => {
    const { concernsOn, about, words, server, account } = author();
    await concernsOn().raise(about, words);
    const other = concernsOn();
    expect(other.all).toEqual([
      { id: server.all[0]?.id, case: toBase64url(about.case), at: NOW, state: null },
    ]);
    server.offline = true;
    await other.look();
    expect(other.all[0]?.state).toBeNull();
    server.offline = false;
    await other.look();
    expect(other.all[0]?.state).toBe('sent');
    const kept = new TextDecoder().decode(account.bundle.encode());
    expect(kept).not.toContain('heron waits');
  });

  it('says that one is gone which the server no longer knows', async () => {
    const { concernsOn, about, words, server } = author();
    await concernsOn().raise(about, words);
    server.receipts.clear();
    const later = concernsOn();
    await later.look();
    expect(later.all[0]?.state).toBe('gone');
  });
});

describe('the bundle’s notes', () => {
  const noted = (at: number) => ({
    id: systemRandom(16) as FlagId,
    case: systemRandom(16) as CaseId,
    at,
  });

  it('are the newest hundred, the newest first', () => {
    const all = Array.from({ length: 103 }, (_, at) => noted(NOW + at));
    const bundle = all.reduce(withConcern, Bundle.create('staff'));
    const found = notedConcerns(bundle);
    expect(found).toEqual([...all].reverse().slice(0, 100));
  });

  it('that are none are passed over', () => {
    const one = noted(NOW);
    const bundle = withConcern(Bundle.create('staff'), one)
      .withNote('meta/flag/not-hex', new Uint8Array(24))
      .withNote(`meta/flag/${'0'.repeat(32)}`, new Uint8Array(3));
    expect(notedConcerns(bundle)).toEqual([one]);
  });
});
