// When a list is read: while it is looked at, at news, and when it is opened; never otherwise.
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { Fresh } from '../../src/desk/state/fresh.ts';

function counting(at = 1) {
  const news = signal(at);
  let reads = 0;
  const fresh = new Fresh(news, async () => {
    reads += 1;
  });
  return { news, fresh, reads: () => reads };
}

describe('a list', () => {
  it('is read when it is first shown and at all news while it is', () => {
    const { news, fresh, reads } = counting();
    const leave = fresh.keep();
    expect(reads()).toBe(1);
    news.value += 1;
    expect(reads()).toBe(2);
    leave();
    news.value += 1;
    expect(reads()).toBe(2);
  });

  it('is read once for all that was missed, and not at all where nothing was', () => {
    const { news, fresh, reads } = counting();
    fresh.keep()();
    fresh.keep()();
    expect(reads()).toBe(1);
    news.value += 5;
    fresh.keep();
    expect(reads()).toBe(2);
  });

  it('is read once however many views show it', () => {
    const { news, fresh, reads } = counting();
    const leave = [fresh.keep(), fresh.keep()];
    expect(reads()).toBe(1);
    news.value += 1;
    expect(reads()).toBe(2);
    leave[0]?.();
    news.value += 1;
    expect(reads()).toBe(3);
  });

  it('is read in any case when its own screen is opened', () => {
    const { fresh, reads } = counting();
    fresh.keep();
    fresh.open()();
    expect(reads()).toBe(2);
  });

  it('waits until the desk has looked for the first time', () => {
    const { news, fresh, reads } = counting(0);
    fresh.open();
    expect(reads()).toBe(0);
    news.value += 1;
    expect(reads()).toBe(1);
  });

  it('is not read for what the reading itself looks at', () => {
    const news = signal(1);
    const other = signal(0);
    let reads = 0;
    const fresh = new Fresh(news, async () => {
      reads += other.value + 1;
    });
    fresh.keep();
    other.value = 100;
    expect(reads).toBe(1);
  });
});
