// The student's room. Lives here: the thread, the composer, what is waiting or wrong, ending it. Must
// not: sealing, checking or the order of messages (state/room.ts, crypto/).
import { useEffect, useMemo, useState } from 'preact/hooks';
import { HintFor } from '../attention/index.tsx';
import { Button } from '../components/button.tsx';
import { Composer } from '../components/composer.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Confirm, Dialog } from '../components/dialog.tsx';
import { Ending } from '../components/ending.tsx';
import { Note } from '../components/parts.tsx';
import { Heading, SafetyBar, Screen } from '../components/screen.tsx';
import { SignpostsButton, useCards } from '../components/signposts.tsx';
import { useOwnStatements } from '../components/statements.tsx';
import { FirstLetter, Thread } from '../components/thread.tsx';
import type { ShownMessage } from '../crypto/timeline.ts';
import type { RoomState } from '../state/room.ts';
import type { Student } from '../state/student.ts';
import type { StudentCase } from '../state/student-case.ts';
import { bringAlong } from '../state/unsaved.ts';
import { PauseLater } from './again.tsx';
import { SomebodyElseLater } from './apart.tsx';
import { HandoverLater, TellWhoLater } from './handover.tsx';
import { HelpButton } from './help.tsx';
import { LockNow } from './lock.tsx';

/** One plain warning, with the crisis contacts (protocol.md §7). */
export function ChainWarning({ held }: { held?: boolean }) {
  const say = useSay();
  return (
    <Note testId="chain-warning" kind="warning" urgent>
      <p>{say(held === true ? 'room-warning-held' : 'room-warning')}</p>
      <CrisisContacts short />
    </Note>
  );
}

/** What does not fit of the conversation, and of the team: where that is refused, nothing is sent (§3.2). */
export function RoomWarnings({ room, held }: { room: RoomState; held: boolean }) {
  const say = useSay();
  const unchecked = room.unchecked.value;
  return (
    <>
      {held && (
        <Note testId="team-refused" kind="warning" urgent>
          <p>{say('room-team-refused')}</p>
          <CrisisContacts short />
        </Note>
      )}
      {/* An epoch cannot be checked then, either: that is said once. */}
      {(room.warning.value || (unchecked && !held)) && <ChainWarning held={unchecked} />}
    </>
  );
}

export function Elsewhere({ room }: { room: RoomState }) {
  const say = useSay();
  return (
    <Screen testId="elsewhere" title={say('room-elsewhere-title')}>
      <p>{say('room-elsewhere')}</p>
      <Button testId="use-here" kind="primary" onPress={() => void room.useHere()}>
        {say('room-elsewhere-here')}
      </Button>
    </Screen>
  );
}

/** What stands between thread and composer: no connection, denied, waiting, not kept. */
export function RoomStatus(props: {
  readonly room: RoomState;
  readonly connected: boolean;
  /** What is said where the server denies it; what a student is told, unless another. */
  readonly refused?: string;
}) {
  const { room, connected, refused = 'room-refused' } = props;
  const say = useSay();
  const waiting = room.messages.value.filter((one) => one.tick === 'sending').length;
  if (room.notKept.value) {
    return (
      <Note testId="not-kept" kind="warning" urgent>
        <p>{say('app-not-kept')}</p>
      </Note>
    );
  }
  if (room.refused.value) {
    return (
      <Note testId="room-refused" kind="warning" urgent>
        <p>{say(refused)}</p>
      </Note>
    );
  }
  if (connected) return null;
  return (
    <div class="composer-inner field-hint" role="status" data-testid="room-offline">
      {say('room-offline')} {waiting > 0 && say('room-waiting-one', { count: waiting })}
    </div>
  );
}

interface UnsendProps {
  readonly room: RoomState;
  readonly message: ShownMessage;
  readonly onDone: () => void;
}

/** Asks first; says so when it was too late. */
export function Unsend({ room, message, onDone }: UnsendProps) {
  const say = useSay();
  const [late, setLate] = useState(false);
  const unsend = async (): Promise<void> => {
    if ((await room.unsend(message)) === 'seen') setLate(true);
    else onDone();
  };
  if (late) {
    return (
      <Dialog testId="unsend-late" title={say('room-unsend-title')} onClose={onDone}>
        <p>{say('room-unsend-late')}</p>
        <Button testId="unsend-late-close" kind="soft" onPress={onDone}>
          {say('app-close')}
        </Button>
      </Dialog>
    );
  }
  return (
    <Confirm
      testId="unsend-confirm"
      title={say('room-unsend-title')}
      yes={say('room-unsend-yes')}
      onYes={() => void unsend()}
      onNo={onDone}
    >
      <p>{say('room-unsend-why')}</p>
    </Confirm>
  );
}

