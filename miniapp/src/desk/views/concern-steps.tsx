// What each step of a concern asks. Lives here: its questions, choices and fields, and the review of what
// goes to whom. Must not: going on, sending.
import type { ComponentChildren } from 'preact';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { CrisisContacts } from '../../components/crisis.tsx';
import { Choice, Field } from '../../components/field.tsx';
import { Paragraphs, Progress } from '../../components/parts.tsx';
import { useGround, usePolicy } from '../../components/policy.ts';
import { ASKED, type FlagWords, flagHolders } from '../../crypto/flag.ts';
import { type AcceptedRoster, holderOf } from '../../crypto/roster.ts';
import type { HolderRole } from '../../crypto/types.ts';
import { dateAt } from '../../words/dates.ts';
import {
  type ConcernDrafting,
  type ConcernStep,
  LONGEST_CONCERN,
  type Quotable,
} from '../state/concern.ts';

interface StepProps {
  readonly step: Exclude<ConcernStep, 'danger'>;
  readonly drafting: ConcernDrafting;
  readonly all: readonly Quotable[];
  readonly words: FlagWords;
  /** Null while the team could not be checked. */
  readonly roster: AcceptedRoster | null;
}

type Part = Pick<StepProps, 'drafting'>;

/** Before anything else. */
export function Danger({ drafting }: Part) {
  const say = useSay();
  return (
    <>
      <p>{say('concern-danger-lead')}</p>
      <div class="pair">
        <Button
          testId="concern-danger-yes"
          kind="primary"
          onPress={() => drafting.set({ urgent: true, step: 'called' })}
        >
          {say('concern-danger-yes')}
        </Button>
        <Button
          testId="concern-danger-no"
          kind="soft"
          onPress={() => drafting.set({ urgent: false, step: 'ground' })}
        >
          {say('concern-danger-no')}
        </Button>
      </div>
      <p class="field-hint">{say('concern-danger-unsure')}</p>
    </>
  );
}

function Called({ drafting }: Part) {
  const say = useSay();
  const { service } = useSurroundings();
  // The first contact is the emergency services (policy/crisis.py).
  const emergency = service.crisis[0]?.call;
  return (
    <>
      <div class="note" data-kind="warning" data-testid="concern-call-first">
        <p>
          {emergency ? say('concern-called-lead', { emergency }) : say('concern-called-no-number')}
        </p>
      </div>
      <section class="card">
        <CrisisContacts />
      </section>
      <section class="card">
        <Field
          testId="concern-called"
          label={say('concern-called')}
          hint={say('concern-called-hint')}
          value={drafting.draft.value.called}
          onInput={(called) => drafting.set({ called })}
          lines={3}
          longest={LONGEST_CONCERN}
        />
      </section>
    </>
  );
}

function Grounds({ drafting }: Part) {
  const say = useSay();
  const { policy } = useSurroundings();
  const found = usePolicy();
  const words = useGround();
  if (found === null) {
    return (
      <>
        <Progress>{say('concern-ground-loading')}</Progress>
        <Button testId="concern-ground-again" kind="soft" onPress={() => void policy.load()}>
          {say('app-try-again')}
        </Button>
      </>
    );
  }
  const { ground } = drafting.draft.value;
  return (
    <fieldset class="stack concern-choices">
      <legend class="lead">{say('concern-ground-lead')}</legend>
      {found.grounds
        .filter((code) => code !== ASKED)
        .map((code) => (
          <Choice
            key={code}
            testId={`concern-ground-${code}`}
            type="radio"
            name="ground"
            checked={ground === code}
            onPick={() => drafting.set({ ground: code })}
          >
            <b>{words(code).title}</b>
            <span class="field-hint">{words(code).detail}</span>
          </Choice>
        ))}
    </fieldset>
  );
}

function Quotes({ drafting, all }: Pick<StepProps, 'drafting' | 'all'>) {
  const say = useSay();
  const { words } = useSurroundings();
  const { quotes } = drafting.draft.value;
  const pick = (key: string, chosen: boolean): void => {
    const others = quotes.filter((one) => one !== key);
    drafting.set({ quotes: chosen ? [...others, key] : others });
  };
  if (all.length === 0) return null;
  return (
    <fieldset class="card concern-choices">
      <legend class="field-label">{say('concern-quotes')}</legend>
      <p class="field-hint">{say('concern-quotes-hint')}</p>
      <div class="stack concern-quotes" data-testid="concern-quotes">
        {[...all].reverse().map(({ key, text, time }) => (
          <Choice
            key={key}
            testId="concern-quote"
            type="checkbox"
            name="quotes"
            checked={quotes.includes(key)}
            onPick={(chosen) => pick(key, chosen)}
          >
            <span class="field-hint">
              {time === null
                ? say('desk-room-letter')
                : dateAt(time).toLocaleString(words.dates, {
                    dateStyle: 'medium',
                    timeStyle: 'short',
                  })}
            </span>
            <span class="bubble-text">{text}</span>
          </Choice>
        ))}
      </div>
    </fieldset>
  );
}

