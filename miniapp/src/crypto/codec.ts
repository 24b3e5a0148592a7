// Structures, protocol.md §1.1. Lives here: field types and the strict reader and writer.
// Must not: the meaning of any one structure; those are in the file of their subject.
import { concat, readU64, readUtf8, u32be, u64be, utf8 } from './bytes.ts';
import { Malformed } from './errors.ts';

const VERSION = 0x01;
const LARGEST = 1_048_576;
const MOST_ITEMS = 1024;

/** One kind of field. `decode` throws {@link Malformed} on anything `encode` does not write. */
export interface Field<T> {
  encode(value: T): Uint8Array;
  decode(bytes: Uint8Array): T;
}

/** The value a structure holds, from its shape. */
export type Value<Shape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends Field<infer T> ? T : never;
};

/** The value type of a structure: `type Card = Infer<typeof card>`. */
export type Infer<S> = S extends Structure<infer Shape> ? Value<Shape> : never;

/** Any bytes. */
export function bytes<T extends Uint8Array = Uint8Array>(): Field<T> {
  return { encode: (value) => value, decode: (raw) => raw.slice() as T };
}

/** Exactly `length` bytes. */
export function fixed<T extends Uint8Array = Uint8Array>(length: number): Field<T> {
  const check = (value: Uint8Array): Uint8Array => {
    if (value.length !== length) throw new Malformed('a field has the wrong length');
    return value;
  };
  return { encode: check, decode: (raw) => check(raw).slice() as T };
}

/** Exactly `length` bytes, or empty for null. */
export function optional<T extends Uint8Array = Uint8Array>(length: number): Field<T | null> {
  const present = fixed<T>(length);
  return {
    encode: (value) => (value === null ? new Uint8Array(0) : present.encode(value)),
    decode: (raw) => (raw.length === 0 ? null : present.decode(raw)),
  };
}

/** Strict UTF-8. */
export const text: Field<string> = { encode: utf8, decode: readUtf8 };

/** Characters as §11 and later count them: Unicode code points. */
export function characters(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

/** A text of `least` to `most` characters. */
export function bounded(least: number, most: number): Field<string> {
  const check = (value: string): string => {
    const count = characters(value);
    if (count < least || count > most) throw new Malformed('a text is too short or too long');
    return value;
  };
  return {
    encode: (value) => utf8(check(value)),
    decode: (raw) => check(readUtf8(raw)),
  };
}

/** One of a few words. */
export function choice<T extends string>(...words: readonly T[]): Field<T> {
  const check = (value: string): T => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new Malformed('a field has an unknown word');
    return found;
  };
  return { encode: (value) => utf8(check(value)), decode: (raw) => check(readUtf8(raw)) };
}

/** 8 bytes big endian, below 2⁵³. */
export const u64: Field<number> = { encode: u64be, decode: readU64 };

/** A u64 that is one of a few numbers. */
export function oneOf<T extends number>(...numbers: readonly T[]): Field<T> {
  const check = (value: number): T => {
    const found = numbers.find((number) => number === value);
    if (found === undefined) throw new Malformed('a field has an unknown number');
    return found;
  };
  return { encode: (value) => u64be(check(value)), decode: (raw) => check(readU64(raw)) };
}

/** A field whose bytes are a sequence of fields. */
export function list<T>(item: Field<T>): Field<readonly T[]> {
  return {
    encode: (values) => {
      if (values.length > MOST_ITEMS) throw new Malformed('a list is too long');
      return concat(...values.map((value) => field(item.encode(value))));
    },
    decode: (raw) => split(raw, MOST_ITEMS).map((part) => item.decode(part)),
  };
}

/** A structure inside a field. */
export function nested<Shape extends Record<string, Field<unknown>>>(
  structure: Structure<Shape>,
): Field<Value<Shape>> {
  return {
    encode: (value) => structure.encode(value),
    decode: (raw) => structure.decode(raw),
  };
}

/** The 4-byte length and the bytes. */
export function field(content: Uint8Array): Uint8Array {
  return concat(u32be(content.length), content);
}

/** The fields of a sequence, whole: nothing left over, and at most `most`. */
function split(raw: Uint8Array, most: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  let at = 0;
  while (at < raw.length) {
    if (raw.length - at < 4) throw new Malformed('bytes are left over');
    const length = view.getUint32(at);
    if (parts.length === most) throw new Malformed('too many fields');
    if (raw.length - at - 4 < length) throw new Malformed('a field is cut off');
    parts.push(raw.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return parts;
}

/** A label with its fixed fields, in the order in which the shape names them. */
export class Structure<Shape extends Record<string, Field<unknown>>> {
  readonly label: string;
  /** The fields by name, in order. */
  readonly shape: Shape;
  readonly #check: (value: Value<Shape>) => void;
  readonly #head: Uint8Array;

  /** `check` throws for values whose fields contradict each other; both ways. */
  constructor(label: string, shape: Shape, check: (value: Value<Shape>) => void = () => {}) {
    const name = utf8(label);
    this.label = label;
    this.shape = shape;
    this.#check = check;
    this.#head = concat(Uint8Array.of(VERSION, name.length), name);
  }

  /** The one encoding of this value. */
  encode(value: Value<Shape>): Uint8Array {
    this.#check(value);
    const parts = Object.entries(this.shape).map(([name, type]) =>
      field(type.encode(value[name as keyof Shape])),
    );
    const raw = concat(this.#head, ...parts);
    if (raw.length > LARGEST) throw new Malformed('a structure is too large');
    return raw;
  }

  /** The value; {@link Malformed} on another version or label, or any field that does not fit. */
  decode(raw: Uint8Array): Value<Shape> {
    if (raw.length > LARGEST || !this.matches(raw))
      throw new Malformed('not the structure expected');
    const types = Object.entries(this.shape);
    const parts = split(raw.subarray(this.#head.length), types.length);
    if (parts.length !== types.length) throw new Malformed('wrong number of fields');
    const decoded = types.map(([name, type], i) => [name, type.decode(parts[i] as Uint8Array)]);
    const value = Object.fromEntries(decoded) as Value<Shape>;
    this.#check(value);
    return value;
  }

  /** Does it start with this version and label? */
  matches(raw: Uint8Array): boolean {
    return this.#head.every((byte, i) => raw[i] === byte);
  }
}
