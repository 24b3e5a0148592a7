// May "You have an update" be sent? (R5) Lives here: the question and its answer, which is a receipt, in the cards
// and in My record. Must not: any other way; the ways outside the app are components/ways.tsx.

import { useMemo, useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { WithWaysWords } from '../components/ways.tsx';
import { wordingDigest } from '../crypto/consent.ts';
import { mayMessage } from '../state/consents.ts';
import { Newest } from '../state/newest.ts';
import type { Student } from '../state/student.ts';

export interface ReachProps {
  readonly student: Student;
  /** Called once the answer is kept. */
  readonly onDone?: () => void;
  /** Where it may be put off. */
  readonly onLater?: () => void;
}

type State = 'idle' | 'asking' | 'refused' | 'failed';

function useReach({ student, onDone }: ReachProps) {
  const say = useSay();
  const { telegram, words } = useSurroundings();
  const [state, setState] = useState<State>('idle');
  const asked = useMemo(() => new Newest(), []);
  const choose = async (yes: boolean): Promise<void> => {
    setState('idle');
    // Telegram may be long in answering, and *no* said meanwhile is the later word.
    asked.pass();
    const counts = asked.ask();
    if (yes && telegram.launch.mayWrite !== true) {
      setState('asking');
      const access = await telegram.requestWriteAccess();
      if (!counts()) return;
      setState(access === 'refused' ? 'refused' : 'idle');
      if (access === 'refused') return;
    }
    const shown = say(yes ? 'ways-ask-yes' : 'ways-ask-no');
    const digest = wordingDigest(`${say('ways-ask-why')}\n${shown}`);
    try {
      await student.agreeToContact(yes, digest, words.spoken('ways-ask-why'));
      onDone?.();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState('failed');
    }
  };
  return { state, choose };
}

function Inside(props: ReachProps) {
  const say = useSay();
  const { state, choose } = useReach(props);
  const said = mayMessage(props.student.receipts);
  return (
    <div class="stack" data-testid="reach">
      <p class="field-hint">{say('ways-ask-why')}</p>
      {state === 'asking' && <p role="status">{say('ways-ask-asking')}</p>}
      {(state === 'refused' || state === 'failed') && (
        <p class="field-fault" role="alert" data-testid={`contact-${state}`}>
          {say(state === 'refused' ? 'ways-ask-refused' : 'app-failed')}
        </p>
      )}
      {said !== true && (
        <Button testId="contact-yes" kind="soft" onPress={() => void choose(true)}>
          {say('ways-ask-yes')}
        </Button>
      )}
      {said !== false && (
        <Button testId="contact-no" kind="soft" onPress={() => void choose(false)}>
          {say('ways-ask-no')}
        </Button>
      )}
      {props.onLater !== undefined && (
        <>
          <Button testId="contact-later" onPress={props.onLater}>
            {say('ways-ask-later')}
          </Button>
          <p class="field-hint">{say('ways-ask-change')}</p>
        </>
      )}
    </div>
  );
}

/** With its own words. */
export function Reach(props: ReachProps) {
  return (
    <WithWaysWords>
      <Inside {...props} />
    </WithWaysWords>
  );
}
