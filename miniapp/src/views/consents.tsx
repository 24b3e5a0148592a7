// What the student agreed to, within My record. Lives here: loading it when the record is opened. Must not:
// import it otherwise.
import { useSay } from '../components/context.ts';
import { useLater } from '../components/later.ts';
import { Progress } from '../components/parts.tsx';
import { loadSharing } from '../components/statements.tsx';
import type { Student } from '../state/student.ts';

export function ConsentsLater({ student }: { student: Student }) {
  const say = useSay();
  const { part, failed } = useLater(loadSharing);
  if (failed) return <p role="alert">{say('app-offline')}</p>;
  return part === null ? (
    <Progress>{say('app-loading')}</Progress>
  ) : (
    <part.Record student={student} />
  );
}
