// What a student asks for. Lives here: the fields of letter, card, avoid-list and capsule in the clear,
// and reading them back. Must not: seal or send them.
import { readUtf8, utf8 } from '../crypto/bytes.ts';

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
}

export const NO_WISHES: Wishes = {
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
};

/** Longest texts, in UTF-16 units, as the fields count them. */
export const LONGEST = { line: 200, paragraph: 1000, letter: 8000 } as const;

const TEXTS = ['letter', 'name', 'topic', 'help', 'know'] as const;
const WHO = ['ownName', 'phone', 'place', 'someoneToCall'] as const;

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

/**
 * The part that no wrap gives back to the student: kept in the bundle, so that another device of
 * theirs can revise the request without losing it.
 */
export function bundlePart(wishes: Wishes): Uint8Array {
  const { avoid, ownName, phone, place, someoneToCall } = wishes;
  return utf8(JSON.stringify({ avoid, ownName, phone, place, someoneToCall }));
}

export function readBundlePart(raw: Uint8Array | null): Wishes {
  if (raw === null) return NO_WISHES;
  try {
    return readWishes(JSON.parse(readUtf8(raw)));
  } catch {
    return NO_WISHES;
  }
}
