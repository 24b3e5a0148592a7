// Whether one word is a name. Lives here: lists and neighbours weighed for a single word. Must not: whole
// names of several words (people.ts).
import type { Rules } from './rules.ts';
import type { Token } from './tokens.ts';

export type Weight = 'list' | 'hint' | null;

/** On a list of names, or a part of a hyphenated word is. */
export function isListed(rules: Rules, folded: string): boolean {
  const has = (part: string): boolean => rules.given.has(part) || rules.surnames.has(part);
  return (
    has(folded) ||
    (folded.includes('-') && folded.split('-').some((part) => part.length > 2 && has(part)))
  );
}

/** A word of the language, whether or not somebody bears it. */
export function isWord(rules: Rules, folded: string): boolean {
  if (rules.ordinary.has(folded) || rules.nameWords.has(folded)) return true;
  // "self-harm", "half-brother": made of words.
  return folded.includes('-') && folded.split('-').every((part) => rules.ordinary.has(part));
}

const FORMS: readonly (readonly [RegExp, string])[] = [
  [/s$/, ''],
  [/ed$/, ''],
  [/ed$/, 'e'],
  [/ing$/, ''],
  [/ing$/, 'e'],
  [/ly$/, ''],
  [/ies$/, 'y'],
  [/er$/, ''],
];

/** An ordinary word or a form of one. */
export function isOrdinary(rules: Rules, folded: string): boolean {
  if (rules.ordinary.has(folded) || rules.never.has(folded)) return true;
  if (/n't$|'(?:s|d|ll|ve|re|m)$/.test(folded)) return true;
  return FORMS.some(
    ([end, stem]) =>
      folded.length > 3 && end.test(folded) && rules.ordinary.has(folded.replace(end, stem)),
  );
}

const beside = (gap: string): boolean => /^[.,]?\s["'“‘(]?$/u.test(gap);

/** A person is announced: "my flatmate …", "called …". */
export function announced(tokens: readonly Token[], at: number, rules: Rules): boolean {
  const [before, here] = [tokens[at - 1], tokens[at]];
  if (before === undefined || here === undefined || before.possessive) return false;
  if (!beside(here.gap) && !/^[,:]\s/.test(here.gap)) return false;
  return rules.personBefore.has(before.folded) || rules.titles.has(before.folded);
}

/** A person did something, or owns it: "… said", "…'s". */
export function followed(tokens: readonly Token[], at: number, rules: Rules): boolean {
  const [here, next] = [tokens[at], tokens[at + 1]];
  if (here?.possessive === true) return true;
  if (next === undefined) return false;
  // "Patience, her cousin": told apart by what is said of them.
  if (next.gap === ', ' && /^(?:who|whose|her|his|their|my|aka)$/.test(next.folded)) return true;
  return /^,?\s$/.test(next.gap) && rules.personAfter.has(next.folded);
}

function isMonth(tokens: readonly Token[], at: number, note: string, rules: Rules): boolean {
  const here = tokens[at] as Token;
  if (!rules.months.has(here.folded)) return false;
  if (/\d(?:st|nd|rd|th)?(?:\sof)?\s?$/.test(note.slice(Math.max(0, here.start - 8), here.start)))
    return true;
  if (/^\s\d/.test(note.slice(here.end))) return true;
  return rules.monthBefore.has(tokens[at - 1]?.folded ?? '') && !followed(tokens, at, rules);
}

function withCapital(tokens: readonly Token[], at: number, rules: Rules): Weight {
  const { folded, text, first } = tokens[at] as Token;
  const listed = isListed(rules, folded);
  const word = isWord(rules, folded) || rules.nobody.has(folded);
  const letters = text.length < 5 && text === text.toUpperCase();
  if (letters && (!rules.given.has(folded) || rules.nobody.has(folded))) return null;
  // "English", "Black": surnames too, but hardly ever meant.
  if (rules.nobody.has(folded) && !rules.given.has(folded)) return null;
  const near = announced(tokens, at, rules) || followed(tokens, at, rules);
  if (first) {
    const plain = rules.ordinary.has(folded) || rules.nobody.has(folded);
    if (listed) return word ? (near || !plain ? 'hint' : null) : 'list';
    return word || isOrdinary(rules, folded) ? null : 'hint';
  }
  if (listed)
    return word && !near && (rules.nobody.has(folded) || rules.ordinary.has(folded))
      ? 'hint'
      : 'list';
  return word || isOrdinary(rules, folded) ? null : 'hint';
}

function small(tokens: readonly Token[], at: number, rules: Rules): Weight {
  const { folded } = tokens[at] as Token;
  const given = rules.given.has(folded);
  const word = isWord(rules, folded) || rules.nobody.has(folded);
  const near = announced(tokens, at, rules);
  if (given && !word && folded.length > 2) return 'list';
  // "yi fan": too short to stand alone.
  if (
    given &&
    !word &&
    rules.given.has(tokens[at + 1]?.folded ?? '') &&
    !isOrdinary(rules, tokens[at + 1]?.folded ?? '')
  )
    return 'hint';
  if (rules.verbs.has(folded) || isOrdinary(rules, folded)) {
    return /^(?:called|named)$/.test(tokens[at - 1]?.folded ?? '') && given ? 'hint' : null;
  }
  if (word) return near && (given || rules.surnames.has(folded)) ? 'hint' : null;
  if (isListed(rules, folded) && folded.length > 3) {
    return near || followed(tokens, at, rules) ? 'hint' : null;
  }
  return near && folded.length > 1 ? 'hint' : null;
}

/** How much speaks for the word at `at` being somebody's name; null: nothing does. */
export function weigh(tokens: readonly Token[], at: number, note: string, rules: Rules): Weight {
  const here = tokens[at];
  if (here === undefined || isMonth(tokens, at, note, rules)) return null;
  const titled = rules.titles.has(tokens[at - 1]?.folded ?? '') && beside(here.gap);
  if (titled && here.capital && here.text.length > 1) return 'list';
  if (here.text.length < 2) return null;
  if (rules.never.has(here.folded)) {
    // "his mate Long": with a capital, and announced.
    const meant = here.capital && !here.first && isListed(rules, here.folded);
    return meant && announced(tokens, at, rules) ? 'hint' : null;
  }
  if (rules.titles.has(here.folded) || /^(?:i'(?:m|d|ve|ll))$/.test(here.folded)) return null;
  return here.capital ? withCapital(tokens, at, rules) : small(tokens, at, rules);
}
