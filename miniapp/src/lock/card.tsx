// The lock, in My record. Lives here: setting it, its minutes, locking now, taking it away. Must not: keep what
// was typed.
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Choice, Field } from '../components/field.tsx';
import { Note, Progress } from '../components/parts.tsx';
import { CryptoError } from '../crypto/errors.ts';
import type { RoomDoor } from '../state/room-door.ts';
import type { Student } from '../state/student.ts';
import { LockNow } from '../views/lock.tsx';
import { useWait } from './locked.tsx';
import { LONGEST, MINUTES, type Minutes, readLock, SHORTEST } from './making.ts';
import { fits, setLock, setMinutes, takeLock } from './standing.ts';

export interface CardProps {
  readonly door: RoomDoor;
  readonly student: Student;
}

function After(props: { minutes: Minutes; onPick: (minutes: Minutes) => void }) {
  const say = useSay();
  return (
    <fieldset class="field">
      <legend class="field-label">{say('lock-after')}</legend>
      {MINUTES.map((minutes) => (
        <Choice
          key={minutes}
          testId={`lock-after-${minutes}`}
          type="radio"
          name="lock-after"
          checked={props.minutes === minutes}
          onPick={() => props.onPick(minutes)}
        >
          {say('lock-minutes', { minutes })}
        </Choice>
      ))}
    </fieldset>
  );
}

/** Said before it is made, without making it sound like more. */
function Honest() {
  const say = useSay();
  return (
    <>
      <p>{say('lock-helps')}</p>
      <p class="field-hint">{say('lock-helps-not')}</p>
    </>
  );
}

function Making({ door, student }: CardProps) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const [minutes, setMinutesTo] = useState<Minutes>(5);
  const [state, setState] = useState<'idle' | 'busy' | 'short' | 'differ' | 'failed'>('idle');
  const kinds = student.inside.value?.account.me.value.kinds ?? [];
  if (kinds.includes('cloud')) return <p data-testid="lock-cloud">{say('lock-cloud')}</p>;
  const make = async (): Promise<void> => {
    if (!fits(typed)) return setState('short');
    if (typed !== again) return setState('differ');
    setState('busy');
    try {
      setState((await setLock({ door, student, typed, minutes })) ? 'idle' : 'failed');
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      setState('failed');
    }
  };
  if (state === 'busy') return <Progress>{say('app-slow')}</Progress>;
  return (
    <>
      <Honest />
      {!kinds.includes('words') && (
        <Note testId="lock-no-words" kind="warning">
          <p>{say('lock-no-words')}</p>
        </Note>
      )}
      <Field
        testId="lock-new"
        type="password"
        autocomplete="new-password"
        label={say('lock-new')}
        hint={say('lock-new-hint', { least: SHORTEST })}
        fault={state === 'short' ? say('lock-short', { least: SHORTEST }) : null}
        value={typed}
        onInput={setTyped}
        longest={LONGEST * 2}
      />
      <Field
        testId="lock-again"
        type="password"
        autocomplete="new-password"
        label={say('lock-again')}
        fault={state === 'differ' ? say('lock-differ') : null}
        value={again}
        onInput={setAgain}
        longest={LONGEST * 2}
      />
      <After minutes={minutes} onPick={setMinutesTo} />
      {state === 'failed' && <p role="alert">{say('lock-failed')}</p>}
      <Button
        testId="lock-set"
        kind="primary"
        disabled={typed === '' || again === ''}
        onPress={() => void make()}
      >
        {say('lock-set')}
      </Button>
    </>
  );
}

function TakingAway({ door, student }: CardProps) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'wrong' | 'failed'>('idle');
  const { wait, look } = useWait(door);
  const take = async (): Promise<void> => {
    setState('busy');
    try {
      const tried = await takeLock(door, student, typed);
      if (tried.is === 'in') return;
      setState(tried.is === 'wrong' ? 'wrong' : 'idle');
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      setState('failed');
    }
    setTyped('');
    look();
  };
  if (state === 'busy') return <Progress>{say('app-slow')}</Progress>;
  return (
    <>
      <Field
        testId="lock-take-typed"
        type="password"
        label={say('lock-take-typed')}
        fault={state === 'wrong' ? say('lock-wrong') : null}
        value={typed}
        onInput={setTyped}
        longest={LONGEST * 2}
      />
      {wait > 0 && <p role="status">{say('lock-wait', { seconds: wait })}</p>}
      {state === 'failed' && <p role="alert">{say('app-offline')}</p>}
      <Button
        testId="lock-take"
        kind="danger"
        disabled={typed === '' || wait > 0}
        onPress={() => void take()}
      >
        {say('lock-take')}
      </Button>
    </>
  );
}

export function Card({ door, student }: CardProps) {
  const say = useSay();
  const [failed, setFailed] = useState(false);
  const kept = readLock(door.lock.value ?? '');
  if (kept === null) return <Making door={door} student={student} />;
  const change = async (minutes: Minutes): Promise<void> => {
    setFailed(!(await setMinutes(door, minutes)));
  };
  return (
    <>
      <p role="status" data-testid="lock-stands">
        {say('lock-stands')}
      </p>
      <LockNow />
      <After minutes={kept.minutes} onPick={(minutes) => void change(minutes)} />
      {failed && <p role="alert">{say('lock-failed')}</p>}
      <TakingAway door={door} student={student} />
    </>
  );
}
