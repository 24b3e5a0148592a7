// The optional cards of the waiting screen. Lives here: what else a student may say, each saved as a new
// revision. Must not: require any of it.
import { useState } from 'preact/hooks';
import words from '../../../policy/locales/en/cards.ftl?raw';
import waysWords from '../../../policy/locales/en/ways.ftl?raw';
import { Button } from '../components/button.tsx';
import { useSay, wordsOf } from '../components/context.ts';
import { Field } from '../components/field.tsx';
import { Fold, Note } from '../components/parts.tsx';
import { Ways } from '../components/ways.tsx';
import { mayMessage } from '../state/consents.ts';
import type { Student } from '../state/student.ts';
import { type Typed, unsavedLetter } from '../state/unsaved.ts';
import { LONGEST, type Wishes } from '../state/wishes.ts';
import { Avoid, useAvoidValue } from './avoid.tsx';
import { KeepKey, useKeepValue } from './keep-key.tsx';
import { Reach } from './reach.tsx';
import { RootCheck } from './root-check.tsx';

type Card = 'name' | 'about' | 'avoid' | 'keep' | 'contact' | 'someone' | 'letter' | 'check';
type TextKey =
  | 'name'
  | 'topic'
  | 'help'
  | 'know'
  | 'ownName'
  | 'phone'
  | 'place'
  | 'someoneToCall'
  | 'ways'
  | 'letter';

interface FormProps {
  readonly student: Student;
  readonly testId: string;
  readonly hint: string;
  readonly fields: readonly { key: TextKey; label: string; lines?: number; type?: 'tel' }[];
  /** With a number or an address goes the question by which ways they may be used (R5). */
  readonly ways?: boolean;
  readonly onSaved: () => void;
}

/** Fields that are saved together as one revision. */
function CardForm({ student, testId, hint, fields, ways, onSaved }: FormProps) {
  const say = useSay();
  const found = student.case.value;
  const saved = found?.own.value?.wishes;
  // Not this form's own: it is shut when another one is opened, and gone while somebody reads.
  const texts: Typed = found?.typed.value ?? {};
  const type = (change: Typed): void => {
    if (found !== null) found.typed.value = { ...found.typed.peek(), ...change };
  };
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const value = (key: TextKey): string => texts[key] ?? saved?.[key] ?? '';
  const save = async (): Promise<void> => {
    setState('busy');
    const keys = [...fields.map(({ key }) => key), ...(ways === true ? (['ways'] as const) : [])];
    const typed = { ...texts };
    const change: Partial<Wishes> = Object.fromEntries(keys.map((key) => [key, value(key).trim()]));
    const done = await student.revise(change);
    setState(done ? 'idle' : 'failed');
    if (!done) return;
    // What was typed on while it was saved stays, and so does its card.
    const now: Typed = found?.typed.peek() ?? {};
    const same = keys.filter((key) => now[key] === typed[key]);
    type(Object.fromEntries(same.map((key) => [key, undefined])));
    if (same.length === keys.length) onSaved();
  };
  return (
    <>
      {hint !== '' && <p class="field-hint">{hint}</p>}
      {fields.map(({ key, label, lines, type: kind }) => (
        <Field
          key={key}
          testId={`field-${key}`}
          label={label}
          value={value(key)}
          onInput={(text) => type({ [key]: text })}
          lines={lines ?? 1}
          type={kind ?? 'text'}
          longest={
            key === 'letter' ? LONGEST.letter : (lines ?? 1) > 1 ? LONGEST.paragraph : LONGEST.line
          }
        />
      ))}
      {ways === true && `${value('phone')}${value('place')}`.trim() !== '' && (
        <Ways said={value('ways')} onChange={(text) => type({ ways: text })} />
      )}
      {state === 'failed' && (
        <div class="field-fault" role="alert" data-testid={`${testId}-failed`}>
          {say('app-failed')}
        </div>
      )}
      <Button
        testId={`${testId}-save`}
        kind="soft"
        busy={state === 'busy'}
        // An empty letter would say nothing to whoever reads it.
        disabled={fields.some(({ key }) => key === 'letter') && value('letter').trim() === ''}
        onPress={() => void save()}
      >
        {say('app-save')}
      </Button>
    </>
  );
}

/** What the newest answer about messages is, in two words (R5). */
function useReachValue(student: Student): string {
  const say = useSay();
  const said = mayMessage(student.receipts);
  if (said === null) return '';
  return say(said ? 'ways-ask-on' : 'ways-ask-off');
}

function AvoidCard({ student, onSaved }: { student: Student; onSaved: () => void }) {
  const say = useSay();
  const saved = student.case.value?.own.value?.wishes.avoid ?? [];
  const [avoid, setAvoid] = useState<readonly string[]>(saved);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const save = async (): Promise<void> => {
    setState('busy');
    const done = await student.revise({ avoid });
    setState(done ? 'idle' : 'failed');
    if (done) onSaved();
  };
  const nobody = student.trouble.value === 'nobody';
  return (
    <>
      <Avoid
        workers={student.inside.value?.team.workers.value ?? []}
        avoid={avoid}
        onChange={setAvoid}
      />
      {state === 'failed' && (
        <div class="field-fault" role="alert" data-testid="avoid-failed">
          {say(nobody ? 'shut-nobody-avoid' : 'app-failed')}
        </div>
      )}
      <Button testId="avoid-save" kind="soft" busy={state === 'busy'} onPress={() => void save()}>
        {say('app-save')}
      </Button>
    </>
  );
}

