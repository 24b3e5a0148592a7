// After a concern was sent. Lives here: waiting for a connection, sent, received, and the list of those
// raised. Must not: anything of what was written; this device cannot open it any more.
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { CrisisContacts } from '../../components/crisis.tsx';
import { Note, Paragraphs } from '../../components/parts.tsx';
import type { Concern, Concerns } from '../../concern/concerns.ts';
import { dateAt } from '../../words/dates.ts';
import type { Fresh } from '../state/fresh.ts';
import { DeskScreen } from './frame.tsx';
import { useOpened } from './fresh.ts';

const stateId = ({ state }: Concern): string => `concern-state-${state ?? 'asking'}`;

/** Not at the server yet: said plainly, since somebody may rely on it. */
export function ConcernWaiting(props: {
  readonly concerns: Concerns;
  readonly onLock: () => void;
  readonly onLeave: () => void;
}) {
  const { concerns, onLock, onLeave } = props;
  const say = useSay();
  return (
    <DeskScreen
      testId="concern-waiting"
      title={say('concern-waiting-title')}
      onLock={onLock}
      onBack={onLeave}
    >
      <Note testId="concern-unsent" kind="warning" urgent>
        <p>{say('concern-waiting')}</p>
      </Note>
      <Button
        testId="concern-again"
        kind="primary"
        busy={concerns.sending.value}
        onPress={() => void concerns.look()}
      >
        {say('app-try-again')}
      </Button>
      <section class="card">
        <CrisisContacts />
      </section>
    </DeskScreen>
  );
}

export function ConcernSent(props: {
  readonly concern: Concern;
  readonly onLock: () => void;
  readonly onLeave: () => void;
}) {
  const { concern, onLock, onLeave } = props;
  const say = useSay();
  return (
    <DeskScreen
      testId="concern-done"
      title={say('concern-sent-title')}
      onLock={onLock}
      onBack={onLeave}
    >
      <p role="status" data-testid="concern-receipt" data-state={concern.state ?? 'asking'}>
        {say(stateId(concern))}
      </p>
      <div class="stack">
        <Paragraphs text={say('concern-sent-after')} />
      </div>
      <Button testId="concern-leave" kind="primary" onPress={onLeave}>
        {say('concern-sent-back')}
      </Button>
    </DeskScreen>
  );
}

/** Those raised: when, and how far it came. */
export function ConcernList({ concerns, fresh }: { concerns: Concerns; fresh: Fresh }) {
  const say = useSay();
  const { words } = useSurroundings();
  useOpened(fresh);
  const all = concerns.all;
  if (all.length === 0) return null;
  return (
    <section class="card" data-testid="concerns">
      <h2>{say('concern-list-title')}</h2>
      <p class="field-hint">{say('concern-list-why')}</p>
      <ul class="desk-list">
        {all.map((one) => (
          <li
            key={one.id}
            class="desk-row"
            data-testid="concern-row"
            data-state={one.state ?? 'asking'}
          >
            <span>
              {dateAt(one.at).toLocaleString(words.dates, {
                dateStyle: 'medium',
                timeStyle: 'short',
              })}
            </span>
            <span class="field-hint">{say(`concern-short-${one.state ?? 'asking'}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** On every tab, while one has not left this device. */
export function ConcernNotSent({ concerns }: { concerns: Concerns }) {
  const say = useSay();
  const unsent = concerns.all.some((one) => one.state === 'unsent');
  const refused = concerns.trouble.value?.as === 'refused';
  if (!unsent && !refused) return null;
  return (
    <Note testId="concern-not-sent" kind="warning" urgent>
      <p>{say(unsent ? 'concern-waiting' : 'concern-trouble-refused')}</p>
      {unsent && (
        <Button testId="concern-again" kind="soft" onPress={() => void concerns.look()}>
          {say('app-try-again')}
        </Button>
      )}
    </Note>
  );
}
