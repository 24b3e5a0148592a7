// When one's degree ends, in My record, under a policy that keeps things until then (docs/protocol.md §26). Lives
// here: saying it, and taking it back. Must not: ask where the policy does not.
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import type { Student } from '../state/student.ts';
import { DegreePicks, useDegree } from './degree-parts.tsx';

export function Degree({ student }: { student: Student }) {
  const say = useSay();
  const degree = useDegree(student);
  const { state, year, month } = degree;
  if (state === 'loading' || state === 'absent') return null;
  return (
    <section class="card" data-testid="degree">
      <h2>{say('rights-degree')}</h2>
      <DegreePicks student={student} degree={degree} />
      <Button
        testId="degree-save"
        kind="soft"
        disabled={month === '' || year === ''}
        busy={degree.saving}
        onPress={() => void degree.save(`${year}-${month}`)}
      >
        {say('rights-degree-save')}
      </Button>
      {degree.kept !== null && (
        <Button testId="degree-forget" busy={degree.saving} onPress={() => void degree.save(null)}>
          {say('rights-degree-forget')}
        </Button>
      )}
      <p class="field-hint" role="status" data-testid="degree-said">
        {state === 'saved' ? say('rights-degree-saved') : ''}
        {state === 'failed' ? say('app-failed') : ''}
      </p>
    </section>
  );
}
