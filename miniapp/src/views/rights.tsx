// A copy and erasing, within My record. Lives here: loading them when their card is opened. Must not: import
// them otherwise.
import { useSay } from '../components/context.ts';
import { useLater } from '../components/later.ts';
import { Progress } from '../components/parts.tsx';
import type { Student } from '../state/student.ts';

export interface RightsLaterProps {
  readonly student: Student;
  readonly part: 'copy' | 'erase';
}

export function RightsLater(props: RightsLaterProps) {
  const say = useSay();
  const { part: rights, failed } = useLater(() => import('../rights/index.tsx'));
  if (failed) return <p role="alert">{say('app-offline')}</p>;
  return rights === null ? <Progress>{say('app-loading')}</Progress> : <rights.Rights {...props} />;
}
