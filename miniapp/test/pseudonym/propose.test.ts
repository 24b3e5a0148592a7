// What is proposed, case by case, and what holds for any note. Lives here: the engine without the screen. Must
// not: figures (measuring.test.ts).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadHighlights } from '../../src/pseudonym/highlights.ts';
import { oneLetterApart } from '../../src/pseudonym/known.ts';
import { type Highlights, propose } from '../../src/pseudonym/propose.ts';
import {
  type Known,
  LONGEST_NOTE,
  NOTHING_KNOWN,
  NoteTooLong,
  type Proposal,
} from '../../src/pseudonym/types.ts';
import { plain, rules } from './measure.ts';

const own = rules();

function look(note: string, known: Partial<Known> = {}, highlights?: Highlights) {
  const more = highlights === undefined ? {} : { highlights };
  return propose({
    note,
    known: { ...NOTHING_KNOWN, ...known },
    rules: own,
    wording: plain,
    ...more,
  });
}

/** The note with everything replaced that is proposed. */
function out(note: string, proposals: readonly Proposal[]): string {
  return [...proposals]
    .reverse()
    .reduce((text, p) => text.slice(0, p.start) + p.replacement + text.slice(p.end), note);
}

const written = (note: string, known: Partial<Known> = {}): string => out(note, look(note, known));

describe('people', () => {
  it.each([
    ["Priya's sister told priya", "person A's sister told person A"],
    ['Spoke to Dr Lindqvist; Lindqvist agreed', 'Spoke to person A; person A agreed'],
    ['Daniel (Dan) and Aileen', 'person A (person A) and person B'],
    ['told Hannah B and Hannah M', 'told person A and person B'],
    ['Samuel Osei came. Sam O. left', 'person A came. person A. left'],
    ["josh was late, joshs mum wasn't", "person A was late, person A mum wasn't"],
    ['met Jan van der Berg there', 'met person A there'],
    ["Rupert Finch-Hatton's friend", "person A's friend"],
  ])('%s', (note, expected) => {
    expect(written(note)).toBe(expected);
  });

  it('leaves words that are names where they are words', () => {
    const note = 'I will hope for grace in May. It may rain, mark my word.';
    expect(written(note)).toBe(note);
  });

  it('asks about a capitalised word that no list has', () => {
    const [found] = look('She met Xyzabel there.');
    expect(found).toMatchObject({ kind: 'person', sure: 'hint', start: 8, end: 15 });
  });

  it('tells workers of the service apart', () => {
    expect(written('Handover from Leanne. Leanne saw Tom.')).toBe(
      'Handover from worker A. worker A saw person A.',
    );
  });

  it('does not join two whom one short name fits', () => {
    const found = look('Samira and Samuel came, then Sam left.');
    expect(new Set(found.map(({ letter }) => letter)).size).toBe(3);
  });
});

describe('what has a form', () => {
  it.each([
    ['student no. 21-448-903', 'number'],
    ['NI is QQ 12 34 56 C', 'number'],
    ['NHS number 999 123 4567', 'number'],
    ['candidate KXTB7', 'number'],
    ['write to a.b+c@uni.example', 'email'],
    ['mei dot lin at uni dot example', 'email'],
    ['ring +44 (0)7700 900456', 'phone'],
    ['ring (0161) 496 0247', 'phone'],
    ['from +33 1 99 00 48 21', 'phone'],
    ['at ls6 9qx', 'postcode'],
    ['DOB 14/03/2003', 'birth'],
    ["born 12th of Sept '03", 'birth'],
    ['her birthday is 17th of February', 'birth'],
    ['insta is nightheron', 'handle'],
    ['snap: maya.k_21', 'handle'],
    ['see t.me/unitea_anon', 'link'],
    ['module PSYC0032', 'course'],
  ])('%s', (note, kind) => {
    expect(look(note).map((one) => one.kind)).toEqual([kind]);
  });

  it('leaves what everybody is told, money, dates and amounts', () => {
    const note =
      'Call 999 or 116 123, text 85258. It was £12000 on 12/11/2024, 5000 words, 2023/24.';
    expect(look(note)).toEqual([]);
  });
});

