// Case records on a holder's desk. Lives here: the list, and one that was opened. Must not: say more of a case
// than its two words, or open one unasked.
import { useEffect, useMemo } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Note, Progress } from '../../components/parts.tsx';
import { CaseRecords, type OpenRecord, type RecordRow } from '../state/case-records.ts';
import type { HolderDesk } from '../state/holder.ts';
import './case-record.css';
import { RecordLines } from './case-record-lines.tsx';
import { RecordAuditsPart } from './record-audits.tsx';

/** Coordinator's and manager's alone. */
export function useCaseRecords(holder: HolderDesk): CaseRecords | null {
  const { role } = holder;
  return useMemo(
    () => (role === 'deputy' ? null : new CaseRecords({ side: holder, role })),
    [holder, role],
  );
}

function Opened({ opened, onBack }: { opened: OpenRecord; onBack: () => void }) {
  const say = useSay();
  return (
    <section class="card stack" data-testid="record-opened">
      <h2>{opened.row.name}</h2>
      {opened.unlike && (
        <Note testId="record-unlike" kind="warning" urgent>
          <p>{say('case-record-unlike')}</p>
        </Note>
      )}
      {opened.lines === null ? (
        <Note testId="record-broken" kind="warning" urgent>
          <p>{say('case-record-broken')}</p>
        </Note>
      ) : (
        <RecordLines lines={opened.lines} />
      )}
      <Button testId="record-back" kind="soft" onPress={onBack}>
        {say('app-back')}
      </Button>
    </section>
  );
}

function Row({ records, row }: { records: CaseRecords; row: RecordRow }) {
  const say = useSay();
  return (
    <li class="stack" data-testid="record-row" data-state={row.state}>
      <p>
        <strong data-testid="record-name">{row.name}</strong>
      </p>
      <p class="field-hint">
        {say('case-record-entries', { count: row.entries })};{' '}
        {say(row.state === 'closed' ? 'case-record-closed' : 'case-record-open')}
      </p>
      <div>
        <Button
          testId="record-open"
          kind="small"
          label={`${say('case-record-look-open')}: ${row.name}`}
          busy={records.busy.value}
          onPress={() => void records.open(row)}
        >
          {say('case-record-look-open')}
        </Button>
      </div>
    </li>
  );
}

export function CaseRecordsTab(props: { holder: HolderDesk; records: CaseRecords }) {
  const { holder, records } = props;
  const say = useSay();
  useEffect(() => {
    void records.load();
    return () => records.shut();
  }, [records]);
  const rows = records.rows.value;
  const trouble = records.trouble.value;
  const opened = records.opened.value;
  if (opened !== null) return <Opened opened={opened} onBack={() => records.shut()} />;
  return (
    <>
      <p class="lead">{say('case-records-lead')}</p>
      {trouble !== null && (
        <Note testId="records-trouble" kind="warning" urgent>
          <p>{say(`case-records-${trouble}`)}</p>
        </Note>
      )}
      {rows === null && trouble === null && <Progress>{say('app-loading')}</Progress>}
      {rows?.length === 0 && <p data-testid="records-empty">{say('case-records-empty')}</p>}
      {rows !== null && rows.length > 0 && (
        <section class="card">
          <ul class="desk-list">
            {rows.map((row) => (
              <Row key={row.case} records={records} row={row} />
            ))}
          </ul>
        </section>
      )}
      {records.more.value && (
        <Button
          testId="records-earlier"
          kind="soft"
          busy={records.busy.value}
          onPress={() => void records.earlier()}
        >
          {say('case-records-earlier')}
        </Button>
      )}
      <RecordAuditsPart holder={holder} records={records} />
    </>
  );
}
