// Practice: the worker's room with a script in a student's place. Lives here: its screens, each under the band
// that says what it is. Must not: send or keep anything, or look like a conversation with somebody.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useMarks } from '../../attention/index.tsx';
import { Button } from '../../components/button.tsx';
import { Composer } from '../../components/composer.tsx';
import { useSay } from '../../components/context.ts';
import { CrisisContacts } from '../../components/crisis.tsx';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { MainButton } from '../../components/main-button.tsx';
import { Note } from '../../components/parts.tsx';
import { Heading, useBack } from '../../components/screen.tsx';
import { FirstLetter, Thread } from '../../components/thread.tsx';
import type { Seconds } from '../../crypto/types.ts';
import { currentStep, isDone, moved, stepsOf, wordsOf } from '../state/concern.ts';
import type { Coded } from '../state/counted.ts';
import { Practice, TRIES } from '../state/practice.ts';
import './concern.css';
import { Danger, Step } from './concern-steps.tsx';
import { DeskBar, DeskScreen } from './frame.tsx';
import { AskHow } from './numbers-ask.tsx';
import './practice.css';
import { PracticeNote } from './practice-note.tsx';

interface PartProps {
  readonly practice: Practice;
  readonly onLock: () => void;
  readonly onLeave: () => void;
}

/** On every screen, first in order and always in sight. */
function Band() {
  const say = useSay();
  return (
    <aside class="practice-band" data-testid="practice-band" aria-label={say('practice-title')}>
      {say('practice-band')}
    </aside>
  );
}

function Page(props: {
  readonly testId: string;
  readonly title: string;
  readonly onLock: () => void;
  readonly onBack: () => void;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <>
      <Band />
      <DeskScreen {...props}>{props.children}</DeskScreen>
    </>
  );
}

