// Which of the student's screens is up. Lives here: place → view, and My record over all of them. Must
// not: what any of them shows.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Notice } from '../api/types.ts';
import type { Complaint } from '../complain/index.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { useNoticesIn } from '../components/language.tsx';
import type { Student } from '../state/student.ts';
import { Agree } from './agree.tsx';
import { WithContacts } from './contacts.tsx';
import { useUnsentHelp } from './help.tsx';
import {
  LaterScreen,
  loadClosed,
  loadComplain,
  loadDenied,
  loadErased,
  loadHelp,
  loadPolicy,
  loadRecord,
  loadReturn,
  loadRoom,
  loadTalking,
  loadWaiting,
} from './later.tsx';
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
  const [complain, setComplain] = useState(false);
  const complaint = useRef<Complaint | null>(null);
  useUnsentHelp(student);
  useNoticesIn(student.inside.value?.account.api ?? null);
  const isInside = student.inside.value !== null;
  useEffect(() => {
    if (isInside) void loadTalking();
  }, [isInside]);
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
  const toComplain = (): void => setComplain(true);
  if (complain) {
    const props = { student, kept: complaint, onBack: () => setComplain(false) };
    return <LaterScreen key="complain" load={loadComplain} props={props} />;
  }
  if (policy) {
    const props = { onBack: () => setPolicy(false), onComplain: toComplain };
    return <LaterScreen key="policy" load={loadPolicy} props={props} />;
  }
  if (record && student.inside.value !== null && place !== 'loading') {
    const withdraw = open === 'withdraw';
    const doors = { onPolicy: toPolicy, onHelp: toHelp, onComplain: toComplain };
    const props = { student, withdraw, onBack: () => setRecord(false), ...doors };
    return <LaterScreen key="record" load={loadRecord} props={props} />;
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
      return (
        <Shut
          again={service.again ?? null}
          paused={service.intake === 'paused'}
          draft={student.draft.value !== ''}
          onRecord={isInside ? toRecord : null}
        />
      );
    case 'agree':
      return <Agree student={student} notices={notices} onPolicy={toPolicy} />;
    case 'return':
      return <LaterScreen key="return" load={loadReturn} props={{ entry: student.entry }} />;
    case 'mismatch':
      return <Mismatch student={student} />;
    case 'nobody':
      return <Nobody student={student} onRecord={toRecord} />;
    case 'write':
      return <Letter student={student} onRecord={toRecord} />;
    case 'waiting':
      return (
        <LaterScreen
          key="waiting"
          load={loadWaiting}
          props={{ student, onRecord: toRecord, onHelp: toHelp }}
        />
      );
    case 'unchecked':
      return <Unchecked onRetry={() => void student.case.value?.room.value?.sync()} />;
    case 'denied':
      return <LaterScreen key="denied" load={loadDenied} props={{ student, onRecord: toRecord }} />;
    case 'closed':
      return (
        <LaterScreen
          key="closed"
          load={loadClosed}
          props={{ student, onRecord: toRecord, onComplain: toComplain }}
        />
      );
    case 'room': {
      const found = student.case.value;
      const room = found?.room.value;
      if (found === null || !room) return <Loading />;
      const props = { student, found, room, onRecord: toRecord, onHelp: toHelp };
      return <LaterScreen key="room" load={loadRoom} props={props} />;
    }
  }
}
