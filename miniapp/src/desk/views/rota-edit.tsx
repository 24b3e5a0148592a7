// Changing the rota, for the coordinator. Lives here: the form over the draft in state/rota.ts. Must not: save
// by itself, or lose what was begun.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import { Note } from '../../components/parts.tsx';
import type { Drafts } from '../state/drafts.ts';
import type { Rota, RotaDraft } from '../state/rota.ts';
import type { RotaAnswer } from '../state/rota-answers.ts';
import { clockOf, minutesOf, Pick, useDay, useOneOf, useWeekday, When } from './shift-parts.tsx';

interface PartProps {
  readonly rota: Rota;
  readonly draft: RotaDraft;
  readonly people: readonly { readonly value: string; readonly text: string }[];
}

/** From and to, as typed; null until both are times. */
function useTimes(first: string, last: string) {
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const [begins, ends] = [minutesOf(from), minutesOf(to)];
  const times = begins === null || ends === null ? null : { begins, ends };
  return { from, setFrom, to, setTo, times };
}

function Times({ at, name }: { at: ReturnType<typeof useTimes>; name: string }) {
  const say = useSay();
  const parts = { type: 'time' } as const;
  return (
    <div class="rota-times">
      <When
        {...parts}
        testId={`${name}-from`}
        label={say('rota-from')}
        value={at.from}
        onInput={at.setFrom}
      />
      <When
        {...parts}
        testId={`${name}-to`}
        label={say('rota-to')}
        value={at.to}
        onInput={at.setTo}
      />
    </div>
  );
}

interface RowsProps {
  readonly testId: string;
  readonly rows: readonly string[];
  readonly none: string;
  readonly onRemove: (at: number) => void;
}

