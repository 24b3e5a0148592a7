// The supervision queue of coordinator and manager. Lives here: filter, groups, the way to the agenda. Must
// not: opening or sealing (state/supervising.ts), or one note's own parts.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import { Fold, Note, Progress } from '../../components/parts.tsx';
import type { Drafts } from '../state/drafts.ts';
import type { EntryView, Supervising } from '../state/supervising.ts';
import { ENTRY_STATES } from '../state/supervision-answers.ts';
import {
  type EntryFilter,
  type EntryGroup,
  type Grouping,
  grouped,
  passes,
} from '../state/supervision-groups.ts';
import { useOpened } from './fresh.ts';
import { EntryActs } from './supervision-acts.tsx';
import { Agenda } from './supervision-agenda.tsx';
import { EntryBody, useTerm } from './supervision-entry.tsx';
import './supervision.css';

const FILTERS: readonly EntryFilter[] = ['open', ...ENTRY_STATES, 'all'];

interface QueueProps {
  readonly supervising: Supervising;
  readonly drafts: Drafts;
}

/** Why the last thing did not go through. */
export function SupervisingTrouble({ supervising }: { supervising: Supervising }) {
  const say = useSay();
  const trouble = supervising.trouble.value;
  if (trouble === null) return null;
  return (
    <Note testId="supervision-trouble" kind="warning" urgent>
      <p data-trouble={trouble}>{say(`supervision-${trouble}`)}</p>
    </Note>
  );
}

function Filter(props: {
  readonly views: readonly EntryView[];
  readonly filter: EntryFilter;
  readonly onPick: (filter: EntryFilter) => void;
}) {
  const say = useSay();
  const text = (filter: EntryFilter): string => {
    const named = filter === 'open' || filter === 'all' ? 'filter' : 'state';
    const count = props.views.filter((view) => passes(view, filter)).length;
    return say('supervision-filter-count', { what: say(`supervision-${named}-${filter}`), count });
  };
  return (
    <label class="field">
      <span class="field-label">{say('supervision-filter')}</span>
      <select
        class="input entry-select"
        data-testid="entries-filter"
        value={props.filter}
        onChange={(event) => {
          const picked = FILTERS.find((one) => one === event.currentTarget.value);
          if (picked !== undefined) props.onPick(picked);
        }}
      >
        {FILTERS.map((one) => (
          <option key={one} value={one} selected={one === props.filter}>
            {text(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

function GroupBy({ by, onPick }: { by: Grouping; onPick: (by: Grouping) => void }) {
  const say = useSay();
  return (
    <fieldset class="field">
      <legend class="field-label">{say('supervision-group')}</legend>
      <div class="pair">
        {(['theme', 'name'] as const).map((one) => (
          <Choice
            key={one}
            testId={`entries-by-${one}`}
            type="radio"
            name="entries-by"
            checked={by === one}
            onPick={() => onPick(one)}
          >
            {say(`supervision-group-${one}`)}
          </Choice>
        ))}
      </div>
    </fieldset>
  );
}

function EntryFold(props: QueueProps & { readonly view: EntryView; readonly by: Grouping }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { view, by } = props;
  const { row, opened } = view;
  const theme = opened?.entry.theme ?? say('supervision-broken');
  const state = say(row.agenda ? 'supervision-on-agenda' : `supervision-state-${row.state}`);
  return (
    <li data-testid="entry" data-state={row.state} data-agenda={row.agenda} data-name={row.name}>
      <Fold
        testId="entry-fold"
        title={by === 'theme' ? row.name : theme}
        value={state}
        open={open}
        onToggle={() => setOpen(!open)}
      >
        <EntryBody view={view} />
        <EntryActs {...props} />
      </Fold>
    </li>
  );
}

function Group(props: QueueProps & { readonly group: EntryGroup; readonly by: Grouping }) {
  const say = useSay();
  const term = useTerm();
  const { group } = props;
  return (
    <section class="entry-group" data-testid="entry-group" data-title={group.title}>
      <h2 dir="auto">{group.title === '' ? say('supervision-broken') : group.title}</h2>
      {group.term !== null && <p class="field-hint">{term(group.term)}</p>}
      <ul class="stack">
        {group.views.map((view) => (
          <EntryFold key={view.row.id} {...props} view={view} />
        ))}
      </ul>
    </section>
  );
}

function Queue(props: QueueProps & { readonly onAgenda: () => void }) {
  const say = useSay();
  const { supervising } = props;
  const [by, setBy] = useState<Grouping>('theme');
  const [filter, setFilter] = useState<EntryFilter>('open');
  const views = supervising.entries.value;
  if (views === null) return <Progress>{say('app-loading')}</Progress>;
  if (views.length === 0) return <p data-testid="entries-empty">{say('supervision-empty')}</p>;
  const groups = grouped(
    views.filter((view) => passes(view, filter)),
    by,
  );
  return (
    <>
      <Button testId="agenda-open" kind="soft" onPress={props.onAgenda}>
        {say('supervision-agenda-open', { count: supervising.agenda.length })}
      </Button>
      <section class="card">
        <Filter views={views} filter={filter} onPick={setFilter} />
        <GroupBy by={by} onPick={setBy} />
      </section>
      {groups.length === 0 && <p class="field-hint">{say('supervision-none')}</p>}
      {groups.map((group) => (
        <Group key={group.key} {...props} group={group} by={by} />
      ))}
      {supervising.reading.value && <Progress>{say('app-loading')}</Progress>}
    </>
  );
}

export function Supervision({ supervising, drafts }: QueueProps) {
  const [agenda, setAgenda] = useState(false);
  useOpened(supervising.fresh);
  return (
    <>
      <SupervisingTrouble supervising={supervising} />
      {agenda ? (
        <Agenda supervising={supervising} onBack={() => setAgenda(false)} />
      ) : (
        <Queue supervising={supervising} drafts={drafts} onAgenda={() => setAgenda(true)} />
      )}
    </>
  );
}
