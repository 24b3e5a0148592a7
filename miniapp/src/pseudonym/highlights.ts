// Highlights from two libraries, where they can be loaded. Lives here: what compromise and libphonenumber-js
// see, as hints. Must not: be needed; without them everything else works.
import type { Highlights } from './propose.ts';
import type { Found, Kind } from './types.ts';

/** A worker does not wait longer for what is only an extra. */
const LONGEST_WAIT_MS = 6_000;

interface Offset {
  readonly offset?: { readonly start: number; readonly length: number };
}

const hint = (kind: Kind, start: number, end: number): Found => ({
  start,
  end,
  kind,
  sure: 'hint',
});

/** Without the spaces and commas that a library counts in. */
function trimmed(note: string, one: Found): Found {
  const text = note.slice(one.start, one.end);
  const lead = text.length - text.replace(/^[^\p{L}\p{N}+(]+/u, '').length;
  const tail = text.length - text.replace(/(?:['’]s)?[^\p{L}\p{N}]*$/u, '').length;
  return { ...one, start: one.start + lead, end: Math.max(one.start + lead, one.end - tail) };
}

async function people(): Promise<Highlights> {
  const { default: nlp } = await import('compromise');
  const of = (kind: Kind, rows: readonly Offset[]): readonly Found[] =>
    rows.flatMap(({ offset }) =>
      offset === undefined ? [] : [hint(kind, offset.start, offset.start + offset.length)],
    );
  return (note) => {
    const read = nlp(note);
    return [
      ...of('person', read.people().json({ offset: true }) as readonly Offset[]),
      ...of('place', read.places().json({ offset: true }) as readonly Offset[]),
    ].map((one) => trimmed(note, one));
  };
}

async function phones(): Promise<Highlights> {
  const { findPhoneNumbersInText } = await import('libphonenumber-js/min');
  return (note) =>
    findPhoneNumbersInText(note, 'GB').map(({ startsAt, endsAt }) =>
      hint('phone', startsAt, endsAt),
    );
}

/** What fails says nothing, rather than keeping a worker from writing. */
function forgiving(own: Highlights): Highlights {
  return (note) => {
    try {
      return own(note);
    } catch {
      return [];
    }
  };
}

/** Both libraries' highlights, or those of the one that loaded, or none. */
export async function loadHighlights(
  sources: readonly (() => Promise<Highlights>)[] = [people, phones],
): Promise<Highlights> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), LONGEST_WAIT_MS));
  const loaded = await Promise.all(
    sources.map((load) => Promise.race([load().catch(() => null), late])),
  );
  const ready = loaded.filter((one) => one !== null).map(forgiving);
  return (note) => ready.flatMap((own) => own(note));
}
