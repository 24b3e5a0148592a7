// The record of a conversation, for its worker. Lives here: what stands in it, adding to it, a look at it when
// the conversation ends. Must not: seal anything (state/case-record.ts).
import { useEffect, useMemo } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { LONGEST_RECORD_TEXT, RECORD_KINDS, type RecordLine } from '../../crypto/case-record.ts';
import { ChainWarning } from '../../views/room.tsx';
import { CaseRecordKeeping, todayOf } from '../state/case-record.ts';
import type { Drafts } from '../state/drafts.ts';
import { knownOf, subjectOf } from '../state/note-subject.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';
import './case-record.css';
import { RecordLines } from './case-record-lines.tsx';

interface OfCase {
  readonly worker: WorkerDesk;
  readonly found: WorkerCase;
  readonly drafts: Drafts;
}

/** A conversation's record, read when it is first looked at. */
function useCaseRecord({ worker, found, drafts }: OfCase): CaseRecordKeeping {
  const keeping = useMemo(() => {
    const of = (part: string) => drafts.of(`${found.id}/record-${part}`);
    const draft = { kind: of('kind'), day: of('day'), text: of('text') };
    return new CaseRecordKeeping({ side: worker, found, draft });
  }, [worker, found, drafts]);
  useEffect(() => void keeping.load(), [keeping]);
  return keeping;
}

function Trouble({ keeping }: { keeping: CaseRecordKeeping }) {
  const say = useSay();
  const trouble = keeping.trouble.value;
  if (trouble === null) return null;
  // The one plain warning: the record is not what it was.
  if (trouble === 'order') return <ChainWarning />;
  return (
    <Note testId="record-trouble" kind="warning" urgent>
      <p data-trouble={trouble}>{say(`case-record-trouble-${trouble}`)}</p>
    </Note>
  );
}

function Kind({ keeping }: { keeping: CaseRecordKeeping }) {
  const say = useSay();
  const { kind } = keeping.draft;
  return (
    <label class="field">
      <span class="field-label">{say('case-record-kind')}</span>
      <select
        class="input entry-select"
        data-testid="record-kind"
        aria-invalid={keeping.fault.value === 'kind'}
        value={kind.value}
        onChange={(event) => {
          kind.value = event.currentTarget.value;
          keeping.changed();
        }}
      >
        <option value="">{say('case-record-kind-none')}</option>
        {RECORD_KINDS.map((one) => (
          <option key={one} value={one} selected={one === kind.value}>
            {say(`case-record-kind-${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Day({ keeping, today }: { keeping: CaseRecordKeeping; today: string }) {
  const say = useSay();
  const { day } = keeping.draft;
  return (
    <label class="field">
      <span class="field-label">{say('case-record-day')}</span>
      <input
        class="input"
        type="date"
        data-testid="record-day"
        max={today}
        aria-invalid={keeping.fault.value === 'day'}
        value={day.value === '' ? today : day.value}
        onInput={(event) => {
          day.value = event.currentTarget.value;
          keeping.changed();
        }}
      />
    </label>
  );
}

/** What looks like somebody: a warning, and the worker decides. */
function Found({ keeping }: { keeping: CaseRecordKeeping }) {
  const say = useSay();
  const found = keeping.found.value ?? [];
  const unread = keeping.unread.value;
  if (found.length === 0 && !unread) return null;
  return (
    <Note testId="record-found" kind="warning" urgent>
      <p>{say(unread ? 'case-record-not-looked' : 'case-record-found')}</p>
      {found.length > 0 && (
        <ul>
          {found.map((one) => (
            <li key={one} dir="auto">
              {one}
            </li>
          ))}
        </ul>
      )}
      <Button
        testId="record-anyway"
        kind="soft"
        busy={keeping.busy.value}
        onPress={() => void keeping.add()}
      >
        {say('case-record-anyway')}
      </Button>
    </Note>
  );
}

function Add({ keeping, worker, found }: OfCase & { keeping: CaseRecordKeeping }) {
  const say = useSay();
  const { text } = keeping.draft;
  const fault = keeping.fault.value;
  const check = (): void => {
    const subject = subjectOf(found);
    if (subject !== null) void keeping.check(knownOf(subject, worker.roster));
  };
  return (
    <section class="card stack" aria-label={say('case-record-add')}>
      <h3>{say('case-record-add')}</h3>
      <Kind keeping={keeping} />
      <Day keeping={keeping} today={todayOf(worker.time())} />
      <Field
        testId="record-text"
        label={say('case-record-text')}
        hint={say('case-record-text-hint')}
        fault={fault === null ? null : say(`case-record-fault-${fault}`)}
        lines={3}
        longest={LONGEST_RECORD_TEXT * 2}
        value={text.value}
        onInput={(value) => {
          text.value = value;
          keeping.changed();
        }}
      />
      <Found keeping={keeping} />
      <Trouble keeping={keeping} />
      <Button testId="record-add" kind="primary" busy={keeping.busy.value} onPress={check}>
        {say('case-record-add-yes')}
      </Button>
    </section>
  );
}

/** From before this worker came, as the student handed it on. */
function Handed({ handed }: { handed: readonly RecordLine[] | null }) {
  const say = useSay();
  if (handed === null) {
    return (
      <Note testId="record-handed-unfit" kind="warning">
        <p>{say('case-record-handed-unfit')}</p>
      </Note>
    );
  }
  if (handed.length === 0) return null;
  return (
    <section class="stack" data-testid="record-handed">
      <h3>{say('case-record-handed')}</h3>
      <RecordLines lines={handed} />
      <h3>{say('case-record-since')}</h3>
    </section>
  );
}

/** What stands there, and the boxes to add to it. */
export function CaseRecordDialog(props: OfCase & { onClose: () => void }) {
  const say = useSay();
  const keeping = useCaseRecord(props);
  const lines = keeping.lines.value;
  const earlier = keeping.earlier.value;
  return (
    <Dialog testId="case-record" title={say('case-record-title')} onClose={props.onClose}>
      <p>{say('case-record-lead')}</p>
      <p data-testid="record-seen-by">
        <strong>{say('case-record-seen')}</strong>
      </p>
      {lines === null && keeping.trouble.value === null && (
        <Progress>{say('app-loading')}</Progress>
      )}
      <Handed handed={keeping.handed.value} />
      {earlier > 0 && (
        <p class="field-hint" data-testid="record-earlier" data-count={earlier}>
          {say('case-record-earlier', { count: earlier })}
        </p>
      )}
      {lines !== null && <RecordLines lines={lines} />}
      <Add {...props} keeping={keeping} />
      <Button testId="record-close" kind="soft" onPress={props.onClose}>
        {say('app-close')}
      </Button>
    </Dialog>
  );
}

/** Before the end: what the record says, since nothing can be added afterwards. */
export function LookOnce(props: OfCase & { onOpen: () => void }) {
  const say = useSay();
  const keeping = useCaseRecord(props);
  const count = keeping.lines.value?.length ?? null;
  return (
    <section class="stack" data-testid="record-look" data-count={count}>
      <p class="field-label">{say('case-record-title')}</p>
      {count !== null && <p>{say('case-record-look', { count })}</p>}
      <p class="field-hint">{say('case-record-look-last')}</p>
      <div>
        <Button testId="record-look-open" kind="small" onPress={props.onOpen}>
          {say('case-record-look-open')}
        </Button>
      </div>
    </section>
  );
}
