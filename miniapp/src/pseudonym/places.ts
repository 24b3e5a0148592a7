// Places and halls. Lives here: towns and countries from the lists, names built with "Street", "Hall" and the
// like. Must not: lists of its own.
import { isListed, isOrdinary } from './naming.ts';
import type { Rules } from './rules.ts';
import { fold } from './sections.ts';
import type { Token } from './tokens.ts';
import type { Found, Kind } from './types.ts';

const LINKS: ReadonlySet<string> = new Set(['of', 'the', 'and', 'de', 'upon', 'on', 'st', 'for']);

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Stretches of at most five words that are one name in the set, the longest at each place. */
function listed(tokens: readonly Token[], names: ReadonlySet<string>): readonly Range[] {
  const found: Range[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    for (let to = Math.min(tokens.length - 1, from + 4); to >= from; to -= 1) {
      const words = tokens.slice(from, to + 1);
      if (words.slice(1).some(({ gap }) => gap !== ' ' && gap !== '-')) continue;
      const joined = words
        .map(({ folded }) => folded)
        .join(' ')
        .replaceAll('-', ' ');
      if (!names.has(joined)) continue;
      found.push({ from, to });
      from = to;
      break;
    }
  }
  return found;
}

/** "in Jordan", "flew to Florence": the place, not the person. */
function isSomewhere(tokens: readonly Token[], at: number, rules: Rules): boolean {
  const before = tokens[at - 1]?.folded ?? '';
  if (rules.within.has(before)) return true;
  return before === 'to' && rules.travel.has(tokens[at - 2]?.folded ?? '');
}

function fromLists(tokens: readonly Token[], rules: Rules): readonly Found[] {
  const take = (names: ReadonlySet<string>, sure: 'list' | 'hint'): readonly Found[] =>
    listed(tokens, names).flatMap(({ from, to }) => {
      const [first, last] = [tokens[from] as Token, tokens[to] as Token];
      const word =
        from === to && (isOrdinary(rules, first.folded) || rules.nameWords.has(first.folded));
      const name = from === to && isListed(rules, first.folded);
      const there = isSomewhere(tokens, from, rules);
      if (!first.capital && (word || (name && !there) || first.folded.length < 4)) return [];
      const certain = !(word || name) || there;
      if (name && !certain) return [];
      return [
        {
          start: first.start,
          end: last.end,
          kind: 'place' as const,
          sure: certain ? sure : ('hint' as const),
        },
      ];
    });
  return [...take(rules.places, 'list'), ...take(rules.countries, 'hint')];
}

/** How far a name reaches to the left of "Street" or "Hall"; `at` itself where nothing does. */
function leftOf(tokens: readonly Token[], at: number, rules: Rules): number {
  let from = at;
  while (at - from < 5 && from > 0) {
    const [before, here] = [tokens[from - 1] as Token, tokens[from] as Token];
    if (!/^\.?[\s-]$/.test(here.gap) && !(before.possessive && here.gap === ' ')) break;
    const inside =
      LINKS.has(before.folded) &&
      tokens[from - 2]?.capital === true &&
      before.gap === ' ' &&
      from - 2 >= 0;
    const common =
      before.first && (isOrdinary(rules, before.folded) || rules.never.has(before.folded));
    if (!(before.capital && !common && !rules.titles.has(before.folded)) && !inside) break;
    from -= 1;
  }
  while (from < at && LINKS.has((tokens[from] as Token).folded) && !(tokens[from] as Token).capital)
    from += 1;
  return from;
}

function isHall(tokens: readonly Token[], from: number, at: number, rules: Rules): boolean {
  if (!rules.hallWords.has((tokens[at] as Token).folded)) return false;
  if (/^halls?$/.test((tokens[at] as Token).folded)) return true;
  return tokens
    .slice(Math.max(0, from - 8), Math.min(tokens.length, at + 9))
    .some(({ folded }) => rules.hallNear.has(folded));
}

/** "27 " in front goes with the name; "C17, " is a room's. */
function numberBefore(note: string, start: number): number {
  const near = note.slice(Math.max(0, start - 12), start);
  const number = /(?:^|[^\p{L}\p{N}])(\d{1,4}[a-z]?\s)$/iu.exec(near)?.[1] ?? '';
  return start - number.length;
}

function small(tokens: readonly Token[], at: number, rules: Rules): boolean {
  const [before, here] = [tokens[at - 1], tokens[at]];
  if (before === undefined || here === undefined || here.gap !== ' ' || here.first) return false;
  if (before.capital || before.folded.length < 4 || before.possessive) return false;
  return !isOrdinary(rules, before.folded) && !rules.particles.has(before.folded);
}

function built(tokens: readonly Token[], note: string, rules: Rules): readonly Found[] {
  return tokens.flatMap((token, at): readonly Found[] => {
    const place = rules.placeWords.has(token.folded);
    if (!place && !rules.hallWords.has(token.folded)) return [];
    let from = leftOf(tokens, at, rules);
    const numbered =
      numberBefore(note, (tokens[from] as Token).start) < (tokens[from] as Token).start;
    let sure: 'list' | 'hint' = token.capital ? 'list' : 'hint';
    if (from === at) {
      if (!small(tokens, at, rules)) return [];
      from = at - 1;
      sure = 'hint';
    }
    const own = tokens.slice(from, at);
    // "Student Support Office": everybody's. "Disability Centre": perhaps.
    if (!numbered && own.every(({ folded }) => rules.nobody.has(folded) || LINKS.has(folded)))
      return [];
    if (own.every(({ folded }) => isOrdinary(rules, folded) || rules.nobody.has(folded)))
      sure = 'hint';
    const kind: Kind = isHall(tokens, from, at, rules) && !numbered ? 'hall' : 'place';
    return [
      { start: numberBefore(note, (tokens[from] as Token).start), end: token.end, kind, sure },
    ];
  });
}

