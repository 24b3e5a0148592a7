// Whether an answer has the agreed shape (docs/api.md). Lives here: readers for what the server sends;
// nothing of it is used before one of these has passed it. Must not: judge what the fields say.
import { fromBase64url } from '../crypto/bytes.ts';
import { Malformed } from '../crypto/errors.ts';
import { ApiError } from './errors.ts';

/** Gives the value back as what it is; throws ApiError `unavailable` when it is something else. */
export type Reader<T> = (value: unknown) => T;

function wrong(): never {
  throw new ApiError({ failure: 'unavailable' });
}

export const text: Reader<string> = (value) => (typeof value === 'string' ? value : wrong());

export const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : wrong());

/** A whole number from 0; counters, seconds and versions are nothing else. */
export const count: Reader<number> = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < Number.MAX_SAFE_INTEGER
    ? Number(value)
    : wrong();

/** Unpadded base64url of any length. */
export const b64: Reader<string> = (value) => {
  try {
    fromBase64url(text(value));
  } catch (error) {
    if (error instanceof Malformed) wrong();
    throw error;
  }
  return value as string;
};

export const oneOf =
  <T extends string | number>(...values: readonly T[]): Reader<T> =>
  (value) =>
    values.find((one) => one === value) ?? wrong();

/** Null, or left out, is null. */
export const maybe =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    value === undefined || value === null ? null : read(value);

export const listOf =
  <T>(read: Reader<T>): Reader<readonly T[]> =>
  (value) =>
    Array.isArray(value) ? value.map(read) : wrong();

/** What a left-out field is read as. */
export const or =
  <T>(read: Reader<T>, instead: T): Reader<T> =>
  (value) =>
    value === undefined || value === null ? instead : read(value);

type Shape<T> = { readonly [Name in keyof T]-?: Reader<T[Name] | Exclude<T[Name], undefined>> };

/** Exactly the named fields; others are left out, so that nothing unread goes further. */
export const object =
  <T>(shape: Shape<T>): Reader<T> =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong();
    const fields = value as Record<string, unknown>;
    const read = Object.entries<Reader<unknown>>(shape).map(([name, one]) => {
      return [name, one(Object.hasOwn(fields, name) ? fields[name] : undefined)];
    });
    return Object.fromEntries(read) as T;
  };
