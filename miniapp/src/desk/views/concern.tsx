// Raising a concern, one thing at a time. Lives here: which step is up, going on and back, throwing it away,
// sending. Must not: what a step asks (concern-steps.tsx), sealing.
import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { MainButton } from '../../components/main-button.tsx';
import { Note } from '../../components/parts.tsx';
import type { Concerns } from '../../concern/concerns.ts';
import type { FlagWords } from '../../crypto/flag.ts';
import {
  type ConcernDrafting,
  currentStep,
  excessOf,
  isDone,
  moved,
  type Raisable,
  stepsOf,
  wordsOf,
} from '../state/concern.ts';
import type { WorkerDesk } from '../state/worker.ts';
import './concern.css';
import { ConcernSent, ConcernWaiting } from './concern-sent.tsx';
import { Danger, Step } from './concern-steps.tsx';
import { DeskScreen } from './frame.tsx';

export interface RaiseProps {
  readonly worker: WorkerDesk;
  readonly concerns: Concerns;
  readonly found: Raisable;
  readonly drafting: ConcernDrafting;
  readonly onLock: () => void;
  readonly onLeave: () => void;
}

function Discard({ drafting, onLeave }: Pick<RaiseProps, 'drafting' | 'onLeave'>) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const discard = (): void => {
    drafting.discard();
    onLeave();
  };
  return (
    <>
      <Button testId="concern-discard" kind="danger" onPress={() => setAsked(true)}>
        {say('concern-discard')}
      </Button>
      {asked && (
        <Confirm
          testId="concern-discard-confirm"
          title={say('concern-discard-title')}
          yes={say('concern-discard-yes')}
          onYes={discard}
          onNo={() => setAsked(false)}
        >
          <p>{say('concern-discard-why')}</p>
        </Confirm>
      )}
    </>
  );
}

/** What stood in the way of the last try; the words are still here. */
function Trouble({ concerns, found }: Pick<RaiseProps, 'concerns' | 'found'>) {
  const say = useSay();
  const trouble = concerns.trouble.value;
  if (trouble === null || trouble.case !== found.id || trouble.as === 'waiting') return null;
  return (
    <Note testId="concern-trouble" kind="warning" urgent>
      <p data-trouble={trouble.as}>{say(`concern-trouble-${trouble.as}`)}</p>
    </Note>
  );
}

function TooLong({ words }: { words: FlagWords }) {
  const say = useSay();
  const over = excessOf(words);
  if (over <= 0) return null;
  return (
    <p class="field-fault" role="alert" data-testid="concern-too-long">
      {say('concern-too-long', { over })}
    </p>
  );
}

interface FormProps extends RaiseProps {
  readonly onSend: (words: FlagWords) => void;
}

function Form(props: FormProps) {
  const { worker, concerns, found, drafting, onLock, onLeave, onSend } = props;
  const say = useSay();
  const draft = drafting.draft.value;
  const step = currentStep(draft);
  const steps = stepsOf(draft);
  const { all } = found;
  const words = wordsOf(draft, all);
  // Judging the team is work: once for this form, and again when there is news.
  const roster = useMemo(() => worker.roster, [worker, worker.trust.value]);
  const go = (by: 1 | -1): void => {
    const next = moved(draft, by);
    if (next === null) onLeave();
    else drafting.set(next);
  };
  const fits = excessOf(words) <= 0;
  const ready = fits && isDone('said', draft) && (words.said !== '' || words.quotes.length > 0);
  const last = step === 'review';
  const busy = concerns.sending.value;
  const foot = step !== 'danger' && (
    <>
      <TooLong words={words} />
      <Trouble concerns={concerns} found={found} />
      <MainButton
        testId={last ? 'concern-send' : 'concern-next'}
        text={say(last ? 'concern-send' : 'concern-next')}
        disabled={last ? !ready || roster === null : !isDone(step, draft)}
        busy={busy}
        onPress={() => (last ? onSend(words) : go(1))}
      />
    </>
  );
  return (
    <DeskScreen
      key={step}
      testId="concern-screen"
      title={say(`concern-${step}-title`)}
      onLock={onLock}
      // On its way it is not changed any more: nobody could tell what was sent from what was not.
      onBack={busy ? onLeave : () => go(-1)}
      foot={foot}
    >
      <p class="field-hint" data-testid="concern-step" data-step={step}>
        {say('concern-progress', {
          name: found.name,
          at: steps.indexOf(step) + 1,
          of: steps.length,
        })}
      </p>
      {step === 'danger' ? (
        <Danger drafting={drafting} />
      ) : (
        <Step step={step} drafting={drafting} all={all} words={words} roster={roster} />
      )}
      {drafting.begun && !busy && <Discard drafting={drafting} onLeave={onLeave} />}
    </DeskScreen>
  );
}

/** From the first question to *received*. What was typed stays until the server has it. */
export function Raise(props: RaiseProps) {
  const { concerns, found, onLock, onLeave } = props;
  const [sent, setSent] = useState(false);
  const mine = concerns.all.filter((one) => one.case === found.id);
  const waiting = mine.some((one) => one.state === 'unsent');
  if (waiting) return <ConcernWaiting {...{ concerns, onLock, onLeave }} />;
  const [newest] = mine;
  if (sent && newest !== undefined) {
    return <ConcernSent {...{ concern: newest, onLock, onLeave }} />;
  }
  const onSend = async (words: FlagWords): Promise<void> => {
    const { about } = found;
    if (about === null) return;
    const as = await concerns.raise(about, words);
    setSent(as === 'sent' || as === 'waiting');
  };
  return <Form {...props} onSend={(words) => void onSend(words)} />;
}
