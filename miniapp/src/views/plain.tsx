// Screens that only say something. Lives here: loading, outside, expired, unreachable, shut, nobody,
// mismatch, unchecked. Must not: hide the crisis contacts; here they stand in full.
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Note, Progress } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import type { Student } from '../state/student.ts';

export function Loading({ text }: { text?: string }) {
  const say = useSay();
  return (
    <Screen testId="loading" title={say('app-loading')}>
      <Progress>{text ?? say('app-loading')}</Progress>
    </Screen>
  );
}

function Contacts() {
  return (
    <section class="card">
      <CrisisContacts />
    </section>
  );
}

export function Outside() {
  const say = useSay();
  return (
    <Screen testId="outside" title={say('app-outside-title')}>
      <p>{say('app-outside')}</p>
      <Contacts />
    </Screen>
  );
}

export function Expired() {
  const say = useSay();
  return (
    <Screen testId="expired" title={say('app-expired-title')}>
      <p>{say('app-shut-out')}</p>
      <Contacts />
    </Screen>
  );
}

export function Unreachable(props: {
  readonly onRetry: () => void;
  readonly onBack?: (() => void) | null;
}) {
  const say = useSay();
  return (
    <Screen testId="unreachable" title={say('app-unreachable-title')} onBack={props.onBack ?? null}>
      <p>{say('app-unreachable')}</p>
      <Button testId="retry" kind="primary" onPress={props.onRetry}>
        {say('app-try-again')}
      </Button>
      <Contacts />
    </Screen>
  );
}

/** Intake is shut or paused: said before anything is written. */
export function Shut(props: {
  readonly paused: boolean;
  readonly again: number | null;
  readonly draft: boolean;
  /** Null for whom nothing is kept of. */
  readonly onRecord: (() => void) | null;
}) {
  const { paused, again, draft, onRecord } = props;
  const say = useSay();
  const { words } = useSurroundings();
  const format = { dateStyle: 'full', timeStyle: 'short' } as const;
  return (
    <Screen testId="shut" title={say('shut-title')}>
      <p>{say(paused ? 'shut-paused' : 'shut-closed')}</p>
      {again !== null && (
        <p data-testid="shut-again">
          {say('shut-again', {
            time: new Date(again * 1000).toLocaleString(words.dates, format),
          })}
        </p>
      )}
      {draft && <p class="lead">{say('shut-draft')}</p>}
      <p>{say('shut-else')}</p>
      <Contacts />
      <ToRecord onRecord={onRecord} />
    </Screen>
  );
}

/** What is kept stays theirs, whether or not anything new is taken. */
function ToRecord({ onRecord }: { onRecord: (() => void) | null }) {
  const say = useSay();
  if (onRecord === null) return null;
  return (
    <Button testId="record-open" onPress={onRecord}>
      {say('record-open')}
    </Button>
  );
}

/** Nobody can be asked: signposts, no request (R24). */
export function Nobody({ student, onRecord }: { student: Student; onRecord: () => void }) {
  const say = useSay();
  const { age, avoid } = student.wishes.value;
  const asked = student.trouble.value === 'nobody';
  const text =
    age === 'under18'
      ? 'shut-nobody-under-18'
      : avoid.length > 0 && asked
        ? 'shut-nobody-avoid'
        : 'shut-nobody';
  return (
    <Screen testId="nobody" title={say('shut-nobody-title')}>
      <p>{say(text)}</p>
      {student.draft.value !== '' && <p class="lead">{say('shut-draft')}</p>}
      {asked && (
        <Button
          testId="nobody-back"
          kind="soft"
          onPress={() => {
            student.trouble.value = null;
          }}
        >
          {say('app-back')}
        </Button>
      )}
      <p>{say('shut-else')}</p>
      <Contacts />
      <ToRecord onRecord={onRecord} />
    </Screen>
  );
}

/** The root is not the poster's, or not the one this phone knows: nothing is sent. */
export function Mismatch({ student }: { student: Student }) {
  const say = useSay();
  const trust = student.inside.value?.team.trust.value;
  const why = trust?.ok === false ? trust.why : null;
  const sent = student.case.value !== null;
  const said =
    why === 'root-changed' ? 'root-changed' : sent ? 'root-mismatch-sent' : 'root-mismatch';
  return (
    <Screen testId="mismatch" title={say('root-mismatch-title')}>
      <Note testId="mismatch-warning" kind="warning" urgent>
        <p>{say(said)}</p>
      </Note>
      {why === 'root-denied' && (
        <Button
          testId="compare-again"
          kind="soft"
          onPress={() => void student.inside.value?.team.compareAgain()}
        >
          {say('root-again')}
        </Button>
      )}
      <Contacts />
    </Screen>
  );
}

/** Who answered could not be checked: nothing is sent to them, nothing of theirs is shown. */
export function Unchecked({ onRetry }: { onRetry: () => void }) {
  const say = useSay();
  return (
    <Screen testId="unchecked" title={say('room-unchecked-title')}>
      <Note testId="unchecked-warning" kind="warning" urgent>
        <p>{say('room-unchecked')}</p>
      </Note>
      <Button testId="unchecked-retry" kind="soft" onPress={onRetry}>
        {say('app-try-again')}
      </Button>
      <Contacts />
    </Screen>
  );
}
