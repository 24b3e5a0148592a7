// What goes along to the next worker, as a phone keeps the choice until it is done. Lives here: reading it back.
// Must not: the papers (crypto/handover.test.ts, crypto/case-record.test.ts).
import { describe, expect, it } from 'vitest';
import { type Choice, portions, readChoice } from '../../src/handover/history.ts';

describe('a choice that was kept', () => {
  const choice: Choice = { what: 'last', summary: '', last: 30, record: 4, unsure: true };

  it('comes back as it was', () => {
    expect(readChoice(JSON.parse(JSON.stringify(choice)))).toEqual(choice);
  });

  it('hands no record on where it says nothing of one, as before there was that choice', () => {
    const { record, unsure, ...older } = choice;
    expect([record, unsure]).toEqual([4, true]);
    expect(readChoice(older)).toEqual({ ...choice, record: 0, unsure: false });
    for (const wrong of ['4', true, 0.5, -1, null]) {
      expect(readChoice({ ...choice, record: wrong })?.record).toBe(0);
    }
  });

  it.each([null, 'all', {}, { ...choice, what: 'some' }, { ...choice, last: 'ten' }])(
    'is none: %s',
    (value) => {
      expect(readChoice(value)).toBeNull();
    },
  );
});

describe('lines', () => {
  it('go in as many portions as they need, in their order', () => {
    const line = (epoch: number) => ({
      epoch,
      message: new Uint8Array(9_000),
      key: new Uint8Array(64),
    });
    const all = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(line);
    const found = portions(all);
    expect(found.map((one) => one.length)).toEqual([4, 4, 1]);
    expect(found.flat()).toEqual(all);
    expect(portions([])).toEqual([]);
  });
});
