// How the lists in policy/pseudonyms are written. Lives here: reading their sections. Must not: know what
// is in them.

/** Section names to their lines, without comments and blank lines. */
export function sections(source: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  let lines: string[] = [];
  for (const raw of source.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('# ')) continue;
    const head = /^\[([^\]]+)\]$/.exec(line)?.[1];
    if (head === undefined) lines.push(line);
    else {
      lines = found.get(head) ?? [];
      found.set(head, lines);
    }
  }
  return found;
}

/** Small letters without accents, straight apostrophes: how lists and notes are compared. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('đ', 'd')
    .replace(/[’‘`]/g, "'");
}

/** Words between spaces, folded. */
export function words(lines: readonly string[] | undefined): readonly string[] {
  return (lines ?? []).flatMap((line) => fold(line).split(/\s+/));
}

/** Phrases between commas, folded, in one line of spaces each. */
export function phrases(lines: readonly string[] | undefined): readonly string[] {
  return (lines ?? [])
    .flatMap((line) => fold(line).split(','))
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
    .filter((phrase) => phrase !== '');
}
