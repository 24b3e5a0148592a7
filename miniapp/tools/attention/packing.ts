// What the app carries of sorted texts. Lives here: writing what src/attention/table.ts looks up. Must not: be
// part of the app.
import { NONE, type PackedLists, ROW } from '../../src/attention/table.ts';

/** Sorted by their characters' codes, as the table compares them. */
export function inOrder(texts: Iterable<string>): readonly string[] {
  return [...texts].sort((one, other) => (one < other ? -1 : 1));
}

/** No more is counted as shared, so that what stands for it is a plain character. */
const MOST = 70;

/** How many characters both begin with. */
function sharing(before: string, text: string): number {
  let same = 0;
  while (same < MOST && same < before.length && before[same] === text[same]) same += 1;
  return same;
}

/** Texts that are in order, each once, as a table. */
export function table(texts: readonly string[]): string {
  const rows: string[][] = [];
  for (const [at, text] of texts.entries()) {
    const before = texts[at - 1];
    if (/[\t\n]/.test(text)) throw new Error('what parts texts is in one');
    if (before !== undefined && before >= text) throw new Error('not in order');
    const same = before === undefined ? 0 : sharing(before, text);
    if (at % ROW === 0) rows.push([text]);
    else rows.at(-1)?.push(String.fromCharCode(NONE + same) + text.slice(same));
  }
  return rows.map((row) => row.join('\t')).join('\n');
}

/** Each key's words, in the order in which they are. */
export function lists(filed: ReadonlyMap<string, readonly string[]>): PackedLists {
  const keys = inOrder(filed.keys());
  return {
    keys: table(keys),
    words: keys.map((key) => (filed.get(key) ?? []).join(' ')).join('\t'),
  };
}
