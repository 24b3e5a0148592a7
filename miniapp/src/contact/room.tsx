// The student's room with a holder, beside their own. Lives here: its frame and its end; thread, composer
// and warnings are those of every room. Must not: look like the room with the worker.
import { useMemo, useState } from 'preact/hooks';
import { HintFor } from '../attention/index.tsx';
import { Button } from '../components/button.tsx';
import { Composer } from '../components/composer.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Dialog } from '../components/dialog.tsx';
import { Ending } from '../components/ending.tsx';
import { Note } from '../components/parts.tsx';
import { Heading, SafetyBar, useBack } from '../components/screen.tsx';
import { useOwnStatements } from '../components/statements.tsx';
import { Thread } from '../components/thread.tsx';
import type { ShownMessage } from '../crypto/timeline.ts';
import type { Student } from '../state/student.ts';
import { Elsewhere, RoomStatus, RoomWarnings, Unsend } from '../views/room.tsx';
import type { ContactTalk } from './talk.ts';
import { useWho } from './who.ts';

function Close({ talk, onNo }: { talk: ContactTalk; onNo: () => void }) {
  const say = useSay();
  const { service } = useSurroundings();
  const name = talk.holder.value?.name ?? '';
  return (
    <Ending
      title={say('room-close-title')}
      yes={say('room-close-yes')}
      onEnd={() => talk.close().then(onNo)}
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

export function ContactRoom(props: {
  readonly talk: ContactTalk;
  readonly student: Student;
  readonly onLeave: () => void;
}) {
  const say = useSay();
  const { talk, student, onLeave } = props;
  const { room } = talk;
  const who = useWho(talk);
  const [asking, setAsking] = useState<'menu' | 'close' | null>(null);
  const [unsending, setUnsending] = useState<ShownMessage | null>(null);
  const shown = useMemo(() => (e: number, c: number) => room.shown(e, c), [room]);
  const statements = useOwnStatements(student, { room, caseId: talk.id, open: true });
  useBack(onLeave);
  if (room.elsewhere.value) return <Elsewhere room={room} />;
  const name = talk.holder.value?.name ?? '';
  return (
    <div class="room contact-room" data-testid="contact-room">
      <SafetyBar>
        <Button testId="room-menu" kind="leave" onPress={() => setAsking('menu')}>
          {say('room-menu')}
        </Button>
      </SafetyBar>
      <main class="room-main">
        <div class="room-head">
          <Heading>{say('contact-room-title', { who })}</Heading>
          <p class="field-hint" dir="auto">
            {say('contact-room-not-worker', { name })}
          </p>
        </div>
        <RoomWarnings room={room} held={talk.standing.held.value} />
        <Thread
          messages={room.messages.value}
          first={null}
          onShown={shown}
          canUnsend={(message) => room.canUnsend(message)}
          onUnsend={setUnsending}
          {...(statements && { statements: statements.line })}
        />
        <RoomStatus room={room} connected={student.connected.value} />
        {talk.standing.gone.value ? (
          <Note testId="contact-gone" kind="warning">
            <p>{say('contact-gone', { name })}</p>
          </Note>
        ) : (
          <>
            <HintFor draft={talk.draft} />
            <Composer draft={talk.draft} onSend={(text) => room.send(text)} />
          </>
        )}
        {asking === 'menu' && (
          <Dialog
            testId="room-menu-dialog"
            title={say('room-menu')}
            onClose={() => setAsking(null)}
          >
            <Button testId="close-room" kind="danger" onPress={() => setAsking('close')}>
              {say('room-close')}
            </Button>
            <Button testId="room-menu-close" onPress={() => setAsking(null)}>
              {say('app-close')}
            </Button>
          </Dialog>
        )}
        {asking === 'close' && <Close talk={talk} onNo={() => setAsking(null)} />}
        {unsending !== null && (
          <Unsend room={room} message={unsending} onDone={() => setUnsending(null)} />
        )}
      </main>
    </div>
  );
}
