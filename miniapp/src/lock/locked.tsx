// The locked room. Lives here: typing what unlocks, waiting after wrong tries, and the way back for whoever
// forgot it. Must not: show or fetch anything of the person's.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Field } from '../components/field.tsx';
import { LanguageSwitch } from '../components/language.tsx';
import { Note, Progress } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import { CryptoError } from '../crypto/errors.ts';
import type { RoomDoor } from '../state/room-door.ts';
import { comeBack } from './coming-back.ts';
import { LONGEST } from './making.ts';
import { unlock, waiting } from './standing.ts';

/** Seconds to wait yet, counted down on the screen. */
export function useWait(door: RoomDoor): { readonly wait: number; readonly look: () => void } {
  const [wait, setWait] = useState(() => waiting(door));
  const look = (): void => setWait(waiting(door));
  useEffect(() => {
    if (wait === 0) return undefined;
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [wait === 0]);
  return { wait, look };
}

function Unlocking({ door }: { door: RoomDoor }) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'wrong' | 'offline'>('idle');
  const { wait, look } = useWait(door);
  const open = async (): Promise<void> => {
    setState('busy');
    try {
      const tried = await unlock(door, typed);
      if (tried.is === 'in') return;
      setTyped('');
      setState(tried.is === 'wrong' ? 'wrong' : 'idle');
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      setState('offline');
    }
    look();
  };
  const fault = state === 'wrong' ? say('lock-wrong') : null;
  if (state === 'busy') return <Progress>{say('app-slow')}</Progress>;
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '' && wait === 0) void open();
      }}
    >
      <Field
        testId="lock-typed"
        type="password"
        label={say('lock-typed')}
        fault={fault}
        value={typed}
        onInput={setTyped}
        longest={LONGEST * 2}
      />
      {wait > 0 && (
        <Note testId="lock-wait" kind="warning">
          <p>{say('lock-wait', { seconds: wait })}</p>
        </Note>
      )}
      {state === 'offline' && <p role="alert">{say('app-offline')}</p>}
      <Button testId="lock-open" kind="primary" type="submit" disabled={typed === '' || wait > 0}>
        {say('lock-open')}
      </Button>
    </form>
  );
}

export function LockedScreen({ door }: { door: RoomDoor }) {
  const say = useSay();
  const [forgot, setForgot] = useState<'no' | 'asked' | 'busy'>('no');
  const back = async (): Promise<void> => {
    setForgot('busy');
    await comeBack(door);
  };
  return (
    <Screen testId="locked-screen" title={say('lock-locked-title')}>
      <p class="lead">{say('lock-locked')}</p>
      <Unlocking door={door} />
      {forgot === 'busy' ? (
        <Progress>{say('app-loading')}</Progress>
      ) : forgot === 'no' ? (
        <Button testId="lock-forgot" onPress={() => setForgot('asked')}>
          {say('lock-forgot')}
        </Button>
      ) : (
        <section class="card">
          <p>{say('lock-forgot-why')}</p>
          <Button testId="lock-words" kind="soft" onPress={() => void back()}>
            {say('lock-words')}
          </Button>
        </section>
      )}
      <section class="card">
        <CrisisContacts short />
      </section>
      <LanguageSwitch />
    </Screen>
  );
}
