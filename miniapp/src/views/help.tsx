// The way to "I need more help than this". Lives here: its button, and sending what was sealed before. Must
// not: import the rest otherwise than lazily.
import { useEffect } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import type { Student } from '../state/student.ts';

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

/** What was sealed before the app was closed goes out when it is open again. */
export function useUnsentHelp(student: Student): void {
  const inside = student.inside.value !== null;
  useEffect(() => {
    if (!inside || student.unsentFlag.value === '') return;
    import('../help/index.tsx').then(
      ({ resume }) => resume(student),
      () => undefined,
    );
  }, [student, inside]);
}
