// The writing box. Lives here: the first letter, the avoid-list above Send, whether the service was
// checked. Must not: seal or send by itself.
import { useEffect, useRef, useState } from 'preact/hooks';
import { HintFor } from '../attention/index.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { MainButton } from '../components/main-button.tsx';
import { Fold, Note } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import type { Student } from '../state/student.ts';
import { LONGEST } from '../state/wishes.ts';
import { FirstLater } from './again.tsx';
import { Avoid, useAvoidValue } from './avoid.tsx';
import { LockNow } from './lock.tsx';
import { AskDegreeLater } from './rights.tsx';
import { RootCheck } from './root-check.tsx';

/** What to say about the last try, or null. */
function useTrouble(student: Student): string | null {
  const say = useSay();
  const trust = student.inside.value?.team.trust.value;
  switch (student.trouble.value) {
    case 'untrusted':
      return say('roster-refused');
    case 'not-kept':
      return say('app-not-kept');
    case 'not-again':
      return say('write-not-again');
    case 'failed':
    case 'claimed':
    case 'exists':
      return say('app-failed');
    default:
      return trust?.ok === false ? say('roster-refused') : null;
  }
}

type Card = 'avoid' | 'check' | 'first' | 'degree';

export function Letter({ student, onRecord }: { student: Student; onRecord: () => void }) {
  const say = useSay();
  const { telegram, service } = useSurroundings();
  const [open, setOpen] = useState<Card | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const team = student.inside.value?.team;
  const trust = team?.trust.value;
  const { avoid } = student.wishes.value;
  const text = student.draft.value;
  const over = [...text.trim()].length - LONGEST.letter;
  const trouble = useTrouble(student);
  const avoidValue = useAvoidValue(avoid);
  // Four taps to here: the keyboard may come up by itself, so that the fifth is the first letter.
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    telegram.confirmClosing(text !== '');
    return () => telegram.confirmClosing(false);
  }, [telegram, text !== '']);
  const toggle = (which: Card) => () => setOpen(open === which ? null : which);
  const folds = (
    <div class="folds">
      <Fold
        testId="avoid"
        title={say('avoid-title')}
        value={avoidValue}
        open={open === 'avoid'}
        onToggle={toggle('avoid')}
      >
        <Avoid
          workers={team?.workers.value ?? []}
          avoid={avoid}
          onChange={(next) => student.setWishes({ avoid: next })}
        />
      </Fold>
      <FirstLater student={student} open={open === 'first'} onToggle={toggle('first')} />
      {service.after_degree && student.case.value === null && (
        <AskDegreeLater
          student={student}
          open={open === 'degree'}
          onToggle={toggle('degree')}
          onKept={() => setOpen((now) => (now === 'degree' ? null : now))}
        />
      )}
      {team !== undefined && trust?.ok === true && !trust.checked && (
        <Fold
          testId="root-check"
          title={say('card-check')}
          value={say('root-unchecked')}
          open={open === 'check'}
          onToggle={toggle('check')}
        >
          <RootCheck team={team} />
        </Fold>
      )}
    </div>
  );
  const foot = (
    <>
      {over > 0 && (
        <div class="field-fault" role="alert" data-testid="letter-too-long">
          {say('write-too-long', { over })}
        </div>
      )}
      {trouble !== null && (
        <Note testId="letter-trouble" kind="warning" urgent>
          <p>{trouble}</p>
        </Note>
      )}
      {!service.after_degree && folds}
      <MainButton
        testId="send-letter"
        text={say(student.sending.value ? 'write-sending' : 'write-send')}
        disabled={text.trim() === '' || over > 0 || trust?.ok !== true}
        busy={student.sending.value}
        onPress={() => {
          telegram.haptic('light');
          void student.send();
        }}
      />
    </>
  );
  return (
    <Screen testId="letter-screen" title={say('write-title')} look="letter" foot={foot}>
      <p class="lead">{say('write-lead')}</p>
      <HintFor draft={student.draft} />
      <textarea
        ref={box}
        class="input"
        data-testid="letter"
        dir="auto"
        aria-label={say('write-label')}
        placeholder={say('write-placeholder')}
        readOnly={student.sending.value}
        value={text}
        onInput={(event) => {
          student.draft.value = event.currentTarget.value;
        }}
      />
      <div class="line">
        <span class="field-hint">{text !== '' && say('write-kept')}</span>
        <RecordButton onPress={onRecord} />
      </div>
      {/* With one more card what stays in place would cover the box on a small phone. */}
      {service.after_degree && folds}
    </Screen>
  );
}

/** The way to My record. */
export function RecordButton({ onPress }: { onPress: () => void }) {
  const say = useSay();
  return (
    <>
      <button
        class="button"
        data-kind="plain"
        type="button"
        data-testid="record-open"
        onClick={onPress}
      >
        {say('record-open')}
      </button>
      <LockNow />
    </>
  );
}
