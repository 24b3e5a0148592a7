// One HTTP call: what is asked again, and what is said at once.
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors.ts';
import { httpCaller } from '../../src/api/http.ts';

const CALL = { method: 'PUT', path: '/api/x', body: { n: 1 } } as const;

/** A server that gives these answers in turn; what it was sent, and how long the phone rested. */
function scene(...answers: readonly [number, object][]) {
  const sent: unknown[] = [];
  const rests: number[] = [];
  const left = [...answers];
  const call = httpCaller(
    async (_path, init) => {
      sent.push(init?.body);
      const [status, body] = left.shift() ?? [500, {}];
      return new Response(JSON.stringify(body), { status });
    },
    async (ms) => {
      rests.push(ms);
    },
  );
  return { call, sent, rests };
}

const soon = (seconds: number): [number, object] => [
  429,
  { error: 'slow_down', retry_after: seconds },
];

async function failing(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.catch((caught: unknown) => caught);
  if (!(error instanceof ApiError)) throw new Error('it did not fail');
  return error;
}

describe('a call that came too soon', () => {
  it('is sent again, the same, when the server says so', async () => {
    const { call, sent, rests } = scene(soon(1), soon(2), [200, { done: true }]);
    expect(await call(CALL)).toEqual({ done: true });
    expect(sent).toEqual(['{"n":1}', '{"n":1}', '{"n":1}']);
    expect(rests).toEqual([1000, 2000]);
  });

  it('is given up after three more', async () => {
    const { call, sent } = scene(soon(1), soon(1), soon(1), soon(1), [200, {}]);
    expect((await failing(call(CALL))).failure).toBe('slow_down');
    expect(sent).toHaveLength(4);
  });

  it('is not waited for where that takes long: somebody is told instead', async () => {
    const { call, sent, rests } = scene(soon(600), [200, {}]);
    expect((await failing(call(CALL))).retryAfter).toBe(600);
    expect([sent.length, rests.length]).toEqual([1, 0]);
  });

  it('is not sent again where the server does not say when', async () => {
    const { call, sent } = scene([429, { error: 'slow_down' }], [200, {}]);
    expect((await failing(call(CALL))).failure).toBe('slow_down');
    expect(sent).toHaveLength(1);
  });
});

describe('any other failure', () => {
  it.each([400, 401, 404, 409, 500, 503])('%i is said at once', async (status) => {
    const { call, sent } = scene([status, { error: 'x', retry_after: 1 }], [200, {}]);
    await failing(call(CALL));
    expect(sent).toHaveLength(1);
  });
});
