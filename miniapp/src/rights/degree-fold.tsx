// When one's degree ends, asked once under the first letter (docs/protocol.md §26). Lives here: the question as a
// card that stands in nobody's way, and *Not now*. Must not: hold the letter up, or ask anybody twice.
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Fold } from '../components/parts.tsx';
import type { Student } from '../state/student.ts';
import { DegreePicks, useDegree } from './degree-parts.tsx';

export interface DegreeFoldProps {
  readonly student: Student;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** It was kept: shuts this card, where it is open still. */
  readonly onKept: () => void;
}

export function DegreeFold({ student, open, onToggle, onKept }: DegreeFoldProps) {
  const say = useSay();
  const degree = useDegree(student);
  const store = student.talking?.store;
  const [skipped, setSkipped] = useState(store?.read('degree') !== null);
  const { state, kept, year, month } = degree;
  const answered = kept !== null && state !== 'saved';
  if (skipped || answered || state === 'loading' || state === 'absent') return null;
  const skip = (): void => {
    store?.write('degree', 'asked');
    setSkipped(true);
  };
  const save = async (): Promise<void> => {
    if (!(await degree.save(`${year}-${month}`))) return;
    store?.write('degree', 'asked');
    onKept();
  };
  const value = say(kept === null ? 'rights-degree-free' : 'rights-degree-kept');
  return (
    <Fold
      testId="degree-fold"
      title={say('rights-degree')}
      value={value}
      open={open}
      onToggle={onToggle}
    >
      <div class="stack">
        <DegreePicks student={student} degree={degree} />
      </div>
      <p class="field-hint">{say('rights-degree-later')}</p>
      <Button
        testId="degree-save"
        kind="soft"
        disabled={month === '' || year === ''}
        busy={degree.saving}
        onPress={() => void save()}
      >
        {say('rights-degree-save')}
      </Button>
      {kept === null && (
        <Button testId="degree-skip" onPress={skip}>
          {say('rights-degree-skip')}
        </Button>
      )}
      <p class="field-hint" role="status" data-testid="degree-said">
        {state === 'failed' ? say('app-failed') : ''}
      </p>
    </Fold>
  );
}
