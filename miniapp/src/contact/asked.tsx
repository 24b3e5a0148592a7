// A holder has written to the student. Lives here: who asks, the first message, answering or not; what
// could not be checked; the end. Must not: a composer before it was answered.
import { useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Confirm } from '../components/dialog.tsx';
import { Note, Paragraphs, Progress } from '../components/parts.tsx';
import { Heading, SafetyBar, Screen, useBack } from '../components/screen.tsx';
import { useOwnStatements } from '../components/statements.tsx';
import { Thread } from '../components/thread.tsx';
import { Written } from '../components/written.tsx';
import { CryptoError } from '../crypto/errors.ts';
import type { Student } from '../state/student.ts';
import { ChainWarning } from '../views/room.tsx';
import { dateAt } from '../words/dates.ts';
import type { ContactTalk } from './talk.ts';
import { useWho } from './who.ts';

interface TalkProps {
  readonly talk: ContactTalk;
  readonly onLeave: () => void;
}

export function Opening({ onLeave }: Pick<TalkProps, 'onLeave'>) {
  const say = useSay();
  return (
    <Screen testId="contact-opening" title={say('contact-loading')} onBack={onLeave}>
      <Progress>{say('app-loading')}</Progress>
    </Screen>
  );
}

/** It is shown to nobody (protocol.md §14). */
export function NotChecked({ talk, onLeave }: TalkProps) {
  const say = useSay();
  return (
    <Screen testId="contact-unchecked" title={say('contact-unchecked-title')} onBack={onLeave}>
      <Note testId="contact-unchecked-warning" kind="warning" urgent>
        <p>{say('contact-unchecked')}</p>
      </Note>
      <Button testId="contact-retry" kind="soft" onPress={() => void talk.room.sync()}>
        {say('app-try-again')}
      </Button>
      <section class="card">
        <CrisisContacts short />
      </section>
    </Screen>
  );
}

function Decline({ talk, name, onNo }: { talk: ContactTalk; name: string; onNo: () => void }) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const decline = async (): Promise<void> => {
    setState('busy');
    try {
      await talk.close();
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
      setState('failed');
    }
  };
  return (
    <Confirm
      testId="contact-decline-confirm"
      title={say('contact-decline-title')}
      yes={say('contact-decline-yes')}
      busy={state === 'busy'}
      onYes={() => void decline()}
      onNo={onNo}
    >
      <p>{say('contact-decline-gone', { name })}</p>
      {state === 'failed' && (
        <p class="field-fault" role="alert">
          {say('app-failed')}
        </p>
      )}
    </Confirm>
  );
}

/** Who asks, and what they wrote; the student answers or does not, and is not asked why. */
export function Asked({ talk, onLeave }: TalkProps) {
  const say = useSay();
  const who = useWho(talk);
  const [declining, setDeclining] = useState(false);
  const name = talk.holder.value?.name ?? '';
  const { room } = talk;
  const said = room.messages.value.filter((one) => !one.mine && one.text !== null);
  return (
    <Screen testId="contact-asked" title={say('contact-asked-title', { who })} onBack={onLeave}>
      {room.warning.value && <ChainWarning />}
      <Paragraphs
        text={`${say('contact-asked-why', { name })}\n${say('contact-asked-checked', { name })}`}
      />
      <section class="card" data-testid="contact-first">
        <h2 dir="auto">{say('contact-asked-first', { name })}</h2>
        {said.map((one) => (
          <p key={one.key} class="bubble-text" dir="auto" data-testid="contact-said">
            <Written text={one.text ?? ''} />
          </p>
        ))}
      </section>
      <p>{say('contact-asked-choice')}</p>
      <Button testId="contact-answer" kind="primary" onPress={() => void talk.accept()}>
        {say('contact-answer')}
      </Button>
      <Button testId="contact-not-now" kind="soft" onPress={onLeave}>
        {say('contact-not-now')}
      </Button>
      <Button testId="contact-decline" kind="danger" onPress={() => setDeclining(true)}>
        {say('contact-decline')}
      </Button>
      {declining && <Decline talk={talk} name={name} onNo={() => setDeclining(false)} />}
      <section class="card">
        <CrisisContacts short />
      </section>
    </Screen>
  );
}

function useEnding(talk: ContactTalk): string {
  const say = useSay();
  const { words } = useSurroundings();
  // Looked at again with what comes: the newest epoch says whose word counts.
  void talk.room.messages.value;
  const by = talk.ending;
  const { keep_until: until } = talk.answer.value;
  const name = talk.holder.value?.name ?? '';
  if (by !== 'student' && by !== 'holder') return say('contact-closed-unproven');
  const date = dateAt(until ?? 0).toLocaleDateString(words.dates, { dateStyle: 'long' });
  return say(`contact-closed-by-${by}`, { name, date });
}

/** It has ended; what was said can be read here. */
export function Ended({ talk, student, onLeave }: TalkProps & { readonly student: Student }) {
  const say = useSay();
  const ending = useEnding(talk);
  const { room } = talk;
  const statements = useOwnStatements(student, { room, caseId: talk.id, open: false });
  useBack(onLeave);
  return (
    <div class="room" data-testid="contact-ended">
      <SafetyBar>
        <Button testId="back" kind="leave" onPress={onLeave}>
          {say('contact-closed-back')}
        </Button>
      </SafetyBar>
      <main class="room-main">
        <div class="room-head">
          <Heading>{say('contact-closed-title')}</Heading>
        </div>
        {(room.warning.value || room.unchecked.value) && <ChainWarning />}
        <Thread
          messages={room.messages.value}
          first={null}
          onShown={null}
          canUnsend={null}
          {...(statements && { statements: statements.line })}
        />
        <p class="talk-ending" data-testid="contact-ending">
          {ending}
        </p>
      </main>
    </div>
  );
}
