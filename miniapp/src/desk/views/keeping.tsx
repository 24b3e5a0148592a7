// Keeping, on the desk. Lives here: what falls due, postponing, what was destroyed. Must not: holds
// (keeping-holds.tsx), or whose anything is.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Note } from '../../components/parts.tsx';
import { saveFile } from '../../components/saving.ts';
import {
  type Keeping,
  KINDS,
  type Kind,
  type MonthCount,
  WHYS,
  type Why,
} from '../state/keeping.ts';
import { dayOf, fieldOf } from '../state/policy-record.ts';
import { useOpened } from './fresh.ts';
import { KeepingHolds } from './keeping-holds.tsx';
import { useDate } from './parts.tsx';
import { Pick } from './shift-parts.tsx';

const DAY = 24 * 3600;
const YEAR = 365 * DAY;

function byMonth(found: readonly MonthCount[]): readonly (readonly [string, MonthCount[]])[] {
  const rows = new Map<string, MonthCount[]>();
  for (const one of found) rows.set(one.month, [...(rows.get(one.month) ?? []), one]);
  return [...rows];
}

export function WhyField({ value, onPick }: { value: Why; onPick: (why: Why) => void }) {
  const say = useSay();
  return (
    <Pick
      testId="keeping-why"
      label={say('keeping-why')}
      value={value}
      options={WHYS.map((one) => ({ value: one, text: say(`keeping-why-${one}`) }))}
      onPick={onPick}
    />
  );
}

export function DayField(props: {
  readonly testId: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}) {
  return (
    <label class="field">
      <span class="field-label">{props.label}</span>
      <input
        class="input"
        type="date"
        data-testid={props.testId}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </label>
  );
}

function Postpone({ keeping }: { keeping: Keeping }) {
  const say = useSay();
  const date = useDate();
  const [kind, setKind] = useState<Kind>('conversation');
  const [why, setWhy] = useState<Why>('unfinished');
  const now = keeping.now();
  const [day, setDay] = useState(fieldOf(now + 90 * DAY));
  const [asked, setAsked] = useState(false);
  const until = dayOf(day);
  const good = until !== null && until > now && until <= now + YEAR;
  const yes = async (): Promise<void> => {
    if (until !== null) await keeping.postpone({ kind, until, reason: why });
    setAsked(false);
  };
  return (
    <>
      <Pick
        testId="keeping-kind"
        label={say('keeping-kind')}
        value={kind}
        options={KINDS.map((one) => ({ value: one, text: say(`keeping-kind-${one}`) }))}
        onPick={setKind}
      />
      <DayField testId="keeping-until" label={say('keeping-until')} value={day} onInput={setDay} />
      <WhyField value={why} onPick={setWhy} />
      <Button testId="keeping-postpone" kind="soft" disabled={!good} onPress={() => setAsked(true)}>
        {say('keeping-postpone')}
      </Button>
      {asked && until !== null && (
        <Confirm
          testId="keeping-postpone-confirm"
          title={say('keeping-postpone-ask')}
          yes={say('keeping-postpone')}
          busy={keeping.busy.value}
          onYes={() => void yes()}
          onNo={() => setAsked(false)}
        >
          <p>
            {say('keeping-postpone-sure', { kind: say(`keeping-kind-${kind}`), date: date(until) })}
          </p>
        </Confirm>
      )}
    </>
  );
}

function Counts({ rows }: { rows: readonly MonthCount[] }) {
  const say = useSay();
  return (
    <>{rows.map((one) => say(`keeping-count-${one.kind}`, { count: one.count })).join(', ')}</>
  );
}

