// Waiting to be certified. Lives here: one's own eight words, to be read out. Must not: any other part of
// the desk; there is no access yet.
import { useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import { Progress } from '../../components/parts.tsx';
import type { Seconds } from '../../crypto/types.ts';
import type { StaffEntry } from '../state/entry.ts';
import { DeskScreen } from './frame.tsx';
import { useOwnWords } from './my-kit.tsx';
import { WordGrid } from './parts.tsx';
import { PracticeScreen, PractiseCard } from './practice.tsx';

export function Waiting({ entry, now }: { entry: StaffEntry; now: () => Seconds }) {
  const say = useSay();
  const [practising, setPractising] = useState(false);
  const words = useOwnWords(entry.account.value?.current.value ?? null);
  const onLock = (): void => entry.lock();
  if (practising)
    return <PracticeScreen {...{ now, onLock }} onLeave={() => setPractising(false)} />;
  const worker = entry.account.value?.me.value.role === 'worker';
  return (
    <DeskScreen testId="waiting-screen" title={say('desk-waiting-title')} onLock={onLock}>
      <p>{say('desk-waiting-lead')}</p>
      <section class="card">
        <WordGrid testId="own-words" words={words} large />
      </section>
      <Progress>{say('desk-waiting-next')}</Progress>
      {worker && <PractiseCard onOpen={() => setPractising(true)} />}
    </DeskScreen>
  );
}
