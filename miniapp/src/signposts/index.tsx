// Who else can help. Lives here: what is loaded when somebody opens the directory, or a room. Must not: be
// imported otherwise than lazily (components/signposts.tsx).
import { useMemo } from 'preact/hooks';
import signposts from '../../../policy/locales/en/signposts.ftl?raw';
import { SurroundingsContext, useSurroundings } from '../components/context.ts';
import { Entries, type EntriesProps } from './directory.tsx';
import './signposts.css';
import { Ways, type WaysProps } from './ways.tsx';

export { ask } from './answers.ts';
export { pointedTo } from './reading.ts';

function useWithWords() {
  const around = useSurroundings();
  return useMemo(() => ({ ...around, words: around.words.with(signposts) }), [around]);
}

export function Directory(props: EntriesProps) {
  return (
    <SurroundingsContext.Provider value={useWithWords()}>
      <Entries {...props} />
    </SurroundingsContext.Provider>
  );
}

/** Under a message: the ways to each that it points to. */
export function CardWays({ shown }: { readonly shown: readonly WaysProps['one'][] }) {
  const around = useWithWords();
  if (shown.length === 0) return null;
  return (
    <SurroundingsContext.Provider value={around}>
      {shown.map((one) => (
        <Ways key={one.code} one={one} named />
      ))}
    </SurroundingsContext.Provider>
  );
}
