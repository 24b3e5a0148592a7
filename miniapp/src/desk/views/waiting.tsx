// Waiting to be certified. Lives here: one's own eight words, to be read out. Must not: any other part of
// the desk; there is no access yet.
import { useSay } from '../../components/context.ts';
import { Progress } from '../../components/parts.tsx';
import type { StaffEntry } from '../state/entry.ts';
import { DeskScreen } from './frame.tsx';
import { useOwnWords } from './my-kit.tsx';
import { WordGrid } from './parts.tsx';

export function Waiting({ entry }: { entry: StaffEntry }) {
  const say = useSay();
  const words = useOwnWords(entry.account.value?.current.value ?? null);
  return (
    <DeskScreen
      testId="waiting-screen"
      title={say('desk-waiting-title')}
      onLock={() => entry.lock()}
    >
      <p>{say('desk-waiting-lead')}</p>
      <section class="card">
        <WordGrid testId="own-words" words={words} large />
      </section>
      <Progress>{say('desk-waiting-next')}</Progress>
    </DeskScreen>
  );
}
