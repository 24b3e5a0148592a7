// Who else can help. Lives here: what is loaded when somebody opens the directory, or a room. Must not: be
// imported otherwise than lazily (components/signposts.tsx).
import signposts from '../../../policy/locales/en/signposts.ftl?raw';
import { wordsOf } from '../components/context.ts';
import { Entries, type EntriesProps } from './directory.tsx';
import './signposts.css';
import { Ways, type WaysProps } from './ways.tsx';

export { ask } from './answers.ts';
export { pointedTo } from './reading.ts';

const WithWords = wordsOf(signposts);

export function Directory(props: EntriesProps) {
  return (
    <WithWords>
      <Entries {...props} />
    </WithWords>
  );
}

/** Under a message: the ways to each that it points to. */
export function CardWays({ shown }: { readonly shown: readonly WaysProps['one'][] }) {
  if (shown.length === 0) return null;
  return (
    <WithWords>
      {shown.map((one) => (
        <Ways key={one.code} one={one} named />
      ))}
    </WithWords>
  );
}