/** `locked`: somebody is reading, so what is in the request stays as it is. */
export interface CardsProps {
  readonly student: Student;
  readonly locked: boolean;
}

const WithWords = wordsOf(words, waysWords);

/** Somebody began to read while the letter was being changed. */
function Unsaved({ student, locked }: CardsProps) {
  const say = useSay();
  const found = student.case.value;
  const unsaved = locked && found !== null ? unsavedLetter(found) : null;
  if (unsaved === null) return null;
  return (
    <Note testId="letter-unsaved" kind="warning" urgent>
      <p>{say('card-unsaved')}</p>
      <p class="bubble-text" dir="auto">
        {unsaved}
      </p>
    </Note>
  );
}

/** With their own words, which are loaded with them. */
export function Cards(props: CardsProps) {
  return (
    <WithWords>
      <Unsaved {...props} />
      <All {...props} />
    </WithWords>
  );
}

function All({ student, locked }: CardsProps) {
  const say = useSay();
  const store = student.talking?.store;
  const asks = mayMessage(student.receipts) === null && store?.read('reach') === null;
  const [open, setOpen] = useState<Card | null>(asks ? 'contact' : null);
  const inside = student.inside.value;
  const wishes = student.case.value?.own.value?.wishes;
  const keepValue = useKeepValue(inside?.account);
  const reachValue = useReachValue(student);
  const avoidValue = useAvoidValue(wishes?.avoid ?? []);
  const trust = inside?.team.trust.value;
  const shut = (card: Card) => (): void => setOpen((now) => (now === card ? null : now));
  const later = (): void => {
    store?.write('reach', 'asked');
    shut('contact')();
  };
  const fold = (card: Card) => ({
    testId: `card-${card}`,
    open: open === card,
    onToggle: () => setOpen(open === card ? null : card),
  });
  const someone = [wishes?.ownName, wishes?.phone, wishes?.place, wishes?.someoneToCall];
  return (
    <div class="folds" data-testid="cards">
      <Fold {...fold('contact')} title={say('ways-ask')} value={reachValue}>
        <Reach student={student} onDone={shut('contact')} {...(asks ? { onLater: later } : {})} />
      </Fold>
      {!locked && (
        <>
          <Fold {...fold('letter')} title={say('wait-edit')}>
            <CardForm
              student={student}
              testId="card-letter"
              hint=""
              fields={[{ key: 'letter', label: say('write-label'), lines: 6 }]}
              onSaved={shut('letter')}
            />
          </Fold>
          <Fold
            {...fold('name')}
            title={say('card-name')}
            value={wishes?.name || say('card-empty')}
          >
            <CardForm
              student={student}
              testId="card-name"
              hint={say('card-name-hint')}
              fields={[{ key: 'name', label: say('card-name-label') }]}
              onSaved={shut('name')}
            />
          </Fold>
          <Fold
            {...fold('about')}
            title={say('card-about')}
            value={wishes?.topic || say('card-empty')}
          >
            <CardForm
              student={student}
              testId="card-about"
              hint={say('card-about-hint')}
              fields={[
                { key: 'topic', label: say('card-topic') },
                { key: 'help', label: say('card-help'), lines: 3 },
                { key: 'know', label: say('card-know'), lines: 3 },
              ]}
              onSaved={shut('about')}
            />
          </Fold>
          <Fold {...fold('avoid')} title={say('avoid-title')} value={avoidValue}>
            <AvoidCard student={student} onSaved={shut('avoid')} />
          </Fold>
        </>
      )}
      {inside !== null && (
        <Fold {...fold('keep')} title={say('card-keep')} value={keepValue}>
          <KeepKey account={inside.account} />
        </Fold>
      )}
      {!locked && (
        <Fold
          {...fold('someone')}
          title={say('card-someone')}
          value={say(someone.some((text) => text) ? 'card-someone-given' : 'card-empty')}
        >
          <CardForm
            student={student}
            testId="card-someone"
            hint={say('card-someone-why')}
            ways
            fields={[
              { key: 'ownName', label: say('card-someone-name') },
              { key: 'phone', label: say('card-someone-phone'), type: 'tel' },
              { key: 'place', label: say('card-someone-place') },
              { key: 'someoneToCall', label: say('card-someone-call') },
            ]}
            onSaved={shut('someone')}
          />
        </Fold>
      )}
      {inside !== null && trust?.ok === true && !trust.checked && (
        <Fold {...fold('check')} title={say('card-check')} value={say('root-unchecked')}>
          <RootCheck team={inside.team} />
        </Fold>
      )}
    </div>
  );
}
