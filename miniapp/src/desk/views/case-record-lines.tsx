// A case record's lines on a desk. Lives here: one entry after another. Must not: open or seal them.
import { useSay, useSurroundings } from '../../components/context.ts';
import { Written } from '../../components/written.tsx';
import { DAY_SECONDS, type RecordLine } from '../../crypto/case-record.ts';
import { dateAt } from '../../words/dates.ts';

/** A day in words; `day` counts from 1970-01-01. */
function useRecordDay(): (day: number) => string {
  const { words } = useSurroundings();
  return (day) =>
    dateAt(day * DAY_SECONDS).toLocaleDateString(words.dates, {
      dateStyle: 'medium',
      timeZone: 'UTC',
    });
}

function Line({ line }: { line: RecordLine }) {
  const say = useSay();
  const day = useRecordDay();
  if ('missing' in line) {
    return <li data-testid="record-missing">{say('case-record-missing')}</li>;
  }
  const { words, author } = line;
  return (
    <li data-testid="record-line" data-kind={words.kind}>
      <strong>{say(`case-record-kind-${words.kind}`)}</strong>
      <div class="field-hint">
        {day(words.day)}
        {author !== null && <span dir="auto">{`, ${author.certificate.name}`}</span>}
      </div>
      {words.text !== '' && (
        <div dir="auto">
          <Written text={words.text} />
        </div>
      )}
      {author === null && <div class="field-hint">{say('case-record-uncertain')}</div>}
    </li>
  );
}

export function RecordLines({ lines }: { lines: readonly RecordLine[] }) {
  const say = useSay();
  if (lines.length === 0) return <p data-testid="record-empty">{say('case-record-empty')}</p>;
  return (
    <ul class="stack case-record" data-testid="record-lines">
      {lines.map((line) => (
        <Line key={line.number} line={line} />
      ))}
    </ul>
  );
}
