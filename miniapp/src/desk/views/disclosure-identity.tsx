// After an approval. Lives here: opening the identity, the fields that the record names and no other, and
// saying what was done. Must not: keep any of it beyond the screen and the desk's memory.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Choice, Field } from '../../components/field.tsx';
import { Note } from '../../components/parts.tsx';
import { WaysSaid } from '../../components/ways.tsx';
import type { CapsuleField } from '../../crypto/disclosure.ts';
import {
  type CompletionForm,
  completionWords,
  emptyCompletion,
  localTime,
} from '../state/disclosure-completion.ts';
import type { DisclosureDesk, ShownIdentity } from '../state/disclosure-desk.ts';
import type { SeenDisclosure } from '../state/disclosures.ts';
import { Question } from './disclosure-choices.tsx';
import { useMoment } from './disclosure-parts.tsx';

export function IdentityFacts({ identity }: { identity: ShownIdentity }) {
  const say = useSay();
  const shown = Object.entries(identity.fields) as [CapsuleField, string][];
  return (
    <dl class="disclosure-facts">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{say(`disclosures-field-${name}`)}</dt>
          <dd dir="auto" data-testid={`identity-${name}`}>
            {value === '' ? say('disclosures-identity-nothing') : value}
          </dd>
        </div>
      ))}
      {identity.ways !== null && <WaysSaid said={identity.ways} />}
    </dl>
  );
}

function OpenConfirm(props: {
  readonly desk: DisclosureDesk;
  readonly seen: SeenDisclosure;
  readonly onDone: () => void;
}) {
  const say = useSay();
  const open = (): void => {
    props.onDone();
    void props.desk.open(props.seen);
  };
  return (
    <Confirm
      testId="open-confirm"
      title={say('disclosures-open-title')}
      yes={say('disclosures-open-yes')}
      onYes={open}
      onNo={props.onDone}
    >
      <p>{say('disclosures-open-why')}</p>
    </Confirm>
  );
}

export function OpenIdentity({ desk, seen }: { desk: DisclosureDesk; seen: SeenDisclosure }) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  return (
    <section class="card" data-testid="disclosure-approved">
      <h2>{say('disclosures-open')}</h2>
      <p>{say('disclosures-open-lead')}</p>
      <Button
        testId="disclosure-open-identity"
        kind="primary"
        busy={desk.busy.value}
        onPress={() => setAsked(true)}
      >
        {say('disclosures-open')}
      </Button>
      {asked && <OpenConfirm desk={desk} seen={seen} onDone={() => setAsked(false)} />}
    </section>
  );
}

/** What the record names of the student; it goes when the desk locks and can be asked for again. */
export function Identity({ desk, seen }: { desk: DisclosureDesk; seen: SeenDisclosure }) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const identity = desk.identities.value.get(seen.row.id);
  if (identity === undefined) {
    return (
      <section class="card" data-testid="disclosure-again">
        <p>{say('disclosures-open-again-lead')}</p>
        <Button
          testId="disclosure-show-again"
          kind="soft"
          busy={desk.busy.value}
          onPress={() => setAsked(true)}
        >
          {say('disclosures-open-again')}
        </Button>
        {asked && <OpenConfirm desk={desk} seen={seen} onDone={() => setAsked(false)} />}
      </section>
    );
  }
  return (
    <section class="card disclosure-identity" data-testid="disclosure-identity">
      <h2>{say('disclosures-identity')}</h2>
      <p class="field-hint">{say('disclosures-identity-lead')}</p>
      <IdentityFacts identity={identity} />
    </section>
  );
}

function Due({ seen }: { seen: SeenDisclosure }) {
  const say = useSay();
  const moment = useMoment();
  const { due, overdue } = seen.row;
  if (due === null) return null;
  const words = overdue ? 'disclosures-complete-overdue' : 'disclosures-complete-due';
  return (
    <Note testId="completion-due" kind={overdue ? 'warning' : 'plain'}>
      <p data-overdue={overdue}>{say(words, { date: moment(due) })}</p>
    </Note>
  );
}

