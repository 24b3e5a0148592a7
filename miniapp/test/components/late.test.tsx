// What comes late to a screen. Lives here: what a tap or a look comes to when the screen shows something else by
// then. Must not: the states behind the screens.
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { useFound } from '../../src/components/later.ts';
import { Queue } from '../../src/desk/views/queue.tsx';
import { Reach } from '../../src/views/reach.tsx';
import { settled } from '../fake/held.ts';
import { press, show, usePage } from '../fake/showing.tsx';

const page = usePage();

/** A promise that is kept by hand. */
function byHand<T>(): { readonly promise: Promise<T>; readonly keep: (value: T) => Promise<void> } {
  let resolve = (_: T): void => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, keep: (value) => act(async () => resolve(value)) };
}

describe('a request that is taken', () => {
  const desk = (claim: () => Promise<unknown>) => ({
    queue: signal([{ id: 'one', name: 'one', minutes: 1, card: CARD, forMe: false }]),
    trust: signal({ ok: true }),
    listed: signal(true),
    trouble: signal(null),
    claimed: [],
    noMore: null,
    claim,
  });
  const CARD = { topic: '', help: '', know: '', name: '', age: 'adult' };

  it('is opened from the queue', async () => {
    const [claim, onCase] = [byHand<string>(), vi.fn()];
    await show(page(), <Queue worker={desk(() => claim.promise) as never} onCase={onCase} />);
    await press(page().one('claim'));
    await claim.keep('taken');
    expect(onCase).toHaveBeenCalledWith('taken');
  });

  it('is not opened over what its worker went on to', async () => {
    const [claim, onCase] = [byHand<string>(), vi.fn()];
    await show(page(), <Queue worker={desk(() => claim.promise) as never} onCase={onCase} />);
    await press(page().one('claim'));
    await show(page(), <p>Another room.</p>);
    await claim.keep('taken');
    expect(onCase).not.toHaveBeenCalled();
  });
});

describe('what is found for what is shown', () => {
  it('is not what was found for others and came later', async () => {
    const words = { ann: byHand<string>(), bea: byHand<string>() };
    function Words({ of }: { of: 'ann' | 'bea' }) {
      return <p data-testid="words">{useFound('', () => words[of].promise, [of])}</p>;
    }
    await show(page(), <Words of="ann" />);
    await act(settled);
    await show(page(), <Words of="bea" />);
    await act(settled);
    await words.bea.keep('words of bea');
    await words.ann.keep('words of ann');
    expect(page().one('words').textContent).toBe('words of bea');
  });
});

describe('whether the student may be sent messages', () => {
  it('is their last word: a *yes* that waited for Telegram does not undo a *no*', async () => {
    const access = byHand<string>();
    const said: boolean[] = [];
    const student = {
      receipts: [],
      agreeToContact: async (yes: boolean) => void said.push(yes),
    };
    await show(page(), <Reach student={student as never} />, {
      requestWriteAccess: () => access.promise,
    });
    await press(page().one('contact-yes'));
    await press(page().one('contact-no'));
    await access.keep('unknown');
    expect(said).toEqual([false]);
  });
});
