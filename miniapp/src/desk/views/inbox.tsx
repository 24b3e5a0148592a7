// The safeguarding inbox. Lives here: its list, unacknowledged first, and how the deputy asks for one.
// Must not: one flag's content (inbox-flag.tsx), or any sign of it outside this desk.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import type { Inbox, InboxRow } from '../state/inbox.ts';
import { useOpened } from './fresh.ts';
import { useAuthor, useGround, useHour, useTimer } from './inbox-parts.ts';
import './inbox.css';

interface RowProps {
  readonly row: InboxRow;
  readonly timer: string;
  readonly onOpen: () => void;
  readonly onAsk: () => void;
}

/** One that is not on this device: the deputy's to ask for, or damaged. */
function Unopened({ row, timer, onAsk }: RowProps) {
  const say = useSay();
  const { reading } = row;
  return (
    <div class="stack">
      <p>{say(`inbox-${reading}`)}</p>
      {row.state !== 'sent' || reading === 'offered' || timer === '' ? null : (
        <p class="field-hint">{timer}</p>
      )}
      {reading !== 'broken' && (
        <div>
          <Button testId="flag-ask" kind="soft" onPress={onAsk}>
            {say('inbox-ask')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Opened({ row, timer, onOpen }: RowProps) {
  const say = useSay();
  const hour = useHour();
  const author = useAuthor();
  const ground = useGround();
  const { opened, received } = row;
  if (opened === null) return null;
  const { flag } = opened;
  return (
    <button type="button" class="inbox-row" data-testid="flag-open" onClick={onOpen}>
      {flag.urgent === 1 && <strong class="inbox-urgent">{say('inbox-urgent')}</strong>}
      <span class="field-label" dir="auto" data-testid="flag-ground">
        {ground(flag.ground).title}
      </span>
      <span class="field-hint">
        <span dir="auto">{author(opened)}</span>
        {received !== null && ` · ${hour(received)}`}
      </span>
      {timer !== '' && (
        <span class="inbox-timer" data-testid="flag-timer">
          {timer}
        </span>
      )}
    </button>
  );
}

function Group(props: {
  readonly inbox: Inbox;
  readonly state: InboxRow['state'];
  readonly rows: readonly InboxRow[];
  readonly onAsk: (row: InboxRow) => void;
}) {
  const say = useSay();
  const timer = useTimer(props.inbox.side.time);
  if (props.rows.length === 0) return null;
  return (
    <section class="card" data-testid={`inbox-${props.state}`}>
      <h2>{say(`inbox-group-${props.state}`)}</h2>
      {props.state !== 'sent' && props.rows.some((one) => !one.proven) && (
        <p class="field-hint" data-testid="inbox-word">
          {say('inbox-group-word')}
        </p>
      )}
      <ul class="desk-list">
        {props.rows.map((row) => {
          const parts = {
            row,
            timer: timer(row),
            onOpen: () => props.inbox.open(row),
            onAsk: () => props.onAsk(row),
          };
          return (
            <li
              key={row.id}
              data-testid="flag"
              data-reading={row.reading}
              data-stage={row.stage}
              data-urgent={row.opened?.flag.urgent === 1}
            >
              {row.reading === 'open' ? <Opened {...parts} /> : <Unopened {...parts} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Trouble({ inbox }: { inbox: Inbox }) {
  const say = useSay();
  const trouble = inbox.trouble.value;
  if (trouble === null) return null;
  return (
    <Note testId="inbox-trouble" kind="warning" urgent>
      <p>{say(`inbox-trouble-${trouble}`)}</p>
      <div>
        <Button testId="inbox-again" kind="small" onPress={() => void inbox.load()}>
          {say('inbox-again')}
        </Button>
      </div>
    </Note>
  );
}

/** What is left out was not closed: it cannot have been destroyed by time. */
function Missing({ inbox }: { inbox: Inbox }) {
  const say = useSay();
  const hour = useHour();
  const missing = inbox.missing.value;
  if (missing.length === 0) return null;
  return (
    <Note testId="inbox-withheld" kind="warning" urgent>
      <p>{say('inbox-withheld')}</p>
      <ul>
        {missing.map(({ id, received }) => (
          <li key={id}>{say('inbox-arrived', { when: hour(received) })}</li>
        ))}
      </ul>
    </Note>
  );
}

/** The list. */
export function InboxList({ inbox }: { inbox: Inbox }) {
  const say = useSay();
  const [asked, setAsked] = useState<InboxRow | null>(null);
  useOpened(inbox.fresh);
  const rows = inbox.rows.value;
  const ask = (row: InboxRow): void => {
    setAsked(null);
    void inbox.ask(row.id);
  };
  return (
    <>
      <p class="lead">{say('inbox-private')}</p>
      <Trouble inbox={inbox} />
      <Missing inbox={inbox} />
      {rows === null && inbox.trouble.value === null && <Progress>{say('app-loading')}</Progress>}
      {rows?.length === 0 && inbox.missing.value.length === 0 && (
        <p data-testid="inbox-empty">{say('inbox-empty')}</p>
      )}
      {(['sent', 'acknowledged', 'closed'] as const).map((state) => (
        <Group
          key={state}
          inbox={inbox}
          state={state}
          rows={rows?.filter((one) => one.state === state) ?? []}
          onAsk={setAsked}
        />
      ))}
      {asked !== null && (
        <Confirm
          testId="flag-ask-confirm"
          title={say('inbox-ask-title')}
          yes={say('inbox-ask-yes')}
          onYes={() => ask(asked)}
          onNo={() => setAsked(null)}
        >
          <p>{say(asked.reading === 'late' ? 'inbox-ask-again' : 'inbox-ask-why')}</p>
        </Confirm>
      )}
    </>
  );
}

/** On *Now*, for its holders only: that something waits, and nothing of it. */
export function InboxLine({ inbox, onOpen }: { inbox: Inbox; onOpen: () => void }) {
  const say = useSay();
  if (inbox.waiting.value + inbox.missing.value.length === 0) return null;
  return (
    <Note testId="now-inbox" kind="warning">
      <p>{say('inbox-now')}</p>
      <div>
        <Button testId="now-inbox-open" kind="small" onPress={onOpen}>
          {say('inbox-now-open')}
        </Button>
      </div>
    </Note>
  );
}
