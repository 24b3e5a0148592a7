// A worker's desk. Lives here: its tabs, the list of conversations, the load. Must not: what one case shows.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import type { DeskState } from '../state/desk.ts';
import { Duty } from '../state/duty.ts';
import { type NoteSubject, subjectOf } from '../state/note-subject.ts';
import { OwnFile } from '../state/own-file.ts';
import { OwnNotes } from '../state/own-notes.ts';
import { Rota } from '../state/rota.ts';
import { WeeklyNumbers } from '../state/weekly.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';
import { AgainQuestions } from './again.tsx';
import { Claimed } from './claimed.tsx';
import { ConcernList, ConcernNotSent } from './concern-sent.tsx';
import { EnquiryCard } from './enquiry.tsx';
import { DeskScreen, Dropped, Tabs } from './frame.tsx';
import { useKept } from './fresh.ts';
import { WantedList } from './handing.tsx';
import { Incidents } from './incident.tsx';
import { MyKit } from './my-kit.tsx';
import { MyNotes, NoteOffers } from './my-notes.tsx';
import { MyShift } from './my-shift.tsx';
import { WriteNote } from './note.tsx';
import { EndedOnes } from './numbers-ask.tsx';
import { RotaContext } from './on-call.tsx';
import { FileLack, OwnPage } from './own-file.tsx';
import { PracticeScreen, PractiseCard } from './practice.tsx';
import { Queue, WorkerTrouble } from './queue.tsx';
import { EndedRoom, useRaising } from './raising.tsx';
import { RotaSheet } from './rota.tsx';
import { WorkerRoom } from './worker-room.tsx';
import { WorkerRoot } from './worker-root.tsx';

type Tab = 'queue' | 'conversations' | 'notes' | 'load' | 'incidents' | 'kit';

