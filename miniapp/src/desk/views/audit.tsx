// The list of accesses. Lives here: its rows page by page, a filter, whether the chain holds. Must not:
// read it unasked: that an auditor looked is itself on record.
import { useEffect } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Note, Progress } from '../../components/parts.tsx';
import type { AuditLog, AuditRow } from '../state/audit.ts';
import { useMoment } from './disclosure-parts.tsx';
import { useDate } from './parts.tsx';

/** A kind of row in words; one that these words do not know shows as it is. */
function useEvent(): (event: string) => string {
  const { words } = useSurroundings();
  return (event) => {
    const id = `audit-event-${event.replace('.', '-')}`;
    return words.has(id) ? words.say(id) : event;
  };
}

function useRole(): (role: string) => string {
  const { words } = useSurroundings();
  return (role) => (words.has(`audit-role-${role}`) ? words.say(`audit-role-${role}`) : role);
}

function Row({ row }: { row: AuditRow }) {
  const say = useSay();
  const moment = useMoment();
  const date = useDate();
  const event = useEvent();
  const role = useRole();
  // Supervision notes are dated by the week, so that nobody can tell whose shift it was.
  const weekly = row.event.startsWith('entry.') || row.event.startsWith('entries.');
  const when = weekly
    ? say('audit-week', { date: date(row.hour) })
    : say('audit-hour', { date: moment(row.hour) });
  return (
    <li class="audit-row" data-testid="audit-row" data-event={row.event}>
      <span>{event(row.event)}</span>
      <span class="field-hint">
        {say('audit-by', { role: role(row.role) })} · {when} ·{' '}
        {say('audit-number', { number: row.number })}
      </span>
    </li>
  );
}

function Holds({ log }: { log: AuditLog }) {
  const say = useSay();
  const holds = log.holds.value;
  return (
    <Note testId="audit-holds" kind={holds ? 'plain' : 'warning'} urgent={!holds}>
      <p data-holds={holds}>{say(holds ? 'audit-holds' : 'audit-broken')}</p>
      {holds && <p class="field-hint">{say('audit-holds-word')}</p>}
    </Note>
  );
}

function Filter({ log }: { log: AuditLog }) {
  const say = useSay();
  const event = useEvent();
  return (
    <label class="field">
      <span class="field-label">{say('audit-only')}</span>
      <select
        class="input"
        data-testid="audit-only"
        value={log.only.value}
        onChange={(change) => {
          log.only.value = change.currentTarget.value;
        }}
      >
        <option value="">{say('audit-only-all')}</option>
        {log.events.value.map((one) => (
          <option key={one} value={one}>
            {event(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Audit({ log, auditor }: { log: AuditLog; auditor: boolean }) {
  const say = useSay();
  useEffect(() => {
    if (log.rows.peek() === null) void log.load();
  }, [log]);
  const rows = log.rows.value;
  const shown = log.shown.value;
  return (
    <>
      <p class="lead">{say('audit-lead')}</p>
      {auditor && <p class="field-hint">{say('audit-lead-auditor')}</p>}
      {log.offline.value && (
        <p class="field-hint" role="status" data-testid="audit-offline">
          {say('desk-offline')}
        </p>
      )}
      {rows === null && !log.offline.value && <Progress>{say('app-loading')}</Progress>}
      {rows !== null && (
        <>
          <Holds log={log} />
          <Filter log={log} />
          <p class="field-hint" role="status" data-testid="audit-shown" data-count={shown.length}>
            {shown.length === 0 ? say('audit-empty') : say('audit-shown', { count: shown.length })}
          </p>
          {shown.length > 0 && (
            <ul class="card desk-list" data-testid="audit-rows">
              {shown.map((row) => (
                <Row key={row.number} row={row} />
              ))}
            </ul>
          )}
          {log.more.value && (
            <Button
              testId="audit-earlier"
              kind="soft"
              busy={log.busy.value}
              onPress={() => void log.earlier()}
            >
              {say('audit-earlier')}
            </Button>
          )}
        </>
      )}
      <Button
        testId="audit-look"
        kind="plain"
        busy={log.busy.value}
        onPress={() => void log.load()}
      >
        {say('audit-look')}
      </Button>
    </>
  );
}
