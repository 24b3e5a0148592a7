// The optional cards of the waiting screen. Lives here: what else a student may say, each saved as a new
// revision. Must not: require any of it.
import { useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Field } from '../components/field.tsx';
import { Fold } from '../components/parts.tsx';
import { wordingDigest } from '../crypto/consent.ts';
import { CONTACT } from '../state/consents.ts';
import type { Student } from '../state/student.ts';
import { LONGEST, type Wishes } from '../state/wishes.ts';
import { Avoid, useAvoidValue } from './avoid.tsx';
import { KeepKey, useKeepValue } from './keep-key.tsx';
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
  | 'letter';

interface FormProps {
  readonly student: Student;
  readonly testId: string;
  readonly hint: string;
  readonly fields: readonly { key: TextKey; label: string; lines?: number; type?: 'tel' }[];
  readonly onSaved: () => void;
}

/** Fields that are saved together as one revision. */
function CardForm({ student, testId, hint, fields, onSaved }: FormProps) {
  const say = useSay();
  const saved = student.case.value?.own.value?.wishes;
  const [texts, setTexts] = useState<Partial<Record<TextKey, string>>>({});
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const value = (key: TextKey): string => texts[key] ?? saved?.[key] ?? '';
  const save = async (): Promise<void> => {
    setState('busy');
    const change: Partial<Wishes> = Object.fromEntries(
      fields.map(({ key }) => [key, value(key).trim()]),
    );
    const done = await student.revise(change);
    setState(done ? 'idle' : 'failed');
    if (done) onSaved();
  };
  return (
    <>
      {hint !== '' && <p class="field-hint">{hint}</p>}
      {fields.map(({ key, label, lines, type }) => (
        <Field
          key={key}
          testId={`field-${key}`}
          label={label}
          value={value(key)}
          onInput={(text) => setTexts({ ...texts, [key]: text })}
          lines={lines ?? 1}
          type={type ?? 'text'}
          longest={
            key === 'letter' ? LONGEST.letter : (lines ?? 1) > 1 ? LONGEST.paragraph : LONGEST.line
          }
        />
      ))}
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

/** How may we reach you: only Telegram's message, and only if they want it (R5). */
function Contact({ student }: { student: Student }) {
  const say = useSay();
  const { telegram, words } = useSurroundings();
  const [state, setState] = useState<'idle' | 'asking' | 'refused' | 'failed'>('idle');
  const choose = async (yes: boolean): Promise<void> => {
    setState('idle');
    if (yes && telegram.launch.mayWrite !== true) {
      setState('asking');
      const access = await telegram.requestWriteAccess();
      setState(access === 'refused' ? 'refused' : 'idle');
      if (access === 'refused') return;
    }
    const shown = say(yes ? 'card-contact-yes' : 'card-contact-no');
    const digest = wordingDigest(`${say('card-contact-why')}\n${shown}`);
    try {
      await student.agreeToContact(yes, digest, words.language);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState('failed');
    }
  };
  return (
    <>
      <p class="field-hint">{say('card-contact-why')}</p>
      {state === 'asking' && <p role="status">{say('card-contact-asking')}</p>}
      {state === 'refused' && (
        <p class="field-fault" role="alert" data-testid="contact-refused">
          {say('card-contact-refused')}
        </p>
      )}
      {state === 'failed' && (
        <p class="field-fault" role="alert" data-testid="contact-failed">
          {say('app-failed')}
        </p>
      )}
      <Button testId="contact-yes" kind="soft" onPress={() => void choose(true)}>
        {say('card-contact-yes')}
      </Button>
      <Button testId="contact-no" onPress={() => void choose(false)}>
        {say('card-contact-no')}
      </Button>
    </>
  );
}

/** Whether the newest receipt about messages allows them. */
function useContactValue(student: Student): string {
  const say = useSay();
  const newest = student.receipts.filter((one) => one.scope === CONTACT).at(-1);
  if (newest === undefined) return '';
  return say(newest.action === 'agree' ? 'card-contact-on' : 'card-contact-off');
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
export function Cards({ student, locked }: { student: Student; locked: boolean }) {
  const say = useSay();
  const [open, setOpen] = useState<Card | null>(null);
  const inside = student.inside.value;
  const wishes = student.case.value?.own.value?.wishes;
  const keepValue = useKeepValue(inside?.account);
  const contactValue = useContactValue(student);
  const avoidValue = useAvoidValue(wishes?.avoid ?? []);
  const trust = inside?.team.trust.value;
  const shut = (): void => setOpen(null);
  const fold = (card: Card) => ({
    testId: `card-${card}`,
    open: open === card,
    onToggle: () => setOpen(open === card ? null : card),
  });
  const someone = [wishes?.ownName, wishes?.phone, wishes?.place, wishes?.someoneToCall];
  return (
    <div class="folds" data-testid="cards">
      {!locked && (
        <>
          <Fold {...fold('letter')} title={say('wait-edit')}>
            <CardForm
              student={student}
              testId="card-letter"
              hint=""
              fields={[{ key: 'letter', label: say('write-label'), lines: 6 }]}
              onSaved={shut}
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
              onSaved={shut}
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
              onSaved={shut}
            />
          </Fold>
          <Fold {...fold('avoid')} title={say('avoid-title')} value={avoidValue}>
            <AvoidCard student={student} onSaved={shut} />
          </Fold>
        </>
      )}
      {inside !== null && (
        <Fold {...fold('keep')} title={say('card-keep')} value={keepValue}>
          <KeepKey account={inside.account} />
        </Fold>
      )}
      <Fold {...fold('contact')} title={say('card-contact')} value={contactValue}>
        <Contact student={student} />
      </Fold>
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
            fields={[
              { key: 'ownName', label: say('card-someone-name') },
              { key: 'phone', label: say('card-someone-phone'), type: 'tel' },
              { key: 'place', label: say('card-someone-place') },
              { key: 'someoneToCall', label: say('card-someone-call') },
            ]}
            onSaved={shut}
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