/** One of the free texts, with what helps to write it. */
function Text({ drafting, name }: Part & { name: 'said' | 'wants' | 'told' }) {
  const say = useSay();
  return (
    <section class="card">
      <Field
        testId={`concern-${name}`}
        label={say(`concern-${name}`)}
        hint={say(`concern-${name}-hint`)}
        value={drafting.draft.value[name]}
        onInput={(value) => drafting.set({ [name]: value })}
        lines={6}
        longest={LONGEST_CONCERN}
      />
    </section>
  );
}

/** "Coordinator: their name", or the role alone while the team could not be checked. */
export function useHolder(roster: AcceptedRoster | null): (role: HolderRole) => string {
  const say = useSay();
  return (role) => {
    const title = say(`desk-role-${role}`);
    const listed = roster?.certificates.some((one) => one.role === role) === true;
    return listed && roster !== null
      ? say('concern-holder-name', { role: title, name: holderOf(roster, role).name })
      : title;
  };
}

function LeftOut({ drafting, roster }: Pick<StepProps, 'drafting' | 'roster'>) {
  const say = useSay();
  const holder = useHolder(roster);
  const { leftOut } = drafting.draft.value;
  return (
    <fieldset class="stack concern-choices">
      <legend class="lead">{say('concern-holder-lead')}</legend>
      {(['', 'coordinator', 'manager'] as const).map((role) => (
        <Choice
          key={role}
          testId={`concern-about-${role === '' ? 'neither' : role}`}
          type="radio"
          name="about"
          checked={leftOut === role}
          onPick={() => drafting.set({ leftOut: role })}
        >
          <b>{role === '' ? say('concern-about-neither') : holder(role)}</b>
          <span class="field-hint">
            {say(role === '' ? 'concern-about-neither-why' : `concern-about-${role}-why`)}
          </span>
        </Choice>
      ))}
    </fieldset>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  const say = useSay();
  return (
    <div data-testid={`review-${name}`}>
      <dt>{say(`concern-review-${name}`)}</dt>
      <dd class="bubble-text" dir="auto">
        {children}
      </dd>
    </div>
  );
}

function Review({ words, roster }: Pick<StepProps, 'words' | 'roster'>) {
  const say = useSay();
  const ground = useGround();
  const holder = useHolder(roster);
  const { urgent, called, said, quotes, wants, told, leftOut } = words;
  const none = <span class="field-hint">{say('concern-review-nothing')}</span>;
  return (
    <>
      <section class="card" data-testid="review-to">
        <h2>{say('concern-review-to')}</h2>
        <ul class="stack">
          {flagHolders(leftOut).map((role) => (
            <li key={role} data-testid="review-holder" data-role={role}>
              {holder(role)}
            </li>
          ))}
        </ul>
        <p class="field-hint">
          {leftOut === ''
            ? say('concern-review-late')
            : say('concern-review-left-out', { role: say(`desk-role-${leftOut}`) })}
        </p>
      </section>
      <section class="card">
        <h2>{say('concern-review-what')}</h2>
        <dl class="facts">
          <Row name="danger">{say(urgent === 1 ? 'concern-danger-yes' : 'concern-danger-no')}</Row>
          {urgent === 1 && <Row name="called">{called}</Row>}
          <Row name="ground">{ground(words.ground).title}</Row>
          {quotes.length > 0 && (
            <div data-testid="review-quotes">
              <dt>{say('concern-review-quotes')}</dt>
              {quotes.map((text, at) => (
                <dd
                  class="bubble-text concern-cited"
                  dir="auto"
                  key={at}
                  data-testid="review-quote"
                >
                  {text}
                </dd>
              ))}
            </div>
          )}
          <Row name="said">{said === '' ? none : said}</Row>
          <Row name="wants">{wants === '' ? none : wants}</Row>
          <Row name="told">{told === '' ? none : told}</Row>
        </dl>
        <p class="field-hint">{say('concern-review-inside')}</p>
      </section>
      <div class="stack field-hint">
        <Paragraphs text={say('concern-review-after')} />
      </div>
    </>
  );
}

export function Step({ step, drafting, all, words, roster }: StepProps) {
  const say = useSay();
  switch (step) {
    case 'called':
      return <Called drafting={drafting} />;
    case 'ground':
      return <Grounds drafting={drafting} />;
    case 'said':
      return (
        <>
          <Quotes drafting={drafting} all={all} />
          <Text drafting={drafting} name="said" />
        </>
      );
    case 'wants':
      return <Text drafting={drafting} name="wants" />;
    case 'told':
      return (
        <>
          <p>{say('concern-told-lead')}</p>
          <Text drafting={drafting} name="told" />
        </>
      );
    case 'holder':
      return <LeftOut drafting={drafting} roster={roster} />;
    case 'review':
      return <Review words={words} roster={roster} />;
  }
}
