// What stands in a note instead of a name. Lives here: the wording of replacements. Must not: decide which.
import { useSay } from '../../components/context.ts';
import type { Wording } from '../../pseudonym/index.ts';

/** "Person A", "[number]", in the language of the desk. */
export function useReplacement(): Wording {
  const say = useSay();
  return (kind, letter) => say(`pseudonym-${kind}`, letter === null ? {} : { letter });
}
