// One HTTP call. Lives here: JSON over fetch with a time-out and the closed set of errors. Must not:
// know any endpoint.
import { ApiError, failureOf } from './errors.ts';

const PATIENCE_MS = 20_000;
/** A bucket fills many times a second: a refusal for longer than this is a bound of another kind, and said. */
const LONGEST_PAUSE_S = 3;
const ASKED_AGAIN = 3;
/** Far above the largest answer of docs/api.md; a server without end must not fill a phone. */
const LARGEST_ANSWER = 16 * 1024 * 1024;

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Call {
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string | null;
}

/** Makes a call; `undefined` for an answer without a body. Throws ApiError only. */
export type Caller = (call: Call) => Promise<unknown>;

async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let [text, size] = ['', 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > LARGEST_ANSWER) {
      void reader.cancel().catch(() => undefined);
      throw new ApiError({ failure: 'unavailable' });
    }
    text += decoder.decode(value, { stream: true });
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await readText(response);
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError({ failure: 'unavailable' });
  }
}

/** Nothing was done of a call refused with 429 (docs/api.md): asked again when the server says so. */
function patient(call: Caller, rest: (ms: number) => Promise<void>): Caller {
  return async (asked) => {
    for (let left = ASKED_AGAIN; ; left -= 1) {
      try {
        return await call(asked);
      } catch (error) {
        const soon = error instanceof ApiError && error.failure === 'slow_down';
        if (!soon || left === 0 || error.retryAfter === 0) throw error;
        if (error.retryAfter > LONGEST_PAUSE_S) throw error;
        await rest(error.retryAfter * 1000);
      }
    }
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A caller over `fetch`. Credentials never travel by cookie; nothing is cached. */
export function httpCaller(
  send: typeof fetch = (...call) => fetch(...call),
  rest: (ms: number) => Promise<void> = pause,
): Caller {
  return patient(once(send), rest);
}

function once(send: typeof fetch): Caller {
  return async ({ method, path, body, token }) => {
    const headers: Record<string, string> = {};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (token) headers['Authorization'] = `Bearer ${token}`;
    let response: Response;
    let answer: unknown;
    try {
      response = await send(path, {
        method,
        headers,
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      answer = await readJson(response).catch((error: unknown) => {
        if (response.ok) throw error;
        return undefined;
      });
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError({ failure: 'offline' });
    }
    if (!response.ok) throw failureOf(response.status, answer);
    return answer;
  };
}
