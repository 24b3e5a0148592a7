// The service's eight words. Lives here: showing them, and noting that they were compared. Must not: decide
// what a mismatch means (state/trust.ts, membership.ts).
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { WordGrid } from './parts.tsx';

export interface RootWordsProps {
  readonly words: readonly string[];
  /** Whose root it is: one's own needs no comparing. */
  readonly own: boolean;
  readonly checked: boolean;
  readonly onSame: () => void;
}

export function RootWords({ words, own, checked, onSame }: RootWordsProps) {
  const say = useSay();
  if (words.length === 0) return null;
  return (
    <section class="card" data-testid="root-card">
      <h2>{say('desk-root-title')}</h2>
      <p class="field-hint">{say(own ? 'desk-root-yours' : 'desk-root-compare')}</p>
      <WordGrid testId="root-words" words={words} />
      {!own && checked && <p data-testid="root-checked">{say('desk-root-checked')}</p>}
      {!own && !checked && (
        <Button testId="root-same" kind="soft" onPress={onSame}>
          {say('desk-root-same')}
        </Button>
      )}
    </section>
  );
}
