// What is proposed for a note. Lives here: every finder run once, overlaps resolved, letters given. Must not:
// rules of any finder, wording, or the worker's decisions (review.ts).
import { findCourses } from './courses.ts';
import { findForms } from './forms.ts';
import { findKnown } from './known.ts';
import { giveLetters } from './letters.ts';
import { resolve } from './overlap.ts';
import { findPeople } from './people.ts';
import { findPlaces } from './places.ts';
import type { Rules } from './rules.ts';
import { tokenise } from './tokens.ts';
import {
  type Found,
  type Known,
  LONGEST_NOTE,
  NoteTooLong,
  type Proposal,
  type Wording,
} from './types.ts';

/** Highlights from elsewhere: they fill gaps and are only asked about. */
export type Highlights = (note: string) => readonly Found[];

/** A stretch without a letter or digit is nobody; a newline ends a name. */
function sensible(note: string, one: Found): boolean {
  const text = note.slice(one.start, one.end);
  return /[\p{L}\p{N}]/u.test(text) && one.end - one.start <= 400;
}

function gaps(found: readonly Found[], more: readonly Found[]): readonly Found[] {
  return more.filter((one) =>
    found.every(({ start, end }) => one.end <= start || one.start >= end),
  );
}

/**
 * Proposals for a note, in its order, none overlapping; the same note gives the same answer. Throws
 * {@link NoteTooLong} past 20,000 UTF-16 code units.
 */
export function propose(request: {
  readonly note: string;
  readonly known: Known;
  readonly rules: Rules;
  readonly wording: Wording;
  readonly highlights?: Highlights;
}): readonly Proposal[] {
  const { note, known, rules, wording } = request;
  if (note.length > LONGEST_NOTE) throw new NoteTooLong();
  const tokens = tokenise(note);
  const own = resolve(
    [
      ...findKnown(tokens, note, known, rules),
      ...findForms(note, rules),
      ...findCourses(tokens, note, rules),
      ...findPlaces(tokens, note, rules),
      ...findPeople(tokens, note, rules),
    ].filter((one) => sensible(note, one)),
  );
  const more = (request.highlights?.(note) ?? []).filter((one) => sensible(note, one));
  const all = resolve([...own, ...gaps(own, more)]);
  return giveLetters(note, all, rules).map((one) => ({
    ...one,
    replacement: wording(one.kind, one.letter),
  }));
}
