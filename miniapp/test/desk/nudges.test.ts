// Nudges: how often a desk looks again. Must not: what it looks at.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Nudges } from '../../src/desk/state/nudges.ts';

describe('nudges', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function counting(worked: () => boolean) {
    let looks = 0;
    const nudges = new Nudges(async () => {
      looks += 1;
      return worked();
    });
    return { nudges, looks: () => looks };
  }

  it('looks at once, and once more for all that came meanwhile', async () => {
    const { nudges, looks } = counting(() => true);
    for (let n = 0; n < 50; n += 1) nudges.nudge();
    await vi.advanceTimersByTimeAsync(0);
    expect(looks()).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks()).toBe(2);
    nudges.nudge();
    await vi.advanceTimersByTimeAsync(0);
    expect(looks()).toBe(3);
  });

  it('asks again by itself where it did not work, and rests once it did', async () => {
    let well = false;
    const { nudges, looks } = counting(() => well);
    nudges.nudge();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(looks()).toBeGreaterThan(1);
    expect(looks()).toBeLessThan(5);
    well = true;
    await vi.advanceTimersByTimeAsync(60_000);
    const after = looks();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks()).toBe(after);
  });

  it('says nothing more once it was stopped', async () => {
    const { nudges, looks } = counting(() => false);
    nudges.nudge();
    await vi.advanceTimersByTimeAsync(0);
    nudges.stop();
    nudges.nudge();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks()).toBe(1);
  });
});