function Picks(props: {
  readonly name: 'recipients' | 'fields';
  readonly all: readonly string[];
  readonly picked: readonly string[];
  readonly text: (one: string) => string;
  readonly onPick: (picked: readonly string[]) => void;
}) {
  const say = useSay();
  const { name, all, picked } = props;
  return (
    <Question name={name} title={say(`disclosures-complete-${name}`)}>
      {all.map((one) => (
        <Choice
          key={one}
          testId={`complete-${name}`}
          type="checkbox"
          name={`complete-${name}`}
          checked={picked.includes(one)}
          onPick={(on) =>
            props.onPick(all.filter((other) => (other === one ? on : picked.includes(other))))
          }
        >
          {props.text(one)}
        </Choice>
      ))}
    </Question>
  );
}

/** Exactly what was passed on, of what the record allows (R21). */
function PassedOn(props: {
  readonly seen: SeenDisclosure;
  readonly form: CompletionForm;
  readonly onChange: (change: Partial<CompletionForm>) => void;
}) {
  const say = useSay();
  const { form, onChange } = props;
  const body = props.seen.read?.record.body;
  return (
    <>
      <Question name="passed" title={say('disclosures-complete-passed')}>
        {(['yes', 'no'] as const).map((one) => (
          <Choice
            key={one}
            testId={`passed-${one}`}
            type="radio"
            name="passed"
            checked={form.passed === one}
            onPick={() => onChange({ passed: one })}
          >
            {say(`disclosures-complete-passed-${one}`)}
          </Choice>
        ))}
      </Question>
      {form.passed === 'yes' && (
        <>
          <Picks
            name="recipients"
            all={body?.recipients ?? []}
            picked={form.recipients}
            text={(one) => one}
            onPick={(recipients) => onChange({ recipients })}
          />
          <Picks
            name="fields"
            all={body?.fields ?? []}
            picked={form.fields}
            text={(one) => say(`disclosures-field-${one}`)}
            onPick={(fields) => onChange({ fields: fields as readonly CapsuleField[] })}
          />
        </>
      )}
    </>
  );
}

export function Complete({ desk, seen }: { desk: DisclosureDesk; seen: SeenDisclosure }) {
  const say = useSay();
  const kept = desk.texts(`complete ${seen.row.id}`);
  const [lacks, setLacks] = useState(false);
  const me = desk.side.account.me.value.name;
  const form: CompletionForm =
    kept.value === '' ? emptyCompletion(me, desk.side.time()) : JSON.parse(kept.value);
  const change = (some: Partial<CompletionForm>): void => {
    kept.value = JSON.stringify({ ...form, ...some });
    setLacks(false);
  };
  const send = async (): Promise<void> => {
    const words = completionWords(form);
    setLacks(words === null);
    if (words !== null && (await desk.complete(seen, words))) kept.value = '';
  };
  return (
    <section class="card" data-testid="disclosure-complete">
      <h2>{say('disclosures-complete')}</h2>
      <p>{say('disclosures-complete-lead')}</p>
      <Due seen={seen} />
      <Field
        testId="complete-done"
        readOnly={desk.busy.value}
        label={say('disclosures-complete-done')}
        value={form.done}
        onInput={(done) => change({ done })}
        lines={4}
        longest={8_000}
      />
      <Field
        testId="complete-by"
        readOnly={desk.busy.value}
        label={say('disclosures-complete-by')}
        value={form.by}
        onInput={(by) => change({ by })}
        longest={200}
      />
      <label class="field">
        <span class="field-label">{say('disclosures-complete-at')}</span>
        <input
          class="input"
          type="datetime-local"
          data-testid="complete-at"
          value={form.at}
          max={localTime(desk.side.time())}
          onInput={(event) => change({ at: event.currentTarget.value })}
        />
      </label>
      <PassedOn seen={seen} form={form} onChange={change} />
      {lacks && (
        <p class="field-fault" role="alert" data-testid="complete-lacking">
          {say('disclosures-complete-lacking')}
        </p>
      )}
      <Button
        testId="disclosure-complete-send"
        kind="primary"
        busy={desk.busy.value}
        onPress={() => void send()}
      >
        {say('disclosures-complete-send')}
      </Button>
    </section>
  );
}
