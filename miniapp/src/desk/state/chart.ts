// A table of counts as a bar chart. Lives here: where each bar and text goes, once for the screen and for a
// picture, and the texts to save. Must not: draw, colour or save anything.
import { HIDDEN } from '../../crypto/hiding.ts';

/** A table as it is shown: counts are texts, as they were signed. */
export interface ShownCounts {
  readonly name: string;
  readonly rows: readonly { readonly label: string; readonly shown: string }[];
  readonly total: string;
}

/** One line of text, at its left end unless it is said otherwise. */
export interface ChartText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: 'normal' | 'bold';
}

export interface ChartBar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A count of 1 to 7: as long as 7, since how long it is must not be seen. */
  readonly hidden: boolean;
}

export interface Chart {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly ChartText[];
  readonly bars: readonly ChartBar[];
}

/** Words around the numbers. */
export interface ChartWords {
  readonly period: string;
  readonly total: string;
  readonly hidden: string;
}

const WIDTH = 280;
const PAD = 12;
const BAR = 14;
const LINE = 17;
const GAP = 12;
/** Room for the number at the end of the longest bar. */
const NUMBER = 56;
const LONGEST_LINE = 36;

/** The count that decides how long a bar is. */
const lengthOf = (shown: string): number => (shown === HIDDEN ? 7 : Number(shown));

/** A count as people read it. */
export const said = (shown: string, words: Pick<ChartWords, 'hidden'>): string =>
  shown === HIDDEN ? words.hidden : shown;

/** Lines of at most so many characters, broken between words where there is a place. */
export function linesOf(text: string, longest = LONGEST_LINE): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && longer.length <= longest) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * Lays a table out, one bar below the other, in units of which the whole is 280 wide. A picture says
 * of itself what it shows; on the screen that stands above it.
 */
export function chartOf(
  table: ShownCounts,
  words: ChartWords,
  { titled }: { readonly titled: boolean },
): Chart {
  const texts: ChartText[] = [];
  const bars: ChartBar[] = [];
  const pad = titled ? PAD : 0;
  const most = Math.max(10, ...table.rows.map(({ shown }) => lengthOf(shown)));
  let y = pad;
  const write = (text: string, more: Partial<ChartText> = {}): void => {
    y += LINE;
    texts.push({ x: pad, y: y - 5, text, size: 13, weight: 'normal', ...more });
  };
  if (titled) {
    for (const line of linesOf(table.name, 28)) write(line, { size: 15, weight: 'bold' });
    write(words.period);
    y += GAP;
  }
  for (const { label, shown } of table.rows) {
    for (const line of linesOf(label)) write(line);
    const width = (lengthOf(shown) / most) * (WIDTH - 2 * pad - NUMBER);
    if (width > 0) bars.push({ x: pad, y, width, height: BAR, hidden: shown === HIDDEN });
    const x = width > 0 ? pad + width + 6 : pad;
    texts.push({ x, y: y + BAR - 3, text: said(shown, words), size: 13, weight: 'bold' });
    y += BAR + GAP;
  }
  write(`${words.total}: ${said(table.total, words)}`, { weight: 'bold' });
  return { width: WIDTH, height: y + pad, texts, bars };
}

/** A field as RFC 4180 has it; never one that a spreadsheet would take for a formula. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What CSV and copied text say of a period's tables. */
export interface CsvWords extends ChartWords {
  readonly head: readonly [period: string, table: string, row: string, count: string];
}

/**
 * RFC 4180, lines end with CR LF. Counts of 1 to 7 are in words: a spreadsheet would take `1-7` for
 * the first of July.
 */
export function csvOf(tables: readonly ShownCounts[], words: CsvWords): string {
  const rows = tables.flatMap(({ name, rows: cells, total }) => [
    ...cells.map(({ label, shown }) => [words.period, name, label, said(shown, words)]),
    [words.period, name, words.total, said(total, words)],
  ]);
  return [words.head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
