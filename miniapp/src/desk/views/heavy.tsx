// A heavy conversation ends. Lives here: the worker's choice to take nothing new for a while. Must not: keep
// which conversation it was, or ask why.
import { useSay } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import type { WorkerDesk } from '../state/worker.ts';
import { fieldOf, momentOf, When } from './shift-parts.tsx';

/** What is chosen; `field` null: nothing but the usual time. */
export interface Resting {
  readonly on: boolean;
  readonly field: string | null;
}

export const NO_REST: Resting = { on: false, field: null };

const fieldFor = (worker: WorkerDesk, { field }: Resting): string =>
  field ?? fieldOf(worker.time() + (worker.load.value?.rest_hours ?? 48) * 3600);

/** Until when to rest, Unix seconds; null for not at all. */
export function restOf(worker: WorkerDesk, resting: Resting): number | null {
  const until = resting.on ? momentOf(fieldFor(worker, resting)) : null;
  return until !== null && until > worker.time() ? until : null;
}

interface HeavyProps {
  readonly worker: WorkerDesk;
  readonly resting: Resting;
  readonly onRest: (resting: Resting) => void;
}

/** What is chosen is the caller's: this part comes and goes with what stands over it. */
export function Heavy({ worker, resting, onRest }: HeavyProps) {
  const say = useSay();
  const { on } = resting;
  return (
    <div class="stack" data-testid="heavy">
      <Choice
        testId="heavy-on"
        type="checkbox"
        name="heavy"
        checked={on}
        onPick={(checked) => onRest({ ...resting, on: checked })}
      >
        {say('shift-heavy')}
      </Choice>
      {on && (
        <>
          <When
            testId="heavy-until"
            label={say('shift-rest-until')}
            value={fieldFor(worker, resting)}
            fault={restOf(worker, resting) === null ? say('shift-rest-past') : null}
            onInput={(field) => onRest({ on, field })}
          />
          <p class="field-hint">{say('shift-heavy-why')}</p>
        </>
      )}
    </div>
  );
}
