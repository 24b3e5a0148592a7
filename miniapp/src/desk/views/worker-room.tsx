// A worker's room. Lives here: the shared thread and composer, who the student can call, closing. Must not:
// sealing, checking or the order of messages (state/room.ts, crypto/).
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { HintSwitchFor, useMarks } from '../../attention/index.tsx';
import { Button } from '../../components/button.tsx';
import { Composer } from '../../components/composer.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { CrisisContacts } from '../../components/crisis.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/parts.tsx';
import { Heading, useBack } from '../../components/screen.tsx';
import { SignpostsDialog, useCards } from '../../components/signposts.tsx';
import { useStaffStatements } from '../../components/statements.tsx';
import { FirstLetter, Thread } from '../../components/thread.tsx';
import type { ShownMessage } from '../../crypto/timeline.ts';
import { withCard } from '../../signposts/card.ts';
import type { RoomState } from '../../state/room.ts';
import { ChainWarning, Elsewhere, RoomStatus, Unsend } from '../../views/room.tsx';
import type { Drafts } from '../state/drafts.ts';
import type { Duty } from '../state/duty.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';
import { Aside, AsideButton } from './aside.tsx';
import { CaseRecordDialog } from './case-record.tsx';
import { CloseRoom } from './close-room.tsx';
import { DeskBar, DeskScreen } from './frame.tsx';
import { Earlier, SharedFacts } from './handing-before.tsx';
import { HandingStrip, Propose, ProposeButton } from './handing-propose.tsx';
import { DutyTroubleNote, StopPart } from './my-shift.tsx';
import { CardFacts } from './queue.tsx';
import { RaiseButton } from './raising.tsx';
import { Silent } from './silent.tsx';

interface WorkerRoomProps {
  readonly worker: WorkerDesk;
  readonly found: WorkerCase;
  readonly room: RoomState;
  readonly duty: Duty;
  readonly connected: boolean;
  readonly drafts: Drafts;
  readonly onLock: () => void;
  readonly onLeave: () => void;
  /** Write to supervision about this conversation. */
  readonly onNote: () => void;
  /** Raises a concern; with a text of theirs, that one is quoted. */
  readonly onRaise: (text?: string) => void;
}

/** The side sheet: what they said beforehand, and who they can call. */
function Side({
  found,
  onClose,
  onNote,
  onEnd,
  onRaise,
  onSignposts,
  onAside,
  duty,
  worker,
  onShare,
  onHand,
  onRecord,
  children,
}: {
  found: WorkerCase;
  onClose: () => void;
  onNote: () => void;
  onEnd: () => void;
  onRaise: () => void;
  onSignposts: () => void;
  onAside: () => void;
  duty: Duty;
  worker: WorkerDesk;
  onShare: () => void;
  onHand: () => void;
  onRecord: () => void;
  children: ComponentChildren;
}) {
  const say = useSay();
  const { card } = found;
  return (
    <Dialog testId="side-sheet" title={found.name.value} onClose={onClose}>
      {card !== null && <CardFacts card={card} />}
      <SharedFacts found={found} />
      <Button testId="signposts-open" kind="soft" onPress={onSignposts}>
        {say('signposts-open')}
      </Button>
      {found.tookBack('supervision') ? (
        <p class="field-hint" data-testid="note-took-back">
          {say('supervision-took-back', { name: found.name.value })}
        </p>
      ) : (
        <Button testId="note-open" kind="soft" onPress={onNote}>
          {say('supervision-note')}
        </Button>
      )}
      <Button testId="case-record-open" kind="soft" onPress={onRecord}>
        {say('case-record-title')}
      </Button>
      <RaiseButton found={found} onRaise={onRaise} />
      <ProposeButton onOpen={onHand} />
      <AsideButton onOpen={onAside} />
      {children}
      <DutyTroubleNote duty={duty} />
      <StopPart worker={worker} duty={duty} />
      <Button testId="share-open" kind="soft" onPress={onShare}>
        {say('desk-room-share')}
      </Button>
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
  const { service } = useSurroundings();
  const { worker, found, room, connected, onLock, onLeave, onRaise } = props;
  const [asking, setAsking] = useState<
    'side' | 'close' | 'farewell' | 'signposts' | 'aside' | 'share' | 'hand' | 'record' | null
  >(null);
  const cards = useCards();
  const statements = useStaffStatements({
    ...{ room, connected, caseId: found.id, now: props.worker.time },
    key: props.worker.account.bundle.identity.sign,
  });
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
            letter === undefined ? (
              <Earlier worker={worker} found={found} mark={mark} />
            ) : (
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
          statements={statements.line}
        />
        <RoomStatus room={room} connected={connected} refused="desk-room-refused" />
        <Silent
          worker={props.worker}
          paused={found.answer.value.paused_until ?? null}
          room={room}
          onEnd={() => setAsking('farewell')}
        />
        {statements.dispute(
          <>
            <ProposeButton onOpen={() => setAsking('hand')} />
            <Button testId="signposts-open" kind="soft" onPress={() => setAsking('signposts')}>
              {say('signposts-open')}
            </Button>
          </>,
        )}
        <HandingStrip found={found} room={room} />
        <Composer draft={found.draft} onSend={(text) => room.send(text)} />
        {guide}
        {asking === 'side' && (
          <Side
            found={found}
            duty={props.duty}
            worker={props.worker}
            onClose={() => setAsking(null)}
            onNote={props.onNote}
            onEnd={() => setAsking('close')}
            onRaise={() => onRaise()}
            onSignposts={() => setAsking('signposts')}
            onAside={() => setAsking('aside')}
            onShare={() => setAsking('share')}
            onHand={() => setAsking('hand')}
            onRecord={() => setAsking('record')}
          >
            {service.cannot_act && statements.disputing()}
          </Side>
        )}
        {asking === 'share' && statements.form(() => setAsking(null))}
        {asking === 'signposts' && (
          <SignpostsDialog
            onClose={() => setAsking('side')}
            onInsert={(card) => {
              found.draft.value = withCard(found.draft.value, card);
              setAsking(null);
            }}
          />
        )}
        {asking === 'record' && <CaseRecordDialog {...props} onClose={() => setAsking(null)} />}
        {asking === 'hand' && (
          <Propose worker={worker} found={found} room={room} onClose={() => setAsking(null)} />
        )}
        {asking === 'aside' && <Aside {...props} onClose={() => setAsking(null)} />}
        {(asking === 'close' || asking === 'farewell') && (
          <CloseRoom {...props} farewell={asking === 'farewell'} onNo={() => setAsking(null)} />
        )}
        {unsending !== null && (
          <Unsend room={room} message={unsending} onDone={() => setUnsending(null)} />
        )}
      </main>
    </div>
  );
}
