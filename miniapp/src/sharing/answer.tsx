// The student's word on an ask (R1, R3, R4). Lives here: asking whom not to contact, agreeing, saying no,
// taking it back. Must not: decide what a word means (crypto/ledger.ts).
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Confirm, Dialog } from '../components/dialog.tsx';
import { Choice, Field } from '../components/field.tsx';
import { wellFormed } from '../crypto/bytes.ts';
import type { AskRow } from '../crypto/ledger.ts';
import { type Avoid, type ConsentAction, LONGEST_SHARED, signAnswer } from '../crypto/sharing.ts';
import { AskFacts } from './facts.tsx';
import type { Party } from './parties.ts';

interface Props {
  readonly party: Party;
  readonly row: AskRow;
  readonly onDone: () => void;
}

/** Signs a word and says it in the room; false where the device would not keep it. */
function sayWord(
  { party, row }: Pick<Props, 'party' | 'row'>,
  action: ConsentAction,
  avoid: Avoid | null,
): Promise<boolean> {
  // No two words of one moment: the later one must be told from the one before.
  const given = Math.max(party.now(), (row.words.at(-1)?.consent.given ?? 0) + 1);
  const { ask, hash } = row;
  return party.room.state(signAnswer(party.key, { ask, hash, action, avoid, given }));
}

type Fault = 'sharing-avoid-needed' | 'sharing-avoid-same' | 'sharing-not-sent' | null;

function useAnswer({ party, row, onDone }: Props) {
  const [avoid, setAvoid] = useState<'nobody' | 'named' | null>(null);
  const [whom, setWhom] = useState('');
  const [fault, setFault] = useState<Fault>(null);
  const [busy, setBusy] = useState(false);
  const send = async (action: ConsentAction, said: Avoid | null): Promise<void> => {
    setBusy(true);
    const sent = await sayWord({ party, row }, action, said);
    setBusy(false);
    if (sent) onDone();
    else setFault('sharing-not-sent');
  };
  const agree = (): void => {
    const named = wellFormed(whom.trim());
    if (avoid === null || (avoid === 'named' && named === '')) {
      setFault('sharing-avoid-needed');
    } else if (avoid === 'named' && names(named, row.ask.recipient)) {
      setFault('sharing-avoid-same');
    } else void send('agree', avoid === 'nobody' ? { nobody: true } : { whom: named });
  };
  return {
    avoid,
    setAvoid,
    whom,
    setWhom,
    fault,
    busy,
    agree,
    refuse: () => void send('refuse', null),
  };
}

const names = (whom: string, recipient: string): boolean => {
  const plain = (text: string): string => text.toLowerCase().split(/\s+/).join(' ').trim();
  return plain(whom).includes(plain(recipient));
};

export function Answer(props: Props) {
  const say = useSay();
  const { row, onDone } = props;
  const form = useAnswer(props);
  return (
    <Dialog testId="answer-dialog" title={say('sharing-answer-title')} onClose={onDone}>
      <AskFacts row={row} />
      <h3>{say('sharing-wording')}</h3>
      <p dir="auto" class="statement-text" data-testid="answer-wording">
        {row.ask.wording}
      </p>
      <fieldset class="stack">
        <legend class="field-label">{say('sharing-avoid')}</legend>
        <p class="field-hint">{say('sharing-avoid-why')}</p>
        {(['nobody', 'named'] as const).map((one) => (
          <Choice
            key={one}
            testId={`answer-avoid-${one}`}
            type="radio"
            name="avoid"
            checked={form.avoid === one}
            onPick={() => form.setAvoid(one)}
          >
            {say(`sharing-avoid-${one}`)}
          </Choice>
        ))}
        {form.avoid === 'named' && (
          <Field
            testId="answer-whom"
            readOnly={form.busy}
            label={say('sharing-avoid-whom')}
            value={form.whom}
            onInput={form.setWhom}
            lines={2}
            longest={LONGEST_SHARED.whom}
          />
        )}
      </fieldset>
      {form.fault !== null && (
        <p class="field-fault" role="alert" data-testid="answer-fault">
          {say(form.fault, { recipient: row.ask.recipient })}
        </p>
      )}
      <Button testId="answer-later" onPress={onDone}>
        {say('sharing-later-on')}
      </Button>
      <div class="dialog-foot">
        <Button testId="answer-refuse" kind="soft" busy={form.busy} onPress={form.refuse}>
          {say('sharing-refuse')}
        </Button>
        <Button testId="answer-agree" kind="primary" busy={form.busy} onPress={form.agree}>
          {say('sharing-agree')}
        </Button>
      </div>
    </Dialog>
  );
}

/** Says first what follows. */
export function TakeBack(props: Props) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const withdraw = async (): Promise<void> => {
    setState('busy');
    if (await sayWord(props, 'withdraw', null)) props.onDone();
    else setState('failed');
  };
  return (
    <Confirm
      testId="share-withdraw-confirm"
      title={say('sharing-withdraw-title')}
      yes={say('sharing-withdraw-yes')}
      busy={state === 'busy'}
      onYes={() => void withdraw()}
      onNo={props.onDone}
    >
      <p>{say('sharing-withdraw-gone')}</p>
      {state === 'failed' && (
        <p class="field-fault" role="alert">
          {say('sharing-not-sent')}
        </p>
      )}
    </Confirm>
  );
}
