// Many sorted texts as the build writes them and the device looks one up. Lives here: finding it without
// unpacking the others. Must not: know what they are for.

/** So many texts are a row. The first of a row is written out; of each other, what it does not share with the
 * one before, behind how much that is. */
export const ROW = 16;
/** The character that stands for nothing shared: what is more comes after it. */
export const NONE = 48;

/** Sorted texts, each of which has a place. */
export class Table {
  readonly #text: string;
  /** Where in the text each row begins, and where one more would. */
  readonly #starts: readonly number[];
  /** The rows that were met. */
  readonly #read = new Map<number, readonly string[]>();

  /** `text` is written by tools/attention/packing.ts. */
  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
      starts.push(end + 1);
    }
    this.#starts = [...starts, text.length + 1];
  }

  /** The place of `text`. */
  at(text: string): number | undefined {
    const row = this.#rowOf(text);
    const within = this.#cells(row).indexOf(text);
    return within === -1 ? undefined : row * ROW + within;
  }

  /** Whether one of them begins with `start`. */
  begins(start: string): boolean {
    const row = this.#rowOf(start);
    const later = this.#cells(row).find((cell) => cell >= start);
    return later?.startsWith(start) ?? this.#text.startsWith(start, this.#starts[row + 1]);
  }

  /** The row that has `text`, if any has. */
  #rowOf(text: string): number {
    let [row, end] = [0, this.#starts.length - 1];
    while (end - row > 1) {
      const middle = (row + end) >> 1;
      if (this.#isAfter(middle, text)) end = middle;
      else row = middle;
    }
    return row;
  }

  /** Whether the row begins with what comes after `text`. */
  #isAfter(row: number, text: string): boolean {
    const start = this.#starts[row] ?? 0;
    for (let at = 0; at < text.length; at += 1) {
      // A row's first text ends with a tab or a line's end, or ends all: each is less than what a text holds.
      const apart = this.#text.charCodeAt(start + at) - text.charCodeAt(at);
      if (apart !== 0) return apart > 0;
    }
    // What is as far the same is longer, or is the text.
    return this.#text.charCodeAt(start + text.length) >= 32;
  }

  #cells(row: number): readonly string[] {
    const read = this.#read.get(row);
    if (read !== undefined) return read;
    const [from, to] = [this.#starts[row] ?? 0, this.#starts[row + 1] ?? 0];
    const [first = '', ...others] = this.#text.slice(from, to - 1).split('\t');
    let last = first;
    const cells = [first];
    for (const cell of others) {
      last = last.slice(0, cell.charCodeAt(0) - NONE) + cell.slice(1);
      cells.push(last);
    }
    this.#read.set(row, cells);
    return cells;
  }
}

const NOTHING: readonly string[] = [];

/** A table whose every text has words of its own, parted by spaces; the texts' words by tabs. */
export interface PackedLists {
  readonly keys: string;
  readonly words: string;
}

/** Words by what they are filed under. */
export class Lists {
  readonly #keys: Table;
  readonly #words: readonly string[];
  readonly #read = new Map<number, readonly string[]>();

  constructor({ keys, words }: PackedLists) {
    this.#keys = new Table(keys);
    this.#words = words.split('\t');
  }

  /** Whether one of the keys begins with `start`. */
  begins(start: string): boolean {
    return this.#keys.begins(start);
  }

  /** What is filed under `key`. */
  under(key: string): readonly string[] {
    const at = this.#keys.at(key);
    if (at === undefined) return NOTHING;
    const words = this.#read.get(at) ?? (this.#words[at] ?? '').split(' ');
    this.#read.set(at, words);
    return words;
  }
}
