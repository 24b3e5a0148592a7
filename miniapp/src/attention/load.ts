// The lexicon of a language, in a chunk of its own. Lives here: which files make it. Must not: be imported
// otherwise than lazily: the first load stays small.
import { Attention } from './attend.ts';
import { type Files, lexiconOf } from './lexicon.ts';

/** Each is a whole language's lexicon: tools/lexicon.ts packs what stands beside its weights. */
const LANGUAGES = import.meta.glob<Files>('../../../policy/attention/*/weights.txt', {
  eager: true,
  import: 'default',
});

/** One for each language that was asked for: it takes a while to make. */
const MADE = new Map<string, Attention>();

/** The lexicon for `language`; English where there is none of its own. */
export function attentionFor(language: string): Attention {
  const made = MADE.get(language) ?? make(language);
  MADE.set(language, made);
  return made;
}

function make(language: string): Attention {
  const found = Object.entries(LANGUAGES);
  const own = found.find(([path]) => path.includes(`/attention/${language}/`));
  const files = own ?? found.find(([path]) => path.includes('/attention/en/'));
  if (files === undefined) throw new Error('no lexicon');
  return new Attention(lexiconOf(files[1]));
}
