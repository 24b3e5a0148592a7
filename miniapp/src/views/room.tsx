// The student's room. Lives here: the thread, the composer, what is waiting or wrong, ending it. Must
// not: sealing, checking or the order of messages (state/room.ts, crypto/).
import { useMemo, useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { HintFor } from '../attention/index.tsx';
import { Button } from '../components/button.tsx';
import { Composer } from '../components/composer.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Confirm, Dialog } from '../components/dialog.tsx';
import { Note } from '../components/parts.tsx';
import { Heading, SafetyBar, Screen } from '../components/screen.tsx';
import { SignpostsButton, useCards } from '../components/signposts.tsx';
import { FirstLetter, Thread } from '../components/thread.tsx';
import { CryptoError } from '../crypto/errors.ts';
import type { ShownMessage } from '../crypto/timeline.ts';
import type { RoomState } from '../state/room.ts';
import type { Student } from '../state/student.ts';
import type { StudentCase } from '../state/student-case.ts';
import { HelpButton } from './help.tsx';

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

/** What stands between thread and composer: no connection, waiting, not kept. */
export function RoomStatus({ room, connected }: { room: RoomState; connected: boolean }) {
  const say = useSay();
  const waiting = room.messages.value.filter((one) => one.tick === 'sending').length;
  if (room.notKept.value) {
    return (
      <Note testId="not-kept" kind="warning" urgent>
        <p>{say('app-not-kept')}</p>
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
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const name = found.worker.value || say('worker-unknown');
  const close = async (): Promise<void> => {
    setState('busy');
    try {
      await student.close();
      onNo();
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
      setState('failed');
    }
  };
  return (
    <Confirm
      testId="close-confirm"
      title={say('room-close-title')}
      yes={say('room-close-yes')}
      busy={state === 'busy'}
      onYes={() => void close()}
      onNo={onNo}
    >
      <p>{say('room-close-gone', { name, days: service.retention_days })}</p>
      {state === 'failed' && (
        <p class="field-fault" role="alert">
          {say('app-failed')}
        </p>
      )}
    </Confirm>
  );
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
  const [asking, setAsking] = useState<'menu' | 'close' | null>(null);
  const [unsending, setUnsending] = useState<ShownMessage | null>(null);
  const shown = useMemo(() => (e: number, c: number) => room.shown(e, c), [room]);
  const cards = useCards();
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
        {(room.warning.value || room.unchecked.value) && (
          <ChainWarning held={room.unchecked.value} />
        )}
        <Thread
          messages={room.messages.value}
          first={letter !== undefined && <FirstLetter text={letter} mine />}
          onShown={shown}
          canUnsend={(message) => room.canUnsend(message)}
          onUnsend={setUnsending}
          cards={cards}
        />
        <RoomStatus room={room} connected={student.connected.value} />
        {found.gone.value ? (
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
            <Button testId="record-open" kind="soft" onPress={onRecord}>
              {say('record-open')}
            </Button>
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
