// Somebody for the worker, now. Lives here: the on-call contact, one tap away on every screen of the desk that
// has a bar. Must not: crisis contacts for students (components/crisis.tsx).
import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Dialog } from '../../components/dialog.tsx';
import type { Rota } from '../state/rota.ts';
import type { OnCall } from '../state/rota-answers.ts';
import './shift.css';

/** The desk's rota, which brings the contact; null where there is none to ask. */
export const RotaContext = createContext<Rota | null>(null);

/** A link that a phone dials; what is shown is the number as it was entered. */
export function OnCallWays({ found }: { found: OnCall | null }) {
  const say = useSay();
  if (found === null) return <p data-testid="oncall-none">{say('oncall-none')}</p>;
  return (
    <div class="stack" data-testid="oncall-ways">
      <a
        class="button oncall-call"
        data-kind="primary"
        href={`tel:${found.call.replaceAll(/[^\d+]/g, '')}`}
      >
        {say('oncall-call', { name: found.name })}
      </a>
      <p>
        <b>{found.call}</b>
      </p>
      {found.hours !== '' && <p class="field-hint">{found.hours}</p>}
    </div>
  );
}

/** The button in the bar. */
export function OnCallButton() {
  const say = useSay();
  const rota = useContext(RotaContext);
  const [open, setOpen] = useState(false);
  if (rota === null) return null;
  return (
    <>
      <Button testId="oncall-open" kind="small" onPress={() => setOpen(true)}>
        {say('oncall-open')}
      </Button>
      {open && (
        <Dialog testId="oncall" title={say('oncall-title')} onClose={() => setOpen(false)}>
          <OnCallWays found={rota.seen.value?.on_call ?? null} />
          <div class="dialog-foot">
            <Button testId="oncall-close" kind="soft" onPress={() => setOpen(false)}>
              {say('app-close')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
