// The rules as the engine uses them. Lives here: sets and patterns built once from policy/pseudonyms. Must
// not: names, words or patterns of its own.
import { fold, phrases, sections, words } from './sections.ts';
import type { Kind, Sure } from './types.ts';

/** The six files of one language, as text. */
export interface RuleSources {
  readonly given: string;
  readonly surnames: string;
  readonly words: string;
  readonly places: string;
  readonly cues: string;
  readonly shapes: string;
}

export interface Shape {
  readonly kind: Kind;
  readonly sure: Sure;
  /** Flags g, u, d and mostly i; the group `it`, where there is one, is what counts. */
  readonly pattern: RegExp;
}

type Words = ReadonlySet<string>;

export interface Rules {
  readonly given: Words;
  readonly surnames: Words;
  /** Names that are words too, ordinary words, and capitalised words that name nobody. */
  readonly nameWords: Words;
  readonly ordinary: Words;
  readonly nobody: Words;
  readonly never: Words;
  /** Part of a name always; and only with a capital. */
  readonly titles: Words;
  readonly roleTitles: Words;
  readonly particles: Words;
  readonly personBefore: Words;
  readonly personAfter: Words;
  readonly workerBefore: readonly string[];
  readonly workerAfter: readonly string[];
  /** Names that are months or seasons; and those that are verbs. */
  readonly months: Words;
  readonly verbs: Words;
  readonly monthBefore: Words;
  /** "in", "at": somewhere follows; and what one does before "to". */
  readonly within: Words;
  readonly travel: Words;
  readonly roads: Words;
  readonly placeWords: Words;
  readonly hallWords: Words;
  readonly hallNear: Words;
  readonly degrees: Words;
  readonly subjects: Words;
  readonly courseBefore: Words;
  readonly courseWeak: Words;
  readonly courseAfter: Words;
  /** Towns, areas, cities, universities; and countries, of which a worker is asked. */
  readonly places: Words;
  readonly countries: Words;
  /** A short form to the full names it may stand for. */
  readonly nicknames: ReadonlyMap<string, Words>;
  readonly shapes: readonly Shape[];
  /** Rooms and flats, part of the hall or street that they stand beside. */
  readonly rooms: RegExp;
  /** Numbers and pages that everybody is told. */
  readonly publics: Words;
}

const SHAPED: readonly Kind[] = [
  'email',
  'link',
  'postcode',
  'birth',
  'phone',
  'course',
  'number',
  'handle',
];

function definitions(lines: readonly string[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const line of lines) {
    const at = line.indexOf(' = ');
    known.set(line.slice(0, at), filled(line.slice(at + 3), known));
  }
  return known;
}

function filled(pattern: string, known: ReadonlyMap<string, string>): string {
  return pattern.replace(/\{([a-z]{2,})\}/g, (whole, name: string) => known.get(name) ?? whole);
}

function shapesOf(found: ReadonlyMap<string, readonly string[]>): readonly Shape[] {
  const known = definitions(found.get('define') ?? []);
  return SHAPED.flatMap((kind) =>
    (found.get(kind) ?? []).map((line) => {
      const hint = line.startsWith('? ');
      const rest = hint ? line.slice(2) : line;
      const exact = rest.startsWith('= ');
      const source = filled(exact ? rest.slice(2) : rest, known);
      const sure: Sure = hint ? 'hint' : 'form';
      return { kind, sure, pattern: new RegExp(source, exact ? 'gud' : 'giud') };
    }),
  );
}

function nicknamesOf(lines: readonly string[]): ReadonlyMap<string, Words> {
  const found = new Map<string, Set<string>>();
  for (const group of phrases(lines)) {
    const [full, ...short] = group.split(' ');
    for (const one of short) {
      const names = found.get(one) ?? new Set();
      found.set(one, names.add(full ?? one));
    }
  }
  return found;
}

const placeNames = (lines: readonly string[] | undefined): readonly string[] =>
  words(lines).map((name) => name.replaceAll('-', ' '));

/** Builds the rules of one language. Throws a SyntaxError where a pattern is not one. */
export function rulesFrom(sources: RuleSources): Rules {
  const word = sections(sources.words);
  const cue = sections(sources.cues);
  const place = sections(sources.places);
  const shape = sections(sources.shapes);
  const all = (source: string): Words => new Set([...sections(source).values()].flatMap(words));
  const cues = (name: string): Words => new Set(phrases(cue.get(name)));
  return {
    given: all(sources.given),
    surnames: all(sources.surnames),
    nameWords: new Set(words(word.get('names that are words'))),
    ordinary: new Set(words(word.get('ordinary words'))),
    nobody: new Set(words(word.get('nobody'))),
    never: new Set(words(word.get('never names'))),
    titles: cues('titles'),
    roleTitles: cues('role titles'),
    particles: cues('particles'),
    personBefore: cues('person before'),
    personAfter: cues('person after'),
    workerBefore: phrases(cue.get('worker before')),
    workerAfter: phrases(cue.get('worker after')),
    months: cues('months'),
    verbs: cues('verbs'),
    monthBefore: cues('month before'),
    within: cues('within'),
    travel: cues('travel'),
    roads: cues('roads'),
    placeWords: cues('place words'),
    hallWords: cues('hall words'),
    hallNear: cues('hall near'),
    degrees: cues('degrees'),
    subjects: cues('subjects'),
    courseBefore: cues('course before'),
    courseWeak: cues('course weak'),
    courseAfter: cues('course after'),
    places: new Set(
      ['towns', 'areas', 'world', 'universities'].flatMap((n) => placeNames(place.get(n))),
    ),
    countries: new Set(placeNames(place.get('countries'))),
    nicknames: nicknamesOf(cue.get('nicknames') ?? []),
    shapes: shapesOf(shape),
    rooms: new RegExp((shape.get('room') ?? []).join('|'), 'giu'),
    publics: new Set(words(shape.get('public')).map(fold)),
  };
}
