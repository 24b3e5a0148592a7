// Identifiers with a form. Lives here: running the patterns over a note and trimming what they found. Must
// not: any pattern (policy/pseudonyms).
import { isOrdinary } from './naming.ts';
import type { Rules, Shape } from './rules.ts';
import { fold } from './sections.ts';
import type { Found, Kind } from './types.ts';

const WORDY = /[\p{L}\p{N}_]/u;
const MONEY = /[£$€₦¥]\s?[\d,.]*$/u;

/** A match may not begin or end in the middle of a word. */
function whole(note: string, start: number, end: number): boolean {
  const [first, last] = [note[start] ?? '', note[end - 1] ?? ''];
  if (WORDY.test(first) && WORDY.test(note[start - 1] ?? '')) return false;
  return !(WORDY.test(last) && WORDY.test(note[end] ?? ''));
}

const LOOSE: Partial<Record<Kind, RegExp>> = {
  link: /[.,;:!?)\]'’]+$/u,
  email: /[.,;:!?'’-]+$/u,
  handle: /[.,;:!?-]+$/u,
  phone: /[\s().-]+$/u,
  number: /[\s.,-]+$/u,
};

function tidy(note: string, kind: Kind, start: number, end: number): number {
  const loose = LOOSE[kind];
  if (loose === undefined) return end;
  const text = note.slice(start, end);
  const tail = loose.exec(text)?.[0] ?? '';
  // A bracket that was opened inside belongs to the link.
  return text.includes('(') && tail.startsWith(')') ? end - tail.length + 1 : end - tail.length;
}

function isPublic(rules: Rules, kind: Kind, text: string): boolean {
  if (kind === 'phone' || kind === 'number') return rules.publics.has(text.replace(/\D/g, ''));
  return (
    kind === 'link' &&
    rules.publics.has(
      fold(text)
        .replace(/^https?:\/\//, '')
        .split('/')[0] ?? '',
    )
  );
}

function accepted(note: string, rules: Rules, shape: Shape, start: number, end: number): boolean {
  const text = note.slice(start, end);
  if (end - start < 2 || !whole(note, start, end)) return false;
  if (isPublic(rules, shape.kind, text)) return false;
  if (shape.kind === 'number') return !MONEY.test(note.slice(Math.max(0, start - 12), start));
  // What might be a handle and is an ordinary word, or two with a full stop between, is none.
  if (shape.kind !== 'handle' || /[\d_@-]/.test(text)) return true;
  return !fold(text)
    .split('.')
    .every((word) => isOrdinary(rules, word) || rules.nobody.has(word));
}

function runShape(note: string, rules: Rules, shape: Shape): readonly Found[] {
  const found: Found[] = [];
  const { pattern } = shape;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(note); match !== null; match = pattern.exec(note)) {
    const [start, raw] = match.indices?.groups?.['it'] ?? match.indices?.[0] ?? [0, 0];
    const end = tidy(note, shape.kind, start, raw);
    // The words beside it are whole words too: "did 34" holds no "id 34".
    if (whole(note, match.index, end) && accepted(note, rules, shape, start, end)) {
      found.push({ start, end, kind: shape.kind, sure: shape.sure });
      pattern.lastIndex = Math.max(end, match.index + 1);
    } else {
      pattern.lastIndex = match.index + 1;
    }
  }
  return found;
}

/** Everything in the note that a pattern fits. Overlaps are not resolved yet. */
export function findForms(note: string, rules: Rules): readonly Found[] {
  return rules.shapes.flatMap((shape) => runShape(note, rules, shape));
}
