// A copy, erasing and the end of a degree, within My record and under the first letter. Lives here: loading them where
// they are needed. Must not: import them otherwise.
import { useSay } from '../components/context.ts';
import { useLater } from '../components/later.ts';
import { Progress } from '../components/parts.tsx';
import type { DegreeFoldProps } from '../rights/degree-fold.tsx';
import type { RightsPart } from '../rights/index.tsx';
import type { Student } from '../state/student.ts';

const load = () => import('../rights/index.tsx');

export interface RightsLaterProps {
  readonly student: Student;
  readonly part: RightsPart;
}

export function RightsLater(props: RightsLaterProps) {
  const say = useSay();
  const { part: rights, failed } = useLater(load);
  if (failed) return <p role="alert">{say('app-offline')}</p>;
  return rights === null ? <Progress>{say('app-loading')}</Progress> : <rights.Rights {...props} />;
}

/** Under the first letter, where the policy counts from the end of a degree. */
export function AskDegreeLater(props: DegreeFoldProps) {
  const { part } = useLater(load);
  return part === null ? null : <part.AskDegree {...props} />;
}

/** Shown once it is known that the policy asks: nothing stands there for the others. */
export function DegreeLater({ student }: { student: Student }) {
  const { part: rights } = useLater(load);
  return rights === null ? null : <rights.Rights student={student} part="degree" />;
}
