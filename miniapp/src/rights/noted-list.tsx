// What my worker noted, in My record. Lives here: each conversation's record, read when it is opened. Must
// not: change anything.
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { useSay } from '../components/context.ts';
import { Note, Progress } from '../components/parts.tsx';
import type { Student } from '../state/student.ts';
import type { Noted } from './noted.ts';
import { type Kept, readKept } from './talks.ts';
import { useDay, useTime } from './words.ts';

function Line({ noted }: { noted: Noted }) {
  const say = useSay();
  const day = useDay();
  if (noted.kind === null) return <li data-testid="noted-missing">{say('case-record-missing')}</li>;
  return (
    <li data-testid="noted" data-kind={noted.kind}>
      <strong>{say(`case-record-kind-${noted.kind}`)}</strong>
      <div class="field-hint">{day(noted.day)}</div>
      {noted.text !== '' && <div dir="auto">{noted.text}</div>}
      {!noted.certain && <div class="field-hint">{say('case-record-uncertain')}</div>}
    </li>
  );
}

function Of({ kept }: { kept: Kept }) {
  const say = useSay();
  const time = useTime();
  return (
    <section class="stack">
      <h3 class="field-label">{say('rights-erase-case', { time: time(kept.changed) })}</h3>
      {!kept.whole && (
        <Note testId="noted-part" kind="warning">
          <p>{say('case-record-part')}</p>
        </Note>
      )}
      <ul class="stack">
        {kept.noted.map((one) => (
          <Line key={one.number} noted={one} />
        ))}
      </ul>
    </section>
  );
}

export function NotedList({ student }: { student: Student }) {
  const say = useSay();
  const [kept, setKept] = useState<readonly Kept[] | 'failed' | null>(null);
  useEffect(() => {
    let here = true;
    const read = async (): Promise<void> => {
      const inside = student.inside.value;
      if (inside === null) return;
      const { api, bundle } = inside.account;
      try {
        const found = await readKept({ api, bundle, roster: inside.team.openRoster() });
        if (here) setKept(found.filter((one) => one.noted.length > 0 || !one.whole));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (here) setKept('failed');
      }
    };
    void read();
    return () => {
      here = false;
    };
  }, [student]);
  return (
    <div class="stack" data-testid="noted-list">
      <p class="lead">{say('case-record-yours-lead')}</p>
      {kept === null && <Progress>{say('app-loading')}</Progress>}
      {kept === 'failed' && <p role="alert">{say('app-offline')}</p>}
      {Array.isArray(kept) && kept.length === 0 && (
        <p data-testid="noted-none">{say('case-record-none')}</p>
      )}
      {Array.isArray(kept) && kept.map((one: Kept) => <Of key={one.changed} kept={one} />)}
    </div>
  );
}
