// The policy on the desk. Lives here: how it stands, recording an approval or a review, what was recorded,
// and its text. Must not: change what it says.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { PolicyText } from '../../views/policy.tsx';
import { policyVersion } from '../../words/policy.ts';
import { dayOf, fieldOf, type PolicyRecord, type PolicyStanding } from '../state/policy-record.ts';
import { useOpened } from './fresh.ts';
import { useDate } from './parts.tsx';

type What = 'approvals' | 'reviews';

interface RecordProps {
  readonly record: PolicyRecord;
  readonly what: What;
  /** Today, in Unix seconds. */
  readonly now: number;
}

/** The day on which it was decided, and the question before it is on record. */
function Recording({ record, what, now }: RecordProps) {
  const say = useSay();
  const date = useDate();
  const [day, setDay] = useState(fieldOf(now));
  const [asked, setAsked] = useState(false);
  const decided = dayOf(day);
  const good = decided !== null && decided <= now;
  const yes = async (): Promise<void> => {
    if (decided !== null) await record.record(what, decided);
    setAsked(false);
  };
  return (
    <div class="stack">
      <label class="field">
        <span class="field-label">{say(`policy-${what}-day`)}</span>
        <input
          class="input"
          type="date"
          data-testid={`policy-${what}-day`}
          value={day}
          max={fieldOf(now)}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
      </label>
      <Button
        testId={`policy-${what}`}
        kind={what === 'approvals' ? 'primary' : 'soft'}
        disabled={!good}
        onPress={() => setAsked(true)}
      >
        {say(`policy-${what}`)}
      </Button>
      {asked && decided !== null && (
        <Confirm
          testId={`policy-${what}-confirm`}
          title={say(`policy-${what}-title`)}
          yes={say(`policy-${what}`)}
          busy={record.busy.value}
          onYes={() => void yes()}
          onNo={() => setAsked(false)}
        >
          <p>{say(`policy-${what}-why`, { date: date(decided) })}</p>
        </Confirm>
      )}
    </div>
  );
}

function Approval({ record, found, lead, now }: StandingProps) {
  const say = useSay();
  const { approver, approved } = found;
  if (approver === null) return <p>{say('policy-approver-none')}</p>;
  const by = say(`policy-approver-${approver}`);
  return (
    <>
      <p data-testid="policy-approved" data-approved={approved}>
        {say(approved ? 'policy-approved' : 'policy-not-approved', { by })}
      </p>
      {!approved && lead && <Recording record={record} what="approvals" now={now} />}
      {!approved && !lead && <p class="field-hint">{say('policy-lead-only')}</p>}
    </>
  );
}

function Review({ record, found, lead, now }: StandingProps) {
  const say = useSay();
  const date = useDate();
  const { review_due: due, review_months: months } = found;
  const near = record.reviewNear;
  return (
    <>
      {due === null || months === null ? (
        <p>{say('policy-review-none')}</p>
      ) : (
        <p data-testid="policy-review-due" data-near={near}>
          {say(near ? 'policy-review-near' : 'policy-review-due', { date: date(due), months })}
        </p>
      )}
      {lead && <Recording record={record} what="reviews" now={now} />}
    </>
  );
}

function Rows({ found }: { found: PolicyStanding }) {
  const say = useSay();
  const { words } = useSurroundings();
  const date = useDate();
  const roleOf = (role: string): string =>
    words.has(`audit-role-${role}`) ? say(`audit-role-${role}`) : role;
  return (
    <ul class="desk-list" data-testid="policy-rows">
      {found.rows.map((row) => (
        <li
          key={`${row.at} ${row.event} ${row.digest}`}
          data-testid="policy-row"
          data-event={row.event}
        >
          <span>{say(`policy-row-${row.event}`, { version: policyVersion(row.digest) })}</span>
          <span class="field-hint">
            {row.decided !== null && say('policy-row-decided', { date: date(row.decided) })}{' '}
            {say('policy-row-at', { date: date(row.at) })}
            {row.role !== '' && ` · ${roleOf(row.role)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface StandingProps {
  readonly record: PolicyRecord;
  readonly found: PolicyStanding;
  /** The coordinator records; other holders read. */
  readonly lead: boolean;
  readonly now: number;
}

export function PolicyTab(
  props: Omit<StandingProps, 'found'> & { readonly keeping: ComponentChildren },
) {
  const say = useSay();
  const { record } = props;
  useOpened(record.fresh);
  const found = record.standing.value;
  const trouble = record.trouble.value;
  return (
    <>
      {trouble !== null && (
        <Note testId="policy-trouble" kind="warning" urgent>
          <p>{say(`policy-trouble-${trouble}`)}</p>
        </Note>
      )}
      {found === null && trouble === null && <Progress>{say('app-loading')}</Progress>}
      {found !== null && (
        <>
          <section class="card stack">
            <h2>{say('policy-approval-title')}</h2>
            <Approval {...props} found={found} />
          </section>
          <section class="card stack">
            <h2>{say('policy-review-title')}</h2>
            <Review {...props} found={found} />
          </section>
          <section class="card">
            <h2>{say('policy-rows-title')}</h2>
            <Rows found={found} />
          </section>
        </>
      )}
      {props.keeping}
      <h2>{say('notice-policy-title')}</h2>
      <PolicyText headings={3} />
    </>
  );
}

/** On *Now*: that something about the policy waits. */
export function PolicyLine({ record, onOpen }: { record: PolicyRecord; onOpen: () => void }) {
  const say = useSay();
  const found = record.standing.value;
  if (found === null || record.waiting === 0) return null;
  return (
    <Note testId="policy-line" kind="warning">
      <p>{say(found.approved ? 'policy-line-review' : 'policy-line-approval')}</p>
      <Button testId="policy-open" kind="soft" onPress={onOpen}>
        {say('policy-tab')}
      </Button>
    </Note>
  );
}