describe('what this device knows', () => {
  it('finds a name misspelt, small, inflected, and in the contact', () => {
    const known = { given: 'Xandrine', contact: 'my sister Ylvette, 07700 900587' };
    const note = 'xandrin and Xandrines mum and ylvette on 0770 0900 587';
    const found = look(note, known);
    expect(found.map(({ sure }) => sure)).toEqual(['known', 'known', 'known', 'known']);
  });

  it.each([
    ["Priya'll come, Priya’d said", "person A'll come, person A’d said"],
    ["a'Priya, Priya's's, o'priyas", "a'person A, person A's's, o'person A"],
    ["Don't ask. I don't. Don'll know", "Don't ask. I don't. person A'll know"],
    ["It may've been May'd", "It person A've been person A'd"],
  ])('finds a name that an apostrophe joins to something: %s', (note, expected) => {
    const given = /Don/.test(note) ? 'Don' : /May/.test(note) ? 'May' : 'Priya';
    expect(written(note, { given })).toBe(expected);
  });

  it('finds the place, whole and by its telling word', () => {
    const found = look('at larkspur yard, or Larkspur', { place: '4 Larkspur Yard' });
    expect(found.every(({ kind }) => kind === 'place')).toBe(true);
    expect(found).toHaveLength(2);
  });

  it('asks where the name is the word as well', () => {
    const sure = look('Hope said she lost hope', { given: 'Hope' }).map((one) => one.sure);
    expect(sure).toEqual(['known', 'hint']);
  });

  it.each([
    ['Priya', 'Pria', true],
    ['Priya', 'Priyya', true],
    ['Priya', 'Pryia', true],
    ['Priya', 'Proya', true],
    ['Priya', 'Prayi', false],
    ['Priya', 'Pri', false],
  ])('%s and %s', (a, b, apart) => {
    expect(oneLetterApart(a, b)).toBe(apart);
    expect(oneLetterApart(b, a)).toBe(apart);
  });
});

describe('places, halls and courses', () => {
  it.each([
    ['lives in Brook House, flat 14', 'lives in hall A'],
    ['was in Room C17, Larkspur Hall', 'was in hall A'],
    ["by St Wystan's door, or St Aldates' door", 'by place A door, or place B door'],
    ['at 5 elm grove', 'at place A'],
    ['studies law', 'studies course A'],
    ['MSc Speech and Language Therapy now', 'course A now'],
    ['she flew to Florence; Florence rang', 'she flew to place A; person A rang'],
  ])('%s', (note, expected) => {
    expect(written(note)).toBe(expected);
  });
});

describe('any note', () => {
  const parts = fc.constantFrom(
    ...['Priya', 'dr ', "O'Hare", '@', '.', ' ', '07700 900123', '\n', '😀', 'St ', 'Hall', "'s"],
  );
  const note = fc.array(fc.oneof(parts, fc.string({ maxLength: 6 })), { maxLength: 40 });

  it('gives proposals in order, apart, inside, the same each time', () => {
    fc.assert(
      fc.property(note, (pieces) => {
        const text = pieces.join('');
        const found = look(text, { given: 'Priya', name: "Priya O'Hare" });
        const bounds = found.flatMap(({ start, end }) => [start, end]);
        expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
        expect(found.every(({ start, end }) => start < end && end <= text.length)).toBe(true);
        expect(look(text, { given: 'Priya', name: "Priya O'Hare" })).toEqual(found);
      }),
      { numRuns: 150 },
    );
  });

  it('never leaves the given name that the device knows', () => {
    fc.assert(
      fc.property(note, fc.constantFrom('Priya', 'priya', 'PRIYA', 'Priyas'), (pieces, name) => {
        const text = `${pieces.join('')} ${name} ${pieces.join('')}`;
        expect(out(text, look(text, { given: 'Priya' })).toLowerCase()).not.toMatch(
          /(?<![\p{L}\p{N}_.@-])priyas?(?![\p{L}\p{N}_.@-])/u,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('is looked through in time, and refused past its bound', () => {
    const hostile = ['a', 'a.', '1 ', 'a@', 'a-', 'A. ', 'Dr ', 'St ', 'id is ', 'a dot ', '_a'];
    for (const one of hostile) {
      // Some 0.3 s each where this was written; a pattern that backtracks takes minutes.
      look(one.repeat(Math.floor(LONGEST_NOTE / one.length)));
    }
    expect(() => look('a'.repeat(LONGEST_NOTE + 1))).toThrow(NoteTooLong);
  });
});

describe('highlights from libraries', () => {
  it('fill gaps as hints and change nothing that the rules found', async () => {
    const highlights = await loadHighlights();
    const text = 'Priya met the beekeeper; ring 020 7183 8750.';
    const found = look(text, {}, highlights);
    expect(found).toEqual(expect.arrayContaining([...look(text)]));
  });

  it('are done without when they are missing or break', async () => {
    const highlights = await loadHighlights([
      () => Promise.reject(new Error()),
      async () => () => {
        throw new Error();
      },
    ]);
    expect(look('Priya left.', {}, highlights)).toEqual(look('Priya left.'));
  });

  it('are hints only', () => {
    const text = 'the beekeeper left';
    const found = look(text, {}, () => [{ start: 4, end: 13, kind: 'person', sure: 'hint' }]);
    expect(found).toMatchObject([{ start: 4, end: 13, sure: 'hint', letter: 'A' }]);
  });
});