function useMonth(): (month: string) => string {
  const { words } = useSurroundings();
  return (month) =>
    new Date(`${month}-01T00:00:00Z`).toLocaleDateString(words.dates, {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
}

function Due({ keeping }: { keeping: Keeping }) {
  const say = useSay();
  const month = useMonth();
  const { service } = useSurroundings();
  const found = keeping.standing.value;
  if (found === null) return null;
  const long = found.open_long.map((one) => say(`keeping-count-${one.kind}`, { count: one.count }));
  return (
    <section class="card stack" data-testid="keeping-due">
      <h2>{say('keeping-title')}</h2>
      <p>
        {say('keeping-lead', {
          conversations: found.conversation_days,
          records: found.record_days,
          after_degree: service.after_degree ? 'on' : 'off',
        })}
      </p>
      {long.length > 0 && (
        <Note testId="keeping-open-long" kind="warning">
          <p>{say('keeping-open-long', { what: long.join(', ') })}</p>
        </Note>
      )}
      <h3>{say('keeping-due-title')}</h3>
      {found.due.length === 0 && <p class="field-hint">{say('keeping-due-none')}</p>}
      <ul class="desk-list">
        {byMonth(found.due).map(([name, rows]) => (
          <li key={name} data-testid="keeping-month">
            <span>{month(name)}</span>
            <span class="field-hint">
              <Counts rows={rows} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Postponing({ keeping, lead }: { keeping: Keeping; lead: boolean }) {
  const say = useSay();
  const date = useDate();
  const found = keeping.standing.value;
  return (
    <section class="card stack">
      <h2>{say('keeping-postpone-title')}</h2>
      {found?.postponed.length === 0 && <p class="field-hint">{say('keeping-postpone-none')}</p>}
      {found?.postponed.map((one) => (
        <p key={`${one.kind} ${one.until}`} data-testid="keeping-postponed">
          {say('keeping-postponed', {
            kind: say(`keeping-kind-${one.kind}`),
            date: date(one.until),
            reason: say(`keeping-why-${one.reason}`),
          })}
        </p>
      ))}
      {lead && <p>{say('keeping-postpone-lead')}</p>}
      {lead && <Postpone keeping={keeping} />}
    </section>
  );
}

function Destroyed({ keeping, lead }: { keeping: Keeping; lead: boolean }) {
  const say = useSay();
  const month = useMonth();
  const found = keeping.standing.value;
  const thisMonth = fieldOf(keeping.now()).slice(0, 7);
  const save = async (name: string): Promise<void> => {
    const content = await keeping.certificate(name);
    if (content === null) return;
    saveFile(`destroyed-${name}.json`, new Blob([content], { type: 'application/json' }));
  };
  return (
    <section class="card stack">
      <h2>{say('keeping-destroyed-title')}</h2>
      {found?.destroyed.length === 0 && <p class="field-hint">{say('keeping-destroyed-none')}</p>}
      {byMonth(found?.destroyed ?? []).map(([name, rows]) => (
        <div key={name} class="stack" data-testid="keeping-destroyed">
          <p>
            {month(name)}: <Counts rows={rows} />
          </p>
          {lead && name < thisMonth && (
            <Button testId="keeping-certificate" kind="soft" onPress={() => void save(name)}>
              {say('keeping-certificate')}
            </Button>
          )}
        </div>
      ))}
      {lead && (found?.destroyed.length ?? 0) > 0 && (
        <p class="field-hint" data-testid="keeping-certificates">
          {say(
            found?.destroyed.some((one) => one.month < thisMonth)
              ? 'keeping-certificate-hint'
              : 'keeping-certificate-later',
          )}
        </p>
      )}
    </section>
  );
}

/** Everything of it, beneath the policy's record. */
export function KeepingParts({ keeping, lead }: { keeping: Keeping; lead: boolean }) {
  const say = useSay();
  useOpened(keeping.fresh);
  return (
    <>
      {keeping.failed.value && (
        <Note testId="keeping-trouble" kind="warning" urgent>
          <p>{say('keeping-trouble')}</p>
        </Note>
      )}
      {keeping.standing.value !== null && (
        <>
          <Due keeping={keeping} />
          <Postponing keeping={keeping} lead={lead} />
          <KeepingHolds keeping={keeping} />
          <Destroyed keeping={keeping} lead={lead} />
        </>
      )}
    </>
  );
}

/** On *Now*: that something falls due soon, or that a hold waits for a second word. */
export function KeepingLine(props: { keeping: Keeping; lead: boolean; onOpen: () => void }) {
  const say = useSay();
  const { keeping } = props;
  const waiting = keeping.waiting > 0;
  if (!(waiting || (props.lead && keeping.soon))) return null;
  return (
    <Note testId="keeping-line" kind="warning">
      <p>{say(waiting ? 'keeping-line-hold' : 'keeping-soon')}</p>
      <Button testId="keeping-open" kind="soft" onPress={props.onOpen}>
        {say('keeping-open')}
      </Button>
    </Note>
  );
}
