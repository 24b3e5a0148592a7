// The rota to read. Lives here: the next seven days with their gaps, the weekly shifts and single days, and
// printing them. Must not: anything about students; changing it (rota-edit.tsx).
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import type { Drafts } from '../state/drafts.ts';
import type { Rota } from '../state/rota.ts';
import type { RotaAnswer, Span } from '../state/rota-answers.ts';
import { useOpened } from './fresh.ts';
import { PrintButton } from './parts.tsx';
import { RotaEdit } from './rota-edit.tsx';
import { clockOf, useClock, useDay, useWeekday } from './shift-parts.tsx';
import './shift.css';

interface Line extends Span {
  /** Null for a gap. */
  readonly worker: string | null;
}

/** What is ahead, by the day on which it begins, or today where it began before. */
function useWeek(rota: Rota, found: RotaAnswer, own: boolean) {
  const day = useDay(found.zone);
  const { now } = rota;
  const lines: readonly Line[] = [
    ...found.shifts.filter((one) => !own || one.worker === rota.me),
    ...(own ? [] : found.gaps.map((one) => ({ ...one, worker: null }))),
  ];
  const days = new Map<string, Line[]>();
  for (const line of [...lines].sort((a, b) => a.begins - b.begins || a.ends - b.ends)) {
    const name = day(Math.max(now, line.begins));
    days.set(name, [...(days.get(name) ?? []), line]);
  }
  return { days: [...days], today: day(now) };
}

function Week({ rota, found, own }: { rota: Rota; found: RotaAnswer; own: boolean }) {
  const say = useSay();
  const clock = useClock(found.zone);
  const { days, today } = useWeek(rota, found, own);
  if (days.length === 0) {
    return <p data-testid="rota-none">{say(own ? 'shift-no-next' : 'rota-none')}</p>;
  }
  return (
    <>
      {days.map(([name, lines]) => (
        <section class="card" key={name} data-testid="rota-day">
          <h2>{name === today ? say('rota-today', { date: name }) : name}</h2>
          <ul class="desk-list">
            {lines.map((line) => (
              <li
                class="desk-row"
                key={`${line.begins} ${line.worker}`}
                data-testid={line.worker === null ? 'rota-gap' : 'rota-shift'}
              >
                <span class="rota-time">
                  {say('rota-shift', { from: clock(line.begins), to: clock(line.ends) })}
                </span>
                <Who rota={rota} worker={line.worker} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Who({ rota, worker }: { rota: Rota; worker: string | null }) {
  const say = useSay();
  if (worker === null) {
    return (
      <span class="desk-badge" data-kind="warning">
        {say('rota-gap')}
      </span>
    );
  }
  return (
    <span>
      <span dir="auto">{rota.nameOf(worker) ?? say('rota-unknown')}</span>
      {worker === rota.me && <span class="desk-badge rota-me">{say('rota-mine')}</span>}
    </span>
  );
}

function Weekly({ rota, found, own }: { rota: Rota; found: RotaAnswer; own: boolean }) {
  const say = useSay();
  const weekday = useWeekday();
  const day = useDay('UTC');
  const slots = found.slots.filter((one) => !own || one.worker === rota.me);
  const changes = found.changes.filter((one) => !own || one.worker === rota.me);
  const times = (one: { begins: number; ends: number }) => ({
    from: clockOf(one.begins),
    to: clockOf(one.ends),
  });
  const sorted = [...slots].sort((a, b) => a.weekday - b.weekday || a.begins - b.begins);
  return (
    <>
      <section class="card">
        <h2>{say('rota-weekly')}</h2>
        {sorted.length === 0 && <p class="field-hint">{say('rota-weekly-none')}</p>}
        <ul class="desk-list">
          {sorted.map((one, at) => (
            <li class="desk-row" key={at} data-testid="rota-slot">
              <span class="rota-time">
                {weekday(one.weekday)}, {say('rota-shift', times(one))}
              </span>
              <Who rota={rota} worker={one.worker} />
            </li>
          ))}
        </ul>
      </section>
      {changes.length > 0 && (
        <section class="card">
          <h2>{say('rota-days')}</h2>
          <ul class="desk-list">
            {changes.map((one, at) => (
              <li class="desk-row" key={at} data-testid="rota-change">
                <span class="rota-time">
                  {day(Date.parse(`${one.day}T00:00:00Z`) / 1000)},{' '}
                  {one.begins === null || one.ends === null
                    ? say('rota-away')
                    : say('rota-also', times({ begins: one.begins, ends: one.ends }))}
                </span>
                <Who rota={rota} worker={one.worker} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The rota, whole or one's own, and how to print it. */
export function RotaSheet({ rota, mine }: { rota: Rota; mine: boolean }) {
  const say = useSay();
  const [own, setOwn] = useState(mine);
  const found = rota.seen.value;
  if (found === null) return <RotaMissing rota={rota} />;
  return (
    <>
      <p class="field-hint">{say('rota-lead', { zone: found.zone })}</p>
      {mine && (
        <fieldset class="row desk-no-print">
          <legend class="unseen">{say('rota-show')}</legend>
          {(['own', 'all'] as const).map((which) => (
            <Choice
              key={which}
              testId={`rota-show-${which}`}
              type="radio"
              name="rota-show"
              checked={own === (which === 'own')}
              onPick={() => setOwn(which === 'own')}
            >
              {say(`rota-show-${which}`)}
            </Choice>
          ))}
        </fieldset>
      )}
      <Week rota={rota} found={found} own={own} />
      <Weekly rota={rota} found={found} own={own} />
      <PrintButton />
    </>
  );
}

function RotaMissing({ rota }: { rota: Rota }) {
  const say = useSay();
  const trouble = rota.trouble.value;
  if (trouble === null) return <Progress>{say('app-loading')}</Progress>;
  return (
    <Note testId="rota-trouble" kind="warning" urgent>
      <p>{say('desk-offline')}</p>
      <Button testId="rota-retry" kind="soft" onPress={() => void rota.load()}>
        {say('app-try-again')}
      </Button>
    </Note>
  );
}

/** The holders' tab; the coordinator can change it. */
export function RotaTab({ rota, lead, drafts }: { rota: Rota; lead: boolean; drafts: Drafts }) {
  const say = useSay();
  useOpened(rota.fresh);
  useEffect(() => rota.regularly(), [rota]);
  const found = rota.seen.value;
  if (lead && found !== null && rota.draft.value !== null) {
    return <RotaEdit rota={rota} found={found} drafts={drafts} />;
  }
  return (
    <>
      <RotaSheet rota={rota} mine={false} />
      <div class="stack desk-no-print">
        {lead && found !== null ? (
          <Button testId="rota-edit" kind="primary" onPress={() => rota.edit()}>
            {say('rota-edit')}
          </Button>
        ) : (
          <p class="field-hint">{say('rota-lead-only')}</p>
        )}
        <p class="field-hint">{say('rota-server-word')}</p>
      </div>
    </>
  );
}
