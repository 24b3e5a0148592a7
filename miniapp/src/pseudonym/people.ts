// People in a note. Lives here: names of several words put together, initials, who is a worker, the same name
// again elsewhere. Must not: letters (letters.ts), single words' weight (naming.ts).
import { announced, followed, isListed, isOrdinary, isWord, type Weight, weigh } from './naming.ts';
import type { Rules } from './rules.ts';
import { fold } from './sections.ts';
import { phraseBefore, type Token } from './tokens.ts';
import type { Found, Kind } from './types.ts';

interface Chain {
  readonly from: number;
  /** The last word, inclusive. */
  readonly to: number;
  readonly sure: 'list' | 'hint';
}

const NEXT_TO = /^\.?\s$/;

/** Whether the word at `at` continues a name that ends right before it. */
function continues(
  tokens: readonly Token[],
  at: number,
  weights: readonly Weight[],
  rules: Rules,
): boolean {
  const [before, here] = [tokens[at - 1], tokens[at]];
  if (before === undefined || here === undefined || before.possessive) return false;
  const initial = /^\p{Lu}$/u.test(before.text);
  if (!(here.gap === ' ' || (initial && NEXT_TO.test(here.gap)))) return false;
  if (here.capital && /^\p{Lu}$/u.test(here.text)) return here.text !== 'I';
  if (!here.capital) {
    return (
      !before.capital &&
      isListed(rules, here.folded) &&
      (!isWord(rules, here.folded) || (before.folded.length < 3 && rules.given.has(here.folded))) &&
      !isOrdinary(rules, here.folded)
    );
  }
  if (!before.capital && !rules.particles.has(before.folded)) return false;
  if (isListed(rules, here.folded))
    return !rules.never.has(here.folded) || rules.surnames.has(here.folded);
  return weights[at] !== null;
}

/** "van der Berg", "Al Sayed": small words and the name after them. */
function particlesEnd(tokens: readonly Token[], at: number, rules: Rules): number {
  let end = at;
  while (
    end - at < 3 &&
    rules.particles.has(tokens[end + 1]?.folded ?? '') &&
    tokens[end + 1]?.gap === ' '
  )
    end += 1;
  const after = tokens[end + 1];
  const fits =
    end > at && after?.capital === true && after.gap === ' ' && tokens[at]?.possessive === false;
  return fits && !rules.nobody.has(after.folded) ? end + 1 : at;
}

function chainFrom(
  tokens: readonly Token[],
  from: number,
  weights: readonly Weight[],
  rules: Rules,
): Chain {
  let to = from;
  for (let grown = true; grown; ) {
    const before = to;
    if (continues(tokens, to + 1, weights, rules)) to += 1;
    else to = particlesEnd(tokens, to, rules);
    grown = to > before && to - from < 5;
  }
  const sure = weights.slice(from, to + 1).includes('list') ? 'list' : 'hint';
  return { from, to, sure };
}

/** Titles and initials in front belong to the name: "Dr Lindqvist", "J. Mbeki". */
function withTitle(tokens: readonly Token[], chain: Chain, rules: Rules): Chain {
  let { from } = chain;
  while (from > 0 && chain.from - from < 4) {
    const [before, here] = [tokens[from - 1] as Token, tokens[from] as Token];
    if (!NEXT_TO.test(here.gap) || before.possessive) break;
    const role = rules.roleTitles.has(before.folded) && here.capital;
    // "her sister Noor": the word is told of the family, not part of the name.
    const owned = /^(?:her|his|their|my|our|a|the|an|who|whose)$/.test(
      tokens[from - 2]?.folded ?? '',
    );
    const apart = owned || tokens[from - 2]?.possessive === true;
    const title = rules.titles.has(before.folded) || (role && (before.capital || !apart));
    const initial =
      /^\p{Lu}$/u.test(before.text) &&
      before.text !== 'I' &&
      here.capital &&
      !(before.first && before.text === 'A');
    if (!title && !initial) break;
    from -= 1;
  }
  // A title or an initial leaves no doubt.
  return from < chain.from ? { ...chain, from, sure: 'list' } : chain;
}

