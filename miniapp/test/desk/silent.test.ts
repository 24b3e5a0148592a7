// A silent student, as the worker's device sees it, and a last message that has to go out first.
import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import type { ShownMessage } from '../../src/crypto/timeline.ts';
import { silentDays, wentOut } from '../../src/desk/state/silent.ts';

const DAY = 86_400;

function message(
  mine: boolean,
  time: number | null,
  tick: ShownMessage['tick'] = 'sent',
): ShownMessage {
  const rest = { epoch: 1, counter: 1, text: 'x', takenBack: false, withheld: false };
  return { key: `${mine} ${time}`, mine, time, tick, ...rest };
}

describe('how long a student has been silent', () => {
  it('counts whole days from their last word, whatever the worker wrote since', () => {
    const said = [message(true, 0), message(false, DAY), message(true, 9 * DAY)];
    expect(silentDays(said, 11 * DAY - 1)).toBe(9);
    expect(silentDays(said, 11 * DAY)).toBe(10);
  });

  it('counts from the first words where they never answered', () => {
    expect(silentDays([message(true, 2 * DAY), message(true, 5 * DAY)], 6 * DAY)).toBe(4);
  });

  it('knows nothing where nothing has a time, and is never less than none', () => {
    expect(silentDays([], DAY)).toBeNull();
    expect(silentDays([message(false, null)], DAY)).toBeNull();
    expect(silentDays([message(false, 2 * DAY)], DAY)).toBe(0);
  });
});

describe('a last message', () => {
  it('has gone out once nothing of one’s own is on its way', async () => {
    const messages = signal([message(true, 0, 'sending'), message(false, 0)]);
    const out = wentOut({ messages });
    messages.value = [message(true, 0, 'sent'), message(false, 0)];
    expect(await out).toBe(true);
    expect(await wentOut({ messages })).toBe(true);
  });

  it('is given up after a while, so that nothing is ended without it', async () => {
    vi.useFakeTimers();
    const out = wentOut({ messages: signal([message(true, 0, 'sending')]) });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await out).toBe(false);
    vi.useRealTimers();
  });
});
