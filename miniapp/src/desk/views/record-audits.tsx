// Audits of case records on a holder's desk (R15). Lives here: appointing an auditor with a sample, and what
// they found. Must not: choose the records; the device draws them.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Field } from '../../components/field.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { toBase64url } from '../../crypto/bytes.ts';
import { dateAt } from '../../words/dates.ts';
import type { CaseRecords } from '../state/case-records.ts';
import type { HolderDesk } from '../state/holder.ts';
import {
  type AuditView,
  MOST_DAYS,
  MOST_SAMPLES,
  RecordAudits,
  type SampleView,
} from '../state/record-audits.ts';
import './case-record.css';

/** Until which day, in words. */
export function useUntil(): (seconds: number) => string {
  const { words } = useSurroundings();
  return (seconds) =>
    dateAt(seconds).toLocaleString(words.dates, { dateStyle: 'medium', timeStyle: 'short' });
}

const BACK = [1, 3, 12] as const;

/** The month so many months back, as rows have it. */
function monthBack(now: number, months: number): string {
  const day = new Date(now * 1000);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1))
    .toISOString()
    .slice(0, 7);
}

const whole = (text: string, most: number): number | null => {
  const number = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
};

function Begin({ audits }: { audits: RecordAudits }) {
  const say = useSay();
  const [auditor, setAuditor] = useState('');
  const [days, setDays] = useState('14');
  const [size, setSize] = useState('10');
  const [back, setBack] = useState('3');
  const [asked, setAsked] = useState(false);
  const all = audits.auditors;
  if (all.length === 0) return <p data-testid="audits-nobody">{say('record-audit-nobody')}</p>;
  const chosen = all.find((one) => toBase64url(one.id) === auditor);
  const [forDays, ofSize] = [whole(days, MOST_DAYS), whole(size, MOST_SAMPLES)];
  const ready = chosen !== undefined && forDays !== null && ofSize !== null;
  const begin = (): void => {
    setAsked(true);
    if (!ready) return;
    const since = monthBack(audits.now, Number(back));
    void audits.begin({ auditor: chosen, days: forDays, size: ofSize, since });
  };
  const progress = audits.progress.value;
  return (
    <>
      <label class="field">
        <span class="field-label">{say('record-audit-who')}</span>
        {asked && chosen === undefined && (
          <span class="field-fault" role="alert" data-testid="audits-who-lacks">
            {say('record-audit-choose')}
          </span>
        )}
        <select
          class="input entry-select"
          data-testid="audits-who"
          aria-invalid={asked && chosen === undefined}
          value={auditor}
          onChange={(event) => setAuditor(event.currentTarget.value)}
        >
          <option value="">{say('case-record-kind-none')}</option>
          {all.map((one) => (
            <option key={toBase64url(one.id)} value={toBase64url(one.id)}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span class="field-label">{say('record-audit-of')}</span>
        <select
          class="input entry-select"
          data-testid="audits-back"
          value={back}
          onChange={(event) => setBack(event.currentTarget.value)}
        >
          {BACK.map((one) => (
            <option key={one} value={String(one)} selected={String(one) === back}>
              {say('record-audit-months', { count: one })}
            </option>
          ))}
        </select>
      </label>
      <Field
        testId="audits-size"
        label={say('record-audit-size')}
        fault={asked && ofSize === null ? say('record-audit-number', { most: MOST_SAMPLES }) : null}
        longest={3}
        value={size}
        onInput={setSize}
      />
      <Field
        testId="audits-days"
        label={say('record-audit-days')}
        fault={asked && forDays === null ? say('record-audit-number', { most: MOST_DAYS }) : null}
        longest={3}
        value={days}
        onInput={setDays}
      />
      {progress !== null && (
        <Progress>{say('record-audit-making', { done: progress[0], of: progress[1] })}</Progress>
      )}
      <Button testId="audits-begin" kind="soft" busy={audits.busy.value} onPress={begin}>
        {say('record-audit-begin')}
      </Button>
    </>
  );
}

function Sample({ sample }: { sample: SampleView }) {
  const say = useSay();
  const { found } = sample;
  return (
    <li data-testid="audit-sample" data-mark={found?.mark ?? ''}>
      <strong>{sample.name}</strong>
      <div class="field-hint">
        {found !== null && say(`record-audit-mark-${found.mark}`)}
        {found === null && say(sample.judged ? 'record-audit-unproven' : 'record-audit-not-yet')}
      </div>
      {found !== null && found.comment !== '' && <div dir="auto">{found.comment}</div>}
    </li>
  );
}

function One({ view, now }: { view: AuditView; now: number }) {
  const say = useSay();
  const until = useUntil();
  const { row, auditor, samples } = view;
  const over = row.ended || row.until <= now;
  return (
    <li class="stack" data-testid="record-audit" data-over={over}>
      <p>
        <strong dir="auto">{auditor === '' ? say('record-audit-gone') : auditor}</strong>
      </p>
      <p class="field-hint">
        {say(over ? 'record-audit-over' : 'record-audit-until', { time: until(row.until) })}
      </p>
      <ul class="case-record">
        {samples.map((one) => (
          <Sample key={one.case} sample={one} />
        ))}
      </ul>
    </li>
  );
}

/** Under the list of records. */
export function RecordAuditsPart(props: { holder: HolderDesk; records: CaseRecords }) {
  const { holder, records } = props;
  const say = useSay();
  const audits = useMemo(() => new RecordAudits(holder, records), [holder, records]);
  useEffect(() => void audits.load(), [audits]);
  const trouble = audits.trouble.value;
  const all = audits.audits.value ?? [];
  return (
    <section class="card stack" data-testid="record-audits">
      <h2>{say('record-audit-title')}</h2>
      <p>{say('record-audit-lead')}</p>
      <Begin audits={audits} />
      {trouble !== null && (
        <Note testId="audits-trouble" kind="warning" urgent>
          <p data-trouble={trouble}>
            {say(trouble === 'none' ? 'record-audit-none' : `case-records-${trouble}`)}
          </p>
        </Note>
      )}
      {all.length > 0 && (
        <ul class="desk-list case-record-audits">
          {all.map((view) => (
            <One key={view.row.id} view={view} now={audits.now} />
          ))}
        </ul>
      )}
      {audits.more.value && (
        <Button
          testId="audits-earlier"
          kind="soft"
          busy={audits.busy.value}
          onPress={() => void audits.earlier()}
        >
          {say('case-records-earlier')}
        </Button>
      )}
    </section>
  );
}
