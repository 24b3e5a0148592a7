// A worker's own shift. Lives here: how much they take, resting, the end of a shift, having to stop. Must not:
// ask why, or seal anything (state/duty.ts, state/room.ts).
import { useContext, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Note } from '../../components/parts.tsx';
import type { Duty, Said } from '../state/duty.ts';
import type { Rota } from '../state/rota.ts';
import type { Load } from '../state/types.ts';
import type { WorkerDesk } from '../state/worker.ts';
import { OnCallWays, RotaContext } from './on-call.tsx';
import { ShiftEnds } from './shift-ends.tsx';
import { fieldOf, momentOf, Pick, useMoment, When } from './shift-parts.tsx';
import './shift.css';

const LONGEST_REST = 60 * 86_400;
const LONGEST_LIST = 50;

interface MyShiftProps {
  readonly worker: WorkerDesk;
  readonly rota: Rota;
  readonly duty: Duty;
  readonly onRota: () => void;
}

function OnRota({ rota, onRota }: { rota: Rota; onRota: () => void }) {
  const say = useSay();
  const moment = useMoment();
  const on = rota.on.find((one) => one.worker === rota.me);
  const next = rota.next(true);
  return (
    <section class="card stack" data-testid="my-rota">
      {on !== undefined && <p>{say('shift-on', { time: moment(on.ends) })}</p>}
      <p data-testid="my-next">
        {next === null ? say('shift-no-next') : say('shift-next', { time: moment(next.begins) })}
      </p>
      <Button testId="rota-open" kind="soft" onPress={onRota}>
        {say('shift-rota-open')}
      </Button>
    </section>
  );
}

function Limit({ load, duty }: { load: Load; duty: Duty }) {
  const say = useSay();
  const few = Array.from({ length: Math.min(load.most, LONGEST_LIST) }, (_, at) => at + 1);
  // What counts now stands in the list, also where the service lets a worker take very many.
  const numbers = (few.includes(load.limit) ? few : [...few, load.limit]).map(String);
  // Shown while it is being kept; then what counts, also where that is what was before.
  const [picked, setPicked] = useState<string | null>(null);
  const pick = async (value: string): Promise<void> => {
    setPicked(value);
    await duty.limit(Number(value));
    setPicked((now) => (now === value ? null : now));
  };
  return (
    <section class="card stack" data-testid="load" data-open={load.open} data-limit={load.limit}>
      <p>{say('shift-load', { open: load.open, limit: load.limit })}</p>
      <Pick
        testId="duty-limit"
        label={say('shift-limit')}
        value={picked ?? String(load.limit)}
        options={numbers.map((value) => ({ value, text: value }))}
        onPick={(value) => void pick(value)}
      />
      <p class="field-hint">{say('shift-limit-why', { most: load.most })}</p>
    </section>
  );
}

function Rest({ worker, duty, load }: { worker: WorkerDesk; duty: Duty; load: Load }) {
  const say = useSay();
  const moment = useMoment();
  const [field, setField] = useState(() => fieldOf(worker.time() + load.rest_hours * 3600));
  const until = momentOf(field);
  const now = worker.time();
  const good = until !== null && until > now && until <= now + LONGEST_REST;
  const resting = load.resting_until;
  return (
    <section class="card stack" data-testid="rest" data-resting={resting !== null}>
      <h2>{say('shift-rest-title')}</h2>
      {resting !== null ? (
        <>
          <p role="status">{say('shift-resting', { time: moment(resting) })}</p>
          <Button
            testId="duty-back"
            kind="soft"
            busy={duty.busy.value}
            onPress={() => void duty.back()}
          >
            {say('shift-back')}
          </Button>
        </>
      ) : (
        <>
          <p class="field-hint">{say('shift-rest-why')}</p>
          <When
            testId="rest-until"
            label={say('shift-rest-until')}
            value={field}
            fault={good || field === '' ? null : say('shift-rest-past')}
            onInput={setField}
          />
          <Button
            testId="rest"
            kind="soft"
            disabled={!good}
            busy={duty.busy.value}
            onPress={() => void duty.rest(until ?? 0)}
          >
            {say('shift-rest')}
          </Button>
        </>
      )}
    </section>
  );
}

/** What became of what was said. */
export function SaidLine({ said }: { said: Said }) {
  const say = useSay();
  const names = said.failed.join(', ');
  return (
    <>
      <p role="status" data-testid="said" data-sent={said.sent}>
        {say('shift-said', { count: said.sent })}
      </p>
      {said.failed.length > 0 && (
        <Note testId="said-not" kind="warning" urgent>
          <p>{say('shift-said-not', { names })}</p>
        </Note>
      )}
    </>
  );
}

/** One tap, and no question; then what happened, and whom to call. */
export function StopPart({ worker, duty }: { worker: WorkerDesk; duty: Duty }) {
  const say = useSay();
  if (worker.load.value?.stopped === true) return <Stopped duty={duty} />;
  return (
    <div class="stack">
      <Button
        testId="duty-stop"
        kind="danger"
        busy={duty.busy.value}
        onPress={() => void duty.stop(say('shift-stop-message'))}
      >
        {say('shift-stop')}
      </Button>
      <p class="field-hint">{say('shift-stop-why')}</p>
    </div>
  );
}

function Stopped({ duty }: { duty: Duty }) {
  const say = useSay();
  const rota = useContext(RotaContext);
  const said = duty.said.value;
  return (
    <section class="card stack" data-testid="stopped">
      <h2>{say('shift-stopped-title')}</h2>
      <p role="status">{say('shift-stopped')}</p>
      {said !== null && <SaidLine said={said} />}
      <p>{say('shift-stopped-call')}</p>
      <OnCallWays found={rota?.seen.value?.on_call ?? null} />
      <Button
        testId="duty-back"
        kind="soft"
        busy={duty.busy.value}
        onPress={() => void duty.back()}
      >
        {say('shift-back')}
      </Button>
    </section>
  );
}

export function DutyTroubleNote({ duty }: { duty: Duty }) {
  const say = useSay();
  const trouble = duty.trouble.value;
  if (trouble === null) return null;
  return (
    <Note testId="duty-trouble" kind="warning" urgent>
      <p>{say(`shift-trouble-${trouble}`)}</p>
    </Note>
  );
}

export function MyShift({ worker, rota, duty, onRota }: MyShiftProps) {
  const load = worker.load.value;
  if (load === null) return null;
  return (
    <>
      <DutyTroubleNote duty={duty} />
      {load.stopped && <Stopped duty={duty} />}
      <OnRota rota={rota} onRota={onRota} />
      <Limit load={load} duty={duty} />
      <ShiftEnds duty={duty} rota={rota} />
      {!load.stopped && <Rest worker={worker} duty={duty} load={load} />}
      {!load.stopped && (
        <section class="card shift-stop">
          <StopPart worker={worker} duty={duty} />
        </section>
      )}
    </>
  );
}
