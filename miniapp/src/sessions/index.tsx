// Where I am signed in, for students and staff alike. Lives here: the list, and signing one device or all others
// out; loaded when it is looked at. Must not: say more of a device than the server knows.

import { useEffect, useMemo, useState } from 'preact/hooks';
import sessions from '../../../policy/locales/en/sessions.ftl?raw';
import { ApiError } from '../api/errors.ts';
import type { SessionApi } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings, wordsOf } from '../components/context.ts';
import { Progress } from '../components/parts.tsx';
import { Newest } from '../state/newest.ts';
import { dateAt } from '../words/dates.ts';
import { type Device, signedIn, signOutDevice } from './reading.ts';
import './sessions.css';

interface RowProps {
  readonly device: Device;
  readonly onEnd: () => void;
}

function Row({ device, onEnd }: RowProps) {
  const say = useSay();
  const { words } = useSurroundings();
  const { here, platform, windows, used } = device;
  const since = dateAt(device.since).toLocaleDateString(words.dates, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return (
    <li class="session" data-testid="session" data-here={here} data-platform={platform}>
      <div>
        <strong>{say(`sessions-on-${platform}`)}</strong>
        {here && <span> {say('sessions-here')}</span>}
        <div class="field-hint">{say('sessions-since', { date: since })}</div>
        <div class="field-hint">{say(`sessions-used-${used}`)}</div>
        {windows > 1 && <div class="field-hint">{say('sessions-times', { count: windows })}</div>}
      </div>
      {(!here || windows > 1) && (
        <Button testId="session-end" kind="small" onPress={onEnd}>
          {say(here ? 'sessions-end-rest' : 'sessions-end')}
        </Button>
      )}
    </li>
  );
}

/** What was done, or why not. */
type Done = { readonly count: number } | 'one' | 'failed' | null;

function List({ api, keys }: SessionsProps) {
  const say = useSay();
  const [found, setFound] = useState<readonly Device[] | null>(null);
  const [done, setDone] = useState<Done>(null);
  const asked = useMemo(() => new Newest(), [api]);
  const attempt = async (work: () => Promise<Done>): Promise<void> => {
    let became: Done;
    try {
      became = await work();
      const counts = asked.ask();
      const devices = await signedIn(api);
      if (counts()) setFound(devices);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      became = 'failed';
    }
    setDone(became);
  };
  useEffect(() => void attempt(async () => null), [api]);
  const endOne = (one: Device) =>
    attempt(async () => {
      await signOutDevice(api, one.device);
      return 'one';
    });
  const endOthers = () => attempt(async () => ({ count: await api.signOutOthers() }));
  if (found === null && done !== 'failed') return <Progress>{say('app-loading')}</Progress>;
  return (
    <>
      <ul class="sessions" data-testid="sessions">
        {found?.map((one) => (
          <Row key={one.device} device={one} onEnd={() => void endOne(one)} />
        ))}
      </ul>
      <Button testId="sign-out-others" kind="soft" onPress={() => void endOthers()}>
        {say('sessions-others')}
      </Button>
      <p class="field-hint" role="status" data-testid="sign-out-others-done">
        {done === null
          ? ''
          : done === 'failed'
            ? say('app-failed')
            : done === 'one'
              ? say('sessions-done')
              : say('sessions-others-done', { count: done.count })}
      </p>
      <p class="field-hint">{say(`sessions-why-${keys}`)}</p>
    </>
  );
}

export interface SessionsProps {
  readonly api: SessionApi;
  /** Whose keys stay on a device that is signed out: a student's do, staff's never lie there. */
  readonly keys: 'student' | 'staff';
}

const WithWords = wordsOf(sessions);

export function Sessions(props: SessionsProps) {
  return (
    <WithWords>
      <List {...props} />
    </WithWords>
  );
}
