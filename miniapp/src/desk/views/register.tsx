// The holders' register of what was reported (R31). Lives here: the list, one report, its steps. Must not: the table
// of steps (crypto/report-reading.ts), or lose what was typed.

import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import {
  afterReportEvent,
  type OpenedReport,
  type ReadReportEvent,
  type ReportEventKind,
} from '../../crypto/report-reading.ts';
import { clearSent } from '../../state/draft.ts';
import type { Drafts } from '../state/drafts.ts';
import type { HolderSide } from '../state/inbox.ts';
import { type OpenRow, Register, type RegisterRow } from '../state/register.ts';
import { DeskScreen } from './frame.tsx';
import { useKept, useOpened } from './fresh.ts';
import { useHour, useMoment } from './inbox-parts.ts';

const LONGEST = 8_000;
/** In the order shown. */
const STEPS: readonly ReportEventKind[] = ['look', 'close', 'tell', 'reopen', 'note'];
const SAYS: readonly ReportEventKind[] = ['tell', 'note'];

export function useRegister(side: HolderSide): Register {
  return useMemo(() => new Register(side), [side]);
}

/** Who reported it: a student is nobody in particular. */
function useFrom(): (opened: OpenedReport) => string {
  const say = useSay();
  return ({ report, certain, author }) => {
    if (!certain) return say('register-from-uncertain');
    if (author === null || report.by === 'student') return say('register-from-student');
    return say('register-from-staff', { name: author.certificate.name });
  };
}

function Row({ row, onOpen }: { row: RegisterRow; onOpen: () => void }) {
  const say = useSay();
  const hour = useHour();
  const from = useFrom();
  const { opened, state } = row;
  return (
    <li class="stack" data-testid="report" data-state={state} data-by={opened?.report.by}>
      <p>
        <strong>{opened === null ? say('register-broken') : from(opened)}</strong>
        {opened !== null && `: ${say(`complain-kind-${opened.report.kind}`)}`}
      </p>
      <p class="field-hint">
        {say('register-row', { kind: say(`register-state-${state}`), time: hour(row.received) })}
      </p>
      {opened !== null && (
        <Button testId="report-open" kind={state === 'new' ? 'primary' : 'soft'} onPress={onOpen}>
          {say('register-open')}
        </Button>
      )}
    </li>
  );
}

export function RegisterList({ register }: { register: Register }) {
  const say = useSay();
  useOpened(register.fresh);
  useOpened(register.freshEnquiries);
  const rows = register.rows.value;
  const trouble = register.trouble.value;
  return (
    <section class="card stack" data-testid="register">
      <h2>{say('register-title')}</h2>
      <p>{say('register-lead')}</p>
      {trouble !== null && (
        <Note testId="register-trouble" kind="warning" urgent>
          <p data-trouble={trouble}>{say(`register-trouble-${trouble}`)}</p>
        </Note>
      )}
      {rows === null && trouble === null && <Progress>{say('app-loading')}</Progress>}
      {rows?.length === 0 && <p data-testid="register-none">{say('register-none')}</p>}
      <ul class="desk-list">
        {rows?.map((row) => (
          <Row key={row.id} row={row} onOpen={() => void register.open(row)} />
        ))}
      </ul>
    </section>
  );
}

function Text({ title, text, testId }: { title: string; text: string; testId: string }) {
  if (text === '') return null;
  return (
    <>
      <h2>{title}</h2>
      <p class="inbox-text" dir="auto" data-testid={testId}>
        {text}
      </p>
    </>
  );
}

