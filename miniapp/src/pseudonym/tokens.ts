// The note cut into words. Lives here: words with their places, folded, and where sentences start. Must not:
// judge what a word means.
import { fold } from './sections.ts';

export interface Token {
  readonly start: number;
  /** Without a possessive 's. */
  readonly end: number;
  /** With it, or with its apostrophe alone. */
  readonly endOwned: number;
  readonly text: string;
  readonly folded: string;
  readonly capital: boolean;
  readonly possessive: boolean;
  /** The first word of a sentence, line or quotation: its capital says nothing. */
  readonly first: boolean;
  /** What stands between the word before and this one. */
  readonly gap: string;
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*['’]?/gu;
const STARTS = /^$|[.!?•\n"“]|(?:^|\s)[-–—*(]\s*$/u;
// "Dr. Sengupta", "St. Ives", "J. Smith": the full stop ends no sentence.
const ABBREVIATED =
  /(?:^|[^\p{L}])(?:dr|mr|mrs|ms|prof|st|rev|fr|no|tel|e\.g|i\.e|vs|\p{L})\.\s?$/iu;

function trimmed(raw: string): { text: string; possessive: boolean } {
  const owned = /['’]s?$/i.exec(raw);
  if (owned === null) return { text: raw, possessive: false };
  return { text: raw.slice(0, owned.index), possessive: true };
}

function startsSentence(note: string, from: number, to: number): boolean {
  const gap = note.slice(from, to);
  if (!STARTS.test(gap)) return false;
  return !(/^\.\s?$/.test(gap) && ABBREVIATED.test(note.slice(Math.max(0, from - 6), to)));
}

/** Every word of the note, in order. */
export function tokenise(note: string): readonly Token[] {
  const found: Token[] = [];
  let before = 0;
  for (const match of note.matchAll(WORD)) {
    const { text, possessive } = trimmed(match[0]);
    const start = match.index;
    const head = text.slice(0, 1);
    found.push({
      start,
      end: start + text.length,
      endOwned: start + match[0].length,
      text,
      folded: fold(text),
      capital: head !== head.toLowerCase(),
      possessive,
      first: startsSentence(note, before, start),
      gap: note.slice(before, start),
    });
    before = start + match[0].length;
  }
  return found;
}

/** `count` words before `at`, folded, joined by spaces. */
export function phraseBefore(tokens: readonly Token[], at: number, count: number): string {
  const from = Math.max(0, at - count);
  return tokens
    .slice(from, at)
    .map(({ folded }) => folded)
    .join(' ');
}

/** Whether a phrase of the set ends right before `at`, at most three words long. */
export function cuedBefore(
  tokens: readonly Token[],
  at: number,
  cues: ReadonlySet<string>,
): boolean {
  return [1, 2, 3].some((count) => at >= count && cues.has(phraseBefore(tokens, at, count)));
}
