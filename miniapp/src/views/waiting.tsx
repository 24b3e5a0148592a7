// Waiting for somebody. Lives here: what is known and what is not, the optional cards, cancelling. Must
// not: promise a time that nobody knows.
import { useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Confirm } from '../components/dialog.tsx';
import { useLater } from '../components/later.ts';
import { Note, Paragraphs, Progress } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import { SignpostsButton } from '../components/signposts.tsx';
import { Written } from '../components/written.tsx';
import { CryptoError } from '../crypto/errors.ts';
import { mayMessage } from '../state/consents.ts';
import type { Student } from '../state/student.ts';
import { HelpButton } from './help.tsx';
import { loadCards } from './later.tsx';
import { RecordButton } from './letter.tsx';

/** The request is sealed and kept, and has not left the phone. */
function Unsent({ student }: { student: Student }) {
  const say = useSay();
  return (
    <Screen testId="unsent-screen" title={say('app-unreachable-title')}>
      <Note testId="unsent" kind="warning" urgent>
        <p>{say('wait-unsent')}</p>
      </Note>
      <Button testId="unsent-retry" kind="primary" onPress={() => student.hurry()}>
        {say('app-try-again')}
      </Button>
      <Button testId="unsent-discard" onPress={() => student.discardUnsent()}>
        {say('app-back')}
      </Button>
      <section class="card">
        <CrisisContacts short />
      </section>
    </Screen>
  );
}

/** The server shows a request that this phone cannot open or did not sign. */
function Unread({ student, onRecord }: { student: Student; onRecord: () => void }) {
  const say = useSay();
  return (
    <Screen testId="unread-screen" title={say('wait-unread-title')}>
      <Note testId="unread" kind="warning" urgent>
        <p>{say('wait-unread')}</p>
      </Note>
      <Button testId="unread-retry" kind="primary" onPress={() => void student.refresh()}>
        {say('app-try-again')}
      </Button>
      <RecordButton onPress={onRecord} />
      <section class="card">
        <CrisisContacts />
      </section>
    </Screen>
  );
}

function Cancel({ student }: { student: Student }) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'asked' | 'busy' | 'failed'>('idle');
  const cancel = async (): Promise<void> => {
    setState('busy');
    try {
      await student.close();
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
      setState('failed');
    }
  };
  return (
    <>
      <Button testId="cancel" kind="danger" onPress={() => setState('asked')}>
        {say('wait-cancel')}
      </Button>
      {state === 'failed' && (
        <Note testId="cancel-failed" kind="warning" urgent>
          <p>{say('app-failed')}</p>
        </Note>
      )}
      {(state === 'asked' || state === 'busy') && (
        <Confirm
          testId="cancel-confirm"
          title={say('wait-cancel-title')}
          yes={say('wait-cancel-yes')}
          busy={state === 'busy'}
          onYes={() => void cancel()}
          onNo={() => setState('idle')}
        >
          <p>{say('wait-cancel-gone')}</p>
        </Confirm>
      )}
    </>
  );
}

/** The cards come after the screen: who waits has time, and the first load is small. */
function CardsLater(props: { readonly student: Student; readonly locked: boolean }) {
  const say = useSay();
  const { part: Cards, failed, again } = useLater(loadCards);
  if (failed) {
    return (
      <Button testId="cards-retry" onPress={again}>
        {say('app-try-again')}
      </Button>
    );
  }
  return Cards === null ? <Progress>{say('app-loading')}</Progress> : <Cards {...props} />;
}

/** Who is here and when next, fetched with what shows it; until then, that nobody can say. */
function Told({ student }: { student: Student }) {
  const instead = useSay()('wait-no-clock');
  const { part } = useLater(() => import('../waiting/index.tsx'));
  if (part === null) return <p class="lead">{instead}</p>;
  return <part.WaitTold student={student} instead={instead} />;
}

export interface WaitingProps {
  readonly student: Student;
  readonly onRecord: () => void;
  readonly onHelp: () => void;
}

export function Waiting({ student, onRecord, onHelp }: WaitingProps) {
  const say = useSay();
  const { service } = useSurroundings();
  const found = student.case.value;
  const answer = found?.answer.value;
  if (found === null || answer === undefined || answer.state === 'closed') {
    return <Unsent student={student} />;
  }
  const reading = answer.state !== 'waiting';
  const title = reading ? 'wait-reading-title' : answer.stuck ? 'wait-stuck-title' : 'wait-title';
  const waits = mayMessage(student.receipts) === false ? 'wait-quiet' : 'wait-honest';
  const body = reading ? 'wait-reading' : answer.stuck ? 'wait-stuck' : waits;
  const letter = found.own.value?.wishes.letter;
  // What the server shows is not what this phone sent: nothing is promised about it.
  if (letter === undefined) return <Unread student={student} onRecord={onRecord} />;
  return (
    <Screen testId="waiting-screen" title={say(title)}>
      <div
        class="stack"
        role="status"
        aria-live="polite"
        data-testid="waiting-state"
        data-state={answer.stuck ? 'stuck' : answer.state}
      >
        <p>{say(body)}</p>
        {!reading && !answer.stuck && (
          <>
            <Told student={student} />
            <p class="lead">{say('wait-claim', { minutes: service.claim_minutes })}</p>
          </>
        )}
        {!student.connected.value && <p class="lead">{say('wait-offline')}</p>}
      </div>
      <section class="card">
        <CrisisContacts short />
        <SignpostsButton />
      </section>
      <HelpButton student={student} onPress={onHelp} />
      <details class="card" data-testid="own-letter">
        <summary>{say('wait-letter')}</summary>
        <p class="bubble-text" dir="auto">
          <Written text={letter} />
        </p>
      </details>
      <section class="stack">
        <h2>{say('wait-more')}</h2>
        <Paragraphs text={say(reading ? 'wait-locked' : 'wait-more-why')} />
        <CardsLater student={student} locked={reading} />
      </section>
      <div class="line">
        <RecordButton onPress={onRecord} />
        <Cancel student={student} />
      </div>
    </Screen>
  );
}
