// The lexicon of a language, in a chunk of its own. Lives here: which files make it. Must not: be imported
// otherwise than lazily: the first load stays small.
import { Attention } from './attend.ts';
import type { Everyday, Lexicon, Reading, Rule } from './types.ts';

const FILES = import.meta.glob<unknown>('../../../policy/attention/*/*.json', {
  eager: true,
  import: 'default',
});

/** Puts the files of one language together: words.json, everyday.json and files of rules. */
export function lexiconOf(files: Readonly<Record<string, unknown>>): Lexicon {
  let [words, everyday]: [Reading | undefined, Everyday | undefined] = [undefined, undefined];
  const rules: Rule[] = [];
  // Our own build's files, checked by the tests that read them: not something received.
  for (const [path, file] of Object.entries(files)) {
    if (path.endsWith('/words.json')) words = file as Reading;
    else if (path.endsWith('/everyday.json')) everyday = file as Everyday;
    else rules.push(...(file as { readonly rules: readonly Rule[] }).rules);
  }
  if (words === undefined || everyday === undefined) throw new Error('a lexicon without its words');
  return { words, everyday, rules };
}

/** The rules for `language`; English where there are none of its own. */
export function attentionFor(language: string): Attention {
  const paths = Object.keys(FILES);
  const has = paths.some((path) => path.includes(`/attention/${language}/`));
  const folder = `/attention/${has ? language : 'en'}/`;
  const own = Object.entries(FILES).filter(([path]) => path.includes(folder));
  return new Attention(lexiconOf(Object.fromEntries(own)));
}
