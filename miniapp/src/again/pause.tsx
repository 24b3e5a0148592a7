// A pause, the student's side. Lives here: for how many days, and going on. Must not: ask why, or send anything
// to the worker.
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Dialog } from '../components/dialog.tsx';
import { Choice } from '../components/field.tsx';
import { attempt } from '../state/again.ts';
import type { Student } from '../state/student.ts';
import type { StudentCase } from '../state/student-case.ts';
import { dateAt } from '../words/dates.ts';
import { WithAgainWords } from './words.ts';

const DAYS = [2, 5, 10, 14] as const;

export interface PauseProps {
  readonly student: Student;
  readonly found: StudentCase;
}

function Ask({ student, found }: PauseProps) {
  const say = useSay();
  const { words } = useSurroundings();
  const [open, setOpen] = useState(false);
  const [days, setDays] = useState<number>(DAYS[1]);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const { paused_until: until } = found.answer.value;
  const paused = until != null && student.now() < until;
  const path = `/api/cases/${found.id}/pause`;
  const { api } = found.account;
  const send = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    const done = await attempt(async () => {
      await work();
      await found.refresh();
    });
    setBusy(false);
    setFailed(!done);
    if (done) setOpen(false);
  };
  const pause = (): Promise<void> => send(() => api.ask('PUT', path, { days }));
  const date =
    until == null ? '' : dateAt(until).toLocaleDateString(words.dates, { dateStyle: 'long' });
  const name = found.worker.value || say('worker-unknown');
  const fault = failed && (
    <p class="field-fault" role="alert" data-testid="pause-failed">
      {say('app-failed')}
    </p>
  );
  if (paused) {
    return (
      <section class="stack" data-testid="paused">
        <p>{say('again-pause-until', { date })}</p>
        <Button
          testId="pause-end"
          kind="soft"
          busy={busy}
          onPress={() => void send(() => api.ask('DELETE', path))}
        >
          {say('again-pause-end')}
        </Button>
        {fault}
      </section>
    );
  }
  return (
    <>
      <Button testId="pause-open" kind="soft" onPress={() => setOpen(true)}>
        {say('again-pause-open')}
      </Button>
      {open && (
        <Dialog testId="pause" title={say('again-pause-title')} onClose={() => setOpen(false)}>
          <p>{say('again-pause-why', { name })}</p>
          <fieldset class="stack">
            <legend class="field-label">{say('again-pause-days')}</legend>
            {DAYS.map((one) => (
              <Choice
                key={one}
                testId={`pause-${one}`}
                type="radio"
                name="pause-days"
                checked={days === one}
                onPick={() => setDays(one)}
              >
                {say('again-pause-for', { days: one })}
              </Choice>
            ))}
          </fieldset>
          {fault}
          <Button testId="pause-go" kind="primary" busy={busy} onPress={() => void pause()}>
            {say('again-pause-go')}
          </Button>
          <Button testId="pause-close" onPress={() => setOpen(false)}>
            {say('app-close')}
          </Button>
        </Dialog>
      )}
    </>
  );
}

export function Pause(props: PauseProps) {
  return (
    <WithAgainWords>
      <Ask {...props} />
    </WithAgainWords>
  );
}
