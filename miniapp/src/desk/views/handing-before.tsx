// What came along, and what a student tells of themselves. Lives here: showing it, marked as theirs, and what
// could be confirmed of it. Must not: keep it, or call anything proven that is not.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../../api/errors.ts';
import { useSay, useSurroundings } from '../../components/context.ts';
import { WaysSaid } from '../../components/ways.tsx';
import { Written } from '../../components/written.tsx';
import { lineKey } from '../../crypto/earlier-lines.ts';
import { SHARED } from '../../crypto/handover.ts';
import { dateAt } from '../../words/dates.ts';
import { beforeOf, provenOf, sharedBy } from '../state/before.ts';
import { HandingApi } from '../state/handing-api.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';
import './handing.css';

interface EarlierProps {
  readonly worker: WorkerDesk;
  readonly found: WorkerCase;
  readonly mark: (text: string) => ComponentChildren;
}

/** Above the first message, for a worker who joined. */
export function Earlier({ worker, found, mark }: EarlierProps) {
  const say = useSay();
  const { words } = useSurroundings();
  const before = beforeOf(found);
  const [proven, setProven] = useState<ReadonlySet<string> | null>(null);
  const { account } = worker;
  const count = before?.lines.length ?? 0;
  useEffect(() => {
    if (before === null || count === 0) return undefined;
    let here = true;
    provenOf(new HandingApi(account.api), found.id, before.lines).then(
      (lines) => here && setProven(lines),
      (error) => {
        // Without an answer nothing is confirmed, and that is what is shown.
        if (!(error instanceof ApiError)) throw error;
      },
    );
    return () => {
      here = false;
    };
  }, [account, found.id, count]);
  if (before === null) return null;
  const { summary, letter, lines, unread } = before;
  const at = (time: number): string =>
    dateAt(time).toLocaleString(words.dates, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li class="handing-before" data-testid="before">
      <h2>{say('handing-before')}</h2>
      {summary === '' && letter === null && lines.length === 0 && (
        <p class="field-hint" data-testid="before-nothing">
          {say('handing-before-nothing')}
        </p>
      )}
      {summary !== '' && (
        <div class="handing-line" data-testid="before-summary">
          <div class="field-hint">{say('handing-before-summary')}</div>
          <div class="bubble-text" dir="auto">
            <Written text={summary} />
          </div>
          {mark(summary)}
        </div>
      )}
      {letter !== null && (
        <div class="handing-line" data-testid="before-letter" data-proven="true">
          <div class="field-hint">
            {say('handing-before-letter')} · {say('handing-before-proven')}
          </div>
          <div class="bubble-text" dir="auto">
            <Written text={letter} />
          </div>
          {mark(letter)}
        </div>
      )}
      <ol>
        {lines.map((line) => {
          const sure = proven?.has(lineKey(line)) ?? false;
          const who = line.direction === 0 ? 'them' : 'worker';
          return (
            <li
              class="handing-line"
              key={lineKey(line)}
              data-testid="before-line"
              data-who={who}
              data-proven={sure}
            >
              <div class="field-hint">
                {say(`handing-before-${who}`)} · {at(line.time)} ·{' '}
                {say(sure ? 'handing-before-proven' : 'handing-before-unproven')}
              </div>
              <div class="bubble-text" dir="auto">
                <Written text={line.text} />
              </div>
              {line.direction === 0 && mark(line.text)}
            </li>
          );
        })}
      </ol>
      {unread && (
        <p class="field-fault" data-testid="before-unread">
          {say('handing-before-unread')}
        </p>
      )}
    </li>
  );
}

/** In the side sheet: who they are, while they let it be known. */
export function SharedFacts({ found }: { found: WorkerCase }) {
  const say = useSay();
  const shared = sharedBy(found);
  if (shared === null) return null;
  const told = SHARED.filter((what) => what !== 'ways' && shared[what] !== undefined);
  const reached = shared.phone ?? shared.place;
  if (told.length === 0) {
    return (
      <p class="field-hint" data-testid="shared-back">
        {say('handing-shared-back')}
      </p>
    );
  }
  return (
    <section data-testid="shared">
      <h3>{say('handing-shared')}</h3>
      <dl class="facts">
        {told.map((what) => (
          <div key={what} data-testid={`shared-${what}`}>
            <dt>{say(`handing-shared-${what}`)}</dt>
            <dd dir="auto">{shared[what]}</dd>
          </div>
        ))}
        {reached !== undefined && <WaysSaid said={shared.ways ?? ''} />}
      </dl>
    </section>
  );
}
