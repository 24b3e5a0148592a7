// One note as a reader sees it. Lives here: its texts, who wrote it, when. Must not: what can be done with it.
import { useSay } from '../../components/context.ts';
import { Note } from '../../components/parts.tsx';
import { mondayOf } from '../../crypto/periods.ts';
import type { EntryView } from '../state/supervising.ts';
import { useDate } from './parts.tsx';
import './supervision.css';

/** "Week of 16 November 2026"; nothing for what is no week. */
export function useWeek(): (week: string) => string {
  const say = useSay();
  const date = useDate();
  return (week) => {
    try {
      // Noon, so that no time zone shows the day before.
      return say('supervision-mine-week', { date: date(mondayOf(week) + 43_200) });
    } catch {
      return '';
    }
  };
}

/** "September to December 2026". */
export function useTerm(): (term: string) => string {
  const say = useSay();
  return (term) => {
    const [year = '', part = ''] = term.split('-');
    return say('supervision-term', { year, part: Number(part) });
  };
}

const FIELDS = ['happened', 'wish', 'own'] as const;
export type EntryField = (typeof FIELDS)[number];

/** The texts, those that are empty left out. */
export function EntryTexts(props: {
  readonly view: EntryView;
  readonly fields?: readonly EntryField[];
}) {
  const say = useSay();
  const entry = props.view.opened?.entry;
  if (entry === undefined) return null;
  const shown = (props.fields ?? FIELDS).filter((field) => entry[field] !== '');
  if (shown.length === 0) return <p class="field-hint">{say('supervision-nothing')}</p>;
  return (
    <dl class="entry-texts">
      {shown.map((field) => (
        <div key={field}>
          <dt>{say(`supervision-note-${field}`)}</dt>
          <dd dir="auto" data-testid={`entry-${field}`}>
            {entry[field]}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Uncertain() {
  const say = useSay();
  return (
    <Note testId="entry-uncertain" kind="warning">
      <p>{say('supervision-uncertain')}</p>
    </Note>
  );
}

/** What does not belong together is never shown as content. */
export function Broken() {
  const say = useSay();
  return (
    <Note testId="entry-broken" kind="warning">
      <p>{say('supervision-broken')}</p>
      <p>{say('supervision-broken-why')}</p>
    </Note>
  );
}

/** Texts, writer and week; or that it is broken. */
export function EntryBody({ view }: { view: EntryView }) {
  const say = useSay();
  const week = useWeek();
  const { row, opened } = view;
  if (opened === null) return <Broken />;
  return (
    <>
      <EntryTexts view={view} />
      {opened.author === null ? (
        <Uncertain />
      ) : (
        <p class="field-hint" dir="auto" data-testid="entry-author">
          {say('supervision-by', { name: opened.author.certificate.name })}
        </p>
      )}
      <p class="field-hint">{week(row.week)}</p>
    </>
  );
}
