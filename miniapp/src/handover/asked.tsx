// Somebody else is proposed, or the worker is gone. Lives here: the student's ways from there. Must not: decide
// for them, or ask why.
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Dialog } from '../components/dialog.tsx';
import type { Certificate } from '../crypto/certificates.ts';
import { look, type Moved, type Moving } from './moving.ts';
import { Trouble } from './trouble.tsx';

export interface AskedProps {
  readonly moving: Moving;
  readonly to: Certificate | null;
  readonly name: string;
  readonly onClose: () => void;
  /** Ends the conversation: the room's own question comes first. */
  readonly onEnd: () => void;
}

/** Their card as others will see it. */
function Card({ moving }: { moving: Moving }) {
  const say = useSay();
  const wishes = moving.found.own.value?.wishes;
  const given = [wishes?.name, wishes?.topic, wishes?.help, wishes?.know].filter(Boolean);
  return (
    <>
      <p>{say('handover-card')}</p>
      <ul data-testid="handover-card">
        {given.length === 0 && <li>{say('handover-card-none')}</li>}
        {given.map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}

export function Asked({ moving, to, name, onClose, onEnd }: AskedProps) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Exclude<Moved, 'done'> | null>(null);
  const ask = async (whom: Certificate | null): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    const moved = await look(moving, whom);
    setBusy(false);
    if (moved === 'done') onClose();
    else setTrouble(moved);
  };
  return (
    <Dialog testId="handover-asked" title={say('handover-title')} onClose={onClose}>
      <Card moving={moving} />
      {to !== null && (
        <Button testId="handover-ask-one" kind="primary" busy={busy} onPress={() => void ask(to)}>
          {say('handover-ask-one', { other: to.name })}
        </Button>
      )}
      <p class="field-hint">{say('handover-ask-all-why')}</p>
      <Button
        testId="handover-ask-all"
        kind={to === null ? 'primary' : 'soft'}
        busy={busy}
        onPress={() => void ask(null)}
      >
        {say('handover-ask-all')}
      </Button>
      <Trouble trouble={trouble} />
      <Button testId="handover-wait" kind="soft" onPress={onClose}>
        {say('handover-wait', { name })}
      </Button>
      <Button testId="handover-end" kind="danger" onPress={onEnd}>
        {say('handover-end')}
      </Button>
    </Dialog>
  );
}
