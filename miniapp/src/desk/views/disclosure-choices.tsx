// What is chosen in a disclosure's form. Lives here: ground, recipients, fields, told or not, closed to
// whom, who decides. Must not: texts that are typed at length (disclosure-form.tsx).
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Choice, Field } from '../../components/field.tsx';
import { useGround, usePolicy } from '../../components/policy.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import { isHolderRole } from '../../crypto/certificates.ts';
import { CAPSULE_FIELDS } from '../../crypto/disclosure.ts';
import type { DisclosureDesk } from '../state/disclosure-desk.ts';
import {
  approversFor,
  type DisclosureDraft,
  type DisclosureForm,
  LONGEST_RECIPIENT,
  LONGEST_TEXT,
  MOST_RECIPIENTS,
  TELLINGS,
} from '../state/disclosure-draft.ts';
import { useHolder } from './disclosure-parts.tsx';

/** A question with several answers; what lacks is said beside it. */
export function Question(props: {
  readonly draft?: DisclosureDraft;
  readonly name: string;
  readonly title: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}) {
  const say = useSay();
  const id = useId();
  const lacks = props.draft?.lacks.value.some((one) => one === props.name) === true;
  return (
    <fieldset
      class="disclosure-set"
      data-testid={`choose-${props.name}`}
      aria-describedby={props.hint === undefined ? undefined : id}
    >
      <legend>{props.title}</legend>
      {props.hint !== undefined && (
        <p class="field-hint" id={id}>
          {props.hint}
        </p>
      )}
      {lacks && <p class="field-fault">{say('disclosures-form-lacks')}</p>}
      {props.children}
    </fieldset>
  );
}

export function GroundChoice({ draft }: { draft: DisclosureDraft }) {
  const say = useSay();
  const policy = usePolicy();
  const ground = useGround();
  const { policy: source } = useSurroundings();
  return (
    <section class="card">
      <Question
        draft={draft}
        name="ground"
        title={say('disclosures-form-ground')}
        hint={say('disclosures-form-ground-hint')}
      >
        {policy === null && (
          <div class="stack">
            <p>{say('disclosures-form-ground-none')}</p>
            <Button testId="grounds-again" kind="small" onPress={() => void source.load()}>
              {say('disclosures-form-ground-again')}
            </Button>
          </div>
        )}
        {policy?.grounds.map((code) => {
          const { title, detail } = ground(code);
          return (
            <Choice
              key={code}
              testId={`ground-${code}`}
              type="radio"
              name="ground"
              checked={draft.form.value.ground === code}
              onPick={() => draft.change({ ground: code })}
            >
              <b>{title}</b>
              {detail !== '' && <span class="field-hint">{detail}</span>}
            </Choice>
          );
        })}
      </Question>
    </section>
  );
}

