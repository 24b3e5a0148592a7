// Somebody else, please. Lives here: loading it where a conversation is or was. Must not: import it otherwise.
import { useLater } from '../components/later.ts';
import type { Student } from '../state/student.ts';
import type { StudentCase } from '../state/student-case.ts';

export function SomebodyElseLater(props: { student: Student; found: StudentCase }) {
  const { part } = useLater(() => import('../apart/index.tsx'));
  return part === null ? null : <part.SomebodyElse {...props} />;
}
