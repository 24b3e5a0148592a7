// The agenda of the next session. Lives here: what is on it as a sheet to print, locking it anew for
// consultants. Must not: a name of anybody: neither a student's nor a worker's stands on paper.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import { useBack } from '../../components/screen.tsx';
import type { EntryView, Supervising } from '../state/supervising.ts';
import { PrintButton, useDate } from './parts.tsx';
import { Broken, EntryTexts, Uncertain, useWeek } from './supervision-entry.tsx';

function Item({ view, full }: { view: EntryView; full: boolean }) {
  const week = useWeek();
  const { row, opened } = view;
  return (
    <li class="agenda-item" data-testid="agenda-item" data-name={row.name}>
      <h3>{row.name}</h3>
      {opened === null ? (
        <Broken />
      ) : (
        <>
          <p dir="auto" data-testid="agenda-theme">
            {opened.entry.theme}
          </p>
          <EntryTexts view={view} fields={full ? ['happened', 'wish', 'own'] : ['wish']} />
          {opened.author === null && <Uncertain />}
        </>
      )}
      <p class="lead">{week(row.week)}</p>
    </li>
  );
}

function Consultants({ supervising }: { supervising: Supervising }) {
  const say = useSay();
  const count = supervising.consultants;
  if (count === 0) return <p class="field-hint">{say('supervision-consultants-none')}</p>;
  return (
    <section class="card desk-no-print">
      <p>{say('supervision-consultants', { count })}</p>
      <p class="field-hint">{say('supervision-consultants-why')}</p>
      <Button
        testId="agenda-again"
        kind="soft"
        disabled={supervising.busy.value !== null}
        onPress={() => void supervising.lockAgain()}
      >
        {say('supervision-consultants-again')}
      </Button>
    </section>
  );
}

export function Agenda({ supervising, onBack }: { supervising: Supervising; onBack: () => void }) {
  const say = useSay();
  const date = useDate();
  const [full, setFull] = useState(false);
  useBack(onBack);
  const views = supervising.agenda;
  return (
    <>
      <div class="desk-no-print">
        <Button testId="agenda-back" kind="small" onPress={onBack}>
          {say('app-back')}
        </Button>
      </div>
      {views.length === 0 ? (
        <p data-testid="agenda-empty">{say('supervision-agenda-empty')}</p>
      ) : (
        <>
          <p class="lead">{say('supervision-agenda-lead')}</p>
          <Choice
            testId="agenda-full"
            type="checkbox"
            name="agenda-full"
            checked={full}
            onPick={setFull}
          >
            {say('supervision-agenda-full')}
          </Choice>
          <section class="desk-sheet" data-testid="agenda">
            <h2>{say('supervision-agenda-title')}</h2>
            <p class="lead">{date(supervising.now)}</p>
            <ol class="stack">
              {views.map((view) => (
                <Item key={view.row.id} view={view} full={full} />
              ))}
            </ol>
          </section>
          <PrintButton />
          <Consultants supervising={supervising} />
        </>
      )}
    </>
  );
}
