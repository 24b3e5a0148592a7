// The live line. Lives here: reconnecting, answers, a broken line. Must not: a real network.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backOff, type Line, type Notice, Socket } from '../../src/api/socket.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { messageFrame, readSend } from '../fake/frames.ts';

const CASE = toBase64url(new Uint8Array(16).fill(7));
const FIRST = toBase64url(Uint8Array.of(1, 2, 3));
const SECOND = toBase64url(Uint8Array.of(4, 5));

class FakeLine implements Line {
  readonly sent: (string | Uint8Array)[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }

  close(): void {
    this.closed = true;
  }

  say(frame: unknown): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }
}

function make() {
  const lines: FakeLine[] = [];
  const heard: Notice[] = [];
  const socket = new Socket({
    token: () => 'token',
    open: () => {
      const line = new FakeLine();
      lines.push(line);
      return line;
    },
    hear: (notice) => heard.push(notice),
    random: () => 1,
  });
  const last = (): FakeLine => {
    const line = lines.at(-1);
    if (line === undefined) throw new Error('no line was opened');
    return line;
  };
  const connect = (): void => {
    last().onopen?.();
    last().say({ t: 'ready' });
  };
  return { socket, lines, heard, last, connect };
}

describe('the socket', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('says hello first, and is ready only when told so', () => {
    const { socket, last, connect } = make();
    socket.start();
    expect(socket.ready).toBe(false);
    connect();
    expect(JSON.parse(String(last().sent[0]))).toEqual({ t: 'hello', token: 'token' });
    expect(socket.ready).toBe(true);
  });

  it('matches answers to what was sent', async () => {
    const { socket, last, connect } = make();
    socket.start();
    connect();
    const one = socket.send(CASE, FIRST);
    const two = socket.send(CASE, SECOND);
    expect(
      last()
        .sent.slice(1)
        .map((sent) => readSend(sent as Uint8Array)),
    ).toEqual([
      { t: 'send', ref: 1, case: CASE, message: FIRST },
      { t: 'send', ref: 2, case: CASE, message: SECOND },
    ]);
    last().say({ t: 'refused', ref: 2, error: 'not_found' });
    last().say({ t: 'ack', ref: 1 });
    expect((await one).t).toBe('ack');
    expect((await two).t).toBe('refused');
  });

  it('calls a message lost when the line breaks before the answer', async () => {
    const { socket, last, connect } = make();
    socket.start();
    connect();
    const sent = socket.send(CASE, FIRST);
    last().onclose?.();
    expect((await sent).t).toBe('lost');
    expect((await socket.send(CASE, SECOND)).t).toBe('lost');
  });

  it('gives up a line that takes a message and never answers, though it pongs', async () => {
    const { socket, lines, last, connect } = make();
    socket.start();
    connect();
    const sent = socket.send(CASE, FIRST);
    for (let at = 0; at < 3; at += 1) {
      vi.advanceTimersByTime(10_000);
      last().say({ t: 'pong' });
    }
    expect((await sent).t).toBe('lost');
    expect(lines[0]?.closed).toBe(true);
    expect(lines.length).toBeGreaterThan(1);
  });

  it('comes back, later each time, and at once when the network is back', () => {
    const { socket, lines, last } = make();
    socket.start();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      last().onclose?.();
      vi.advanceTimersByTime(backOff(attempt, () => 1) - 1);
      expect(lines.length).toBe(attempt + 1);
      vi.advanceTimersByTime(1);
      expect(lines.length).toBe(attempt + 2);
    }
    last().onclose?.();
    socket.hurry();
    expect(lines.length).toBe(6);
  });

  it('gives up a line that opens and stays silent', () => {
    const { socket, lines, last } = make();
    socket.start();
    last().onopen?.();
    vi.advanceTimersByTime(60_000);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines[0]?.closed).toBe(true);
  });

  it('hears a message with what HTTP says of one', () => {
    const { socket, heard, last, connect } = make();
    socket.start();
    connect();
    const place = { case: CASE, epoch: 2, direction: 1, counter: 2 ** 40, message: FIRST };
    last().onmessage?.({ data: messageFrame(place) });
    expect(heard.at(-1)).toEqual({ t: 'message', ...place, ad: null, body_hash: null });
  });

  it('ignores a message frame that names no place', () => {
    const { socket, heard, last, connect } = make();
    socket.start();
    connect();
    const good = { case: CASE, epoch: 1, direction: 1, counter: 1, message: FIRST };
    const whole = new Uint8Array(messageFrame(good));
    const changed = (at: number, value: number): ArrayBuffer => {
      const bytes = whole.slice();
      bytes[at] = value;
      return bytes.buffer;
    };
    // Another kind, an epoch and a counter of 2^53 and more, a third direction, no message.
    const wrong = [changed(0, 1), changed(18, 32), changed(27, 32), changed(25, 2)];
    for (const data of [...wrong, whole.slice(0, 34).buffer]) last().onmessage?.({ data });
    expect(heard.map((one) => one.t)).toEqual(['ready']);
    last().onmessage?.({ data: whole.buffer });
    expect(heard.map((one) => one.t)).toEqual(['ready', 'message']);
  });

  it('ignores what is not a frame', () => {
    const { socket, heard, last, connect } = make();
    socket.start();
    connect();
    for (const bad of ['', '{"t":"message"}', '[]', 'null', '{"t":1}', '{"t":"unknown"}', '{', '7'])
      last().say(bad);
    last().onmessage?.({ data: new ArrayBuffer(2) });
    expect(heard.map((one) => one.t)).toEqual(['ready']);
  });

  it('does not come back after it was signed out', () => {
    const { socket, lines, last, connect } = make();
    socket.start();
    connect();
    last().say({ t: 'signed_out' });
    last().onclose?.();
    vi.advanceTimersByTime(120_000);
    expect(lines.length).toBe(1);
  });
});
