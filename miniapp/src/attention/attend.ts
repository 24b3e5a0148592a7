// What a text may be about. Lives here: adding up what the lexicon weighs. Must not: send, keep or log
// anything, or touch a page.
import { entriesOf, KINDS } from './entries.ts';
import { counted, type Lexicon } from './lexicon.ts';
import { type About, SUBJECTS } from './types.ts';
import type { End, Word } from './words.ts';

/** A long letter is looked at in parts: one sentence must not drown in the others. */
const PART = 60;
const STEP = 30;
const SHORTEST_SENTENCE = 4;
/** A clause is enough by itself if it weighs so much more: a saying beside it hides nothing. */
const BY_ITSELF = 5;

/** What was noticed: nothing but the subjects. */
export interface Noticed {
  readonly about: readonly About[];
}

/** Why, for tests and reviewers. */
export interface Explained {
  /** The sum for each subject. */
  readonly subjects: Readonly<Record<About, number>>;
  /** All of it together; above the threshold it is noticed. */
  readonly sum: number;
  /** The entries that counted, and what each added to the strongest subject, most first. */
  readonly entries: readonly (readonly [string, number])[];
}

/** Where each part starts and ends: at the sentence that begins nearest after every STEP words. */
function parts(words: readonly Word[]): readonly (readonly Word[])[] {
  if (words.length <= PART) return [words];
  const found: (readonly Word[])[] = [];
  for (let start = 0; start < words.length; ) {
    found.push(words.slice(start, start + PART));
    if (start + PART >= words.length) break;
    const from = start + STEP;
    const end = words.slice(from - 1, from + STEP - 1).findIndex((word) => word.end >= 2);
    start = end === -1 ? from : from + end;
  }
  return found;
}

/** Sentences, or clauses, of a text that has several; what is very short belongs to the one before. */
function pieces(words: readonly Word[], least: End): readonly (readonly Word[])[] {
  const found: Word[][] = [];
  let now: Word[] = [];
  for (const [at, word] of words.entries()) {
    now.push(word);
    const last = at === words.length - 1;
    if (!last && (word.end < least || now.length < SHORTEST_SENTENCE)) continue;
    if (now.length < SHORTEST_SENTENCE && found.length > 0) found.at(-1)?.push(...now);
    else found.push(now);
    now = [];
  }
  return found.length > 1 ? found : [];
}

function stronger(one: Explained, other: Explained): Explained {
  return other.sum > one.sum ? other : one;
}

function strongest({ subjects }: Explained): About {
  return SUBJECTS.reduce((one, other) => (subjects[other] > subjects[one] ? other : one));
}

function less(one: Explained, by: number): Explained {
  const subjects = SUBJECTS.map((about) => [about, one.subjects[about] - by] as const);
  return {
    subjects: Object.fromEntries(subjects) as Record<About, number>,
    sum: one.sum - by,
    entries: one.entries,
  };
}

export class Attention {
  readonly #lexicon: Lexicon;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** What `text` may be about; most texts are about nothing. */
  notice(text: string): Noticed {
    const about = new Set<About>();
    const { reader, threshold } = this.#lexicon;
    for (const words of parts(reader.read(text))) {
      const whole = this.#weigh(words);
      if (whole.sum <= threshold) continue;
      about.add(strongest(whole));
      // Of what is noticed, each sentence says what it is most about: the text may be about two things.
      for (const one of pieces(words, 2).map((sentence) => this.#sums(sentence))) {
        const most = strongest(one);
        if (one.subjects[most] > threshold) about.add(most);
      }
    }
    return { about: [...about] };
  }

  /** The part of `text` that weighs most. */
  explain(text: string): Explained {
    const weighed = parts(this.#lexicon.reader.read(text)).map((words) => this.#weigh(words));
    return weighed.reduce(stronger);
  }

  /** The whole; or a clause that is enough by itself. */
  #weigh(words: readonly Word[]): Explained {
    const whole = this.#sums(words);
    const clause = this.#strongest(pieces(words, 1));
    return clause === null ? whole : stronger(whole, less(clause, BY_ITSELF));
  }

  #strongest(some: readonly (readonly Word[])[]): Explained | null {
    const [first, ...others] = some.map((one) => this.#sums(one));
    return first === undefined ? null : others.reduce(stronger, first);
  }

  #sums(words: readonly Word[]): Explained {
    const { entries, groups, start } = this.#lexicon;
    const found = entriesOf(words, groups);
    const met = KINDS.flatMap((kind) => counted(kind, found[kind], entries));
    const sums = SUBJECTS.map((_, at) =>
      met.reduce((sum, [, counts, own]) => sum + counts * (own[at] ?? 0), start[at] ?? 0),
    );
    const most = sums.indexOf(Math.max(...sums));
    return {
      subjects: Object.fromEntries(SUBJECTS.map((one, at) => [one, sums[at] ?? 0])) as Readonly<
        Record<About, number>
      >,
      sum: Math.log(sums.reduce((sum, one) => sum + Math.exp(one), 0)),
      entries: met
        .map(([entry, counts, own]) => [entry, counts * (own[most] ?? 0)] as const)
        .sort((one, other) => other[1] - one[1]),
    };
  }
}
