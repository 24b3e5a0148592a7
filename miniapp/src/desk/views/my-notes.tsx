// A worker's notes. Lives here: what was sent and what came back, and the offer of a note, or of a concern, after
// a conversation. Must not: the text of a note that was sent; this device cannot open it.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import type { Drafts } from '../state/drafts.ts';
import type { NoteSubject } from '../state/note-subject.ts';
import { clearDraft, draftOf } from '../state/note-writing.ts';
import type { OwnNote, OwnNotes, OwnReply } from '../state/own-notes.ts';
import type { WorkerDesk } from '../state/worker.ts';
import { useOpened } from './fresh.ts';
import { Uncertain, useWeek } from './supervision-entry.tsx';
import './supervision.css';

interface OfferProps {
  readonly worker: WorkerDesk;
  readonly drafts: Drafts;
  readonly onWrite: (subject: NoteSubject) => void;
  readonly onRaise: (subject: NoteSubject) => void;
}

function Offer(props: OfferProps & { subject: NoteSubject }) {
  const { worker, drafts, onWrite, onRaise, subject } = props;
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const leave = (): void => {
    clearDraft(draftOf(drafts, subject.caseId));
    void worker.ended.leave(subject.caseId);
  };
  return (
    <section class="card" data-testid="note-offer">
      <h2>{say('supervision-offer-title')}</h2>
      <p data-testid="note-offer-text">
        {say(subject.tookBack ? 'supervision-took-back' : 'supervision-offer', {
          name: subject.name,
        })}
      </p>
      <div class="row">
        {!subject.tookBack && (
          <Button testId="note-offer-write" kind="primary" onPress={() => onWrite(subject)}>
            {say('supervision-offer-write')}
          </Button>
        )}
        {subject.about !== null && (
          <Button testId="concern-raise" kind="soft" onPress={() => onRaise(subject)}>
            {say('concern-raise')}
          </Button>
        )}
        <Button testId="note-offer-leave" onPress={() => setAsking(true)}>
          {say('supervision-offer-leave')}
        </Button>
      </div>
      {asking && (
        <Confirm
          testId="note-offer-confirm"
          title={say('supervision-offer-leave-title')}
          yes={say('supervision-offer-leave-yes')}
          onYes={leave}
          onNo={() => setAsking(false)}
        >
          <p>{say('supervision-offer-leave-gone')}</p>
        </Confirm>
      )}
    </section>
  );
}

/** One for each conversation that ended, until a note was written or left. */
export function NoteOffers(props: OfferProps) {
  return (
    <>
      {props.worker.ended.offers.value.map((subject) => (
        <Offer key={subject.caseId} {...props} subject={subject} />
      ))}
    </>
  );
}

function Reply({ reply }: { reply: OwnReply | null }) {
  const say = useSay();
  if (reply === null) {
    return (
      <Note testId="note-reply-broken" kind="warning">
        <p>{say('supervision-reply-broken')}</p>
      </Note>
    );
  }
  const { author, text } = reply;
  return (
    <div class="note" data-testid="note-reply" data-certain={author !== null}>
      {author === null ? (
        <Uncertain />
      ) : (
        <p class="field-hint" dir="auto">
          {say('supervision-reply-by', {
            role: say(`desk-role-${author.certificate.role}`),
            name: author.certificate.name,
          })}
        </p>
      )}
      <p class="entry-said" dir="auto" data-testid="note-reply-text">
        {text}
      </p>
    </div>
  );
}

function OwnNoteRow({ note }: { note: OwnNote }) {
  const say = useSay();
  const week = useWeek();
  const { row, replies } = note;
  return (
    <li class="card" data-testid="own-note" data-state={row.state} data-name={row.name}>
      <div class="desk-row">
        <h2 data-testid="own-note-name">{row.name}</h2>
        <span class="desk-badge" data-testid="own-note-state">
          {say(`supervision-mine-${row.state}`)}
        </span>
      </div>
      <p class="field-hint">{week(row.written_week)}</p>
      {replies.map((reply, at) => (
        <Reply key={at} reply={reply} />
      ))}
    </li>
  );
}

export function MyNotes({ own, ...offers }: OfferProps & { readonly own: OwnNotes }) {
  const say = useSay();
  useOpened(own.fresh);
  const notes = own.notes.value;
  return (
    <>
      <NoteOffers {...offers} />
      {own.offline.value && (
        <p class="field-hint" role="status">
          {say('desk-offline')}
        </p>
      )}
      {notes === null && !own.offline.value && <Progress>{say('app-loading')}</Progress>}
      {notes?.length === 0 && <p data-testid="notes-empty">{say('supervision-mine-empty')}</p>}
      {notes !== null && notes.length > 0 && (
        <>
          <p class="lead">{say('supervision-mine-lead')}</p>
          <ul class="stack" data-testid="notes">
            {notes.map((note) => (
              <OwnNoteRow key={note.row.id} note={note} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
