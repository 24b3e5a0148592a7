// The way to "I need more help than this". Lives here: its button, and loading the rest only then. Must not:
// import it otherwise.
import { useEffect } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { useLater } from '../components/later.ts';
import type { Student } from '../state/student.ts';
import { Loading, Unreachable } from './plain.tsx';

const load = () => import('../help/index.tsx');

/** There is one where there is a case that it can be about. */
export function HelpButton({ student, onPress }: { student: Student; onPress: () => void }) {
  const say = useSay();
  if (!student.case.value?.own.value) return null;
  return (
    <Button testId="help-open" kind="soft" onPress={onPress}>
      {say('help-open')}
    </Button>
  );
}

export function HelpLater(props: { student: Student; onBack: () => void }) {
  const { part, failed, again } = useLater(load);
  if (failed) return <Unreachable onRetry={again} />;
  return part === null ? <Loading /> : <part.Help {...props} />;
}

/** What was sealed before the app was closed goes out when it is open again. */
export function useUnsentHelp(student: Student): void {
  const inside = student.inside.value !== null;
  useEffect(() => {
    if (!inside || student.unsentFlag.value === '') return;
    load().then(
      ({ resume }) => resume(student),
      () => undefined,
    );
  }, [student, inside]);
}
