// What a student asks for. Lives here: the fields of letter, card, avoid-list and capsule in the clear,
// and reading them back. Must not: seal or send them.
import { readUtf8, utf8, wellFormed } from '../crypto/bytes.ts';

/** Everything a student may say with a request; empty texts for what they left out. */
export interface Wishes {
  readonly age: 'adult' | 'under18';
  readonly letter: string;
  readonly name: string;
  readonly topic: string;
  readonly help: string;
  readonly know: string;
  /** Sign keys (base64url) of workers the student would rather not talk to. */
  readonly avoid: readonly string[];
  readonly ownName: string;
  readonly phone: string;
  readonly place: string;
  readonly someoneToCall: string;
  /** By which ways they may be reached outside the app (crypto/ways.ts); empty where they did not say. */
  readonly ways: string;
}

const NO_WISHES: Wishes = {
  age: 'adult',
  letter: '',
  name: '',
  topic: '',
  help: '',
  know: '',
  avoid: [],
  ownName: '',
  phone: '',
  place: '',
  someoneToCall: '',
  ways: '',
};

/** Longest texts, in UTF-16 units, as the fields count them. */
export const LONGEST = { line: 200, paragraph: 1000, letter: 8000 } as const;

const TEXTS = ['letter', 'name', 'topic', 'help', 'know'] as const;
const WHO = ['ownName', 'phone', 'place', 'someoneToCall', 'ways'] as const;

/** Wishes out of something kept earlier; what does not fit is left out. */
export function readWishes(value: unknown): Wishes {
  if (typeof value !== 'object' || value === null) return NO_WISHES;
  const given = value as Record<string, unknown>;
  const text = (key: string): string => (typeof given[key] === 'string' ? String(given[key]) : '');
  const avoid = given['avoid'];
  return {
    ...NO_WISHES,
    ...Object.fromEntries([...TEXTS, ...WHO].map((key) => [key, text(key)])),
    age: given['age'] === 'under18' ? 'under18' : 'adult',
    avoid: Array.isArray(avoid)
      ? avoid.filter((one): one is string => typeof one === 'string')
      : [],
  };
}

/** The same wishes in text that can be sealed. */
export function wellFormedWishes(wishes: Wishes): Wishes {
  const texts = [...TEXTS, ...WHO].map((key) => [key, wellFormed(wishes[key])]);
  return { ...wishes, ...Object.fromEntries(texts) };
}

/** The bundle's note about a case: what no wrap gives back, for the revisions that may stand. */
interface Noted {
  readonly record: string;
  readonly revision: number;
  /** Whether the server is known to have it. */
  readonly taken: boolean;
  readonly wishes: Wishes;
}

/** The newest that the server has, and the one under way. */
const MOST_NOTED = 2;

function readAll(raw: Uint8Array | null): readonly Noted[] {
  if (raw === null) return [];
  try {
    const kept: unknown = JSON.parse(readUtf8(raw));
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((one: Partial<Record<keyof Noted, unknown>> | null) => {
      const [record, revision] = [one?.record, one?.revision];
      if (typeof record !== 'string' || !Number.isSafeInteger(revision)) return [];
      const wishes = readWishes(one?.wishes);
      return [{ record, revision: Number(revision), taken: one?.taken === true, wishes }];
    });
  } catch {
    return [];
  }
}

/** The note with one more revision, or with one known to be taken. */
export function noteRevision(raw: Uint8Array | null, noted: Noted): Uint8Array {
  const { avoid, ownName, phone, place, someoneToCall, ways } = noted.wishes;
  const wishes = { avoid, ownName, phone, place, someoneToCall, ways };
  const others = readAll(raw).filter((one) => one.record !== noted.record);
  const before = noted.taken ? [] : others.slice(1 - MOST_NOTED);
  return utf8(JSON.stringify([...before, { ...noted, wishes }]));
}

/**
 * What the bundle says of the revision that the server shows. `whole` is false when it says nothing
 * of this very one; `revision` is the highest that the server is known to have had.
 */
export function readNote(
  raw: Uint8Array | null,
  record: string,
): { readonly wishes: Wishes; readonly whole: boolean; readonly revision: number } {
  const all = readAll(raw);
  const found = all.find((one) => one.record === record);
  const revision = Math.max(0, ...all.filter((one) => one.taken).map((one) => one.revision));
  const { wishes } = found ?? all.at(-1) ?? { wishes: NO_WISHES };
  return { wishes, whole: found !== undefined, revision };
}
