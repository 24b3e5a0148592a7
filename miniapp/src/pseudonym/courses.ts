// What somebody studies. Lives here: subjects with the words that make them a course, degrees with a name
// after them. Must not: module codes (they have a form: forms.ts).
import type { Rules } from './rules.ts';
import { cuedBefore, type Token } from './tokens.ts';
import type { Found } from './types.ts';

const JOINS: ReadonlySet<string> = new Set(['and', 'with', 'of', 'in', 'for', 'the']);
const YEAR = /(?:year|yr|y[1-5])(?:\s\d)?(?:\s(?:of|in|doing|studying))?\s?$/i;
/** "… with a Year in Industry", "Foundation Year …": part of the course's name. */
const YEAR_AWAY =
  /^\s(?:with|and)\s(?:an?\s)?(?:(?:foundation|placement|integrated|international|professional)\s)?(?:year|placement)(?:\s(?:in\s(?:industry|\p{Lu}\p{L}+)|abroad|out))?/iu;
const FOUNDATION = /(?:integrated\s)?foundation\s(?:year\s)?(?:in\s)?$/i;

interface Range {
  readonly from: number;
  readonly to: number;
}

function subjectAt(tokens: readonly Token[], from: number, rules: Rules): Range | null {
  for (let to = Math.min(tokens.length - 1, from + 4); to >= from; to -= 1) {
    const words = tokens.slice(from, to + 1);
    if (words.slice(1).some(({ gap }) => gap !== ' ')) continue;
    if (rules.subjects.has(words.map(({ folded }) => folded).join(' '))) return { from, to };
  }
  return null;
}

/** "Italian and Film": a second subject belongs to the first. */
function joined(tokens: readonly Token[], range: Range, rules: Rules): Range {
  const [link, next] = [tokens[range.to + 1], range.to + 2];
  if (link === undefined || !/^(?:and|with)$/.test(link.folded) || link.gap !== ' ') return range;
  const more = next < tokens.length ? subjectAt(tokens, next, rules) : null;
  return more === null ? range : joined(tokens, { from: range.from, to: more.to }, rules);
}

const isDegree = (token: Token | undefined, rules: Rules): boolean =>
  token !== undefined &&
  rules.degrees.has(token.folded) &&
  (token.capital || token.folded.length > 2);

/** A degree and the capitalised words after it, known as a subject or not. */
function degreeAt(tokens: readonly Token[], at: number, rules: Rules): Found | null {
  const degree = tokens[at] as Token;
  if (!isDegree(degree, rules)) return null;
  let to = at;
  const reach = (next: Token | undefined): boolean =>
    next?.capital === true && /^(?:\s|\s?\(|\s&\s|,?\s)$/.test(next.gap) && next.text !== 'I';
  for (let at2 = at + 1; at2 < tokens.length && at2 - at < 9; at2 += 1) {
    const next = tokens[at2];
    if (reach(next)) to = at2;
    else if (
      !(next !== undefined && JOINS.has(next.folded) && next.gap === ' ' && reach(tokens[at2 + 1]))
    )
      break;
  }
  const subject = subjectAt(tokens, at + 1 + (tokens[at + 1]?.folded === 'in' ? 1 : 0), rules);
  if (subject !== null) to = Math.max(to, joined(tokens, subject, rules).to);
  const end = (tokens[to] as Token).end;
  return to === at || end - degree.start > 90
    ? null
    : { start: degree.start, end, kind: 'course', sure: 'list' };
}

function weightOf(
  tokens: readonly Token[],
  range: Range,
  note: string,
  rules: Rules,
): 'list' | 'hint' | null {
  const [first, last] = [tokens[range.from] as Token, tokens[range.to] as Token];
  const year = YEAR.test(note.slice(Math.max(0, first.start - 24), first.start));
  if (year || cuedBefore(tokens, range.from, rules.courseBefore)) return 'list';
  if (
    rules.courseAfter.has(tokens[range.to + 1]?.folded ?? '') &&
    tokens[range.to + 1]?.gap === ' ' &&
    !last.possessive
  )
    return 'list';
  if (first.capital && !first.first)
    return rules.nobody.has(first.folded) && range.from === range.to ? null : 'list';
  return cuedBefore(tokens, range.from, rules.courseWeak) || range.to > range.from ? 'hint' : null;
}

/** Courses in the note. Overlaps are not resolved yet. */
export function findCourses(
  tokens: readonly Token[],
  note: string,
  rules: Rules,
): readonly Found[] {
  const found: Found[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const degree = degreeAt(tokens, at, rules);
    if (degree !== null) found.push(degree);
    const subject = subjectAt(tokens, at, rules);
    if (subject === null) continue;
    const range = joined(tokens, subject, rules);
    const sure = weightOf(tokens, range, note, rules);
    at = range.to;
    if (sure === null) continue;
    const [first, last] = [tokens[range.from] as Token, tokens[range.to] as Token];
    const tail = YEAR_AWAY.exec(note.slice(last.end))?.[0].length ?? 0;
    const head = FOUNDATION.exec(note.slice(0, first.start))?.[0].length ?? 0;
    found.push({ start: first.start - head, end: last.end + tail, kind: 'course', sure });
  }
  return found;
}
