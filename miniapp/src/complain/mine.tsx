// What somebody reported, and what they were told. Lives here: the list. Must not: what they wrote; this device
// cannot open it any more.
import { useEffect } from 'preact/hooks';
import { useSay, useSurroundings } from '../components/context.ts';
import { Note } from '../components/parts.tsx';
import { dateAt } from '../words/dates.ts';
import type { OwnReports } from './reports.ts';
import type { OwnReport, Told } from './told.ts';

function useWhen(): (seconds: number) => string {
  const { words } = useSurroundings();
  return (seconds) =>
    dateAt(seconds).toLocaleString(words.dates, { dateStyle: 'long', timeStyle: 'short' });
}

function Answer({ told }: { told: Told }) {
  const say = useSay();
  const when = useWhen();
  if (told.text === null) return <p>{say('complain-outcome-broken')}</p>;
  return (
    <div class="stack" data-testid="complain-told" data-certain={told.name !== null}>
      <p class="field-hint" dir="auto">
        {told.name === null
          ? say('complain-outcome', { time: when(told.at) })
          : say('complain-outcome-by', { time: when(told.at), name: told.name })}
      </p>
      <blockquote class="complain-said" dir="auto">
        {told.text}
      </blockquote>
      {told.name === null && <p class="field-fault">{say('complain-outcome-uncertain')}</p>}
    </div>
  );
}

function Row({ one }: { one: OwnReport }) {
  const say = useSay();
  const when = useWhen();
  return (
    <li class="stack" data-testid="complain-row" data-state={one.state}>
      <p>
        <strong>{say(`complain-kind-${one.kind}`)}</strong>
        <br />
        <span class="field-hint">{when(one.at)}</span>
      </p>
      <p role="status">{say(`complain-state-${one.state}`)}</p>
      {one.told.map((told, at) => (
        <Answer key={`${at} ${told.at}`} told={told} />
      ))}
    </li>
  );
}

/** Asked for when it is shown. */
export function MyReports({ reports }: { reports: OwnReports }) {
  const say = useSay();
  useEffect(() => void reports.load(), [reports]);
  const all = reports.all.value ?? [];
  return (
    <>
      {reports.failed.value && (
        <Note testId="complain-failed" kind="warning">
          <p>{say('complain-mine-failed')}</p>
        </Note>
      )}
      {all.length > 0 && (
        <section class="card stack" data-testid="complain-mine">
          <h2>{say('complain-mine')}</h2>
          <ul class="complain-list">
            {all.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
