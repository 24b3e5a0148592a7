// When a worker cannot carry on with a conversation. Lives here: which ways there are, what each one does,
// what is said to the student. Must not: ask for the reason, or for anything about the person.
import { useState } from 'preact/hooks';
import { ApiError } from '../../api/errors.ts';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { Choice } from '../../components/field.tsx';
import { endWith } from '../state/aside.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';
import './aside.css';

/** `conflict` ends nothing: a holder decides. */
export type Way = 'know' | 'conduct' | 'conflict';

export interface AsideProps {
  readonly worker: WorkerDesk;
  readonly found: WorkerCase;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

/** The button in the side sheet. */
export function AsideButton({ onOpen }: { onOpen: () => void }) {
  const say = useSay();
  return (
    <Button testId="aside-open" kind="soft" onPress={onOpen}>
      {say('aside-open')}
    </Button>
  );
}

interface WayProps extends AsideProps {
  readonly way: Way;
}

function End({ worker, found, onLeave, onClose, way }: WayProps) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const [look, setLook] = useState(false);
  const { service } = useSurroundings();
  // The first two contacts are the emergency services and who to talk to (policy/crisis.py).
  const [first, talk] = service.crisis;
  const words = say(`aside-${way}-said`, {
    emergency: first?.call ?? '',
    talk: talk?.name ?? '',
    talk_number: talk?.call ?? '',
  });
  const end = async (): Promise<void> => {
    setState('busy');
    try {
      if (look) await found.conduct();
      if (!(await endWith(found, words, {}))) return setState('failed');
      worker.drop(found);
      onLeave();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState('failed');
    }
  };
  return (
    <Confirm
      testId="aside-confirm"
      title={say(`aside-${way}`)}
      yes={say(`aside-${way}-yes`)}
      busy={state === 'busy'}
      onYes={() => void end()}
      onNo={onClose}
    >
      <p>{say(`aside-${way}-why`)}</p>
      <p class="field-label">{say('aside-said')}</p>
      <blockquote class="bubble-text aside-said" data-testid="aside-said">
        {words}
      </blockquote>
      {way === 'conduct' && (
        <Choice testId="aside-look" type="checkbox" name="look" checked={look} onPick={setLook}>
          {say('aside-conduct-look')}
        </Choice>
      )}
      {state === 'failed' && (
        <p class="field-fault" role="alert">
          {say('aside-failed')}
        </p>
      )}
    </Confirm>
  );
}

/** It goes on; the holders are asked to decide. */
function Conflict({ found, onClose }: AsideProps) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'busy' | 'done' | 'failed'>('idle');
  const declare = async (): Promise<void> => {
    setState('busy');
    try {
      await found.conflict();
      setState('done');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState('failed');
    }
  };
  if (state === 'done') {
    return (
      <Dialog testId="aside-declared" title={say('aside-conflict-title')} onClose={onClose}>
        <p>{say('aside-conflict-done')}</p>
        <Button testId="aside-close" kind="soft" onPress={onClose}>
          {say('app-close')}
        </Button>
      </Dialog>
    );
  }
  return (
    <Confirm
      testId="aside-confirm"
      title={say('aside-conflict-title')}
      yes={say('aside-conflict-yes')}
      busy={state === 'busy'}
      onYes={() => void declare()}
      onNo={onClose}
    >
      <p>{say('aside-conflict-why-open')}</p>
      {state === 'failed' && (
        <p class="field-fault" role="alert">
          {say('app-failed')}
        </p>
      )}
    </Confirm>
  );
}

/** Which way, then its question. */
export function Aside(props: AsideProps) {
  const say = useSay();
  const [way, setWay] = useState<Way | null>(null);
  const { service } = useSurroundings();
  const ways: readonly Way[] = service.cannot_act
    ? ['know', 'conflict', 'conduct']
    : ['know', 'conduct'];
  if (way === 'conflict') return <Conflict {...props} />;
  if (way !== null) return <End {...props} way={way} />;
  return (
    <Dialog testId="aside" title={say('aside-title')} onClose={props.onClose}>
      <p>{say('aside-lead')}</p>
      {ways.map((one) => (
        <Button key={one} testId={`aside-${one}`} kind="soft" onPress={() => setWay(one)}>
          {say(`aside-${one}`)}
        </Button>
      ))}
      <Button testId="aside-close" onPress={props.onClose}>
        {say('app-back')}
      </Button>
    </Dialog>
  );
}