function Content({ up }: { up: OpenRow }) {
  const say = useSay();
  const from = useFrom();
  const moment = useMoment();
  const { opened } = up.row;
  const { report } = opened;
  return (
    <section class="card stack" data-testid="report-content">
      <p class="field-hint" dir="auto">
        {say('register-by', { name: from(opened), time: moment(report.written) })}
      </p>
      {report.leftOut !== '' && <p>{say(`register-left-${report.leftOut}`)}</p>}
      <Text testId="report-said" title={say('register-said')} text={report.said} />
      <Text testId="report-done" title={say('register-done')} text={report.done} />
      {report.told.length > 0 && (
        <>
          <h2>{say('register-told-title')}</h2>
          <ul data-testid="report-told">
            {report.told.map((role) => (
              <li key={role}>{say(`incident-told-${role}`)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Event({ read }: { read: ReadReportEvent }) {
  const say = useSay();
  const moment = useMoment();
  const { event, author } = read;
  if (event === null) {
    return (
      <li class="inbox-event" data-testid="report-event" data-missing="true">
        <p class="field-fault">{say('register-event-missing')}</p>
      </li>
    );
  }
  const name = author?.certificate.name ?? '';
  return (
    <li class="inbox-event" data-testid="report-event" data-kind={event.kind}>
      <p class="field-hint" dir="auto">
        {say('register-by', { name, time: moment(event.made) })}
      </p>
      <p class="field-label">{say(`register-did-${event.kind}`)}</p>
      {event.note !== '' && (
        <p class="inbox-text" dir="auto">
          {event.note}
        </p>
      )}
      {author === null && <p class="field-fault">{say('register-event-uncertain')}</p>}
    </li>
  );
}

function Act({ register, up, drafts }: { register: Register; up: OpenRow; drafts: Drafts }) {
  const say = useSay();
  const [fault, setFault] = useState(false);
  const [sure, setSure] = useState(false);
  const draft = drafts.of(`report/${up.row.id}`);
  const trouble = register.trouble.value;
  const { state } = up.history;
  const steps = STEPS.filter((kind) => afterReportEvent(state, kind) !== null);
  const act = async (kind: ReportEventKind): Promise<void> => {
    const note = draft.peek().trim();
    setSure(false);
    if (await register.act(kind, SAYS.includes(kind) ? note : '')) {
      if (SAYS.includes(kind)) clearSent(draft, note);
    }
  };
  const press = (kind: ReportEventKind): void => {
    const empty = SAYS.includes(kind) && draft.peek().trim() === '';
    setFault(empty);
    if (empty) return;
    if (kind === 'tell') setSure(true);
    else void act(kind);
  };
  return (
    <section class="card stack" data-testid="report-act">
      <h2>{say('register-act')}</h2>
      {trouble !== null && (
        <Note testId="register-trouble" kind="warning" urgent>
          <p data-trouble={trouble}>{say(`register-trouble-${trouble}`)}</p>
        </Note>
      )}
      <Field
        testId="report-text"
        label={say('register-text')}
        hint={say('register-text-hint')}
        fault={fault ? say('register-text-needed') : null}
        value={draft.value}
        onInput={(value) => {
          draft.value = value;
        }}
        lines={4}
        longest={LONGEST}
      />
      {steps.map((kind, at) => (
        <Button
          key={kind}
          testId={`report-do-${kind}`}
          kind={at === 0 ? 'primary' : 'soft'}
          busy={register.busy.value}
          onPress={() => press(kind)}
        >
          {say(`register-do-${kind}`)}
        </Button>
      ))}
      {(state === 'new' || state === 'looked') && (
        <p class="field-hint">{say('register-close-first')}</p>
      )}
      {sure && (
        <Confirm
          testId="report-tell-sure"
          title={say('register-tell-sure-title')}
          yes={say('register-tell-yes')}
          busy={register.busy.value}
          onYes={() => void act('tell')}
          onNo={() => setSure(false)}
        >
          <p>{say('register-tell-sure')}</p>
          <p class="inbox-text" dir="auto">
            {draft.value.trim()}
          </p>
        </Confirm>
      )}
    </section>
  );
}

/** The report that is up, over everything else; null while none is. */
export function reportUp(register: Register, drafts: Drafts, onLock: () => void) {
  const up = register.current.value;
  if (up === null) return null;
  return <ReportScreen key={up.row.id} {...{ register, up, drafts, onLock }} />;
}

interface ReportScreenProps {
  readonly register: Register;
  readonly up: OpenRow;
  readonly drafts: Drafts;
  readonly onLock: () => void;
}

function ReportScreen({ register, up, drafts, onLock }: ReportScreenProps) {
  const say = useSay();
  useKept(register.fresh);
  const { events, state } = up.history;
  const onBack = (): void => register.leave();
  const title = say(`complain-kind-${up.row.opened.report.kind}`);
  return (
    <DeskScreen testId="report-screen" title={title} onLock={onLock} onBack={onBack}>
      <p role="status" data-testid="report-state" data-state={state}>
        {say(`register-state-${state}`)}
      </p>
      <Content up={up} />
      <section class="card stack" data-testid="report-thread">
        <h2>{say('register-thread')}</h2>
        {events.length === 0 && <p class="field-hint">{say('register-thread-none')}</p>}
        <ol class="inbox-events">
          {events.map((read) => (
            <Event key={read.number} read={read} />
          ))}
        </ol>
      </section>
      <Act register={register} up={up} drafts={drafts} />
    </DeskScreen>
  );
}
