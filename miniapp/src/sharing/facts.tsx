// An ask as everybody sees it. Lives here: its facts, and how it stands for the student. Must not: acting.
import { useSay } from '../components/context.ts';
import type { AskRow } from '../crypto/ledger.ts';
import type { Party } from './parties.ts';
import { useDay, useMoment } from './words.ts';

/** What was asked, as facts. */
export function AskFacts({ row }: { readonly row: AskRow }) {
  const say = useSay();
  const day = useDay();
  const moment = useMoment();
  const { recipient, what, until, nature, spoken } = row.ask;
  const facts = [
    ['to', recipient],
    ['what', what],
    ['until', day(until)],
    ['asked', say(`sharing-nature-${nature}`, { when: moment(spoken) })],
  ] as const;
  return (
    <dl class="facts">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{say(`sharing-${name}`)}</dt>
          <dd dir="auto" class="statement-text">
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How an ask stands, for the student. */
export function ownStateOf(row: AskRow, at: Pick<Party, 'now' | 'open'>): string {
  const action = row.words.at(-1)?.consent.action;
  if (row.done.length > 0) return 'done';
  if (action === 'refuse' || action === 'withdraw') return action;
  if (!at.open) return 'ended';
  if (at.now() >= row.ask.until) return 'expired';
  if (action === 'agree') return 'agree';
  return row.ask.nature === 'room' ? 'open' : 'spoken';
}