function Rows({ testId, rows, none, onRemove }: RowsProps) {
  const say = useSay();
  if (rows.length === 0) return <p class="field-hint">{none}</p>;
  return (
    <ul class="desk-list">
      {rows.map((text, at) => (
        <li class="desk-row" key={`${at} ${text}`} data-testid={testId}>
          <span dir="auto">{text}</span>
          <Button
            testId={`${testId}-remove`}
            kind="small"
            label={`${say('rota-remove')}: ${text}`}
            onPress={() => onRemove(at)}
          >
            {say('rota-remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;

function useWeekdays() {
  const weekday = useWeekday();
  return WEEK.map((day) => ({ value: String(day), text: weekday(day) }));
}

function Slots({ rota, draft, people }: PartProps) {
  const say = useSay();
  const weekday = useWeekday();
  const weekdays = useWeekdays();
  const [worker, setWorker] = useOneOf(people);
  const [day, setDay] = useState('0');
  const at = useTimes('18:00', '21:00');
  const nameOf = (id: string) => rota.nameOf(id) ?? say('rota-unknown');
  const add = (): void => {
    if (at.times === null || worker === '') return;
    const slots = [...draft.slots, { worker, weekday: Number(day), ...at.times }];
    slots.sort((a, b) => a.weekday - b.weekday || a.begins - b.begins);
    rota.change({ slots });
  };
  return (
    <section class="card stack" data-testid="rota-slots">
      <h2>{say('rota-weekly')}</h2>
      <Rows
        testId="slot-row"
        none={say('rota-weekly-none')}
        rows={draft.slots.map(
          (one) =>
            `${weekday(one.weekday)}, ${say('rota-shift', {
              from: clockOf(one.begins),
              to: clockOf(one.ends),
            })}: ${nameOf(one.worker)}`,
        )}
        onRemove={(gone) => rota.change({ slots: draft.slots.filter((_, n) => n !== gone) })}
      />
      <Pick
        testId="slot-who"
        label={say('rota-who')}
        value={worker}
        options={people}
        onPick={setWorker}
      />
      <Pick
        testId="slot-day"
        label={say('rota-weekday')}
        value={day}
        options={weekdays}
        onPick={setDay}
      />
      <Times at={at} name="slot" />
      <p class="field-hint">{say('rota-to-hint')}</p>
      <Button testId="slot-add" kind="soft" disabled={at.times === null} onPress={add}>
        {say('rota-add')}
      </Button>
    </section>
  );
}

function Days({ rota, draft, people }: PartProps) {
  const say = useSay();
  const dayName = useDay('UTC');
  const [worker, setWorker] = useOneOf(people);
  const [day, setDay] = useState('');
  const [here, setHere] = useState(false);
  const at = useTimes('18:00', '21:00');
  const nameOf = (id: string) => rota.nameOf(id) ?? say('rota-unknown');
  const good = /^\d{4}-\d{2}-\d{2}$/.test(day) && worker !== '' && (!here || at.times !== null);
  const add = (): void => {
    if (!good) return;
    const times = here && at.times !== null ? at.times : { begins: null, ends: null };
    const changes = [...draft.changes, { day, worker, ...times }];
    changes.sort((a, b) => a.day.localeCompare(b.day));
    rota.change({ changes });
  };
  return (
    <section class="card stack" data-testid="rota-changes">
      <h2>{say('rota-days')}</h2>
      <Rows
        testId="change-row"
        none={say('rota-days-none')}
        rows={draft.changes.map((one) => {
          const what =
            one.begins === null || one.ends === null
              ? say('rota-away')
              : say('rota-also', { from: clockOf(one.begins), to: clockOf(one.ends) });
          const on = dayName(Date.parse(`${one.day}T00:00:00Z`) / 1000);
          return `${on}: ${nameOf(one.worker)}, ${what}`;
        })}
        onRemove={(gone) => rota.change({ changes: draft.changes.filter((_, n) => n !== gone) })}
      />
      <Pick
        testId="change-who"
        label={say('rota-who')}
        value={worker}
        options={people}
        onPick={setWorker}
      />
      <When testId="change-day" type="date" label={say('rota-day')} value={day} onInput={setDay} />
      <fieldset class="stack">
        <legend class="field-label">{say('rota-kind')}</legend>
        {(['away', 'here'] as const).map((kind) => (
          <Choice
            key={kind}
            testId={`change-${kind}`}
            type="radio"
            name="change-kind"
            checked={here === (kind === 'here')}
            onPick={() => setHere(kind === 'here')}
          >
            {say(`rota-kind-${kind}`)}
          </Choice>
        ))}
      </fieldset>
      {here && <Times at={at} name="change" />}
      <Button testId="change-add" kind="soft" disabled={!good} onPress={add}>
        {say('rota-add')}
      </Button>
    </section>
  );
}

function OpenHours({ rota, draft }: Omit<PartProps, 'people'>) {
  const say = useSay();
  const weekday = useWeekday();
  const weekdays = useWeekdays();
  const [day, setDay] = useState('0');
  const at = useTimes('17:00', '22:00');
  const add = (): void => {
    if (at.times === null) return;
    const hours = [...draft.hours, { weekday: Number(day), ...at.times }];
    hours.sort((a, b) => a.weekday - b.weekday || a.begins - b.begins);
    rota.change({ hours });
  };
  return (
    <section class="card stack" data-testid="rota-hours">
      <h2>{say('rota-hours')}</h2>
      <p class="field-hint">{say('rota-hours-why')}</p>
      <Rows
        testId="hours-row"
        none={say('rota-hours-none')}
        rows={draft.hours.map(
          (one) =>
            `${weekday(one.weekday)}, ${say('rota-shift', {
              from: clockOf(one.begins),
              to: clockOf(one.ends),
            })}`,
        )}
        onRemove={(gone) => rota.change({ hours: draft.hours.filter((_, n) => n !== gone) })}
      />
      <Pick
        testId="hours-day"
        label={say('rota-weekday')}
        value={day}
        options={weekdays}
        onPick={setDay}
      />
      <Times at={at} name="hours" />
      <Button testId="hours-add" kind="soft" disabled={at.times === null} onPress={add}>
        {say('rota-add')}
      </Button>
    </section>
  );
}

interface EditProps {
  readonly rota: Rota;
  readonly found: RotaAnswer;
  readonly drafts: Drafts;
}

/** All of it; nothing is kept before *Save*. */
export function RotaEdit({ rota, found, drafts }: EditProps) {
  const say = useSay();
  const draft = rota.draft.value;
  const trouble = rota.trouble.value;
  const changed = rota.changed.value;
  const pending = drafts.of('rota');
  useEffect(() => {
    pending.value = changed ? 'changed' : '';
  }, [changed, pending]);
  if (draft === null) return null;
  const people = found.workers.map(({ account }) => ({
    value: account,
    text: rota.nameOf(account) ?? say('rota-unknown'),
  }));
  const save = async (): Promise<void> => {
    if ((await rota.save()) && !rota.changed.peek()) pending.value = '';
  };
  const discard = (): void => {
    pending.value = '';
    rota.discard();
  };
  return (
    <div class="stack" data-testid="rota-form">
      <p class="field-hint">{say('rota-lead', { zone: found.zone })}</p>
      {people.length === 0 ? (
        <Note testId="rota-no-workers">
          <p>{say('rota-no-workers')}</p>
        </Note>
      ) : (
        <>
          <Slots {...{ rota, draft, people }} />
          <Days {...{ rota, draft, people }} />
        </>
      )}
      <OpenHours rota={rota} draft={draft} />
      {trouble !== null && (
        <Note testId="rota-trouble" kind="warning" urgent>
          <p>{say(`rota-trouble-${trouble}`)}</p>
        </Note>
      )}
      {changed && <p class="field-hint">{say('rota-unsaved')}</p>}
      <Button testId="rota-save" kind="primary" busy={rota.busy.value} onPress={() => void save()}>
        {say('rota-save')}
      </Button>
      <Button testId="rota-discard" kind="soft" onPress={discard}>
        {changed ? say('rota-discard') : say('app-back')}
      </Button>
    </div>
  );
}
