// The way from a case to a concern about it. Lives here: one author's concerns and drafts for as long as the
// desk is open, the form over everything else, the end of a conversation somebody was looking at. Must
// not: what the form asks (concern.tsx).
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { ApiError } from '../../api/errors.ts';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Concerns } from '../../concern/concerns.ts';
import {
  ConcernDrafting,
  draftName,
  quotable,
  type Raisable,
  raisableCase,
  raisableEnded,
  subjectOf,
} from '../state/concern.ts';
import type { DeskState } from '../state/desk.ts';
import { Fresh } from '../state/fresh.ts';
import type { NoteSubject } from '../state/note-subject.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';
import { Raise } from './concern.tsx';
import { DeskScreen } from './frame.tsx';
import { useKept } from './fresh.ts';

/** Where sealed concerns wait among the desk's drafts: bytes that nobody here can open. */
const UNSENT = 'concerns';

export interface Raising {
  readonly concerns: Concerns;
  /** How far they have come. */
  readonly fresh: Fresh;
  /** Opens the form about a case; with a text of the student's, that one is quoted. */
  readonly raise: (found: WorkerCase, text?: string) => void;
  /** The same about a conversation that is over and off the screen. */
  readonly raiseEnded: (offer: NoteSubject) => void;
  /** The form, over everything else; null while none is open. */
  readonly form: ComponentChildren;
}

/** What the form is about, read anew while it is open: a room goes on behind it. */
interface Open {
  readonly id: string;
  readonly read: () => Raisable;
}

function concernsOf(desk: DeskState, worker: WorkerDesk): Concerns {
  const { account, time } = worker;
  return new Concerns({
    account,
    by: 'worker',
    unsent: desk.drafts.of(UNSENT),
    roster: async () => {
      try {
        await worker.lookAtTeam();
      } catch (error) {
        // Without a connection it is sealed by the roster at hand, and waits.
        if (!(error instanceof ApiError)) throw error;
      }
      return worker.roster;
    },
    onSent: (about) => {
      desk.drafts.of(draftName(about)).value = '';
    },
    now: time,
  });
}

const draftingOf = (desk: DeskState, id: string): ConcernDrafting =>
  new ConcernDrafting(desk.drafts.of(draftName(id)));

/** One author's concerns while this desk is open. */
export function useRaising(desk: DeskState, worker: WorkerDesk, onLock: () => void): Raising {
  const [open, setOpen] = useState<Open | null>(null);
  const concerns = useMemo(() => concernsOf(desk, worker), [desk, worker]);
  const drafting = useMemo(() => (open === null ? null : draftingOf(desk, open.id)), [desk, open]);
  const fresh = useMemo(() => new Fresh(worker.heard, () => concerns.look()), [concerns, worker]);
  useEffect(() => {
    concerns.start();
    return () => concerns.stop();
  }, [concerns]);
  useKept(open === null ? null : fresh);
  const raise = (about: WorkerCase, text?: string): void => {
    const quoted = quotable(about)
      .filter((one) => one.text === text)
      .at(-1);
    if (quoted !== undefined) {
      const drafted = draftingOf(desk, about.id);
      const others = drafted.draft.value.quotes.filter((key) => key !== quoted.key);
      drafted.set({ quotes: [...others, quoted.key] });
    }
    setOpen({ id: about.id, read: () => raisableCase(about) });
  };
  const raiseEnded = (offer: NoteSubject): void => {
    draftingOf(desk, offer.caseId).keepQuotes([]);
    setOpen({ id: offer.caseId, read: () => raisableEnded(offer) });
  };
  const onLeave = (): void => setOpen(null);
  const found = open?.read() ?? null;
  const form = found !== null && drafting !== null && (
    <Raise {...{ worker, concerns, found, drafting, onLock, onLeave }} />
  );
  return { concerns, fresh, raise, raiseEnded, form: form || null };
}

/** The button; not there for a request that could not be checked: nobody knows whom it would be about. */
export function RaiseButton({ found, onRaise }: { found: WorkerCase; onRaise: () => void }) {
  const say = useSay();
  if (subjectOf(found) === null) return null;
  return (
    <Button testId="concern-raise" kind="soft" onPress={onRaise}>
      {say('concern-raise')}
    </Button>
  );
}

/**
 * A conversation that ended while it was on the screen. What is left of it goes with this page, so this
 * is the moment to say that something in it is worrying.
 */
export function EndedRoom(props: {
  readonly found: WorkerCase;
  readonly onRaise: () => void;
  /** Writes to supervision about it; null once that was done or left. */
  readonly onNote: (() => void) | null;
  readonly onLock: () => void;
  readonly onLeave: () => void;
}) {
  const { found, onRaise, onNote, onLock, onLeave } = props;
  const say = useSay();
  return (
    <DeskScreen testId="ended-room" title={found.name.value} onLock={onLock} onBack={onLeave}>
      <p role="status">{say('concern-ended')}</p>
      <p>{say('concern-ended-worried')}</p>
      <RaiseButton found={found} onRaise={onRaise} />
      {onNote !== null && (
        <Button testId="note-open" kind="soft" onPress={onNote}>
          {say('supervision-note')}
        </Button>
      )}
      <Button testId="ended-leave" onPress={onLeave}>
        {say('concern-ended-leave')}
      </Button>
    </DeskScreen>
  );
}
