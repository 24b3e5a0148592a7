// Who is here, on the holders' first screen. Lives here: who is on shift, who is next, gaps, who rests. Must not:
// why anybody rests, which nobody told the service.
import { useEffect } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Note } from '../../components/parts.tsx';
import type { Rota } from '../state/rota.ts';
import type { RotaAnswer } from '../state/rota-answers.ts';
import { useKept } from './fresh.ts';
import { useMoment } from './shift-parts.tsx';

const GAPS_SHOWN = 5;

function Gaps({ found }: { found: RotaAnswer }) {
  const say = useSay();
  const moment = useMoment(found.zone);
  if (found.gaps.length === 0) return null;
  return (
    <Note testId="now-gaps" kind="warning">
      <p>{say('rota-now-gaps', { count: found.gaps.length })}</p>
      <ul>
        {found.gaps.slice(0, GAPS_SHOWN).map((gap) => (
          <li key={gap.begins} data-testid="now-gap">
            {say('rota-now-gap', { from: moment(gap.begins), to: moment(gap.ends) })}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function AwayOnes({ rota, found }: { rota: Rota; found: RotaAnswer }) {
  const say = useSay();
  const moment = useMoment(found.zone);
  if (found.away.length === 0) return null;
  return (
    <ul class="desk-list" aria-label={say('rota-now-away')}>
      {found.away.map(({ worker, until }) => {
        const name = rota.nameOf(worker) ?? say('rota-unknown');
        return (
          <li key={worker} data-testid={until === null ? 'now-stopped' : 'now-resting'} dir="auto">
            {until === null
              ? say('rota-now-stopped', { name })
              : say('rota-now-resting', { name, time: moment(until) })}
          </li>
        );
      })}
    </ul>
  );
}

export function NowShift({ rota, onOpen }: { rota: Rota; onOpen: () => void }) {
  const say = useSay();
  useKept(rota.fresh);
  useEffect(() => rota.regularly(), [rota]);
  const found = rota.seen.value;
  const moment = useMoment(found?.zone);
  if (found === null) return null;
  const nameOf = (worker: string) => rota.nameOf(worker) ?? say('rota-unknown');
  const { on } = rota;
  const next = rota.next();
  return (
    <section class="card stack" data-testid="now-shift" data-on={on.length}>
      <h2>{say('rota-now-title')}</h2>
      {on.length === 0 && <p>{say('rota-now-nobody')}</p>}
      {on.length > 0 && (
        <ul class="desk-list" aria-label={say('rota-now-on')}>
          {on.map((one) => (
            <li key={`${one.worker} ${one.begins}`} data-testid="now-on" dir="auto">
              {say('rota-now-until', { name: nameOf(one.worker), time: moment(one.ends) })}
            </li>
          ))}
        </ul>
      )}
      <p data-testid="now-next" dir="auto">
        {next === null
          ? say('rota-now-next-none')
          : say('rota-now-next', { name: nameOf(next.worker), time: moment(next.begins) })}
      </p>
      <AwayOnes rota={rota} found={found} />
      <Gaps found={found} />
      <Button testId="now-rota" kind="soft" onPress={onOpen}>
        {say('rota-now-open')}
      </Button>
    </section>
  );
}
