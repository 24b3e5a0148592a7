// What a student says when they need more help. Lives here: who to call first, who will read it, the fields.
// Must not: send anything before it is pressed, promise a time that nobody knows.
import { useSay, useSurroundings } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Choice, Field } from '../components/field.tsx';
import { MainButton } from '../components/main-button.tsx';
import { Note, Paragraphs } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import { HelpBefore } from './sent.tsx';
import { type HelpState, LONGEST_HELP } from './state.ts';

interface FormProps {
  readonly state: HelpState;
  readonly onBack: () => void;
  readonly onSend: () => void;
}

function Danger({ state }: Pick<FormProps, 'state'>) {
  const say = useSay();
  const { service } = useSurroundings();
  const { urgent, called } = state;
  // The first contact is the emergency services (policy/crisis.py).
  const emergency = service.crisis[0]?.call;
  const answers = [
    { name: 'yes', value: true },
    { name: 'no', value: false },
  ] as const;
  return (
    <>
      <fieldset class="card plain-set">
        <legend class="field-label">{say('help-urgent')}</legend>
        <div class="pair">
          {answers.map(({ name, value }) => (
            <Choice
              key={name}
              testId={`help-urgent-${name}`}
              type="radio"
              name="urgent"
              checked={urgent.value === value}
              onPick={() => {
                urgent.value = value;
              }}
            >
              {say(`help-urgent-${name}`)}
            </Choice>
          ))}
        </div>
      </fieldset>
      {urgent.value === true && (
        <>
          <Note testId="help-call-first" kind="warning" urgent>
            <p>{emergency ? say('help-call', { emergency }) : say('help-call-no-number')}</p>
          </Note>
          <section class="card">
            <Field
              testId="help-called"
              label={say('help-called')}
              hint={say('help-called-hint')}
              value={called.value}
              onInput={(value) => {
                called.value = value;
              }}
              lines={2}
              longest={LONGEST_HELP}
            />
          </section>
        </>
      )}
    </>
  );
}

function Words({ state }: Pick<FormProps, 'state'>) {
  const say = useSay();
  const { said, wants, leftOut } = state;
  return (
    <>
      <section class="card">
        <Field
          testId="help-said"
          label={say('help-said')}
          value={said.value}
          onInput={(value) => {
            said.value = value;
          }}
          lines={6}
          longest={LONGEST_HELP}
        />
        <Field
          testId="help-wants"
          label={say('help-wants')}
          hint={say('help-wants-hint')}
          value={wants.value}
          onInput={(value) => {
            wants.value = value;
          }}
          lines={3}
          longest={LONGEST_HELP}
        />
      </section>
      <details class="card" data-testid="help-about">
        <summary>{say('help-about')}</summary>
        <div class="stack">
          {(['', 'coordinator', 'manager'] as const).map((role) => (
            <Choice
              key={role}
              testId={`help-about-${role === '' ? 'neither' : role}`}
              type="radio"
              name="about"
              checked={leftOut.value === role}
              onPick={() => {
                leftOut.value = role;
              }}
            >
              {say(`help-about-${role === '' ? 'neither' : role}`)}
            </Choice>
          ))}
        </div>
      </details>
    </>
  );
}

export function HelpForm({ state, onBack, onSend }: FormProps) {
  const say = useSay();
  const { concerns } = state;
  const trouble = concerns.trouble.value;
  const over = state.excess.value;
  const foot = (
    <>
      {over > 0 && (
        <p class="field-fault" role="alert" data-testid="help-too-long">
          {say('help-too-long', { over })}
        </p>
      )}
      {trouble !== null && trouble.as !== 'waiting' && (
        <Note testId="help-trouble" kind="warning" urgent>
          <p data-trouble={trouble.as}>{say(`help-trouble-${trouble.as}`)}</p>
        </Note>
      )}
      <MainButton
        testId="help-send"
        text={say('help-send')}
        disabled={!state.ready}
        busy={concerns.sending.value}
        onPress={onSend}
      />
    </>
  );
  return (
    <Screen testId="help-screen" title={say('help-title')} onBack={onBack} foot={foot}>
      <section class="card">
        <CrisisContacts short />
      </section>
      <HelpBefore state={state} />
      <section class="stack" data-testid="help-who">
        <h2>{say('help-who-title')}</h2>
        <Paragraphs text={say('help-who')} />
      </section>
      <Danger state={state} />
      <Words state={state} />
    </Screen>
  );
}
