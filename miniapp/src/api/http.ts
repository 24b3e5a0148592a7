// One HTTP call. Lives here: JSON over fetch with a time-out and the closed set of errors. Must not:
// know any endpoint.
import { ApiError, failureOf } from './errors.ts';

const PATIENCE_MS = 20_000;
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

/** A caller over `fetch`. Credentials never travel by cookie; nothing is cached. */
export function httpCaller(send: typeof fetch = (...call) => fetch(...call)): Caller {
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