/** "5 elm grove", "14 Larch Street": a number, up to three words and a word for a street. */
function addresses(note: string, rules: Rules): readonly Found[] {
  const shape = /\d{1,4}[a-z]?,?\s((?:\p{L}[\p{L}'’-]{0,30}\s){1,3}?)(\p{L}{2,12})(?!\p{L})/giu;
  return [...note.matchAll(shape)].flatMap(({ 0: text, 1: names = '', 2: last = '', index }) => {
    if (/[\p{L}\p{N}£$.]/u.test(note[index - 1] ?? '') || !rules.roads.has(fold(last))) return [];
    const own = fold(names).trim().split(' ');
    if (own.every((one) => rules.ordinary.has(one))) return [];
    return [
      { start: index, end: index + text.length, kind: 'place' as const, sure: 'list' as const },
    ];
  });
}

/** "at Club Neon", "outside the Red Lion": capitals after a word for where, whatever they say. */
function whereabouts(tokens: readonly Token[], rules: Rules): readonly Found[] {
  return tokens.flatMap((token, at): readonly Found[] => {
    if (!rules.within.has(token.folded) || token.folded === 'of') return [];
    const article = tokens[at + 1]?.folded === 'the' && tokens[at + 1]?.capital === false ? 1 : 0;
    const from = at + 1 + article;
    let to = from - 1;
    while (
      tokens[to + 1]?.capital === true &&
      /^\s(?:&\s)?$/.test(tokens[to + 1]?.gap ?? '') &&
      tokens[to]?.possessive !== true
    )
      to += 1;
    const own = tokens.slice(from, to + 1);
    const nobody = own.every(({ folded }) => rules.nobody.has(folded) || rules.never.has(folded));
    const telling = own.some(({ folded }) => !isOrdinary(rules, folded)) || own.length > 1;
    if (
      own.length === 0 ||
      nobody ||
      !telling ||
      own.some(({ folded }) => rules.titles.has(folded))
    )
      return [];
    if (token.folded === 'from' && own.some(({ folded }) => isListed(rules, folded))) return [];
    return [
      {
        start: (tokens[from] as Token).start,
        end: (tokens[to] as Token).end,
        kind: 'place',
        sure: 'hint',
      },
    ];
  });
}

/** "University of Kent", "Universidad de Valdoria", "St Cuthbert's". */
function composed(tokens: readonly Token[], rules: Rules): readonly Found[] {
  return tokens.flatMap((token, at): readonly Found[] => {
    const [next, after] = [tokens[at + 1], tokens[at + 2]];
    if (!token.capital || next === undefined) return [];
    const head = /^(?:universit\p{L}*|college|school|church|institute|royal|hospital)$/u.test(
      token.folded,
    );
    if (head && LINKS.has(next.folded) && after?.capital === true) {
      let to = at + 2;
      while (tokens[to + 1]?.capital === true && tokens[to + 1]?.gap === ' ') to += 1;
      return [{ start: token.start, end: (tokens[to] as Token).end, kind: 'place', sure: 'list' }];
    }
    const saint = /^(?:st|saint)$/.test(token.folded) && next.capital && /^\.?\s$/.test(next.gap);
    if (!saint) return [];
    const near = tokens
      .slice(Math.max(0, at - 6), at + 8)
      .some(({ folded }) => rules.hallNear.has(folded));
    const [start, end] = [token.start, next.endOwned];
    return [{ start, end, kind: near ? 'hall' : 'place', sure: 'list' }];
  });
}

/** "Room C17, Larkspur Hall", "flat 6 saltram court": the room goes with the name; alone it is asked about. */
function withRooms(note: string, found: readonly Found[], rules: Rules): readonly Found[] {
  const beside = (from: number, to: number): boolean =>
    to >= from && /^[,(]?\s?(?:(?:in|at|of)\s)?(?:the\s)?$/.test(note.slice(from, to));
  return [...note.matchAll(rules.rooms)].flatMap(({ 0: text, index }): readonly Found[] => {
    const [start, end] = [index, index + text.length];
    if (/[\p{L}\p{N}]/u.test(note[start - 1] ?? '')) return [];
    const near = found.find(
      (one) =>
        beside(end, one.start) || beside(one.end, start) || (start < one.end && end > one.start),
    );
    if (near !== undefined) {
      return [{ ...near, start: Math.min(start, near.start), end: Math.max(end, near.end) }];
    }
    return /\d/.test(text) && /^(?:room|rm|flat|bedroom)/i.test(text)
      ? [{ start, end, kind: 'hall', sure: 'hint' }]
      : [];
  });
}

/** Places and halls in the note. Overlaps are not resolved yet. */
export function findPlaces(tokens: readonly Token[], note: string, rules: Rules): readonly Found[] {
  const found = [
    ...fromLists(tokens, rules),
    ...built(tokens, note, rules),
    ...addresses(note, rules),
    ...composed(tokens, rules),
    ...whereabouts(tokens, rules),
  ];
  return [...found, ...withRooms(note, found, rules)];
}
