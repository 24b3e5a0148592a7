// Preparing a disclosure. Lives here: the form, one question after another, and reading it through before
// it is signed. Must not: keep what was typed (state/disclosure-draft.ts) or seal it.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { MainButton } from '../../components/main-button.tsx';
import { Note } from '../../components/parts.tsx';
import { useGround, usePolicy } from '../../components/policy.ts';
import type { DisclosureDesk } from '../state/disclosure-desk.ts';
import {
  type DisclosureDraft,
  type DisclosureForm,
  type Lack,
  LONGEST_TEXT,
  tellTime,
  wordsOf,
} from '../state/disclosure-draft.ts';
import {
  ApproverChoice,
  ClosedChoice,
  FieldsChoice,
  GroundChoice,
  Recipients,
  ToldChoice,
} from './disclosure-choices.tsx';
import { NameHints } from './disclosure-names.tsx';
import { RecordFacts, useHolder } from './disclosure-parts.tsx';
import { DeskScreen } from './frame.tsx';
import { useDate } from './parts.tsx';

/** Why the last thing did not go through; what was typed stays. */
export function Problem({ desk }: { desk: DisclosureDesk }) {
  const say = useSay();
  const problem = desk.problem.value;
  if (problem === null) return null;
  return (
    <Note testId="disclosure-problem" kind="warning" urgent>
      <p data-problem={problem}>{say(`disclosures-problem-${problem}`)}</p>
    </Note>
  );
}

function Lacking({ lacks }: { lacks: readonly Lack[] }) {
  const say = useSay();
  if (lacks.length === 0) return null;
  return (
    <Note testId="disclosure-lacking" kind="warning" urgent>
      <p>{say('disclosures-form-lacking')}</p>
      <ul>
        {lacks.map((one) => (
          <li key={one} data-testid={`lack-${one}`}>
            {say(`disclosures-lack-${one}`)}
          </li>
        ))}
      </ul>
    </Note>
  );
}

type TextName = 'outline' | 'aim' | 'consulted' | 'note';

function Text({ draft, name }: { draft: DisclosureDraft; name: TextName }) {
  const say = useSay();
  const form = draft.form.value;
  const lacks = draft.lacks.value.includes(name);
  return (
    <Field
      testId={`disclosure-${name}`}
      label={say(`disclosures-form-${name}`)}
      hint={say(`disclosures-form-${name}-hint`)}
      fault={lacks ? say('disclosures-form-lacks') : null}
      value={form[name]}
      onInput={(text) => draft.change({ [name]: text } as Partial<DisclosureForm>)}
      lines={4}
      longest={LONGEST_TEXT}
    />
  );
}

function Writing({ desk, draft }: { desk: DisclosureDesk; draft: DisclosureDraft }) {
  const say = useSay();
  const date = useDate();
  const ground = useGround();
  const { flag } = draft.flag;
  const about = { ground: ground(flag.ground).title, date: date(flag.written) };
  return (
    <>
      <p class="lead">{say('disclosures-form-lead')}</p>
      <p>{say('disclosures-form-flag', about)}</p>
      <Problem desk={desk} />
      <GroundChoice draft={draft} />
      <section class="card">
        <Text draft={draft} name="outline" />
        <NameHints text={draft.form.value.outline} />
        <Text draft={draft} name="aim" />
      </section>
      <section class="card">
        <Recipients draft={draft} />
        <FieldsChoice draft={draft} />
      </section>
      <section class="card">
        <Text draft={draft} name="consulted" />
      </section>
      <section class="card">
        <ToldChoice draft={draft} />
        <Text draft={draft} name="note" />
      </section>
      <ClosedChoice desk={desk} draft={draft} />
      <ApproverChoice desk={desk} draft={draft} />
      <Lacking lacks={draft.lacks.value} />
    </>
  );
}

function Review({ desk, draft }: { desk: DisclosureDesk; draft: DisclosureDraft }) {
  const say = useSay();
  const holder = useHolder(desk.side.roster);
  const form = draft.form.value;
  const { approver } = form;
  if (approver === '') return null;
  const words = { ...wordsOf(form), requester: desk.role, approver };
  const tell = tellTime(form, desk.side.time());
  return (
    <>
      <p class="lead">{say('disclosures-review-lead', { approver: holder(approver) })}</p>
      <Problem desk={desk} />
      <section class="card" data-testid="disclosure-review">
        <RecordFacts words={words} roster={desk.side.roster} tell={tell} closedTo={form.closedTo} />
        <dl class="disclosure-facts">
          <div>
            <dt>{say('disclosures-form-note')}</dt>
            <dd dir="auto">{form.note.trim()}</dd>
          </div>
        </dl>
      </section>
      <Button
        testId="disclosure-change"
        kind="soft"
        disabled={desk.busy.value}
        onPress={() => {
          draft.reviewing.value = false;
        }}
      >
        {say('disclosures-review-change')}
      </Button>
    </>
  );
}

export function DisclosureFormScreen(props: {
  readonly desk: DisclosureDesk;
  readonly draft: DisclosureDraft;
  readonly onLock: () => void;
}) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const { desk, draft } = props;
  const reviewing = draft.reviewing.value;
  usePolicy();
  useEffect(() => window.scrollTo(0, 0), [reviewing]);
  const back = (): void => {
    // What is on its way to be signed is not changed under it.
    if (reviewing && !desk.busy.value) draft.reviewing.value = false;
    else desk.writing.value = false;
  };
  const send = (): void => {
    setAsked(false);
    void desk.send(draft);
  };
  return (
    <DeskScreen
      key={String(reviewing)}
      testId={reviewing ? 'disclosure-review-screen' : 'disclosure-form-screen'}
      title={say(reviewing ? 'disclosures-review-title' : 'disclosures-form-title')}
      onLock={props.onLock}
      onBack={back}
      foot={
        reviewing ? (
          <MainButton
            testId="disclosure-send"
            text={say('disclosures-review-send')}
            busy={desk.busy.value}
            onPress={() => setAsked(true)}
          />
        ) : (
          <MainButton
            testId="disclosure-review-go"
            text={say('disclosures-form-review')}
            onPress={() => draft.review()}
          />
        )
      }
    >
      {reviewing ? <Review desk={desk} draft={draft} /> : <Writing desk={desk} draft={draft} />}
      {asked && (
        <Confirm
          testId="disclosure-send-confirm"
          title={say('disclosures-review-send-title')}
          yes={say('disclosures-review-send-yes')}
          onYes={send}
          onNo={() => setAsked(false)}
        >
          <p>{say('disclosures-review-send-why')}</p>
        </Confirm>
      )}
    </DeskScreen>
  );
}
