// The pseudonymiser, loaded when a worker asks for it. Lives here: the rule files as text and what is built of
// them. Must not: be imported but by `import()`: the lists are large.

import cues from '../../../policy/pseudonyms/en.cues.txt?raw';
import given from '../../../policy/pseudonyms/en.given.txt?raw';
import places from '../../../policy/pseudonyms/en.places.txt?raw';
import shapes from '../../../policy/pseudonyms/en.shapes.txt?raw';
import surnames from '../../../policy/pseudonyms/en.surnames.txt?raw';
import words from '../../../policy/pseudonyms/en.words.txt?raw';
import { type Rules, rulesFrom } from './rules.ts';

/** The English rules. Other languages fall back to them until they have their own. */
export function englishRules(): Rules {
  return rulesFrom({ given, surnames, words, places, cues, shapes });
}
