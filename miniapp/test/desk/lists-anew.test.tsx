// What is picked or typed while a list comes anew behind it. Lives here: that it is neither lost nor shown wrongly.

import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../src/api/errors.ts';
import { Drafts } from '../../src/desk/state/drafts.ts';
import { Certify } from '../../src/desk/views/certify.tsx';
import { CloseRoom } from '../../src/desk/views/close-room.tsx';
import { FewTabs } from '../../src/desk/views/frame.tsx';
import { MyShift } from '../../src/desk/views/my-shift.tsx';
import { Queue } from '../../src/desk/views/queue.tsx';
import { RotaEdit } from '../../src/desk/views/rota-edit.tsx';
import { PATIENCE } from '../fake/patience.ts';
import { pick, press, show, tick, type, usePage } from '../fake/showing.tsx';

const page = usePage();

describe('a question about one request of the queue', () => {
  const request = (id: string) => ({ id, name: id, minutes: 1, card: null, forMe: false });
  const desk = () => ({
    queue: signal([request('one'), request('two')]),
    trust: signal(null),
    listed: signal(true),
    trouble: signal(null),
    claimed: [],
    noMore: null,
    recuse: vi.fn(async () => undefined),
  });

  it('stays in front, with the focus where it was, when the list is in another order', async () => {
    const worker = desk();
    const queue = <Queue worker={worker as never} onCase={() => {}} />;
    await show(page(), queue);
    for (const at of [0, 1]) {
      const request = page().named('request')[at];
      const name = request?.all().find((one) => one.localName === 'h2')?.textContent;
      await press(
        request?.all().find((one) => one.getAttribute('data-testid') === 'recuse') as never,
      );
      const yes = page().one('recuse-confirm-yes');
      yes.focus();
      yes.dispatchEvent(new Event('focusin', { bubbles: true }));
      worker.queue.value = [...worker.queue.value].reverse();
      await show(page(), <Queue worker={worker as never} onCase={() => {}} />);
      expect(page().one('recuse-confirm').modal).toBe(true);
      await press(page().one('recuse-confirm-yes'));
      expect(worker.recuse).toHaveBeenLastCalledWith(name);
      // Whatever became of it: that is said on the page behind.
      expect(page().named('recuse-confirm')).toEqual([]);
      worker.queue.value = [...worker.queue.value].reverse();
    }
  });
});

describe('the rota being changed', () => {
  const worker = (account: string) => ({ account });
  const found = (...accounts: string[]) =>
    ({ workers: accounts.map(worker), zone: 'Europe/London' }) as never;

  it('writes down who is shown, also when the one picked has left the team', async () => {
    const drafts = new Drafts();
    const draft = signal({ slots: [], changes: [], hours: [] } as never);
    const rota = {
      draft,
      trouble: signal(null),
      changed: signal(false),
      busy: signal(false),
      nameOf: (id: string) => id,
      change: vi.fn(),
    };
    const parts = { rota: rota as never, drafts };
    await show(page(), <RotaEdit {...parts} found={found('ann', 'bea', 'cat')} />);
    await pick(page().one('slot-who'), 'bea');
    await show(page(), <RotaEdit {...parts} found={found('cat', 'bea', 'ann')} />);
    expect(page().one('slot-who').value).toBe('bea');
    await show(page(), <RotaEdit {...parts} found={found('cat', 'ann')} />);
    expect(page().one('slot-who').value).toBe('cat');
    await press(page().one('slot-add'));
    expect(rota.change).toHaveBeenCalledWith({
      slots: [expect.objectContaining({ worker: 'cat' })],
    });
  });
});

describe('how many a worker takes', () => {
  it('shows what counts when it could not be changed', async () => {
    const load = {
      open: 0,
      limit: 5,
      most: 9,
      rest_hours: 48,
      stopped: false,
      resting_until: null,
    };
    const duty = {
      limit: vi.fn(() => new Promise((done) => void setTimeout(() => done(false), 1))),
      rooms: [],
      busy: signal(false),
      trouble: signal(null),
      said: signal(null),
    };
    const worker = { load: signal(load), time: () => 1_800_000_000 };
    const rota = { on: [], next: () => null, me: '', seen: signal(null) };
    const parts = { worker, duty, rota, onRota: () => {} };
    await show(page(), <MyShift {...(parts as never as Parameters<typeof MyShift>[0])} />);
    await pick(page().one('duty-limit'), '3');
    expect(duty.limit).toHaveBeenCalledWith(3);
    await vi.waitFor(() => expect(page().one('duty-limit').value).toBe('5'), PATIENCE);
    worker.load.value = { ...load, limit: 1000, most: 1000 };
    await show(page(), <MyShift {...(parts as never as Parameters<typeof MyShift>[0])} />);
    const options = page().one('duty-limit').all();
    expect(options.map((one) => one.value).slice(-2)).toEqual(['50', '1000']);
    expect(page().one('duty-limit').value).toBe('1000');
  });
});