function chains(tokens: readonly Token[], note: string, rules: Rules): readonly Chain[] {
  const weights = tokens.map((_, at) => weigh(tokens, at, note, rules));
  const found: Chain[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (weights[at] === null) continue;
    const chain = chainFrom(tokens, at, weights, rules);
    found.push(withTitle(tokens, chain, rules));
    at = chain.to;
  }
  return found;
}

/** "K said", "S.I.": initials alone. */
function initials(tokens: readonly Token[], note: string, rules: Rules): readonly Found[] {
  const dotted = [...note.matchAll(/(?:\p{Lu}\.){2,3}(?!\p{L})/gu)]
    .filter(({ index }) => !/\p{L}/u.test(note[index - 1] ?? ''))
    .filter(([text]) => !rules.nobody.has(fold(text).replaceAll('.', '')))
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length }));
  const single = tokens.filter((token, at) => {
    if (
      !/^\p{Lu}$/u.test(token.text) ||
      token.text === 'I' ||
      /['’]/.test(note[token.start - 1] ?? '')
    )
      return false;
    const quoted = /^["“”']/.test(note.slice(token.end)) && /["“”']$/.test(token.gap);
    if (token.text === 'A' && !quoted && !token.possessive) return false;
    return quoted || announced(tokens, at, rules) || followed(tokens, at, rules);
  });
  return [...dotted, ...single].map(({ start, end }) => ({
    start,
    end,
    kind: 'person',
    sure: 'hint',
  }));
}

/** A worker of the service is meant: the words right before or right after say so. */
function isWorker(tokens: readonly Token[], chain: Chain, note: string, rules: Rules): boolean {
  const [first, last] = [tokens[chain.from] as Token, tokens[chain.to] as Token];
  const near = /^[,:(–-]?\s?[("“]?\s?$/u.test(first.gap.replace(/,\s/, ' ')) || first.gap === ' (';
  const before = near && !first.first ? ` ${phraseBefore(tokens, chain.from, 5)}` : '';
  if (rules.workerBefore.some((cue) => before.endsWith(` ${cue}`))) return true;
  const after = fold(note.slice(last.end, last.end + 60)).replace(/^(?:'s)?[\s,(–-]{0,3}/u, '');
  return rules.workerAfter.some((cue) => after.startsWith(cue));
}

function kindOf(tokens: readonly Token[], chain: Chain, note: string, rules: Rules): Kind {
  if (isWorker(tokens, chain, note, rules)) return 'worker';
  const here = tokens.slice(chain.from, chain.to + 1);
  const unknown = here.every(({ folded }) => !rules.given.has(folded));
  const before = tokens[chain.from - 1]?.folded ?? '';
  return unknown && chain.sure === 'hint' && rules.within.has(before) ? 'place' : 'person';
}

/** The same name elsewhere in the note, small, inflected or where nothing announced it. */
function again(
  tokens: readonly Token[],
  found: readonly Found[],
  note: string,
  rules: Rules,
): readonly Found[] {
  const names = new Map<string, Found>();
  for (const one of found) {
    if (one.kind !== 'person' && one.kind !== 'worker') continue;
    for (const part of fold(note.slice(one.start, one.end)).split(/[\s.]+/)) {
      const titled = rules.titles.has(part) || rules.roleTitles.has(part);
      if (part.length > 2 && !titled && names.get(part)?.sure !== 'list') names.set(part, one);
    }
  }
  return tokens.flatMap((token) => {
    const { start, end, folded } = token;
    const inflected = folded.length > 4 ? names.get(folded.replace(/s$/, '')) : undefined;
    const one = names.get(folded) ?? inflected;
    const word = isWord(rules, folded) || isOrdinary(rules, folded);
    // A name that is a word too is meant where its capital says something.
    if (one === undefined || (word && !(token.capital && !token.first))) return [];
    return [{ start, end, kind: one.kind, sure: word ? 'hint' : one.sure }];
  });
}

/** Everybody whom the note seems to name. Overlaps are not resolved yet. */
export function findPeople(tokens: readonly Token[], note: string, rules: Rules): readonly Found[] {
  const named = chains(tokens, note, rules).map((chain): Found => {
    const [start, end] = [(tokens[chain.from] as Token).start, (tokens[chain.to] as Token).end];
    return { start, end, kind: kindOf(tokens, chain, note, rules), sure: chain.sure };
  });
  const all = [...named, ...initials(tokens, note, rules)];
  return [...all, ...again(tokens, all, note, rules)];
}
