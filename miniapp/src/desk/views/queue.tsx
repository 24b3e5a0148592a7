// The queue. Lives here: request cards that this device opened, claiming, passing, stepping back. Must not:
// anything that identifies who wrote.

import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { useHere } from '../../components/later.ts';
import { Note, Progress } from '../../components/parts.tsx';
import { Written } from '../../components/written.tsx';
import type { Card } from '../../crypto/intake.ts';
import type { Waiting, WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';
import { useSpan } from './parts.tsx';

/** What the student said beforehand; as they wrote it, and no more. */
export function CardFacts({ card }: { card: Card }) {
  const say = useSay();
  const facts = { topic: card.topic, help: card.help, know: card.know };
  const under18 = card.age === 'under18';
  const called = card.name.trim();
  const given = Object.entries(facts).filter(([, text]) => text.trim() !== '');
  return (
    <>
      {(under18 || called !== '') && (
        <div class="row">
          {under18 && (
            <span class="desk-badge" data-kind="warning" data-testid="card-under-18">
              {say('desk-queue-under-18')}
            </span>
          )}
          {called !== '' && (
            <span class="desk-badge" dir="auto" data-testid="card-name">
              {say('desk-queue-name', { name: called })}
            </span>
          )}
        </div>
      )}
      {given.length === 0 ? (
        <p class="field-hint">{say('desk-queue-nothing')}</p>
      ) : (
        <dl class="facts">
          {given.map(([name, text]) => (
            <div key={name} data-testid={`card-${name}`}>
              <dt>{say(`desk-queue-${name}`)}</dt>
              <dd class="bubble-text" dir="auto">
                <Written text={text} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** Asks before stepping back: it cannot be undone. */
export function RecuseConfirm({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const say = useSay();
  return (
    <Confirm
      testId="recuse-confirm"
      title={say('desk-recuse-title')}
      yes={say('desk-recuse-yes')}
      onYes={onYes}
      onNo={onNo}
    >
      <p>{say('desk-recuse-why')}</p>
    </Confirm>
  );
}

/** Puts it before the holders; not there under a policy that knows no such conflict (R25, R26). */
export function ConflictButton({ onYes }: { onYes: () => void }) {
  const say = useSay();
  const { service } = useSurroundings();
  const [asked, setAsked] = useState(false);
  if (!service.cannot_act) return null;
  const yes = (): void => {
    setAsked(false);
    onYes();
  };
  return (
    <>
      <Button testId="conflict" kind="small" onPress={() => setAsked(true)}>
        {say('aside-conflict')}
      </Button>
      {asked && (
        <Confirm
          testId="conflict-confirm"
          title={say('aside-conflict-title')}
          yes={say('aside-conflict-yes')}
          onYes={yes}
          onNo={() => setAsked(false)}
        >
          <p>{say('aside-conflict-why')}</p>
        </Confirm>
      )}
    </>
  );
}

interface RequestProps {
  readonly worker: WorkerDesk;
  readonly found: Waiting;
  readonly mayClaim: boolean;
  readonly onClaimed: (found: WorkerCase) => void;
}

function Request({ worker, found, mayClaim, onClaimed }: RequestProps) {
  const say = useSay();
  const span = useSpan();
  const [state, setState] = useState<'idle' | 'busy' | 'recuse'>('idle');
  const claim = async (): Promise<void> => {
    setState('busy');
    const claimed = await worker.claim(found.id);
    setState('idle');
    if (claimed !== null) onClaimed(claimed);
  };
  const recuse = (): void => {
    // Whether it went through is said on the page behind.
    setState('idle');
    void worker.recuse(found.id);
  };
  return (
    <li class="card" data-testid="request" data-broken={found.card === null}>
      <div class="desk-row">
        <h2 data-testid="request-name">{found.name}</h2>
        <span class="field-hint">{say('desk-queue-waiting', { for: span(found.minutes) })}</span>
      </div>
      {found.forMe && (
        <p data-testid="request-for-me">
          <span class="desk-badge">{say('again-for-you')}</span> {say('again-for-you-why')}
        </p>
      )}
      {found.card === null ? (
        <p class="field-fault" data-testid="request-broken">
          {say('desk-queue-broken')}
        </p>
      ) : (
        <CardFacts card={found.card} />
      )}
      {found.card !== null && (
        <Button
          testId="claim"
          kind="primary"
          disabled={!mayClaim}
          busy={state === 'busy'}
          onPress={() => void claim()}
        >
          {say('desk-claim')}
        </Button>
      )}
      <div class="row">
        <Button testId="pass" kind="small" onPress={() => void worker.pass(found.id)}>
          {say('desk-pass')}
        </Button>
        <Button testId="recuse" kind="small" onPress={() => setState('recuse')}>
          {say('desk-recuse')}
        </Button>
        <ConflictButton onYes={() => void worker.conflict(found.id)} />
      </div>
      {state === 'recuse' && <RecuseConfirm onYes={recuse} onNo={() => setState('idle')} />}
    </li>
  );
}

const TROUBLE_TEXT = {
  taken: 'desk-taken',
  full: 'shift-full',
  resting: 'shift-resting-queue',
  gone: 'desk-gone',
  lacking: 'file-lacking',
  offline: 'desk-offline',
  failed: 'app-failed',
} as const;

export function WorkerTrouble({ worker }: { worker: WorkerDesk }) {
  const say = useSay();
  const trouble = worker.trouble.value;
  if (trouble === null) return null;
  return (
    <Note testId="worker-trouble" kind="warning" urgent>
      <p data-trouble={trouble}>{say(TROUBLE_TEXT[trouble])}</p>
    </Note>
  );
}

export interface QueueProps {
  readonly worker: WorkerDesk;
  readonly onCase: (found: WorkerCase) => void;
}

export function Queue({ worker, onCase }: QueueProps) {
  const say = useSay();
  const queue = worker.queue.value;
  const trust = worker.trust.value;
  const trusted = trust?.ok === true;
  const { noMore } = worker;
  const here = useHere();
  return (
    <>
      {trust !== null && !trusted && (
        <Note testId="queue-roster" kind="warning" urgent>
          <p>{say('desk-queue-roster')}</p>
        </Note>
      )}
      {trusted && !worker.listed.value && (
        <Note testId="queue-unlisted" kind="warning">
          <p>{say('desk-queue-unlisted')}</p>
        </Note>
      )}
      {worker.claimed.map((found) => (
        <section class="card" key={found.id} data-testid="reading">
          <div class="desk-row">
            <span>
              {say('desk-reading')} <b>{found.name.value}</b>
            </span>
            <Button testId="reading-open" kind="small" onPress={() => onCase(found)}>
              {say('desk-reading-open')}
            </Button>
          </div>
        </section>
      ))}
      {noMore !== null && (queue?.length ?? 0) > 0 && (
        <Note testId="queue-no-more">
          <p data-why={noMore}>{say(TROUBLE_TEXT[noMore])}</p>
        </Note>
      )}
      {queue === null && <Progress>{say('app-loading')}</Progress>}
      {queue?.length === 0 && <p data-testid="queue-empty">{say('desk-queue-empty')}</p>}
      <ul class="stack" data-testid="queue">
        {queue?.map((found) => (
          <Request
            key={found.id}
            worker={worker}
            found={found}
            mayClaim={trusted && worker.listed.value && noMore === null}
            onClaimed={(claimed) => here() && onCase(claimed)}
          />
        ))}
      </ul>
    </>
  );
}
