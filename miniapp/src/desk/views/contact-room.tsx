// A holder's room with a student. Lives here: its frame, that it waits for an answer, its end; thread and
// composer are those of every room. Must not: sealing, checking or the order of messages.
import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Composer } from '../../components/composer.tsx';
import { useSay } from '../../components/context.ts';
import { CrisisContacts } from '../../components/crisis.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Ending } from '../../components/ending.tsx';
import { Note } from '../../components/parts.tsx';
import { Heading, useBack } from '../../components/screen.tsx';
import { useStaffStatements } from '../../components/statements.tsx';
import { Thread } from '../../components/thread.tsx';
import type { ShownMessage } from '../../crypto/timeline.ts';
import { ChainWarning, Elsewhere, RoomStatus, Unsend } from '../../views/room.tsx';
import type { HolderTalk } from '../state/contact-talk.ts';
import type { Contacts } from '../state/contacts.ts';
import { DeskBar } from './frame.tsx';

function Close(props: { contacts: Contacts; talk: HolderTalk; onNo: () => void }) {
  const say = useSay();
  return (
    <Ending
      title={say('contact-desk-room-close-title')}
      yes={say('contact-desk-room-close-yes')}
      onEnd={() => props.contacts.close(props.talk)}
      onNo={props.onNo}
    >
      <p>{say('contact-desk-room-close-gone')}</p>
    </Ending>
  );
}

export function HolderRoom(props: {
  readonly contacts: Contacts;
  readonly talk: HolderTalk;
  readonly connected: boolean;
  readonly onLock: () => void;
}) {
  const say = useSay();
  const { contacts, talk, connected, onLock } = props;
  const { room } = talk;
  const [asking, setAsking] = useState<'menu' | 'close' | 'share' | null>(null);
  const [unsending, setUnsending] = useState<ShownMessage | null>(null);
  const shown = useMemo(() => (e: number, c: number) => room.shown(e, c), [room]);
  const statements = useStaffStatements({ room, connected, ...talk.signer, caseId: talk.id });
  const leave = (): void => {
    contacts.current.value = null;
  };
  useBack(leave);
  if (room.elsewhere.value) return <Elsewhere room={room} />;
  const name = talk.name.value;
  return (
    <div class="room" data-testid="holder-room">
      <DeskBar onLock={onLock}>
        <Button testId="room-menu" kind="leave" onPress={() => setAsking('menu')}>
          {say('desk-room-menu')}
        </Button>
      </DeskBar>
      <main class="room-main">
        <div class="room-head desk-row">
          <Button testId="back" kind="small" onPress={leave}>
            {say('app-back')}
          </Button>
          <Heading>{say('contact-desk-room-title', { name })}</Heading>
        </div>
        {room.warning.value && <ChainWarning />}
        {room.unchecked.value && (
          <Note testId="contact-room-unchecked" kind="warning" urgent>
            <p>{say('contact-desk-room-unchecked')}</p>
          </Note>
        )}
        {!talk.answered.value && (
          <Note testId="contact-waiting">
            <p>{say('contact-desk-room-waiting')}</p>
          </Note>
        )}
        <Thread
          messages={room.messages.value}
          first={null}
          onShown={shown}
          canUnsend={(message) => room.canUnsend(message)}
          onUnsend={setUnsending}
          statements={statements.line}
        />
        <RoomStatus room={room} connected={connected} refused="desk-room-refused" />
        <Composer draft={talk.draft} onSend={(text) => room.send(text)} />
        {asking === 'menu' && (
          <Dialog testId="side-sheet" title={name} onClose={() => setAsking(null)}>
            <Button testId="share-open" kind="soft" onPress={() => setAsking('share')}>
              {say('desk-room-share')}
            </Button>
            <h3>{say('desk-room-side')}</h3>
            <CrisisContacts />
            <div class="dialog-foot">
              <Button testId="close-room" kind="danger" onPress={() => setAsking('close')}>
                {say('contact-desk-room-close')}
              </Button>
              <Button testId="side-close" kind="soft" onPress={() => setAsking(null)}>
                {say('app-close')}
              </Button>
            </div>
          </Dialog>
        )}
        {asking === 'share' && statements.form(() => setAsking(null))}
        {asking === 'close' && (
          <Close contacts={contacts} talk={talk} onNo={() => setAsking(null)} />
        )}
        {unsending !== null && (
          <Unsend room={room} message={unsending} onDone={() => setUnsending(null)} />
        )}
      </main>
    </div>
  );
}
