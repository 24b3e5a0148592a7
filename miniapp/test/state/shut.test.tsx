// Nothing new is taken, or nothing comes. Lives here: that there is a way to what is kept, and back.

import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { LaterScreen } from '../../src/views/later.tsx';
import { Nobody, Shut } from '../../src/views/plain.tsx';
import { PATIENCE } from '../fake/patience.ts';
import { press, show, usePage } from '../fake/showing.tsx';

const page = usePage();

describe('while nothing new is taken', () => {
  it('leads to My record where something is kept, and nowhere else', async () => {
    const onRecord = vi.fn();
    const how = { paused: true, again: null, draft: false };
    await show(page(), <Shut {...how} onRecord={onRecord} />);
    await press(page().one('record-open'));
    expect(onRecord).toHaveBeenCalledOnce();
    await show(page(), <Shut {...how} onRecord={null} />);
    expect(page().named('record-open')).toEqual([]);
  });

  it('leads there too where nobody can be asked', async () => {
    const onRecord = vi.fn();
    const student = {
      wishes: signal({ age: 'under18', avoid: [] }),
      trouble: signal(null),
      draft: signal(''),
    };
    await show(page(), <Nobody student={student as never} onRecord={onRecord} />);
    await press(page().one('record-open'));
    expect(onRecord).toHaveBeenCalledOnce();
  });
});

describe('a screen that cannot be fetched', () => {
  const away = async (): Promise<never> => {
    throw new TypeError('Failed to fetch dynamically imported module');
  };

  const failed = (): Promise<void> =>
    vi.waitFor(async () => {
      await act(async () => undefined);
      expect(page().named('retry')).toHaveLength(1);
    }, PATIENCE);

  it('has the way back that the screen itself would have', async () => {
    const onBack = vi.fn();
    await show(page(), <LaterScreen load={away} props={{ onBack }} />);
    await failed();
    await press(page().one('back'));
    expect(onBack).toHaveBeenCalledOnce();
  });

  it('has none where there is nothing behind it', async () => {
    await show(page(), <LaterScreen load={away} props={{}} />);
    await failed();
    expect(page().named('back')).toEqual([]);
  });
});