const TITLE: Readonly<Record<Tab, string>> = {
  queue: 'desk-queue-title',
  conversations: 'desk-conversations-title',
  notes: 'supervision-mine-title',
  load: 'shift-title',
  incidents: 'incidents-title',
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
        const called = found.card?.name.trim() ?? '';
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

/** With what waits behind each, kept while they are on the screen. */
function WorkerTabs(props: {
  readonly worker: WorkerDesk;
  readonly numbers: WeeklyNumbers;
  readonly current: Tab;
  readonly onPick: (tab: Tab) => void;
}) {
  const say = useSay();
  const { worker, numbers } = props;
  useKept(worker.fresh);
  const waiting = (worker.queue.value?.length ?? 0) + worker.handing.wanted.value.length;
  const unread = worker.open.reduce((sum, one) => sum + (one.room.value?.unread.value ?? 0), 0);
  const talks = unread + numbers.over.value.length;
  return (
    <Tabs
      label={say('desk-title')}
      current={props.current}
      onPick={props.onPick}
      tabs={[
        { name: 'queue', text: say('desk-queue'), count: waiting },
        { name: 'conversations', text: say('desk-conversations'), count: talks },
        { name: 'notes', text: say('supervision-mine') },
        { name: 'load', text: say('shift-tab') },
        { name: 'incidents', text: say('incidents-tab') },
        { name: 'kit', text: say('desk-kit-tab') },
      ]}
    />
  );
}

interface WorkerProps {
  readonly desk: DeskState;
  readonly worker: WorkerDesk;
}

/** With whom to call at hand on every screen. */
export function Worker({ desk, worker }: WorkerProps) {
  const rota = useMemo(() => new Rota(worker), [worker]);
  useEffect(() => {
    void rota.load();
    return rota.regularly();
  }, [rota]);
  return (
    <RotaContext.Provider value={rota}>
      <WorkerScreens desk={desk} worker={worker} rota={rota} />
    </RotaContext.Provider>
  );
}

function WorkerScreens({ desk, worker, rota }: WorkerProps & { rota: Rota }) {
  const say = useSay();
  const [tab, setTab] = useState<Tab>('queue');
  const [current, setCurrent] = useState<string | null>(null);
  const numbers = useMemo(() => new WeeklyNumbers(worker), [worker]);
  useEffect(() => {
    numbers.start();
    return () => numbers.stop();
  }, [numbers]);
  const onLock = (): void => desk.entry.lock();
  // What ends late leaves alone whatever is up by then.
  const leaveOf = (id: string | null) => (): void => setCurrent((up) => (up === id ? null : up));
  const onCase = (found: WorkerCase): void => setCurrent(found.id);
  const [writing, setWriting] = useState<NoteSubject | null>(null);
  const [sheet, setSheet] = useState(false);
  // Nothing tells a worker's desk that the rota changed: it is read when it is looked at.
  useEffect(() => {
    if (sheet || tab === 'load') void rota.load();
  }, [rota, sheet, tab]);
  const duty = useMemo(() => new Duty(worker), [worker]);
  const own = useMemo(() => new OwnNotes(worker), [worker]);
  const file = useMemo(() => new OwnFile(worker), [worker]);
  const raising = useRaising(desk, worker, onLock);
  const last = useRef<WorkerCase | null>(null);
  const { drafts } = desk;
  const [practising, setPractising] = useState(false);
  if (practising) {
    const leave = (): void => setPractising(false);
    return <PracticeScreen now={worker.time} onLock={onLock} onLeave={leave} />;
  }
  // Before the room: it may end while a concern or a note about it is being written.
  if (raising.form !== null) return <>{raising.form}</>;
  if (writing !== null) {
    const back = (): void => setWriting(null);
    return <WriteNote {...{ worker, drafts, subject: writing, onLock }} onLeave={back} />;
  }
  const found = worker.cases.value.find((one) => one.id === current);
  const room = found?.room.value ?? null;
  if (found !== undefined) last.current = found;
  const onLeave = leaveOf(current);
  const onRaise = (text?: string): void => {
    if (last.current !== null) raising.raise(last.current, text);
  };
  if (found !== undefined && room !== null) {
    const connected = desk.connected.value;
    const onNote = (): void => setWriting(subjectOf(found));
    const acts = { onLock, onLeave, onNote, onRaise };
    const props = { worker, found, room, duty, connected, drafts, ...acts };
    return <WorkerRoom {...props} key={found.id} />;
  }
  if (found !== undefined) {
    const props = { worker, found, onLock, onLeave, onRaise };
    return <Claimed {...props} key={found.id} />;
  }
  const ended = last.current;
  if (ended !== null && ended.id === current && ended.room.value !== null) {
    const offer = worker.ended.offers.value.find((one) => one.caseId === ended.id);
    const none = offer === undefined || offer.tookBack;
    const onNote = none ? null : (): void => setWriting(offer);
    return <EndedRoom {...{ found: ended, onNote, onLock, onLeave }} onRaise={() => onRaise()} />;
  }
  if (sheet) {
    const back = (): void => setSheet(false);
    return (
      <DeskScreen testId="worker-rota" title={say('rota-title')} onLock={onLock} onBack={back}>
        <RotaSheet rota={rota} mine />
      </DeskScreen>
    );
  }
  const offers = { worker, drafts, onWrite: setWriting, onRaise: raising.raiseEnded };
  const onPick = (picked: Tab): void => {
    // What was said of something done on the tab before was read there.
    worker.trouble.value = null;
    worker.handing.trouble.value = null;
    setTab(picked);
  };
  const tabs = <WorkerTabs {...{ worker, numbers }} current={tab} onPick={onPick} />;
  return (
    <DeskScreen
      key={tab}
      testId={`worker-${tab}`}
      title={say(TITLE[tab])}
      tabs={tabs}
      onLock={onLock}
    >
      {/* Said once: what was just tried and did not get through says the same. */}
      {worker.trouble.value !== 'offline' && <Dropped desk={desk} />}
      <WorkerTrouble worker={worker} />
      <ConcernNotSent concerns={raising.concerns} />
      {tab === 'queue' && <FileLack own={file} now={worker.time()} />}
      {tab === 'queue' && (
        <>
          <Queue worker={worker} onCase={onCase} />
          <WantedList handing={worker.handing} />
        </>
      )}
      {tab === 'conversations' && (
        <>
          <AgainQuestions worker={worker} />
          <NoteOffers {...offers} />
          <Conversations worker={worker} onCase={onCase} />
          <EndedOnes numbers={numbers} />
          <ConcernList concerns={raising.concerns} fresh={raising.fresh} />
        </>
      )}
      {tab === 'notes' && <MyNotes {...offers} own={own} />}
      {tab === 'load' && (
        <MyShift worker={worker} rota={rota} duty={duty} onRota={() => setSheet(true)} />
      )}
      {tab === 'load' && <PractiseCard onOpen={() => setPractising(true)} />}
      {tab === 'incidents' && (
        <>
          <EnquiryCard side={worker} />
          <Incidents side={worker} drafts={drafts} />
        </>
      )}
      {tab === 'kit' && (
        <>
          <MyKit entry={desk.entry} />
          <WorkerRoot worker={worker} />
          <OwnPage own={file} />
        </>
      )}
    </DeskScreen>
  );
}
