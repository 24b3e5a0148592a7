// The consultant's desk: what is on the agenda. Lives here: the notes, readable. Must not: anything to do with
// them, or anything else.
import { useSay } from '../../components/context.ts';
import { Progress } from '../../components/parts.tsx';
import type { EntryView, Supervising } from '../state/supervising.ts';
import { useOpened } from './fresh.ts';
import { SupervisingTrouble } from './supervision.tsx';
import { EntryBody } from './supervision-entry.tsx';
import './supervision.css';

function AgendaEntry({ view }: { view: EntryView }) {
  const { row, opened } = view;
  return (
    <li class="card" data-testid="entry" data-name={row.name}>
      <h2>{row.name}</h2>
      {opened !== null && (
        <p dir="auto" data-testid="entry-theme">
          {opened.entry.theme}
        </p>
      )}
      <EntryBody view={view} />
    </li>
  );
}

export function SupervisionReading({ supervising }: { supervising: Supervising }) {
  const say = useSay();
  useOpened(supervising.fresh);
  const views = supervising.entries.value;
  return (
    <>
      <SupervisingTrouble supervising={supervising} />
      <p class="lead">{say('supervision-reading-lead')}</p>
      {views === null && <Progress>{say('app-loading')}</Progress>}
      {views?.length === 0 && <p data-testid="entries-empty">{say('supervision-reading-empty')}</p>}
      <ul class="stack" data-testid="entries">
        {views?.map((view) => (
          <AgendaEntry key={view.row.id} view={view} />
        ))}
      </ul>
    </>
  );
}