export function Recipients({ draft }: { draft: DisclosureDraft }) {
  const say = useSay();
  const [text, setText] = useState('');
  const { recipients } = draft.form.value;
  const add = (): void => {
    if (draft.addRecipient(text)) setText('');
  };
  return (
    <Question
      draft={draft}
      name="recipients"
      title={say('disclosures-form-recipients')}
      hint={say('disclosures-form-recipients-hint')}
    >
      {recipients.length > 0 && (
        <ul class="stack">
          {recipients.map((name) => (
            <li key={name} class="disclosure-row" data-testid="recipient">
              <span dir="auto">{name}</span>
              <Button
                testId="recipient-drop"
                kind="small"
                label={say('disclosures-form-recipient-drop', { name })}
                onPress={() =>
                  draft.change({ recipients: recipients.filter((one) => one !== name) })
                }
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
      )}
      {recipients.length < MOST_RECIPIENTS && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Field
            testId="recipient-name"
            label={say('disclosures-form-recipient')}
            value={text}
            onInput={setText}
            longest={LONGEST_RECIPIENT}
          />
          <Button testId="recipient-add" kind="soft" type="submit" disabled={text.trim() === ''}>
            {say('disclosures-form-recipient-add')}
          </Button>
        </form>
      )}
    </Question>
  );
}

export function FieldsChoice({ draft }: { draft: DisclosureDraft }) {
  const say = useSay();
  const { fields } = draft.form.value;
  return (
    <Question
      draft={draft}
      name="fields"
      title={say('disclosures-form-fields')}
      hint={say('disclosures-form-fields-hint')}
    >
      {CAPSULE_FIELDS.map((name) => (
        <Choice
          key={name}
          testId={`field-${name}`}
          type="checkbox"
          name="fields"
          checked={fields.includes(name)}
          onPick={(on) =>
            draft.change({ fields: on ? [...fields, name] : fields.filter((one) => one !== name) })
          }
        >
          {say(`disclosures-field-${name}`)}
        </Choice>
      ))}
    </Question>
  );
}

function Answer({ draft, name }: { draft: DisclosureDraft; name: 'wishes' | 'whyNot' }) {
  const say = useSay();
  const id = name === 'wishes' ? 'wishes' : 'why-not';
  const hint = name === 'wishes' ? {} : { hint: say('disclosures-form-why-not-hint') };
  const lacks = draft.lacks.value.includes(id);
  return (
    <Field
      testId={`disclosure-${id}`}
      label={say(`disclosures-form-${id}`)}
      {...hint}
      fault={lacks ? say('disclosures-form-lacks') : null}
      value={draft.form.value[name]}
      onInput={(text) => draft.change({ [name]: text } as Partial<DisclosureForm>)}
      lines={3}
      longest={LONGEST_TEXT}
    />
  );
}

/** Told or why not (R19); not told, also from when on they read of it. */
export function ToldChoice({ draft }: { draft: DisclosureDraft }) {
  const say = useSay();
  const { told, telling } = draft.form.value;
  return (
    <>
      <Question
        draft={draft}
        name="told"
        title={say('disclosures-form-told')}
        hint={say('disclosures-form-told-hint')}
      >
        {(['told', 'not-told'] as const).map((one) => (
          <Choice
            key={one}
            testId={`told-${one}`}
            type="radio"
            name="told"
            checked={told === one}
            onPick={() => draft.change({ told: one })}
          >
            {say(`disclosures-form-told-${one}`)}
          </Choice>
        ))}
      </Question>
      {told === 'told' && <Answer draft={draft} name="wishes" />}
      {told === 'not-told' && (
        <>
          <Answer draft={draft} name="whyNot" />
          <Question
            draft={draft}
            name="telling"
            title={say('disclosures-form-telling')}
            hint={say('disclosures-form-telling-hint')}
          >
            {TELLINGS.map((one) => (
              <Choice
                key={one}
                testId={`telling-${one}`}
                type="radio"
                name="telling"
                checked={telling === one}
                onPick={() => draft.change({ telling: one })}
              >
                {say(`disclosures-telling-${one}`)}
              </Choice>
            ))}
          </Question>
        </>
      )}
    </>
  );
}

/** Named people who are kept from the record, whatever else they are (R22). */
export function ClosedChoice({ desk, draft }: { desk: DisclosureDesk; draft: DisclosureDraft }) {
  const say = useSay();
  const holder = useHolder(desk.side.roster);
  const { closedTo, approver } = draft.form.value;
  // Workers and consultants are never handed a record; only these could be.
  const others =
    desk.side.roster?.certificates.filter(
      (one) =>
        one.role !== 'worker' &&
        one.role !== 'consultant' &&
        one.role !== desk.role &&
        one.role !== approver,
    ) ?? [];
  return (
    <section class="card">
      <Question
        name="closed"
        title={say('disclosures-form-closed')}
        hint={say('disclosures-form-closed-hint')}
      >
        {others.length === 0 && <p>{say('disclosures-form-closed-none')}</p>}
        {others.map((one) => {
          const id = toBase64url(one.id);
          const rest = closedTo.filter((other) => other !== id);
          return (
            <Choice
              key={id}
              testId={`closed-${one.role}`}
              type="checkbox"
              name="closed"
              checked={closedTo.includes(id)}
              onPick={(on) => draft.change({ closedTo: on ? [...rest, id] : rest })}
            >
              {isHolderRole(one.role)
                ? holder(one.role)
                : `${one.name}, ${say(`desk-role-${one.role}`)}`}
            </Choice>
          );
        })}
      </Question>
    </section>
  );
}

/** The other holder; nobody whom the flag leaves out, and nobody alone (R17, R20). */
export function ApproverChoice({ desk, draft }: { desk: DisclosureDesk; draft: DisclosureDraft }) {
  const say = useSay();
  const holder = useHolder(desk.side.roster);
  const { leftOut } = draft.flag.flag;
  const { roster } = desk.side;
  const pick = (role: DisclosureForm['approver']): void => {
    const theirs = roster?.certificates.find((one) => one.role === role)?.id;
    // Who decides is not kept from it.
    const id = theirs === undefined ? '' : toBase64url(theirs);
    const closedTo = draft.form.peek().closedTo.filter((one) => one !== id);
    draft.change({ approver: role, closedTo });
  };
  return (
    <section class="card">
      <Question
        draft={draft}
        name="approver"
        title={say('disclosures-form-approver')}
        hint={say('disclosures-form-approver-hint')}
      >
        {leftOut !== '' && (
          <p class="field-hint">
            {say('disclosures-form-approver-out', { role: say(`desk-role-${leftOut}`) })}
          </p>
        )}
        {approversFor(desk.role, leftOut).map((role) => (
          <Choice
            key={role}
            testId={`approver-${role}`}
            type="radio"
            name="approver"
            checked={draft.form.value.approver === role}
            onPick={() => pick(role)}
          >
            {holder(role)}
          </Choice>
        ))}
      </Question>
    </section>
  );
}
