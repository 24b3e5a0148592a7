// One proposal for one stretch. Lives here: what happens where several were found. Must not: know where
// they come from.
import type { Found, Sure } from './types.ts';

const RANK: Readonly<Record<Sure, number>> = { known: 3, form: 2, list: 1, hint: 0 };

const contains = (a: Found, b: Found): boolean => a.start <= b.start && a.end >= b.end;

/** Which of two that overlap says what it is; the earlier where nothing tells them apart. */
function stronger(a: Found, b: Found): Found {
  if (contains(a, b) !== contains(b, a)) {
    const [wide, narrow] = contains(a, b) ? [a, b] : [b, a];
    // What merely might be something does not swallow what is certain, but keeps its width.
    return wide.sure === 'hint' && narrow.sure !== 'hint' ? narrow : wide;
  }
  return RANK[b.sure] > RANK[a.sure] ? b : a;
}

function surest(a: Found, b: Found): Sure {
  return RANK[a.sure] >= RANK[b.sure] ? a.sure : b.sure;
}

/**
 * Joins what overlaps, in order of the note: nothing that anyone found stays uncovered. The wider says
 * the kind; of the same kind, the surer of the two says how sure.
 */
export function resolve(found: readonly Found[]): readonly Found[] {
  const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Found[] = [];
  for (const one of sorted) {
    const last = kept.at(-1);
    if (last === undefined || one.start >= last.end) {
      kept.push(one);
      continue;
    }
    const { kind, sure } = stronger(last, one);
    const both = last.kind === one.kind ? surest(last, one) : sure;
    kept[kept.length - 1] = {
      start: last.start,
      end: Math.max(last.end, one.end),
      kind,
      sure: both,
    };
  }
  return kept;
}
