// The worker's decisions, for any note: what was marked is gone everywhere, what was kept stays, nothing else
// moves; and that no list of the rules is empty by a slip.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propose } from '../../src/pseudonym/propose.ts';
import {
  begin,
  keep,
  mark,
  pieces,
  type Review,
  replaceOpen,
  result,
  sameAs,
  undecided,
} from '../../src/pseudonym/review.ts';
import { KINDS, NOTHING_KNOWN } from '../../src/pseudonym/types.ts';
import { plain, rules } from './measure.ts';

const own = rules();
const WORDS = [
  'Priya',
  'priya',
  'owls',
  'the',
  'Tomasz',
  'said',
  'Ashdown',
  'Court',
  '07700 900123',
];
const notes = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ', ', '. ', '\n')), {
    maxLength: 25,
  })
  .map((all) => all.flat().join(''));

const start = (note: string): Review =>
  begin(note, propose({ note, known: NOTHING_KNOWN, rules: own, wording: plain }));

describe('a review', () => {
  it('loses nothing of the note', () => {
    fc.assert(
      fc.property(notes, (note) => {
        const review = start(note);
        expect(
          pieces(review)
            .map(({ text }) => text)
            .join(''),
        ).toBe(note);
        const kept = review.items.reduce((after, { id }) => keep(after, id, false), review);
        expect(result(kept, plain)).toBe(note);
        expect(undecided(kept)).toBe(0);
      }),
    );
  });

  it('takes marked words out wherever they stand, whatever was there before', () => {
    const kinds = fc.constantFrom(...KINDS);
    fc.assert(
      fc.property(notes, fc.constantFrom(...WORDS), kinds, (note, words, kind) => {
        const review = start(note);
        const kept = review.items.reduce((after, { id }) => keep(after, id, true), review);
        const after = mark(kept, words, kind);
        const left = new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'iu');
        expect(after === kept).toBe(!left.test(note));
        const rest = pieces(after).filter(({ item }) => item === null || item.choice === 'keep');
        expect(rest.filter(({ text }) => left.test(text))).toEqual([]);
        const bounds = after.items.flatMap((one) => [one.start, one.end]);
        expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
      }),
    );
  });

  it('replaces what is not decided yet, should it come to that', () => {
    const review = start('She met Xyzabel there.');
    expect(undecided(review)).toBe(1);
    expect(result(review, plain)).toBe('She met person A there.');
    expect(undecided(replaceOpen(review))).toBe(0);
  });

  it('moves everybody of a letter together', () => {
    const review = start('Priya Raman came. Priya left. Tomasz stayed.');
    const [first, , third] = review.items.map(({ id }) => id);
    const joined = sameAs(review, first ?? 0, third ?? 0);
    expect(new Set(joined.items.map(({ letter }) => letter)).size).toBe(1);
  });
});

describe('the rules', () => {
  it('have something in every list', () => {
    const sizes = Object.entries(own).map(([name, list]): [string, number] => {
      if (list instanceof RegExp) return [name, list.source.length];
      return [name, Array.isArray(list) ? list.length : (list as ReadonlySet<string>).size];
    });
    expect(sizes.filter(([, size]) => size === 0)).toEqual([]);
    expect(own.given.size + own.surnames.size).toBeGreaterThan(5_000);
  });
});
