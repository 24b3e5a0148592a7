// Conversations that look for somebody, among the requests. Lives here: their cards, saying yes or no. Must not:
// anything of what was said in them.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Note } from '../../components/parts.tsx';
import type { Handing, Wanted } from '../state/handing.ts';
import { useSpan } from './parts.tsx';
import { CardFacts } from './queue.tsx';
import './handing.css';

const TROUBLE_TEXT = {
  taken: 'desk-taken',
  gone: 'desk-gone',
  lacking: 'file-lacking',
  full: 'shift-full',
  resting: 'shift-resting-queue',
  offline: 'desk-offline',
  failed: 'app-failed',
} as const;

function One({ handing, one }: { handing: Handing; one: Wanted }) {
  const say = useSay();
  const span = useSpan();
  const [busy, setBusy] = useState(false);
  const run = async (work: Promise<void>): Promise<void> => {
    setBusy(true);
    await work;
    setBusy(false);
  };
  return (
    <li class="card" data-testid="wanted" data-mine={one.mine} data-broken={one.card === null}>
      <div class="desk-row">
        <h3>{one.name}</h3>
        <span class="field-hint">{say('desk-queue-waiting', { for: span(one.minutes) })}</span>
      </div>
      {one.card === null ? (
        <p class="field-fault">{say('handing-broken')}</p>
      ) : (
        <CardFacts card={one.card} />
      )}
      {one.mine && <p role="status">{say('handing-waits')}</p>}
      <div class="row">
        {!one.mine && one.card !== null && (
          <Button
            testId="wanted-take"
            kind="primary"
            busy={busy}
            onPress={() => void run(handing.take(one.id))}
          >
            {say('handing-take')}
          </Button>
        )}
        <Button
          testId="wanted-pass"
          kind="small"
          busy={busy}
          onPress={() => void run(handing.pass(one.id))}
        >
          {say(one.mine ? 'handing-unsay' : 'handing-pass')}
        </Button>
      </div>
    </li>
  );
}

/** Nothing while nobody is looked for. */
export function WantedList({ handing }: { handing: Handing }) {
  const say = useSay();
  const [wanted, trouble] = [handing.wanted.value, handing.trouble.value];
  if (wanted.length === 0 && trouble === null) return null;
  return (
    <section class="stack" data-testid="wanted-list">
      {wanted.length > 0 && (
        <>
          <h2>{say('handing-wanted')}</h2>
          <p class="field-hint">{say('handing-wanted-lead')}</p>
        </>
      )}
      {trouble !== null && (
        <Note testId="wanted-trouble" kind="warning" urgent>
          <p data-trouble={trouble}>{say(TROUBLE_TEXT[trouble])}</p>
        </Note>
      )}
      <ul class="stack">
        {wanted.map((one) => (
          <One key={one.id} handing={handing} one={one} />
        ))}
      </ul>
    </section>
  );
}
