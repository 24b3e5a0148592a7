// Who came to what is yours, within My record. Lives here: loading it when its card is opened. Must not:
// import it otherwise.
import { useSay } from '../components/context.ts';
import { useLater } from '../components/later.ts';
import { Progress } from '../components/parts.tsx';
import type { Student } from '../state/student.ts';

export function AccessesLater({ student }: { student: Student }) {
  const say = useSay();
  const { part, failed } = useLater(() => import('../accesses/index.tsx'));
  if (failed) return <p role="alert">{say('app-offline')}</p>;
  return part === null ? (
    <Progress>{say('app-loading')}</Progress>
  ) : (
    <part.Accesses student={student} />
  );
}
