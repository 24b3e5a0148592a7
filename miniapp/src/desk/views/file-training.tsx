// Writing down a training. Lives here: what, by whom, when, until when. Must not: record it
// (state/team-file.ts).
import { useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import { Field } from '../../components/field.tsx';
import { LONGEST_TRAINING_TEXT } from '../../crypto/training.ts';
import type { Seconds } from '../../crypto/types.ts';
import { dayOf, fieldOf } from '../state/policy-record.ts';
import type { NewTraining } from '../state/team-file.ts';

const DAY = 86_400;

export interface TypedTraining {
  readonly what: string;
  readonly by: string;
  readonly done: string;
  readonly until: string;
}

export const blankTraining = (now: Seconds): TypedTraining => ({
  what: '',
  by: '',
  done: fieldOf(now),
  until: '',
});

/** What was typed, where it is whole; else null. A last day is meant with its evening. */
export function typedTraining(typed: TypedTraining, now: Seconds): NewTraining | null {
  const [done, last] = [dayOf(typed.done), dayOf(typed.until)];
  const [what, by] = [typed.what.trim(), typed.by.trim()];
  const named = [what, by].every((one) => one !== '' && [...one].length <= LONGEST_TRAINING_TEXT);
  if (!named || done === null || done > now || (typed.until !== '' && last === null)) return null;
  const until = last === null ? null : last + DAY;
  return until !== null && until <= done ? null : { what, by, done, until };
}

function Day(props: {
  readonly testId: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly max?: string;
  readonly onInput: (value: string) => void;
}) {
  return (
    <label class="field">
      <span class="field-label">{props.label}</span>
      {props.hint !== undefined && <span class="field-hint">{props.hint}</span>}
      <input
        class="input"
        type="date"
        data-testid={props.testId}
        value={props.value}
        readOnly={props.readOnly}
        {...(props.max === undefined ? {} : { max: props.max })}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </label>
  );
}

/** The fields; what is typed is the caller's. */
export function TrainingFields({
  typed,
  now,
  busy,
  onTyped,
}: {
  readonly typed: TypedTraining;
  readonly now: Seconds;
  readonly busy: boolean;
  readonly onTyped: (typed: TypedTraining) => void;
}) {
  const say = useSay();
  return (
    <div class="stack" data-testid="training-fields">
      <Field
        testId="training-what"
        readOnly={busy}
        label={say('file-training-what')}
        hint={say('file-training-what-hint')}
        longest={LONGEST_TRAINING_TEXT}
        value={typed.what}
        onInput={(what) => onTyped({ ...typed, what })}
      />
      <Field
        testId="training-by"
        readOnly={busy}
        label={say('file-training-by')}
        longest={LONGEST_TRAINING_TEXT}
        value={typed.by}
        onInput={(by) => onTyped({ ...typed, by })}
      />
      <Day
        testId="training-done"
        readOnly={busy}
        label={say('file-training-done')}
        value={typed.done}
        max={fieldOf(now)}
        onInput={(done) => onTyped({ ...typed, done })}
      />
      <Day
        testId="training-until"
        readOnly={busy}
        label={say('file-training-last')}
        hint={say('file-training-last-hint')}
        value={typed.until}
        onInput={(until) => onTyped({ ...typed, until })}
      />
    </div>
  );
}

/** A form of its own, with the button that records it. */
export function RecordTraining({
  now,
  busy,
  onRecord,
}: {
  readonly now: Seconds;
  readonly busy: boolean;
  readonly onRecord: (training: NewTraining) => Promise<boolean>;
}) {
  const say = useSay();
  const [typed, setTyped] = useState(blankTraining(now));
  const whole = typedTraining(typed, now);
  const record = async (): Promise<void> => {
    if (whole !== null && (await onRecord(whole))) setTyped(blankTraining(now));
  };
  return (
    <section class="card">
      <h2>{say('file-training-add')}</h2>
      <TrainingFields typed={typed} now={now} busy={busy} onTyped={setTyped} />
      <button
        type="button"
        class="button"
        data-kind="primary"
        data-testid="training-record"
        disabled={whole === null || busy}
        aria-busy={busy}
        onClick={() => void record()}
      >
        {say('file-training-record')}
      </button>
    </section>
  );
}
