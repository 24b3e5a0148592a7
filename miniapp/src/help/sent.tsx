// After a student asked for more help. Lives here: waiting for a connection, sent, received, and what was
// asked before. Must not: what was written; this phone cannot open it any more.

import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Note, Paragraphs } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import type { Concern, Concerns } from '../concern/concerns.ts';
import { dateAt } from '../words/dates.ts';
import type { HelpState } from './state.ts';

export function HelpWaiting({ concerns, onBack }: { concerns: Concerns; onBack: () => void }) {
  const say = useSay();
  return (
    <Screen testId="help-waiting" title={say('help-waiting-title')} onBack={onBack}>
      <Note testId="help-unsent" kind="warning" urgent>
        <p>{say('help-waiting')}</p>
      </Note>
      <Button
        testId="help-again"
        kind="primary"
        busy={concerns.sending.value}
        onPress={() => void concerns.look()}
      >
        {say('app-try-again')}
      </Button>
      <section class="card">
        <CrisisContacts />
      </section>
    </Screen>
  );
}

export function HelpSent({ concern, onBack }: { concern: Concern; onBack: () => void }) {
  const say = useSay();
  const state = concern.state ?? 'asking';
  return (
    <Screen testId="help-done" title={say('help-sent-title')} onBack={onBack}>
      <p role="status" data-testid="help-receipt" data-state={state}>
        {say(`help-state-${state}`)}
      </p>
      <div class="stack">
        <Paragraphs text={say('help-sent-after')} />
      </div>
      <section class="card">
        <CrisisContacts />
      </section>
      <Button testId="help-leave" kind="soft" onPress={onBack}>
        {say('app-back')}
      </Button>
    </Screen>
  );
}

/** What was asked before: when, and how far it came. */
export function HelpBefore({ state }: { state: HelpState }) {
  const say = useSay();
  const { words } = useSurroundings();
  if (state.asked.length === 0) return null;
  return (
    <section class="card" data-testid="help-before">
      <h2>{say('help-before')}</h2>
      <dl class="facts">
        {state.asked.map((one) => (
          <div key={one.id} data-testid="help-row" data-state={one.state ?? 'asking'}>
            <dt>
              {dateAt(one.at).toLocaleString(words.dates, {
                dateStyle: 'long',
                timeStyle: 'short',
              })}
            </dt>
            <dd>{say(`help-state-${one.state ?? 'asking'}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
