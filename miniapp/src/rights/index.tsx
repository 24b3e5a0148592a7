// A copy of one's own record, and having it erased, in My record. Lives here: what is loaded when either is
// opened. Must not: be imported otherwise than lazily.
import type { Student } from '../state/student.ts';
import { Copies } from './copies.tsx';
import { Erase } from './erase.tsx';
import { WithWords } from './words.tsx';

export { Erased } from './erased.tsx';

export function Rights({ student, part }: { student: Student; part: 'copy' | 'erase' }) {
  return (
    <WithWords>
      {part === 'copy' ? <Copies student={student} /> : <Erase student={student} />}
    </WithWords>
  );
}
