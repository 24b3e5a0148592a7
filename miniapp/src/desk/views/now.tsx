// How the service stands. Lives here: the numbers, why intake is shut and what to do next, pause. Must not:
// anything about a person who writes.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Note } from '../../components/parts.tsx';
import { checklist, type StepView } from '../state/checklist.ts';
import type { HolderDesk } from '../state/holder.ts';
import { hasPoster } from '../state/notes.ts';
import type { NowAnswer } from '../state/types.ts';
import { useSpan } from './parts.tsx';
import { momentOf, useMoment, When } from './shift-parts.tsx';

function Numbers({ now }: { now: NowAnswer }) {
  const say = useSay();
  const span = useSpan();
  const counts = { waiting: now.waiting, claimed: now.claimed, open: now.open, stuck: now.stuck };
  return (
    <section class="card">
      <dl class="desk-numbers">
        {Object.entries(counts).map(([name, count]) => (
          <div class="desk-number" key={name} data-testid={`now-${name}`}>
            <dt>{say(`desk-now-${name}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {now.oldest_minutes != null && (
        <p data-testid="now-oldest">{say('desk-now-oldest', { for: span(now.oldest_minutes) })}</p>
      )}
      {now.unattended > 0 && (
        <Note testId="now-unattended" kind="warning">
          <p>{say('desk-now-unattended', { count: now.unattended })}</p>
        </Note>
      )}
      {now.stuck > 0 && (
        <Note testId="now-stuck-why" kind="warning">
          <p>{say('desk-now-stuck-why')}</p>
        </Note>
      )}
    </section>
  );
}

function Steps({ steps, hasRoot }: { steps: readonly StepView[]; hasRoot: boolean }) {
  const say = useSay();
  const next = steps.find((one) => !one.done)?.step;
  if (next === undefined) return null;
  return (
    <section class="card" data-testid="steps">
      <h2>{say('desk-steps-title')}</h2>
      <ol class="desk-steps">
        {steps.map(({ step, done }) => (
          <li
            class="desk-step"
            key={step}
            data-testid={`step-${step}`}
            data-done={done}
            data-next={step === next}
          >
            <span class="desk-step-mark" aria-hidden="true">
              {done ? '✓' : step === next ? '›' : '·'}
            </span>
            <span>
              {say(`desk-step-${step}`)}
              {done && <span class="unseen"> ({say('desk-steps-done')})</span>}
              {step === next && <span class="unseen"> ({say('desk-steps-next')})</span>}
            </span>
          </li>
        ))}
      </ol>
      {!hasRoot && (next === 'certify-manager' || next === 'certify-deputy') && (
        <p class="field-hint">{say('desk-step-certify-holder-why')}</p>
      )}
    </section>
  );
}

function Intake({ desk, now }: { desk: HolderDesk; now: NowAnswer }) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const paused = now.why_shut.includes('paused');
  const [field, setField] = useState('');
  const moment = useMoment();
  const until = momentOf(field);
  const past = field !== '' && (until === null || until <= desk.time());
  const pause = (): void => {
    if (past) return;
    setAsked(false);
    void desk.pause(true, until);
  };
  return (
    <section class="card" data-testid="intake" data-intake={now.intake}>
      <p class="field-label" role="status">
        {say(`desk-intake-${now.intake}`)}
      </p>
      {now.why_shut.length > 0 && (
        <ul class="desk-list">
          {now.why_shut.map((why) => (
            <li key={why} data-testid={`why-${why}`}>
              {say(`desk-why-${why}`)}
            </li>
          ))}
        </ul>
      )}
      {now.paused_until != null && (
        <p data-testid="pause-ends">{say('pause-ends', { time: moment(now.paused_until) })}</p>
      )}
      {paused ? (
        <Button testId="resume" kind="primary" onPress={() => void desk.pause(false)}>
          {say('desk-resume')}
        </Button>
      ) : (
        <Button testId="pause" kind="soft" onPress={() => setAsked(true)}>
          {say('desk-pause')}
        </Button>
      )}
      {asked && (
        <Confirm
          testId="pause-confirm"
          title={say('desk-pause-title')}
          yes={say('desk-pause-yes')}
          onYes={pause}
          onNo={() => setAsked(false)}
        >
          <p>{say('desk-pause-why')}</p>
          <When
            testId="pause-until"
            label={say('pause-until')}
            hint={say('pause-until-hint')}
            fault={past ? say('pause-past') : null}
            value={field}
            onInput={setField}
          />
        </Confirm>
      )}
    </section>
  );
}

export function Now({ desk }: { desk: HolderDesk }) {
  const [now, view, team] = [desk.now.value, desk.view.value, desk.team.value];
  if (now === null || view === null) return null;
  const invites = team?.invites.filter((one) => one.role === 'worker').length ?? 0;
  const poster = hasPoster(desk.account.current.value);
  return (
    <>
      <Steps steps={checklist({ view, now, invites, poster })} hasRoot={desk.hasRoot} />
      <Intake desk={desk} now={now} />
      <Numbers now={now} />
    </>
  );
}
