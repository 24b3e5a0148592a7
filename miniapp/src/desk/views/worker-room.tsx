// A worker's room. Lives here: the shared thread and composer, who the student can call, closing. Must not:
// sealing, checking or the order of messages (state/room.ts, crypto/).
import { useMemo, useState } from 'preact/hooks';
import { ApiError } from '../../api/errors.ts';
import { HintSwitchFor, useMarks } from '../../attention/index.tsx';
import { Button } from '../../components/button.tsx';
import { Composer } from '../../components/composer.tsx';
import { useSay } from '../../components/context.ts';
import { CrisisContacts } from '../../components/crisis.tsx';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/parts.tsx';
import { Heading, useBack } from '../../components/screen.tsx';
import { SignpostsDialog, useCards } from '../../components/signposts.tsx';
import { FirstLetter, Thread } from '../../components/thread.tsx';
import type { ShownMessage } from '../../crypto/timeline.ts';
import { withCard } from '../../signposts/card.ts';
import type { RoomState } from '../../state/room.ts';
import { ChainWarning, Elsewhere, RoomStatus, Unsend } from '../../views/room.tsx';
import type { Coded } from '../state/counted.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';
import { DeskBar, DeskScreen } from './frame.tsx';
import { AskHow } from './numbers-ask.tsx';
import { CardFacts } from './queue.tsx';
import { RaiseButton } from './raising.tsx';

interface WorkerRoomProps {
  readonly worker: WorkerDesk;
  readonly found: WorkerCase;
  readonly room: RoomState;
  readonly connected: boolean;
  readonly onLock: () => void;
  readonly onLeave: () => void;
  /** Write to supervision about this conversation. */
  readonly onNote: () => void;
  /** Raises a concern; with a text of theirs, that one is quoted. */
  readonly onRaise: (text?: string) => void;
}

function CloseRoom({ worker, found, onLeave, onNo }: WorkerRoomProps & { onNo: () => void }) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const [coded, setCoded] = useState<Coded>({});
  const close = async (): Promise<void> => {
    setState('busy');
    try {
      await found.close(coded);
      worker.drop(found);
      onLeave();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState('failed');
    }
  };
  return (
    <Confirm
      testId="close-confirm"
      title={say('desk-room-close-title')}
      yes={say('desk-room-close-yes')}
      busy={state === 'busy'}
      onYes={() => void close()}
      onNo={onNo}
    >
      <p>{say('desk-room-close-gone')}</p>
      <AskHow coded={coded} onCode={setCoded} />
      {state === 'failed' && (
        <p class="field-fault" role="alert">
          {say('app-failed')}
        </p>
      )}
    </Confirm>
  );
}

/** The side sheet: what they said beforehand, and who they can call. */
function Side({
  found,
  onClose,
  onNote,
  onEnd,
  onRaise,
  onSignposts,
}: {
  found: WorkerCase;
  onClose: () => void;
  onNote: () => void;
  onEnd: () => void;
  onRaise: () => void;
  onSignposts: () => void;
}) {
  const say = useSay();
  const card = found.request.value?.card;
  return (
    <Dialog testId="side-sheet" title={found.name.value} onClose={onClose}>
      {card !== undefined && <CardFacts card={card} />}
      <Button testId="signposts-open" kind="soft" onPress={onSignposts}>
        {say('signposts-open')}
      </Button>
      <Button testId="note-open" kind="soft" onPress={onNote}>
        {say('supervision-note')}
      </Button>
      <RaiseButton found={found} onRaise={onRaise} />
      <h3>{say('desk-room-side')}</h3>
      <p class="field-hint">{say('desk-room-side-lead')}</p>
      <CrisisContacts />
      <HintSwitchFor side="worker" />
      <div class="dialog-foot">
        <Button testId="close-room" kind="danger" onPress={onEnd}>
          {say('desk-room-close')}
        </Button>
        <Button testId="side-close" kind="soft" onPress={onClose}>
          {say('app-close')}
        </Button>
      </div>
    </Dialog>
  );
}

export function WorkerRoom(props: WorkerRoomProps) {
  const say = useSay();
  const { found, room, connected, onLock, onLeave, onRaise } = props;
  const [asking, setAsking] = useState<'side' | 'close' | 'signposts' | null>(null);
  const cards = useCards();
  const [unsending, setUnsending] = useState<ShownMessage | null>(null);
  const shown = useMemo(() => (e: number, c: number) => room.shown(e, c), [room]);
  const { mark, guide } = useMarks(onRaise);
  useBack(onLeave);
  if (room.elsewhere.value) return <Elsewhere room={room} />;
  if (room.unchecked.value) {
    return (
      <DeskScreen testId="unchecked" title={found.name.value} onLock={onLock} onBack={onLeave}>
        <Note testId="unchecked-warning" kind="warning" urgent>
          <p>{say('desk-room-unchecked')}</p>
        </Note>
        <Button testId="unchecked-retry" kind="soft" onPress={() => void room.sync()}>
          {say('app-try-again')}
        </Button>
      </DeskScreen>
    );
  }
  const letter = found.letter.value?.text;
  return (
    <div class="room" data-testid="worker-room">
      <DeskBar onLock={onLock}>
        <Button testId="room-menu" kind="leave" onPress={() => setAsking('side')}>
          {say('desk-room-menu')}
        </Button>
      </DeskBar>
      <main class="room-main">
        <div class="room-head desk-row">
          <Button testId="back" kind="small" onPress={onLeave}>
            {say('app-back')}
          </Button>
          <Heading>{found.name.value}</Heading>
        </div>
        {room.warning.value && <ChainWarning />}
        <Thread
          messages={room.messages.value}
          first={
            letter !== undefined && (
              <FirstLetter
                text={letter}
                mine={false}
                title={say('desk-room-letter')}
                mark={mark(letter)}
              />
            )
          }
          onShown={shown}
          canUnsend={(message) => room.canUnsend(message)}
          onUnsend={setUnsending}
          mark={mark}
          cards={cards}
        />
        <RoomStatus room={room} connected={connected} />
        <Composer draft={found.draft} onSend={(text) => room.send(text)} />
        {guide}
        {asking === 'side' && (
          <Side
            found={found}
            onClose={() => setAsking(null)}
            onNote={props.onNote}
            onEnd={() => setAsking('close')}
            onRaise={() => onRaise()}
            onSignposts={() => setAsking('signposts')}
          />
        )}
        {asking === 'signposts' && (
          <SignpostsDialog
            onClose={() => setAsking('side')}
            onInsert={(card) => {
              found.draft.value = withCard(found.draft.value, card);
              setAsking(null);
            }}
          />
        )}
        {asking === 'close' && <CloseRoom {...props} onNo={() => setAsking(null)} />}
        {unsending !== null && (
          <Unsend room={room} message={unsending} onDone={() => setUnsending(null)} />
        )}
      </main>
    </div>
  );
}
