// The end of a shift. Lives here: when one is back, to whom it is said, and the message as it will be sent.
// Must not: seal it (state/duty.ts).
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Choice, Field } from '../../components/field.tsx';
import type { Duty, Said } from '../state/duty.ts';
import type { Rota } from '../state/rota.ts';
import { SaidLine } from './my-shift.tsx';
import { fieldOf, momentOf, useMoment, When } from './shift-parts.tsx';

interface ShiftEndsProps {
  readonly duty: Duty;
  readonly rota: Rota;
}

/** The worker's own words once they changed them; until then ours, with the time they chose. */
function Form({ duty, rota, onSaid }: ShiftEndsProps & { onSaid: (said: Said) => void }) {
  const say = useSay();
  const moment = useMoment();
  const next = rota.next(true);
  const [field, setField] = useState(next === null ? '' : fieldOf(next.begins));
  const [own, setOwn] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const back = momentOf(field);
  const ours =
    back === null
      ? say('shift-end-message-open')
      : say('shift-end-message', { time: moment(back) });
  const text = own ?? ours;
  const rooms = duty.rooms.filter((one) => !left.has(one.id));
  const toggle = (id: string, on: boolean): void => {
    const after = new Set(left);
    if (on) after.delete(id);
    else after.add(id);
    setLeft(after);
  };
  const send = async (): Promise<void> => {
    setBusy(true);
    onSaid(await duty.say(rooms, text.trim()));
  };
  return (
    <div class="stack" data-testid="shift-end-form">
      <When testId="shift-back" label={say('shift-end-back')} value={field} onInput={setField} />
      <fieldset class="stack">
        <legend class="field-label">{say('shift-end-rooms')}</legend>
        {duty.rooms.map((one) => (
          <Choice
            key={one.id}
            testId="shift-end-room"
            type="checkbox"
            name={`shift-end-${one.id}`}
            checked={!left.has(one.id)}
            onPick={(on) => toggle(one.id, on)}
          >
            {one.name.value}
          </Choice>
        ))}
      </fieldset>
      <Field
        testId="shift-end-text"
        readOnly={busy}
        label={say('shift-end-text')}
        lines={7}
        longest={2_000}
        value={text}
        onInput={setOwn}
      />
      <Button
        testId="shift-end-send"
        kind="primary"
        busy={busy}
        disabled={rooms.length === 0 || text.trim() === ''}
        onPress={() => void send()}
      >
        {say('shift-end-send')}
      </Button>
    </div>
  );
}

export function ShiftEnds({ duty, rota }: ShiftEndsProps) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const some = duty.rooms.length > 0;
  const done = (now: Said): void => {
    setSaid(now);
    setOpen(false);
  };
  return (
    <section class="card stack" data-testid="shift-ends">
      <h2>{say('shift-end-title')}</h2>
      <p class="field-hint">{say(some ? 'shift-end-why' : 'shift-end-none')}</p>
      {said !== null && <SaidLine said={said} />}
      {some && !open && (
        <Button testId="shift-end" kind="soft" onPress={() => setOpen(true)}>
          {say('shift-end')}
        </Button>
      )}
      {some && open && <Form duty={duty} rota={rota} onSaid={done} />}
    </section>
  );
}