describe('ending a conversation', () => {
  it('keeps that it was heavy while the case record is looked at', async () => {
    const away = async () => {
      throw new ApiError({ failure: 'offline' });
    };
    const worker = {
      load: signal({ rest_hours: 48 }),
      time: () => 1_800_000_000,
      drop: vi.fn(),
      account: { api: { ask: away } },
    };
    const duty = { rest: vi.fn(async () => true) };
    const found = { id: 'c', tookBack: () => true, close: vi.fn(async () => undefined) };
    const parts = { worker, duty, found, room: {}, farewell: false, drafts: new Drafts() };
    const acts = { onLeave: vi.fn(), onNo: () => {} };
    const all = { ...parts, ...acts } as never as Parameters<typeof CloseRoom>[0];
    await show(page(), <CloseRoom {...all} />);
    await tick(page().one('heavy-on'));
    await press(page().one('record-look-open'));
    expect(page().named('heavy-on')).toEqual([]);
    await press(page().one('record-close'));
    expect(page().one('heavy-on').checked).toBe(true);
    await press(page().one('close-confirm-yes'));
    expect(duty.rest).toHaveBeenCalledWith(1_800_000_000 + 48 * 3600);
  });
});

describe('certifying a worker', () => {
  it('keeps the training that was typed when it could not be recorded, and says so', async () => {
    const member = { account: 'a', name: 'Worker 1', role: 'worker', under18: false };
    const keys = { sign_key: 'AA', box_key: 'AA', role_key: null };
    const file = {
      fresh: { keep: () => () => {} },
      asked: signal(true),
      trouble: signal('offline'),
      of: () => null,
      record: vi.fn(async () => false),
    };
    const desk = { time: () => 1_800_000_000, certify: vi.fn(async () => undefined) };
    const found = { member: { ...member, ...keys }, certificate: null };
    const onDone = vi.fn();
    const parts = { desk, file, found, onDone } as never as Parameters<typeof Certify>[0];
    await show(page(), <Certify {...parts} />);
    await type(page().one('training-what'), 'Listening');
    await type(page().one('training-by'), 'The trainers');
    await vi.waitFor(() => expect(page().one('certify').disabled).toBe(false), PATIENCE);
    await press(page().one('certify'));
    expect(desk.certify).not.toHaveBeenCalled();
    expect(onDone).not.toHaveBeenCalled();
    expect(page().one('training-what').value).toBe('Listening');
    expect(page().named('file-trouble')).toHaveLength(1);
  });
});

describe('the row of tabs', () => {
  const tabs = ['now', 'inbox', 'notes', 'team', 'kit'].map((name) => ({
    name,
    text: name,
    count: 1,
  }));
  const shown = () =>
    page()
      .body.all()
      .filter((one) => one.getAttribute('class') === 'desk-tab')
      .map((one) => one.textContent.replace('1', ''));
  const row = (current: string, onPick = (_: string) => {}) => (
    <FewTabs label="Desk" first={3} {...{ tabs, current, onPick }} />
  );

  it('keeps its length, and tells what waits behind More', async () => {
    await show(page(), row('now'));
    expect(shown()).toEqual(['now', 'inbox', 'notes']);
    expect(page().one('tabs-more').textContent).toContain('2');
    await show(page(), row('team'));
    expect(shown()).toEqual(['now', 'inbox', 'team']);
  });

  it('opens and shuts by its button, Escape, and a choice', async () => {
    const onPick = vi.fn();
    await show(page(), row('team', onPick));
    const more = page().one('tabs-more');
    await press(more);
    expect(shown()).toEqual(['now', 'inbox', 'team', 'notes', 'kit']);
    expect(more.getAttribute('aria-expanded')).toBe('true');
    await press(page().one('tab-kit'));
    expect(onPick).toHaveBeenCalledWith('kit');
    expect(more.getAttribute('aria-expanded')).toBe('false');
    await press(more);
    const pressed = Object.assign(new Event('keydown'), { key: 'Escape' });
    await act(async () => void more.parentNode?.dispatchEvent(pressed));
    expect(more.getAttribute('aria-expanded')).toBe('false');
    expect(page().activeElement).toBe(more);
  });
});
