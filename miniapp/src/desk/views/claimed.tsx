// A claimed request. Lives here: the letter, the first reply, the time left, giving it back, and what happens
// when the time is up. Must not: send anything before the worker presses Send.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useMarks } from '../../attention/index.tsx';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { MainButton } from '../../components/main-button.tsx';
import { Note } from '../../components/parts.tsx';
import { Written } from '../../components/written.tsx';
import { LONGEST_TEXT } from '../../crypto/message.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { Answered, WorkerCase } from '../state/worker-case.ts';
import { DeskScreen } from './frame.tsx';
import { CardFacts, ConflictButton, RecuseConfirm } from './queue.tsx';
import { RaiseButton } from './raising.tsx';

const TROUBLE_TEXT: Readonly<Record<Exclude<Answered, 'sent'>, string>> = {
  lapsed: 'desk-trouble-lapsed',
  roster: 'desk-trouble-roster-accept',
  unchecked: 'desk-trouble-unchecked',
  later: 'desk-trouble-later',
  failed: 'app-failed',
};

/** Whole minutes left, counted down; 0 once the time is up. */
function useMinutesLeft(until: number | null): number {
  const left = (): number => (until ?? 0) - Date.now() / 1000;
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 5_000);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, Math.floor(seconds / 60));
}

interface ClaimedProps {
  readonly worker: WorkerDesk;
  readonly found: WorkerCase;
  readonly onLock: () => void;
  readonly onLeave: () => void;
  /** Raises a concern; with a text of theirs, that one is quoted. */
  readonly onRaise: (text?: string) => void;
}

/** The draft stays; the request can be taken once more. */
function Lapsed({ worker, found, onLock, onLeave, onRaise }: ClaimedProps) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const again = async (): Promise<void> => {
    setBusy(true);
    const claimed = await worker.claim(found.id);
    setBusy(false);
    if (claimed !== null) claimed.trouble.value = null;
  };
  const trouble = worker.trouble.value;
  return (
    <DeskScreen testId="lapsed-screen" title={say('desk-lapsed-title')} onLock={onLock}>
      <p>{say('desk-lapsed')}</p>
      {found.draft.value !== '' && (
        <p class="card bubble-text" dir="auto" data-testid="lapsed-draft">
          {found.draft.value}
        </p>
      )}
      {trouble !== null && (
        <Note testId="lapsed-trouble" kind="warning" urgent>
          <p>{say(trouble === 'taken' ? 'desk-taken' : 'desk-gone')}</p>
        </Note>
      )}
      <Button testId="lapsed-again" kind="primary" busy={busy} onPress={() => void again()}>
        {say('desk-lapsed-again')}
      </Button>
      <RaiseButton found={found} onRaise={() => onRaise()} />
      <Button
        testId="lapsed-leave"
        onPress={() => {
          worker.drop(found);
          onLeave();
        }}
      >
        {say('desk-lapsed-leave')}
      </Button>
    </DeskScreen>
  );
}

function Letter({ found, mark }: { found: WorkerCase; mark: (text: string) => ComponentChildren }) {
  const say = useSay();
  const card = found.request.value?.card;
  const letter = found.letter.value;
  if (card === undefined || letter === null) {
    return (
      <Note testId="claimed-broken" kind="warning" urgent>
        <p>{say('desk-claimed-broken')}</p>
      </Note>
    );
  }
  return (
    <>
      <section class="card">
        <CardFacts card={card} />
      </section>
      <section class="card">
        <h2>{say('desk-claimed-letter')}</h2>
        <p class="bubble-text" dir="auto" data-testid="letter">
          <Written text={letter.text} />
        </p>
        {mark(letter.text)}
      </section>
    </>
  );
}

function Reply({ found, minutes }: { found: WorkerCase; minutes: number }) {
  const say = useSay();
  const trouble = found.trouble.value;
  const over = [...found.draft.value.trim()].length - LONGEST_TEXT;
  return (
    <section class="card desk-claim-reply">
      <Field
        testId="first-reply"
        label={say('desk-claimed-reply')}
        hint={say('desk-claimed-reply-hint')}
        fault={over > 0 ? say('desk-claimed-too-long', { over }) : null}
        value={found.draft.value}
        onInput={(value) => {
          found.draft.value = value;
        }}
        lines={6}
        longest={20_000}
      />
      {trouble !== null && (
        <Note testId="claimed-trouble" kind="warning" urgent>
          <p data-trouble={trouble}>{say(TROUBLE_TEXT[trouble])}</p>
        </Note>
      )}
      <p class="field-hint" data-testid="claim-left">
        {say('desk-claimed-left', { minutes })}
      </p>
    </section>
  );
}

export function Claimed(props: ClaimedProps) {
  const say = useSay();
  const { worker, found, onLock, onLeave, onRaise } = props;
  const [asked, setAsked] = useState<'release' | 'recuse' | null>(null);
  const until = found.until.value;
  const minutes = useMinutesLeft(until);
  const { mark, guide } = useMarks(onRaise);
  if (until === 0) return <Lapsed {...props} />;
  const text = found.draft.value.trim();
  const ready = text !== '' && [...text].length <= LONGEST_TEXT && found.letter.value !== null;
  const leave = (work: Promise<void>): void => {
    setAsked(null);
    void work.then(onLeave);
  };
  return (
    <DeskScreen
      testId="claimed-screen"
      title={say('desk-claimed-title', { name: found.name.value })}
      onLock={onLock}
      onBack={onLeave}
      foot={
        <MainButton
          testId="accept"
          text={say(found.busy.value ? 'desk-claimed-sending' : 'desk-claimed-send')}
          disabled={!ready}
          busy={found.busy.value}
          onPress={() => void found.accept(text)}
        />
      }
    >
      <Letter found={found} mark={mark} />
      <Reply found={found} minutes={minutes} />
      <RaiseButton found={found} onRaise={() => onRaise()} />
      <div class="row">
        <Button testId="release" kind="small" onPress={() => setAsked('release')}>
          {say('desk-claimed-release')}
        </Button>
        <Button testId="recuse" kind="small" onPress={() => setAsked('recuse')}>
          {say('desk-recuse')}
        </Button>
        <ConflictButton onYes={() => leave(worker.conflict(found.id, found))} />
      </div>
      {guide}
      {asked === 'release' && (
        <Confirm
          testId="release-confirm"
          title={say('desk-claimed-release-title')}
          yes={say('desk-claimed-release-yes')}
          onYes={() => leave(worker.release(found))}
          onNo={() => setAsked(null)}
        >
          <p>{say('desk-claimed-release-why')}</p>
        </Confirm>
      )}
      {asked === 'recuse' && (
        <RecuseConfirm onYes={() => leave(worker.recuseFrom(found))} onNo={() => setAsked(null)} />
      )}
    </DeskScreen>
  );
}
