// What this device knows of the student. Lives here: their names, numbers and places found in a note, misspelt
// by one letter, inflected or small. Must not: keep any of it.
import { isOrdinary } from './naming.ts';
import type { Rules } from './rules.ts';
import { fold } from './sections.ts';
import { type Token, tokenise } from './tokens.ts';
import type { Found, Kind, Known, Sure } from './types.ts';

/** At most one letter added, left out, changed or swapped with its neighbour. */
export function oneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head += 1;
  if (head === a.length && head === b.length) return true;
  const rest = (text: string, skip: number): string => text.slice(head + skip);
  if (a.length > b.length) return rest(a, 1) === rest(b, 0);
  if (a.length < b.length) return rest(a, 0) === rest(b, 1);
  const swapped = a[head] === b[head + 1] && a[head + 1] === b[head];
  return rest(a, 1) === rest(b, 1) || (swapped && rest(a, 2) === rest(b, 2));
}

const nameParts = (text: string): readonly string[] =>
  tokenise(text).flatMap(({ folded }) =>
    folded.includes('-') ? [folded, ...folded.split('-')] : [folded],
  );

/** A word, or a part of one, and where it stands. */
type Part = Pick<Token, 'start' | 'end' | 'folded' | 'capital'>;

/** Joined on after an apostrophe: "she'll", "you're". */
const JOINED: ReadonlySet<string> = new Set(['s', 't', 'd', 'm', 'll', 've', 're']);

/** What apostrophes join: "a'Priya", "Priya'll". Nobody called Don is in "don't". */
function joined(token: Token): readonly Part[] {
  const texts = token.text.split(/['’]/u);
  if (texts.length === 1) return [];
  let start = token.start;
  return texts.flatMap((text, at) => {
    const part = { start, end: start + text.length, folded: fold(text) };
    start = part.end + 1;
    const none = part.folded.endsWith('n') && fold(texts[at + 1] ?? '') === 't';
    if (none || (at > 0 && JOINED.has(part.folded))) return [];
    return [{ ...part, capital: text.slice(0, 1) !== text.slice(0, 1).toLowerCase() }];
  });
}

function sureOf(part: Part, name: string, rules: Rules): Sure | null {
  const word =
    isOrdinary(rules, part.folded) ||
    rules.nameWords.has(part.folded) ||
    rules.nobody.has(part.folded);
  if (part.folded === name || part.folded === `${name}s`)
    return word && !part.capital ? 'hint' : 'known';
  if (part.folded.split('-').includes(name)) return 'known';
  const near = name.length > 3 && part.folded.length > 3 && oneLetterApart(part.folded, name);
  return near && !word ? 'known' : null;
}

function names(
  tokens: readonly Token[],
  parts: readonly string[],
  kind: Kind,
  rules: Rules,
): readonly Found[] {
  const found = (part: Part): readonly Found[] => {
    const weights = parts.map((name) => sureOf(part, name, rules));
    const sure =
      weights.find((one) => one === 'known') ?? weights.find((one) => one !== null) ?? null;
    return sure === null ? [] : [{ start: part.start, end: part.end, kind, sure }];
  };
  return tokens.flatMap((token) => {
    const whole = found(token);
    return whole.length > 0 ? whole : joined(token).flatMap(found);
  });
}

const DIGITS = /\+?\(?\d(?:[\s()./-]{0,3}\d){4,15}/g;

/** Its numbers end in the same nine digits, however they are written. */
function numbers(note: string, texts: readonly string[]): readonly Found[] {
  const tail = (text: string): string => text.replace(/\D/g, '').slice(-9);
  const known = new Set(texts.flatMap((text) => (text.match(DIGITS) ?? []).map(tail)));
  return [...note.matchAll(DIGITS)]
    .filter(([text]) => known.has(tail(text)))
    .map(({ 0: text, index }) => ({
      start: index,
      end: index + text.length,
      kind: 'phone',
      sure: 'known',
    }));
}

/** The words of a place in their order, and each of them that means nothing else. */
function places(tokens: readonly Token[], text: string, rules: Rules): readonly Found[] {
  const common = (word: string): boolean =>
    isOrdinary(rules, word) ||
    rules.nameWords.has(word) ||
    rules.placeWords.has(word) ||
    rules.hallWords.has(word) ||
    word.length < 4;
  return text.split(/[,;\n]/).flatMap((part) => {
    const wanted = tokenise(part).map(({ folded }) => folded);
    const own = wanted.filter((word) => !common(word));
    return tokens.flatMap((token, at): readonly Found[] => {
      const here = tokens.slice(at, at + wanted.length);
      const whole =
        wanted.length > 0 &&
        wanted.every((word, i) => here[i]?.folded === word) &&
        (wanted.length > 1 || own.length > 0);
      const last = whole ? here.at(-1) : own.includes(token.folded) ? token : undefined;
      return last === undefined
        ? []
        : [{ start: token.start, end: last.end, kind: 'place', sure: 'known' }];
    });
  });
}

/** Everything in the note that this device knows to be the student's, or a worker's name. */
export function findKnown(
  tokens: readonly Token[],
  note: string,
  known: Known,
  rules: Rules,
): readonly Found[] {
  // Whom to call is a line of free text: "my sister Noor, 07700 900587".
  const contact = nameParts(known.contact).filter(
    (word) => !isOrdinary(rules, word) && !rules.nobody.has(word),
  );
  const own = [...nameParts(known.given), ...nameParts(known.name), ...contact].filter(
    (part) => part.length > 1,
  );
  const team = (known.workers ?? [])
    .flatMap(nameParts)
    .filter((part) => part.length > 1 && !own.includes(part));
  return [
    ...names(
      tokens,
      own.filter((part) => !rules.particles.has(part)),
      'person',
      rules,
    ),
    ...names(
      tokens,
      team.filter((part) => !rules.particles.has(part)),
      'worker',
      rules,
    ),
    ...numbers(note, [known.phone, known.contact]),
    ...places(tokens, known.place, rules),
  ];
}
