// Which of the student's screens is up. Lives here: place → view, and My record over all of them. Must
// not: what any of them shows.
import { useState } from 'preact/hooks';
import type { Notice } from '../api/types.ts';
import { useSay, useSurroundings } from '../components/context.ts';
import type { Student } from '../state/student.ts';
import { Agree } from './agree.tsx';
import { Closed } from './closed.tsx';
import { WithContacts } from './contacts.tsx';
import { useUnsentHelp } from './help.tsx';
import { LaterScreen, loadErased, loadHelp, loadPolicy, loadRecord, loadReturn } from './later.tsx';
import { Letter } from './letter.tsx';
import {
  Expired,
  Loading,
  Mismatch,
  Nobody,
  Outside,
  Shut,
  Unchecked,
  Unreachable,
} from './plain.tsx';
import { Room } from './room.tsx';
import { Waiting } from './waiting.tsx';

export interface StudentAppProps {
  readonly student: Student;
  readonly notices: readonly Notice[];
  /** Which door was used: My record may be asked for at once. */
  readonly open: 'room' | 'record' | 'withdraw';
}

export function StudentApp(props: StudentAppProps) {
  return (
    <WithContacts student={props.student}>
      <Place {...props} />
    </WithContacts>
  );
}

function Place({ student, notices, open }: StudentAppProps) {
  const say = useSay();
  const { service } = useSurroundings();
  const [record, setRecord] = useState(open !== 'room');
  const [help, setHelp] = useState(false);
  const [policy, setPolicy] = useState(false);
  useUnsentHelp(student);
  const place = student.place.value;
  const toRecord = (): void => setRecord(true);
  const toHelp = (): void => setHelp(true);
  const erased = student.erased.value;
  if (erased !== null) return <LaterScreen key="erased" load={loadErased} props={{ at: erased }} />;
  if (help && student.inside.value !== null && place !== 'loading') {
    const props = { student, onBack: () => setHelp(false) };
    return <LaterScreen key="help" load={loadHelp} props={props} />;
  }
  const toPolicy = (): void => setPolicy(true);
  if (policy) {
    const props = { onBack: () => setPolicy(false) };
    return <LaterScreen key="policy" load={loadPolicy} props={props} />;
  }
  if (record && student.inside.value !== null && place !== 'loading') {
    const withdraw = open === 'withdraw';
    const doors = { onPolicy: toPolicy, onBack: () => setRecord(false), onHelp: toHelp };
    return <LaterScreen key="record" load={loadRecord} props={{ student, withdraw, ...doors }} />;
  }
  const retry = (): void => void student.retry();
  switch (place) {
    case 'erased':
    case 'loading':
      return <Loading />;
    case 'unlocking':
      return <Loading text={`${say('return-trying')}. ${say('app-slow')}`} />;
    case 'outside':
      return <Outside />;
    case 'expired':
      return <Expired />;
    case 'unreachable':
      return <Unreachable onRetry={retry} />;
    case 'shut':
      return <Shut paused={service.intake === 'paused'} draft={student.draft.value !== ''} />;
    case 'agree':
      return <Agree student={student} notices={notices} onPolicy={toPolicy} />;
    case 'return':
      return <LaterScreen key="return" load={loadReturn} props={{ entry: student.entry }} />;
    case 'mismatch':
      return <Mismatch student={student} />;
    case 'nobody':
      return <Nobody student={student} />;
    case 'write':
      return <Letter student={student} onRecord={toRecord} />;
    case 'waiting':
      return <Waiting student={student} onRecord={toRecord} onHelp={toHelp} />;
    case 'unchecked':
      return <Unchecked onRetry={() => void student.case.value?.room.value?.sync()} />;
    case 'closed':
      return <Closed student={student} onRecord={toRecord} />;
    case 'room': {
      const found = student.case.value;
      const room = found?.room.value;
      if (found === null || !room) return <Loading />;
      return <Room {...{ student, found, room }} onRecord={toRecord} onHelp={toHelp} />;
    }
  }
}
