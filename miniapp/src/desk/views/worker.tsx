// A worker's desk. Lives here: its tabs, the list of conversations, the load. Must not: what one case shows.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import { Note } from '../../components/parts.tsx';
import type { DeskState } from '../state/desk.ts';
import { type NoteSubject, subjectOf } from '../state/note-subject.ts';
import { OwnNotes } from '../state/own-notes.ts';
import { WeeklyNumbers } from '../state/weekly.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';
import { Claimed } from './claimed.tsx';
import { ConcernList, ConcernNotSent } from './concern-sent.tsx';
import { DeskScreen, Dropped, Tabs } from './frame.tsx';
import { MyKit } from './my-kit.tsx';
import { MyNotes, NoteOffers } from './my-notes.tsx';
import { WriteNote } from './note.tsx';
import { EndedOnes } from './numbers-ask.tsx';
import { Queue, WorkerTrouble } from './queue.tsx';
import { EndedRoom, useRaising } from './raising.tsx';
import { WorkerRoom } from './worker-room.tsx';
import { WorkerRoot } from './worker-root.tsx';

type Tab = 'queue' | 'conversations' | 'notes' | 'load' | 'kit';

const TITLE: Readonly<Record<Tab, string>> = {
  queue: 'desk-queue-title',
  conversations: 'desk-conversations-title',
  notes: 'supervision-mine-title',
  load: 'desk-load-title',
  kit: 'desk-kit-tab',
};

function Conversations({
  worker,
  onCase,
}: {
  worker: WorkerDesk;
  onCase: (found: WorkerCase) => void;
}) {
  const say = useSay();
  const { open } = worker;
  if (open.length === 0) {
    return <p data-testid="conversations-empty">{say('desk-conversations-empty')}</p>;
  }
  return (
    <ul class="stack" data-testid="conversations">
      {open.map((found) => {
        const count = found.room.value?.unread.value ?? 0;
        const called = found.request.value?.card.name.trim() ?? '';
        return (
          <li class="card" key={found.id}>
            <button
              type="button"
              class="desk-conversation"
              data-testid="conversation"
              onClick={() => onCase(found)}
            >
              <span>
                <span class="field-label">{found.name.value}</span>
                {called !== '' && (
                  <span class="field-hint" dir="auto">
                    {' '}
                    {called}
                  </span>
                )}
              </span>
              {count > 0 && (
                <span class="desk-badge" data-testid="unread" data-count={count}>
                  {say('desk-unread', { count })}
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function MyLoad({ worker }: { worker: WorkerDesk }) {
  const say = useSay();
  const load = worker.load.value;
  if (load === null) return null;
  return (
    <section class="card" data-testid="load" data-open={load.open} data-limit={load.limit}>
      <p>{say('desk-load-some', { open: load.open, limit: load.limit })}</p>
      {load.open >= load.limit && (
        <Note testId="load-full">
          <p>{say('desk-load-full')}</p>
        </Note>
      )}
    </section>
  );
}

export function Worker({ desk, worker }: { desk: DeskState; worker: WorkerDesk }) {
  const say = useSay();
  const [tab, setTab] = useState<Tab>('queue');
  const [current, setCurrent] = useState<string | null>(null);
  const numbers = useMemo(() => new WeeklyNumbers(worker), [worker]);
  useEffect(() => {
    numbers.start();
    return () => numbers.stop();
  }, [numbers]);
  const onLock = (): void => desk.entry.lock();
  const onLeave = (): void => setCurrent(null);
  const onCase = (found: WorkerCase): void => setCurrent(found.id);
  const [writing, setWriting] = useState<NoteSubject | null>(null);
  const own = useMemo(() => new OwnNotes(worker), [worker]);
  const raising = useRaising(desk, worker, onLock);
  const last = useRef<WorkerCase | null>(null);
  const { drafts } = desk;
  // Before the room: it may end while a concern or a note about it is being written.
  if (raising.form !== null) return <>{raising.form}</>;
  if (writing !== null) {
    const back = (): void => setWriting(null);
    return <WriteNote {...{ worker, drafts, subject: writing, onLock }} onLeave={back} />;
  }
  const found = worker.cases.value.find((one) => one.id === current);
  const room = found?.room.value ?? null;
  if (found !== undefined) last.current = found;
  const onRaise = (text?: string): void => {
    if (last.current !== null) raising.raise(last.current, text);
  };
  if (found !== undefined && room !== null) {
    const connected = desk.connected.value;
    const onNote = (): void => setWriting(subjectOf(found));
    const props = { worker, found, room, connected, onLock, onLeave, onNote, onRaise };
    return <WorkerRoom {...props} key={found.id} />;
  }
  if (found !== undefined) {
    const props = { worker, found, onLock, onLeave, onRaise, onAgain: onCase };
    return <Claimed {...props} key={found.id} />;
  }
  const ended = last.current;
  if (ended !== null && ended.id === current && ended.room.value !== null) {
    const offer = worker.ended.offers.value.find((one) => one.caseId === ended.id);
    const onNote = offer === undefined ? null : (): void => setWriting(offer);
    return <EndedRoom {...{ found: ended, onNote, onLock, onLeave }} onRaise={() => onRaise()} />;
  }
  const offers = { worker, drafts, onWrite: setWriting, onRaise: raising.raiseEnded };
  const unread = worker.open.reduce((sum, one) => sum + (one.room.value?.unread.value ?? 0), 0);
  const tabs = (
    <Tabs
      label={say('desk-title')}
      current={tab}
      onPick={setTab}
      tabs={[
        { name: 'queue', text: say('desk-queue'), count: worker.queue.value?.length ?? 0 },
        {
          name: 'conversations',
          text: say('desk-conversations'),
          count: unread + numbers.over.value.length,
        },
        { name: 'notes', text: say('supervision-mine') },
        { name: 'load', text: say('desk-load') },
        { name: 'kit', text: say('desk-kit-tab') },
      ]}
    />
  );
  return (
    <DeskScreen
      key={tab}
      testId={`worker-${tab}`}
      title={say(TITLE[tab])}
      tabs={tabs}
      onLock={onLock}
    >
      <Dropped desk={desk} />
      <WorkerTrouble worker={worker} />
      <ConcernNotSent concerns={raising.concerns} />
      {tab === 'queue' && <Queue worker={worker} onCase={onCase} />}
      {tab === 'conversations' && (
        <>
          <NoteOffers {...offers} />
          <Conversations worker={worker} onCase={onCase} />
          <EndedOnes numbers={numbers} />
          <ConcernList concerns={raising.concerns} />
        </>
      )}
      {tab === 'notes' && <MyNotes {...offers} own={own} />}
      {tab === 'load' && <MyLoad worker={worker} />}
      {tab === 'kit' && (
        <>
          <MyKit entry={desk.entry} />
          <WorkerRoot worker={worker} />
        </>
      )}
    </DeskScreen>
  );
}
