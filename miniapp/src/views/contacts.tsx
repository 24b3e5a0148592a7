// The way to conversations that holders began (protocol.md §14). Lives here: loading contact/ once there is
// one, and giving it its place. Must not: import it otherwise; most students never have one.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BelowBar } from '../components/screen.tsx';
import type { Student } from '../state/student.ts';

const load = () => import('../contact/index.tsx');
type Part = Awaited<ReturnType<typeof load>>;

/** Null until there is a conversation and its part of the app came; asked for again with each list. */
function usePart(student: Student): Part | null {
  const [found, setFound] = useState<{ readonly part: Part } | null>(null);
  const rows = student.contacts.rows.value;
  useEffect(() => {
    if (found !== null || rows.length === 0) return;
    load().then(
      (part) => setFound({ part }),
      () => undefined,
    );
  }, [found, rows]);
  return found?.part ?? null;
}

/** Under the bar of every screen the way there; in the place of them the one that is up. */
export function WithContacts(props: {
  readonly student: Student;
  readonly children: ComponentChildren;
}) {
  const { student } = props;
  const part = usePart(student);
  const place = student.place.value;
  // With keys or a team that are not theirs nothing of it is shown.
  const here =
    part !== null && student.inside.value !== null && place !== 'mismatch' && place !== 'erased';
  const talk = here ? part.shownOf(student) : null;
  return (
    <BelowBar.Provider value={here ? <part.Strip student={student} /> : null}>
      {here && talk !== null ? <part.Talk student={student} talk={talk} /> : props.children}
    </BelowBar.Provider>
  );
}

/** Within My record. */
export function ContactsOnRecord({ student }: { student: Student }) {
  const part = usePart(student);
  return part === null ? null : <part.ContactRecord student={student} />;
}
