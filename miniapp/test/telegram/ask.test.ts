// Asking Telegram's client. Lives here: answers, silence, refusals, and a page that is no client. Must
// not: a real Telegram.
import { offAll, setTargetOrigin } from '@tma.js/bridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leave } from '../../src/components/leave.ts';
import { PATIENCE_MS } from '../../src/telegram/ask.ts';
import { parseLaunch } from '../../src/telegram/launch.ts';
import { cloudStorage, secureStorage } from '../../src/telegram/storage.ts';
import { connectTelegram } from '../../src/telegram/telegram.ts';

const FRAME = 'https://web.telegram.org';
type Said = { readonly eventType: string; readonly eventData?: Record<string, unknown> };

/** A page framed by Telegram Web, and what it said to its frame. */
class FakeWindow extends EventTarget {
  readonly said: { readonly origin: string; readonly message: Said }[] = [];
  answer: (said: Said) => { type: string; data: object } | null = () => null;
  readonly self = this;
  readonly top = {};
  readonly setTimeout = globalThis.setTimeout.bind(globalThis);
  readonly parent = {
    postMessage: (text: string, origin: string): void => {
      const message = JSON.parse(text) as Said;
      this.said.push({ origin, message });
      const answer = this.answer(message);
      if (answer === null) return;
      const data = JSON.stringify({ eventType: answer.type, eventData: answer.data });
      this.dispatchEvent(Object.assign(new Event('message'), { source: this.parent, data }));
    },
  };
}

describe('a client that frames us', () => {
  let page: FakeWindow;

  beforeEach(() => {
    vi.useFakeTimers();
    page = new FakeWindow();
    vi.stubGlobal('window', page);
    setTargetOrigin(FRAME);
  });
  afterEach(() => {
    // The library listens to the window of its first listener: each test has its own.
    offAll();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is spoken to at its own origin only', () => {
    connectTelegram(parseLaunch({ hash: '', query: '' })).ready();
    expect(page.said.map((one) => one.message.eventType)).toContain('web_app_ready');
    expect(new Set(page.said.map((one) => one.origin))).toEqual(new Set([FRAME]));
  });

  it('gives what CloudStorage holds', async () => {
    page.answer = ({ eventData }) => ({
      type: 'custom_method_invoked',
      data: { req_id: eventData?.['req_id'], result: { 'room-key': 'kept' } },
    });
    expect(await cloudStorage.read('room-key')).toEqual({ ok: true, value: 'kept' });
    expect(await cloudStorage.read('another')).toEqual({ ok: true, value: '' });
  });

  it('may refuse, and may have no such storage', async () => {
    page.answer = ({ eventData }) => ({
      type: 'custom_method_invoked',
      data: { req_id: eventData?.['req_id'], error: 'METHOD_FAILED' },
    });
    expect(await cloudStorage.write('room-key', 'x')).toEqual({ ok: false, why: 'failed' });
    page.answer = ({ eventData }) => ({
      type: 'secure_storage_failed',
      data: { req_id: eventData?.['req_id'], error: 'UNSUPPORTED' },
    });
    expect(await secureStorage.read('bundle')).toEqual({ ok: false, why: 'unsupported' });
  });

  it('may stay silent: then it is not waited for any longer', async () => {
    const answer = cloudStorage.read('room-key');
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(await answer).toEqual({ ok: false, why: 'silent' });
  });

  it('cannot answer one question with the answer to another', async () => {
    page.answer = () => ({
      type: 'custom_method_invoked',
      data: { req_id: 'someone else’s', result: { 'room-key': 'kept' } },
    });
    const answer = cloudStorage.read('room-key');
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect((await answer).ok).toBe(false);
  });
});

describe('a page that is no client', () => {
  beforeEach(() => {
    const alone = new FakeWindow();
    vi.stubGlobal('window', Object.assign(alone, { top: alone }));
  });
  afterEach(() => {
    offAll();
    vi.unstubAllGlobals();
  });

  it('is told nothing and nothing breaks', async () => {
    const telegram = connectTelegram(parseLaunch({ hash: '', query: '' }));
    telegram.ready();
    expect((await telegram.cloud.read('room-key')).ok).toBe(false);
    expect(await telegram.requestWriteAccess()).toBe('unknown');
  });
});

describe('leaving at once', () => {
  it('clears the page before anything else, then closes, then goes', () => {
    vi.useFakeTimers();
    const done: string[] = [];
    const view = {
      setTimeout: globalThis.setTimeout.bind(globalThis),
      location: { replace: (url: string) => done.push(`go ${url}`) },
    };
    const page = {
      title: 'Notes',
      body: { replaceChildren: () => done.push('clear') },
      defaultView: view,
    };
    const telegram = {
      confirmClosing: (needed: boolean) => void done.push(`confirm ${needed}`),
      close: () => void done.push('close'),
    };
    leave(telegram, page as never);
    expect(done).toEqual(['clear', 'confirm false', 'close']);
    expect(page.title).toBe('');
    vi.advanceTimersByTime(1000);
    expect(done.at(-1)).toBe('go about:blank');
    vi.useRealTimers();
  });
});
