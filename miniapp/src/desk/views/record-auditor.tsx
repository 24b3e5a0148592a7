// An auditor's case records (R15). Lives here: the sample they may read until a day, one record, and what they
// find of it. Must not: open one unasked; each opening is on record.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Choice, Field } from '../../components/field.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { FINDING_MARKS, type FindingMark, LONGEST_FINDING } from '../../crypto/case-record.ts';
import type { Drafts } from '../state/drafts.ts';
import { type AuditView, type OpenSample, RecordAudits } from '../state/record-audits.ts';
import type { DeskSide } from '../state/side.ts';
import './case-record.css';
import { RecordLines } from './case-record-lines.tsx';
import { useUntil } from './record-audits.tsx';

interface OpenedProps {
  readonly audits: RecordAudits;
  readonly opened: OpenSample;
  readonly drafts: Drafts;
}

function Judge({ audits, opened, drafts }: OpenedProps) {
  const say = useSay();
  const comment = drafts.of(`finding/${opened.audit}/${opened.sample.case}`);
  const [mark, setMark] = useState<FindingMark | null>(null);
  const [asked, setAsked] = useState(false);
  const send = async (): Promise<void> => {
    setAsked(true);
    if (mark !== null && (await audits.judge(mark, comment.peek().trim()))) comment.value = '';
  };
  return (
    <>
      <fieldset class="stack">
        <legend class="field-label case-record-ask">{say('record-audit-what')}</legend>
        {FINDING_MARKS.map((one) => (
          <Choice
            key={one}
            testId={`finding-${one}`}
            type="radio"
            name="finding"
            checked={mark === one}
            onPick={() => setMark(one)}
          >
            {say(`record-audit-mark-${one}`)}
          </Choice>
        ))}
      </fieldset>
      {asked && mark === null && (
        <p class="field-fault" role="alert">
          {say('record-audit-choose')}
        </p>
      )}
      <Field
        testId="finding-comment"
        readOnly={audits.busy.value}
        label={say('record-audit-comment')}
        hint={say('record-audit-comment-hint')}
        lines={3}
        longest={LONGEST_FINDING}
        value={comment.value}
        onInput={(text) => {
          comment.value = text;
        }}
      />
      <Button
        testId="finding-send"
        kind="primary"
        busy={audits.busy.value}
        onPress={() => void send()}
      >
        {say('record-audit-send')}
      </Button>
    </>
  );
}

function Opened(props: OpenedProps) {
  const say = useSay();
  const { audits, opened } = props;
  return (
    <section class="card stack" data-testid="sample-opened">
      <h2>{opened.sample.name}</h2>
      {opened.lines === null ? (
        <Note testId="record-broken" kind="warning" urgent>
          <p>{say('case-record-broken')}</p>
        </Note>
      ) : (
        <RecordLines lines={opened.lines} />
      )}
      <Judge {...props} />
      <Button testId="sample-back" kind="soft" onPress={() => audits.shut()}>
        {say('app-back')}
      </Button>
    </section>
  );
}

function One({ audits, view }: { audits: RecordAudits; view: AuditView }) {
  const say = useSay();
  const until = useUntil();
  return (
    <section class="card stack" data-testid="own-audit">
      <p>{say('record-audit-until', { time: until(view.row.until) })}</p>
      <ul class="desk-list">
        {view.samples.map((one) => (
          <li class="stack" key={one.case} data-testid="sample" data-judged={one.judged}>
            <p>
              <strong>{one.name}</strong>{' '}
              {one.judged && <span class="field-hint">{say('record-audit-said')}</span>}
            </p>
            <div>
              <Button
                testId="sample-open"
                kind="small"
                label={`${say('case-record-look-open')}: ${one.name}`}
                busy={audits.busy.value}
                onPress={() => void audits.open(view.row.id, one)}
              >
                {say('case-record-look-open')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function RecordAuditor({ side, drafts }: { side: DeskSide; drafts: Drafts }) {
  const say = useSay();
  const audits = useMemo(() => new RecordAudits(side, null), [side]);
  useEffect(() => void audits.load(), [audits]);
  const opened = audits.opened.value;
  const all = audits.audits.value;
  const trouble = audits.trouble.value;
  return (
    <>
      {trouble !== null && (
        <Note testId="audits-trouble" kind="warning" urgent>
          <p>{say(`case-records-${trouble === 'none' ? 'failed' : trouble}`)}</p>
        </Note>
      )}
      {opened !== null ? (
        <Opened {...{ audits, opened, drafts }} />
      ) : (
        <>
          <p class="lead">{say('record-audit-own-lead')}</p>
          {all === null && trouble === null && <Progress>{say('app-loading')}</Progress>}
          {all?.length === 0 && <p data-testid="own-audits-none">{say('record-audit-own-none')}</p>}
          {all?.map((view) => (
            <One key={view.row.id} audits={audits} view={view} />
          ))}
          <Button
            testId="own-audits-look"
            kind="plain"
            busy={audits.busy.value}
            onPress={() => void audits.load()}
          >
            {say('audit-look')}
          </Button>
        </>
      )}
    </>
  );
}
