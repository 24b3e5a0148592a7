// What can go wrong with a call. Lives here: the closed set of failures. Must not: words for people
// (policy/locales) or anything that the server or a person wrote.

/** `offline`: no answer came. The others are the server's codes (docs/api.md, errors). */
export type Failure =
  | 'offline'
  | 'malformed'
  | 'signed_out'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'slow_down'
  | 'unavailable';

const BY_STATUS: Readonly<Record<number, Failure>> = {
  400: 'malformed',
  401: 'signed_out',
  // Of ours it is 404 alone; whoever stands before us, or lies, may say it otherwise.
  403: 'not_found',
  404: 'not_found',
  409: 'conflict',
  410: 'not_found',
  413: 'too_large',
  422: 'malformed',
  429: 'slow_down',
};

/** A call that changed nothing. `code` is the endpoint's own for a conflict, else empty. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly failure: Failure;
  readonly code: string;
  /** Seconds to wait, with `slow_down`. */
  readonly retryAfter: number;

  constructor({
    failure,
    code = '',
    retryAfter = 0,
  }: {
    failure: Failure;
    code?: string;
    retryAfter?: number;
  }) {
    super(`the call failed: ${failure}`);
    this.failure = failure;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** Reads an error answer; one that is not in the agreed shape counts as `unavailable`. */
export function failureOf(status: number, body: unknown): ApiError {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const failure = BY_STATUS[status] ?? 'unavailable';
  const code = fields['error'];
  const wait = fields['retry_after'];
  return new ApiError({
    failure,
    code: failure === 'conflict' && typeof code === 'string' ? code.slice(0, 40) : '',
    retryAfter: typeof wait === 'number' && wait > 0 ? Math.min(wait, 3600) : 0,
  });
}

/** Whether trying the same again later can help. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof ApiError && ['offline', 'unavailable', 'slow_down'].includes(error.failure)
  );
}

/** Whether `error` is a conflict with this code of the endpoint's own. */
export function isConflict(error: unknown, code: string): boolean {
  return error instanceof ApiError && error.failure === 'conflict' && error.code === code;
}