function CloseRoom({
  student,
  found,
  onNo,
}: {
  student: Student;
  found: StudentCase;
  onNo: () => void;
}) {
  const say = useSay();
  const { service } = useSurroundings();
  const name = found.worker.value || say('worker-unknown');
  return (
    <Ending
      title={say('room-close-title')}
      yes={say('room-close-yes')}
      onEnd={() => student.close().then(onNo)}
      onNo={onNo}
    >
      <p>
        {say('room-close-gone', {
          name,
          days: service.retention_days,
          after_degree: service.after_degree ? 'on' : 'off',
        })}
      </p>
    </Ending>
  );
}

/** The student's side of what is said about consent; what the worker was not told yet goes out. */
function useStudentsStatements(student: Student, found: StudentCase, room: RoomState) {
  const { account } = found;
  const statements = useOwnStatements(student, { room, caseId: found.id, open: true });
  const part = statements?.part ?? null;
  const ready = room.caughtUp.value;
  useEffect(() => {
    if (part === null || !ready) return;
    const by = { key: account.bundle.identity.sign, now: student.now() };
    void part
      .sayStanding(account, room, found.id)
      .then((said) => said && part.sayDispute(by, room, found.id));
  }, [part, account, ready, room]);
  return statements;
}

export interface RoomProps {
  readonly student: Student;
  readonly found: StudentCase;
  readonly room: RoomState;
  readonly onRecord: () => void;
  readonly onHelp: () => void;
}

export function Room({ student, found, room, onRecord, onHelp }: RoomProps) {
  const say = useSay();
  const { service } = useSurroundings();
  const [asking, setAsking] = useState<'menu' | 'close' | null>(null);
  const [unsending, setUnsending] = useState<ShownMessage | null>(null);
  const shown = useMemo(() => (e: number, c: number) => room.shown(e, c), [room]);
  const cards = useCards();
  const statements = useStudentsStatements(student, found, room);
  useEffect(() => bringAlong(found, student.draft), [found]);
  if (room.elsewhere.value) return <Elsewhere room={room} />;
  const letter = found.own.value?.wishes.letter;
  const name = found.worker.value || say('worker-unknown');
  return (
    <div class="room" data-testid="room-screen">
      <SafetyBar>
        <Button testId="room-menu" kind="leave" onPress={() => setAsking('menu')}>
          {say('room-menu')}
        </Button>
      </SafetyBar>
      <main class="room-main">
        <div class="room-head">
          <Heading>{say('room-with', { name })}</Heading>
        </div>
        <RoomWarnings room={room} held={found.standing.held.value} />
        <Thread
          messages={room.messages.value}
          first={letter !== undefined && <FirstLetter text={letter} mine />}
          onShown={shown}
          canUnsend={(message) => room.canUnsend(message)}
          onUnsend={setUnsending}
          cards={cards}
          {...(statements && { statements: statements.line })}
        />
        <RoomStatus room={room} connected={student.connected.value} />
        {statements?.dispute(
          <>
            <SomebodyElseLater student={student} found={found} />
            <SignpostsButton />
          </>,
        )}
        <HandoverLater {...{ student, found, room }} onEnd={() => setAsking('close')} />
        {found.standing.gone.value ? (
          <Note testId="worker-gone" kind="warning">
            <p>{say('room-worker-gone', { name })}</p>
          </Note>
        ) : (
          <>
            <HintFor draft={student.draft} />
            <Composer draft={student.draft} onSend={(text) => room.send(text)} />
          </>
        )}
        {asking === 'menu' && (
          <Dialog
            testId="room-menu-dialog"
            title={say('room-menu')}
            onClose={() => setAsking(null)}
          >
            <HelpButton student={student} onPress={onHelp} />
            <SignpostsButton />
            {!found.standing.gone.value && <TellWhoLater found={found} room={room} />}
            <LockNow />
            <Button testId="record-open" kind="soft" onPress={onRecord}>
              {say('record-open')}
            </Button>
            {service.cannot_act && statements?.disputing()}
            <PauseLater student={student} found={found} />
            <SomebodyElseLater student={student} found={found} />
            <Button testId="close-room" kind="danger" onPress={() => setAsking('close')}>
              {say('room-close')}
            </Button>
            <Button testId="room-menu-close" onPress={() => setAsking(null)}>
              {say('app-close')}
            </Button>
          </Dialog>
        )}
        {asking === 'close' && (
          <CloseRoom student={student} found={found} onNo={() => setAsking(null)} />
        )}
        {unsending !== null && (
          <Unsend room={room} message={unsending} onDone={() => setUnsending(null)} />
        )}
      </main>
    </div>
  );
}
