// After the end. Lives here: who ended it, until when it can be read, reading it, writing again. Must
// not: a composer; it cannot be opened again.
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Heading, SafetyBar, Screen, useBack } from '../components/screen.tsx';
import { useOwnStatements } from '../components/statements.tsx';
import { FirstLetter, Thread } from '../components/thread.tsx';
import type { Student } from '../state/student.ts';
import type { StudentCase } from '../state/student-case.ts';
import { dateAt } from '../words/dates.ts';
import { AskAgainLater } from './again.tsx';
import { SomebodyElseLater } from './apart.tsx';
import { LaterScreen, loadCannotAct } from './later.tsx';
import { RecordButton } from './letter.tsx';
import { ChainWarning } from './room.tsx';

function useEnding(found: StudentCase): string {
  const say = useSay();
  const { words } = useSurroundings();
  const { keep_until: until } = found.answer.value;
  const room = found.room.value;
  // Looked at again with what comes: the newest epoch says whose word counts.
  void room?.messages.value;
  const by = found.ending;
  const known = room === null || room.caughtUp.value || room.unchecked.value;
  if (by === 'unproven') return say(known ? 'closed-unproven' : 'app-loading');
  if (room === null) return say('closed-cancelled');
  const name = found.worker.value || say('worker-unknown');
  if (!until) return say('closed-no-date', { name });
  const date = dateAt(until).toLocaleDateString(words.dates, { dateStyle: 'long' });
  return say(by === 'student' ? 'closed-by-student' : 'closed-by-worker', { name, date });
}

/** That it ended is said as the server's word where nobody signed it. */
const titleOf = (found: StudentCase): string =>
  found.ending === 'unproven' ? 'closed-unproven-title' : 'closed-title';

function Reading(props: { student: Student; found: StudentCase; onBack: () => void }) {
  const { student, found, onBack } = props;
  const say = useSay();
  useBack(onBack);
  const room = found.room.value;
  const letter = found.own.value?.wishes.letter;
  const statements = useOwnStatements(student, { room, caseId: found.id, open: false });
  return (
    <div class="room" data-testid="closed-room">
      <SafetyBar>
        <Button testId="back" kind="leave" onPress={onBack}>
          {say('app-back')}
        </Button>
      </SafetyBar>
      <main class="room-main">
        <div class="room-head">
          <Heading>{say(titleOf(found))}</Heading>
        </div>
        {(room?.warning.value === true || room?.unchecked.value === true) && <ChainWarning />}
        <Thread
          messages={room?.messages.value ?? []}
          first={letter !== undefined && <FirstLetter text={letter} mine />}
          onShown={null}
          canUnsend={null}
          {...(statements && { statements: statements.line })}
        />
      </main>
    </div>
  );
}

export interface ClosedProps {
  readonly student: Student;
  readonly onRecord: () => void;
  readonly onComplain: () => void;
}

export function Closed({ student, onRecord, onComplain }: ClosedProps) {
  const say = useSay();
  const [reading, setReading] = useState(false);
  const found = student.case.value;
  const ending = found === null ? '' : <Ending found={found} />;
  if (found === null) return null;
  if (reading) return <Reading student={student} found={found} onBack={() => setReading(false)} />;
  if (found.answer.value.cannot_act) {
    const onRead = found.room.value === null ? null : () => setReading(true);
    const props = { student, found, onRead, onRecord };
    return <LaterScreen key="cannot-act" load={loadCannotAct} props={props} />;
  }
  const cancelled = found.room.value === null;
  return (
    <Screen
      testId="closed-screen"
      title={say(
        cancelled && found.ending !== 'unproven' ? 'closed-cancelled-title' : titleOf(found),
      )}
    >
      <p>{ending}</p>
      {!cancelled && (
        <Button testId="closed-read" kind="soft" onPress={() => setReading(true)}>
          {say('closed-read')}
        </Button>
      )}
      <AskAgainLater student={student} found={found} />
      <Button testId="write-again" kind="primary" onPress={() => student.writeAgain()}>
        {say('closed-again')}
      </Button>
      <SomebodyElseLater student={student} found={found} />
      <RecordButton onPress={onRecord} />
      <Button testId="complain-open" kind="plain" onPress={onComplain}>
        {say('complain-open')}
      </Button>
      <section class="card">
        <CrisisContacts short />
      </section>
    </Screen>
  );
}

function Ending({ found }: { found: StudentCase }) {
  return <>{useEnding(found)}</>;
}
