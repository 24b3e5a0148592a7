// Talking again and pausing. Lives here: loading them where they are needed. Must not: import them otherwise.
import { useSay } from '../components/context.ts';
import { useLater } from '../components/later.ts';
import { Progress } from '../components/parts.tsx';
import type { Student } from '../state/student.ts';
import type { StudentCase } from '../state/student-case.ts';

const load = () => import('../again/index.tsx');

export function AskAgainLater(props: { student: Student; found: StudentCase }) {
  const { part } = useLater(load);
  return part === null ? null : <part.AskAgain {...props} />;
}

interface FirstProps {
  readonly student: Student;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function First(props: FirstProps) {
  const { part } = useLater(load);
  return part === null ? null : <part.ChooseFirst {...props} />;
}

/** Not asked for where this student never said anything of the kind. */
export function FirstLater(props: FirstProps) {
  const { bundle } = props.student.inside.value?.account ?? {};
  return bundle === undefined || bundle.notes('meta/again/').size === 0 ? null : (
    <First {...props} />
  );
}

export function PauseLater(props: { student: Student; found: StudentCase }) {
  const { part } = useLater(load);
  return part === null ? null : <part.Pause {...props} />;
}

export function AgainSaidLater({ student }: { student: Student }) {
  const say = useSay();
  const { part, failed } = useLater(load);
  if (failed) return <p role="alert">{say('app-offline')}</p>;
  return part === null ? (
    <Progress>{say('app-loading')}</Progress>
  ) : (
    <part.AgainSaid student={student} />
  );
}
