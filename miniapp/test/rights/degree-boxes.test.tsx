// The boxes for the end of a degree. Lives here: what is picked while an answer is on its way. Must not: which months
// there are (degree.test.ts).
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { Degree } from '../../src/rights/degree.tsx';
import { DegreeFold } from '../../src/rights/degree-fold.tsx';
import { Answers } from '../fake/answers.ts';
import { settled } from '../fake/held.ts';
import { pick, press, show, usePage } from '../fake/showing.tsx';

const page = usePage();
const NOW = Date.UTC(2026, 10, 21) / 1000;

/** A student of whom this month is kept, and the answers to what they save. */
function student(month: string | null) {
  const saved = new Answers<unknown>();
  const ask = async (method: string, ...rest: unknown[]) =>
    method === 'GET' ? { asked: true, month } : saved.call(...rest);
  const store = { read: () => null, write: () => {} };
  const inside = { value: { account: { api: { ask } } } };
  return { saved, student: { inside, now: () => NOW, talking: { store } } };
}

const picked = (): string =>
  `${page().one('degree-year').value}-${page().one('degree-month').value}`;

describe('what was picked while another month was saved', () => {
  it('stays picked, and can be saved once that one is kept', async () => {
    const found = student('2028-06');
    await show(page(), <Degree student={found.student as never} />);
    await act(settled);
    await pick(page().one('degree-month'), '07');
    await press(page().one('degree-save'));
    await pick(page().one('degree-year'), '2029');
    expect(page().one('degree-save').disabled).toBe(true);
    expect(page().one('degree-forget').disabled).toBe(true);
    await found.saved.give({});
    expect(found.saved.asked[1]).toEqual({ month: '2028-07' });
    expect(picked()).toBe('2029-07');
    await press(page().one('degree-save'));
    expect(found.saved.asked[3]).toEqual({ month: '2029-07' });
  });

  it('goes where all of it is taken back', async () => {
    const found = student('2028-06');
    await show(page(), <Degree student={found.student as never} />);
    await act(settled);
    await press(page().one('degree-forget'));
    await found.saved.give({});
    expect(picked()).toBe('-');
    expect(page().named('degree-forget')).toEqual([]);
  });
});

it('the card under the letter is shut once it is kept, and nothing else is', async () => {
  const found = student(null);
  const [onToggle, onKept] = [vi.fn(), vi.fn()];
  const acts = { open: true, onToggle, onKept };
  await show(page(), <DegreeFold student={found.student as never} {...acts} />);
  await act(settled);
  await pick(page().one('degree-year'), '2028');
  await pick(page().one('degree-month'), '06');
  await press(page().one('degree-save'));
  await found.saved.give({});
  expect([onToggle.mock.calls.length, onKept.mock.calls.length]).toEqual([0, 1]);
});
