// What a holder does with a flag. Lives here: a note, the steps that the table allows now, and what became
// of the last one. Must not: the table itself (crypto/flag-events.ts), or lose what was typed.
import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Choice, Field } from '../../components/field.tsx';
import { Note } from '../../components/parts.tsx';
import {
  afterFlagEvent,
  type FlagEventKind,
  type FlagOutcome,
  type FlagState,
} from '../../crypto/flag-events.ts';
import { clearSent } from '../../state/draft.ts';
import { type FlagThread, NEEDS_NOTE } from '../state/flag-thread.ts';
import { useDeed, useWho } from './inbox-thread.tsx';

const LONGEST = 8_000;
const OUTCOMES: readonly FlagOutcome[] = ['none', 'consent', 'disclosure'];
/** In the order shown; a note is behind them always. */
const STEPS: readonly FlagEventKind[] = ['acknowledge', 'decide', 'close', 'discuss', 'reopen'];

type Fault = 'note' | 'outcome' | 'consent' | null;

function Result({ thread }: { thread: FlagThread }) {
  const say = useSay();
  const deed = useDeed();
  const who = useWho();
  const result = thread.result.value;
  if (result === null) return null;
  const { became, meanwhile } = result;
  if (became === 'written' && meanwhile.length === 0) return null;
  return (
    <Note testId="flag-result" urgent={became !== 'written'}>
      {meanwhile.length > 0 && (
        <>
          <p>{say('inbox-meanwhile')}</p>
          <ul data-testid="flag-meanwhile">
            {meanwhile.map((read) => (
              <li key={read.number} dir="auto">
                {read.event === null
                  ? say('inbox-missing')
                  : say('inbox-meanwhile-item', { who: who(read), what: deed(read.event) })}
              </li>
            ))}
          </ul>
        </>
      )}
      <p data-testid="flag-became" data-became={became}>
        {say(`inbox-became-${became}`)}
      </p>
    </Note>
  );
}

function Outcomes(props: {
  readonly picked: FlagOutcome | '';
  readonly fault: boolean;
  readonly onPick: (outcome: FlagOutcome) => void;
}) {
  const say = useSay();
  return (
    <fieldset class="stack">
      <legend class="field-label">{say('inbox-outcome')}</legend>
      {OUTCOMES.map((outcome) => (
        <Choice
          key={outcome}
          testId={`flag-outcome-${outcome}`}
          type="radio"
          name="outcome"
          checked={props.picked === outcome}
          onPick={() => props.onPick(outcome)}
        >
          {say(`inbox-outcome-${outcome}`)}
        </Choice>
      ))}
      {props.fault && (
        <p class="field-fault" role="alert">
          {say('inbox-outcome-needed')}
        </p>
      )}
    </fieldset>
  );
}

const wordsOf = (kind: FlagEventKind, state: FlagState): string =>
  kind === 'discuss' && state === 'decided' ? 'inbox-do-discuss-again' : `inbox-do-${kind}`;

/** Only what the table allows now. */
export function FlagAct(props: {
  readonly thread: FlagThread;
  readonly draft: Signal<string>;
  readonly mayConsent: () => boolean;
}) {
  const { thread, draft, mayConsent } = props;
  const say = useSay();
  const [outcome, setOutcome] = useState<FlagOutcome | ''>('');
  const [fault, setFault] = useState<Fault>(null);
  const state = thread.history.value?.state;
  const trouble = thread.trouble.value;
  const may = (kind: FlagEventKind): boolean =>
    state !== undefined && afterFlagEvent(state, kind) !== null;
  const act = async (kind: FlagEventKind): Promise<void> => {
    const note = draft.peek().trim();
    const decided = kind === 'decide' ? outcome : '';
    if (kind === 'decide' && outcome === '') return setFault('outcome');
    if (NEEDS_NOTE[kind] && note === '') return setFault('note');
    // Not on what somebody says that they said: on their own word, as it stands now (R1).
    if (decided === 'consent' && !mayConsent()) return setFault('consent');
    setFault(null);
    if (await thread.act({ kind, outcome: decided, note })) {
      clearSent(draft, note);
      setOutcome('');
    }
  };
  const steps = STEPS.filter(may);
  return (
    <section class="card" data-testid="flag-act">
      <h2>{say('inbox-act')}</h2>
      <Result thread={thread} />
      {trouble !== null && (
        <Note testId="flag-trouble" kind="warning" urgent>
          <p data-trouble={trouble}>{say(`inbox-thread-trouble-${trouble}`)}</p>
        </Note>
      )}
      {may('decide') && (
        <Outcomes picked={outcome} fault={fault === 'outcome'} onPick={setOutcome} />
      )}
      {fault === 'consent' && (
        <p class="field-fault" role="alert" data-testid="flag-no-consent">
          {say('inbox-no-consent')}
        </p>
      )}
      <Field
        testId="flag-note"
        label={say('inbox-note')}
        hint={say('inbox-note-hint')}
        fault={fault === 'note' ? say('inbox-note-needed') : null}
        value={draft.value}
        onInput={(value) => {
          draft.value = value;
        }}
        lines={3}
        longest={LONGEST}
      />
      {steps.map((kind, at) => (
        <Button
          key={kind}
          testId={`flag-do-${kind}`}
          kind={at === 0 ? 'primary' : 'soft'}
          busy={thread.busy.value}
          onPress={() => void act(kind)}
        >
          {say(wordsOf(kind, state ?? 'sent'))}
        </Button>
      ))}
      {may('note') && (
        <Button
          testId="flag-do-note"
          kind="soft"
          busy={thread.busy.value}
          onPress={() => void act('note')}
        >
          {say('inbox-do-note')}
        </Button>
      )}
      {may('close') && <p class="field-hint">{say('inbox-close-why')}</p>}
    </section>
  );
}
