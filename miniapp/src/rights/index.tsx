// A copy of one's own record, what workers kept, having it erased, and the end of a degree. Lives here: what is loaded
// when one of them is opened. Must not: be imported otherwise than lazily.
import type { Student } from '../state/student.ts';
import { Copies } from './copies.tsx';
import { Degree } from './degree.tsx';
import { DegreeFold, type DegreeFoldProps } from './degree-fold.tsx';
import { Erase } from './erase.tsx';
import { NotedList } from './noted-list.tsx';
import { WithWords } from './words.ts';

/** What of it is opened in My record. */
export type RightsPart = 'copy' | 'erase' | 'noted' | 'degree';

export { Erased } from './erased.tsx';

/** Under the first letter, with its own words. */
export function AskDegree(props: DegreeFoldProps) {
  return (
    <WithWords>
      <DegreeFold {...props} />
    </WithWords>
  );
}

export function Rights({ student, part }: { student: Student; part: RightsPart }) {
  return (
    <WithWords>
      {part === 'copy' && <Copies student={student} />}
      {part === 'erase' && <Erase student={student} />}
      {part === 'degree' && <Degree student={student} />}
      {part === 'noted' && <NotedList student={student} />}
    </WithWords>
  );
}
