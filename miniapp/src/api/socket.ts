// The live line. Lives here: one WebSocket that reconnects with back-off and says when it is ready,
// so that missed messages can be fetched by cursor. Must not: decide what a message means.
import * as answers from './answers.ts';
import { ApiError } from './errors.ts';
import { readMessage, sendFrame } from './frames.ts';
import { count, maybe, object, type Reader, text } from './shapes.ts';
import type { Heads, MessageRow } from './types.ts';

/** What the server says unasked, plus our own `ready` and `down`. */
export type Notice =
  | { readonly t: 'ready' }
  | { readonly t: 'down' }
  | ({ readonly t: 'message'; readonly case: string } & MessageRow)
  | { readonly t: 'case'; readonly case: string }
  | { readonly t: 'queue' }
  | { readonly t: 'team' }
  | { readonly t: 'signed_out' };

/** How the server answered a message sent. `lost`: the line broke first; send the same again. */
export type Sent =
  | { readonly t: 'ack' }
  | { readonly t: 'behind'; readonly heads: Heads }
  | { readonly t: 'refused'; readonly error: string }
  | { readonly t: 'lost' };

/** The part of the browser's WebSocket that is used; a test brings its own. */
export interface Line {
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
}

export interface SocketOptions {
  readonly token: () => string | null;
  readonly open: () => Line;
  readonly hear: (notice: Notice) => void;
  readonly random?: () => number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const PING_MS = 25_000;
const ANSWER_MS = 15_000;

/** Full jitter: many devices that lost the same server do not come back at one moment. */
export function backOff(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)) + 100;
}

/** The address of the socket beside this page. */
export function socketAddress(location: Pick<Location, 'protocol' | 'host'>): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/api/socket`;
}

export class Socket {
  readonly #options: SocketOptions;
  #line: Line | null = null;
  #ready = false;
  #stopped = true;
  #attempt = 0;
  #reference = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;
  #answerDue: ReturnType<typeof setTimeout> | undefined;
  readonly #waiting = new Map<number, (sent: Sent) => void>();

  constructor(options: SocketOptions) {
    this.#options = options;
  }

  get ready(): boolean {
    return this.#ready;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#line?.close();
    this.#down();
  }

  /** Starts over after the server signed this session out and a new one was made. */
  restart(): void {
    this.stop();
    this.start();
  }

  /** Tries now rather than after the wait: the phone says that the network is back. */
  hurry(): void {
    if (this.#stopped || this.#line !== null) return;
    clearTimeout(this.#retry);
    this.#attempt = 0;
    this.#connect();
  }

  /** Sends one envelope and resolves with what became of it; never rejects. */
  send(caseId: string, message: string): Promise<Sent> {
    const line = this.#line;
    if (!this.#ready || line === null) return Promise.resolve({ t: 'lost' });
    const ref = ++this.#reference;
    return new Promise((resolve) => {
      // A line that takes but never answers is as good as cut: the next one starts afresh.
      const timer = setTimeout(() => this.drop(), ANSWER_MS);
      const settle = (sent: Sent): void => {
        clearTimeout(timer);
        this.#waiting.delete(ref);
        resolve(sent);
      };
      this.#waiting.set(ref, settle);
      line.send(sendFrame(ref, caseId, message));
    });
  }

  #connect(): void {
    const token = this.#options.token();
    const line = token === null ? null : this.#open();
    if (line === null) {
      this.#later();
      return;
    }
    this.#line = line;
    line.onopen = () => line.send(JSON.stringify({ t: 'hello', token }));
    line.onmessage = ({ data }) => this.#hear(data);
    line.onclose = () => {
      if (this.#line !== line) return;
      this.#down();
      if (!this.#stopped) this.#later();
    };
    // A line that opens but never answers must not hold up the next attempt.
    this.#expectAnswer();
  }

  #open(): Line | null {
    try {
      return this.#options.open();
    } catch {
      return null;
    }
  }

  #expectAnswer(): void {
    clearTimeout(this.#answerDue);
    this.#answerDue = setTimeout(() => this.drop(), ANSWER_MS);
  }

  /** Gives the line up at once: it is known to be dead. */
  drop(): void {
    const line = this.#line;
    line?.close();
    line?.onclose?.();
  }

  #later(): void {
    clearTimeout(this.#retry);
    const wait = backOff(this.#attempt, this.#options.random ?? Math.random);
    this.#attempt = Math.min(this.#attempt + 1, 10);
    this.#retry = setTimeout(() => this.#connect(), wait);
  }

  #down(): void {
    clearInterval(this.#ping);
    clearTimeout(this.#answerDue);
    const wasReady = this.#ready;
    this.#line = null;
    this.#ready = false;
    for (const settle of [...this.#waiting.values()]) settle({ t: 'lost' });
    if (wasReady) this.#options.hear({ t: 'down' });
  }

  #hear(data: unknown): void {
    clearTimeout(this.#answerDue);
    const frame = readFrame(data);
    if (frame === null) return;
    if (frame.t === 'ready') {
      this.#ready = true;
      this.#attempt = 0;
      clearInterval(this.#ping);
      this.#ping = setInterval(() => {
        this.#line?.send('{"t":"ping"}');
        this.#expectAnswer();
      }, PING_MS);
    }
    if (frame.t === 'signed_out') this.#stopped = true;
    if (frame.t === 'ack' || frame.t === 'behind' || frame.t === 'refused') {
      this.#waiting.get((frame as { ref?: number | null }).ref ?? 0)?.(frame);
      return;
    }
    if (frame.t !== 'pong') this.#options.hear(frame);
  }
}

type Frame = Exclude<Notice, { t: 'down' }> | Exclude<Sent, { t: 'lost' }> | { readonly t: 'pong' };

/** Far above the largest frame of docs/api.md. */
const LARGEST_FRAME = 1024 * 1024;

const FRAMES: Readonly<Record<string, Reader<object>>> = {
  ready: object({}),
  pong: object({}),
  queue: object({}),
  team: object({}),
  signed_out: object({}),
  case: object({ case: text }),
  ack: object({ ref: count }),
  behind: object({ ref: count, heads: answers.heads }),
  refused: object({ ref: maybe(count), error: text }),
};

/** A frame of the agreed shape; null for anything else, which is not heard. */
function readFrame(data: unknown): Frame | null {
  if (data instanceof ArrayBuffer) {
    const read = data.byteLength > LARGEST_FRAME ? null : readMessage(data);
    return read === null ? null : { t: 'message', ...read };
  }
  if (typeof data !== 'string' || data.length > LARGEST_FRAME) return null;
  try {
    const frame = object({ t: text })(JSON.parse(data));
    const read = Object.hasOwn(FRAMES, frame.t) ? FRAMES[frame.t] : undefined;
    return read === undefined ? null : ({ ...read(JSON.parse(data)), ...frame } as Frame);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ApiError) return null;
    throw error;
  }
}
