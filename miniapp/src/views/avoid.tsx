// Anyone you'd rather not talk to. Lives here: choosing workers by the names in their certificates.
// Must not: tell anybody; the list shapes only whom the device seals to.
import { useSay } from '../components/context.ts';
import { Choice } from '../components/field.tsx';
import type { NamedWorker } from '../state/team.ts';

export interface AvoidProps {
  readonly workers: readonly NamedWorker[];
  readonly avoid: readonly string[];
  readonly onChange: (avoid: readonly string[]) => void;
}

/** What the fold says beside its title. */
export function useAvoidValue(avoid: readonly string[]): string {
  const say = useSay();
  return avoid.length === 0 ? say('avoid-none') : say('avoid-some', { count: avoid.length });
}

export function Avoid({ workers, avoid, onChange }: AvoidProps) {
  const say = useSay();
  return (
    <>
      <p class="field-hint">{say('avoid-why')}</p>
      {workers.length === 0 && <p class="lead">{say('avoid-empty')}</p>}
      <fieldset class="stack">
        <legend class="unseen">{say('avoid-title')}</legend>
        {workers.map(({ key, name }) => (
          <Choice
            key={key}
            testId="avoid-worker"
            type="checkbox"
            name="avoid"
            checked={avoid.includes(key)}
            onPick={(checked) =>
              onChange(checked ? [...avoid, key] : avoid.filter((one) => one !== key))
            }
          >
            {name}
          </Choice>
        ))}
      </fieldset>
    </>
  );
}