function Tries({ practice }: { practice: Practice }) {
  const say = useSay();
  return (
    <ul class="practice-tries">
      {TRIES.map((one) => {
        const done = practice.tried.value.has(one);
        return (
          <li key={one} data-testid={`practice-try-${one}`} data-done={done}>
            <span aria-hidden="true">{done ? '✓ ' : '○ '}</span>
            {say(`practice-try-${one}`)}
            <span class="unseen"> {say(done ? 'desk-steps-done' : 'practice-open')}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Begin({ practice, onLock, onLeave }: PartProps) {
  const say = useSay();
  return (
    <Page
      testId="practice-begin"
      title={say('practice-title')}
      onLock={onLock}
      onBack={onLeave}
      foot={
        <MainButton
          testId="practice-start"
          text={say('practice-start')}
          onPress={() => practice.begin()}
        />
      }
    >
      <p class="lead">{say('practice-lead')}</p>
      <section class="card">
        <h2>{say('practice-tries')}</h2>
        <Tries practice={practice} />
      </section>
      <p>{say('practice-real')}</p>
    </Page>
  );
}

function Side({ practice, onClose }: { practice: Practice; onClose: (next?: 'close') => void }) {
  const say = useSay();
  const go = (place: 'note' | 'concern'): void => {
    onClose();
    if (place === 'concern') practice.raise();
    else practice.place.value = 'note';
  };
  return (
    <Dialog testId="practice-side" title={say('practice-name')} onClose={() => onClose()}>
      <p>{say('practice-band')}</p>
      <Button testId="practice-note" kind="soft" onPress={() => go('note')}>
        {say('supervision-note')}
      </Button>
      <Button testId="practice-raise" kind="soft" onPress={() => go('concern')}>
        {say('concern-raise')}
      </Button>
      <h3>{say('desk-room-side')}</h3>
      <CrisisContacts />
      <div class="dialog-foot">
        <Button testId="practice-close" kind="danger" onPress={() => onClose('close')}>
          {say('desk-room-close')}
        </Button>
        <Button testId="practice-side-close" kind="soft" onPress={() => onClose()}>
          {say('app-close')}
        </Button>
      </div>
    </Dialog>
  );
}

function CloseIt({ practice, onNo }: { practice: Practice; onNo: () => void }) {
  const say = useSay();
  const [coded, setCoded] = useState<Coded>({});
  const close = (): void => {
    practice.stop();
    practice.mark('close');
    practice.place.value = 'over';
  };
  return (
    <Confirm
      testId="practice-close-confirm"
      title={say('desk-room-close-title')}
      yes={say('desk-room-close-yes')}
      onYes={close}
      onNo={onNo}
    >
      <p>{say('desk-room-close-gone')}</p>
      <p class="field-hint">{say('practice-close')}</p>
      <AskHow coded={coded} onCode={setCoded} />
    </Confirm>
  );
}

/** There is nobody to tell what was read, and nothing that could be taken back. */
const NOTHING = (): void => undefined;
const NEVER = (): boolean => false;

function Room({ practice, onLock, onLeave }: PartProps) {
  const say = useSay();
  const [asking, setAsking] = useState<'side' | 'close' | null>(null);
  const { mark, guide } = useMarks((text) => practice.raise(text));
  useBack(onLeave);
  const { letter } = practice;
  const said = practice.said.value;
  return (
    <div class="room" data-testid="practice-room">
      <Band />
      <DeskBar onLock={onLock}>
        <Button testId="practice-menu" kind="leave" onPress={() => setAsking('side')}>
          {say('desk-room-menu')}
        </Button>
      </DeskBar>
      <main class="room-main">
        <div class="room-head desk-row">
          <Button testId="back" kind="small" onPress={onLeave}>
            {say('app-back')}
          </Button>
          <Heading>{say('practice-name')}</Heading>
        </div>
        <Thread
          messages={practice.messages.value}
          first={
            <FirstLetter
              text={letter}
              mine={false}
              title={say('practice-letter-title')}
              mark={mark(letter)}
            />
          }
          onShown={NOTHING}
          canUnsend={NEVER}
          mark={mark}
        />
        <div class="composer-inner" role="status">
          <Note testId="practice-hint">
            <p data-said={said}>
              {practice.typing.value ? say('practice-typing') : say(`practice-hint-${said}`)}
            </p>
          </Note>
        </div>
        <Composer
          draft={practice.draft}
          onSend={async (text) => {
            practice.send(text);
            return true;
          }}
        />
        {guide}
        {asking === 'side' && (
          <Side practice={practice} onClose={(next) => setAsking(next ?? null)} />
        )}
        {asking === 'close' && <CloseIt practice={practice} onNo={() => setAsking(null)} />}
      </main>
    </div>
  );
}

/** The same questions as for a concern; at the end nothing is sealed. */
function Concern({ practice, onLock }: PartProps) {
  const say = useSay();
  const { drafting, quotable } = practice;
  const draft = drafting.draft.value;
  const step = currentStep(draft);
  const steps = stepsOf(draft);
  const back = (): void => {
    practice.place.value = 'room';
  };
  const go = (by: 1 | -1): void => {
    const next = moved(draft, by);
    if (next === null) back();
    else drafting.set(next);
  };
  const done = (): void => {
    practice.mark('concern');
    practice.place.value = 'raised';
  };
  const last = step === 'review';
  const foot = step !== 'danger' && (
    <MainButton
      testId={last ? 'practice-send' : 'concern-next'}
      text={say(last ? 'practice-send' : 'concern-next')}
      disabled={!last && !isDone(step, draft)}
      onPress={() => (last ? done() : go(1))}
    />
  );
  return (
    <Page
      key={step}
      testId="practice-concern"
      title={say(`concern-${step}-title`)}
      onLock={onLock}
      onBack={() => go(-1)}
      foot={foot}
    >
      <p class="field-hint" data-testid="concern-step" data-step={step}>
        {say('concern-progress', {
          name: say('practice-name'),
          at: steps.indexOf(step) + 1,
          of: steps.length,
        })}
      </p>
      {step === 'danger' ? (
        <Danger drafting={drafting} />
      ) : (
        <Step
          step={step}
          drafting={drafting}
          all={quotable}
          words={wordsOf(draft, quotable)}
          roster={null}
        />
      )}
    </Page>
  );
}

/** What would have happened now. */
function Done({ practice, onLock, what }: PartProps & { what: 'raised' | 'noted' }) {
  const say = useSay();
  const back = (): void => {
    practice.place.value = 'room';
  };
  return (
    <Page
      testId={`practice-${what}`}
      title={say(`practice-${what}-title`)}
      onLock={onLock}
      onBack={back}
    >
      <p>{say(`practice-${what}`)}</p>
      <Button testId="practice-on" kind="primary" onPress={back}>
        {say('practice-on')}
      </Button>
    </Page>
  );
}

function Over({ practice, onLock, onLeave }: PartProps) {
  const say = useSay();
  return (
    <Page
      testId="practice-over"
      title={say('practice-over-title')}
      onLock={onLock}
      onBack={onLeave}
    >
      <p>{say('practice-over')}</p>
      <section class="card">
        <Tries practice={practice} />
      </section>
      <Button testId="practice-again" kind="soft" onPress={() => practice.begin()}>
        {say('practice-again')}
      </Button>
      <Button testId="practice-leave" kind="primary" onPress={onLeave}>
        {say('practice-leave')}
      </Button>
    </Page>
  );
}

/** The way in, wherever a worker has time for it. */
export function PractiseCard({ onOpen }: { onOpen: () => void }) {
  const say = useSay();
  return (
    <section class="card">
      <Button testId="practise" kind="soft" onPress={onOpen}>
        {say('practice-practise')}
      </Button>
      <p class="field-hint">{say('practice-practise-why')}</p>
    </section>
  );
}

/** The whole of it, from the explanation to what was tried. */
export function PracticeScreen({
  now,
  onLock,
  onLeave,
}: {
  readonly now: () => Seconds;
  readonly onLock: () => void;
  readonly onLeave: () => void;
}) {
  const say = useSay();
  const practice = useMemo(() => {
    const script = (number: number): string =>
      say(number === 0 ? 'practice-letter' : `practice-answer-${number}`);
    return new Practice({ say: script, now });
  }, [now]);
  useEffect(() => () => practice.stop(), [practice]);
  const props = { practice, onLock, onLeave };
  switch (practice.place.value) {
    case 'begin':
      return <Begin {...props} />;
    case 'room':
      return <Room {...props} />;
    case 'concern':
      return <Concern {...props} />;
    case 'raised':
    case 'noted':
      return <Done {...props} what={practice.place.value} />;
    case 'note':
      return <PracticeNote practice={practice} onLock={onLock} band={<Band />} />;
    case 'over':
      return <Over {...props} />;
  }
}
