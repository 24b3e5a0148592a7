// Telling one's own worker who one is. Lives here: what is told now, choosing it, taking it back. Must not: open
// the identity capsule, or send what was not ticked.
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Dialog } from '../components/dialog.tsx';
import { Choice, Field } from '../components/field.tsx';
import { Ways, WaysSaid } from '../components/ways.tsx';
import { equal } from '../crypto/bytes.ts';
import { readPaper, SHARED, type SharedName, writeShared } from '../crypto/handover.ts';
import { papersOf } from '../crypto/papers.ts';
import type { RoomState } from '../state/room.ts';
import type { StudentCase } from '../state/student-case.ts';
import { WithHandoverWords } from './words.ts';

export interface TellWhoProps {
  readonly found: StudentCase;
  readonly room: RoomState;
}

type Told = Readonly<Partial<Record<SharedName, string>>>;

/** What is ticked one by one; by which ways they may be reached goes with a number or an address (R5). */
const FACTS = SHARED.filter((what) => what !== 'ways');
const REACHED_BY: readonly SharedName[] = ['phone', 'place'];

/** What the present worker was told, newest first come; nothing of what another one was told. */
function toldTo({ found, room }: TellWhoProps): Told {
  const worker = room.epoch?.worker.sign;
  const theirs = new Set(
    room.conversation.rooms
      .filter(({ epoch }) => worker !== undefined && equal(epoch.worker.sign, worker))
      .map(({ epoch }) => epoch.body.number),
  );
  const last = papersOf(room.conversation)
    .filter((one) => one.mine && theirs.has(one.epoch))
    .map((one) => readPaper(one.paper, found.caseId))
    .flatMap((one) => (one?.label === 'shared' ? [one.body.fields] : []))
    .at(-1);
  return Object.fromEntries((last ?? []).map((one) => [one.what, one.value]));
}

function Form({ found, room, onClose }: TellWhoProps & { onClose: () => void }) {
  const say = useSay();
  const told = toldTo({ found, room });
  const wishes = found.own.value?.wishes;
  const known: Readonly<Record<SharedName, string>> = {
    name: told.name ?? wishes?.ownName ?? '',
    phone: told.phone ?? wishes?.phone ?? '',
    place: told.place ?? wishes?.place ?? '',
    someone: told.someone ?? wishes?.someoneToCall ?? '',
    ways: told.ways ?? wishes?.ways ?? '',
  };
  const [values, setValues] = useState(known);
  const [ticked, setTicked] = useState<ReadonlySet<SharedName>>(
    new Set(FACTS.filter((what) => told[what] !== undefined)),
  );
  const [failed, setFailed] = useState(false);
  const name = found.worker.value || say('worker-unknown');
  const given = (what: SharedName): boolean => ticked.has(what) && values[what].trim() !== '';
  const reached = REACHED_BY.some(given);
  const goes = (what: SharedName): boolean =>
    what === 'ways' ? reached && values.ways !== '' : given(what);
  const fields = SHARED.filter(goes).map((what) => {
    return { what, value: [...values[what].trim()].slice(0, 200).join('') };
  });
  const send = async (chosen: typeof fields): Promise<void> => {
    const sent = await room.handIn([writeShared({ case: found.caseId, fields: chosen })]);
    setFailed(!sent);
    if (sent) onClose();
  };
  const tick = (what: SharedName) => (on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(what);
    else next.delete(what);
    setTicked(next);
  };
  return (
    <Dialog testId="identity" title={say('identity-title', { name })} onClose={onClose}>
      <p>{say('identity-lead', { name })}</p>
      {FACTS.map((what) => (
        <div class="stack" key={what}>
          <Choice
            testId={`identity-tick-${what}`}
            type="checkbox"
            name={what}
            checked={ticked.has(what)}
            onPick={tick(what)}
          >
            {say(`identity-${what}`)}
          </Choice>
          {ticked.has(what) && (
            <Field
              testId={`identity-${what}`}
              label={say(`identity-${what}`)}
              value={values[what]}
              onInput={(value) => setValues({ ...values, [what]: value })}
            />
          )}
        </div>
      ))}
      {reached && <Ways said={values.ways} onChange={(ways) => setValues({ ...values, ways })} />}
      {failed && (
        <p class="field-fault" role="alert">
          {say('identity-failed')}
        </p>
      )}
      <div class="dialog-foot">
        <Button
          testId="identity-send"
          kind="primary"
          disabled={fields.length === 0}
          onPress={() => void send(fields)}
        >
          {say('identity-send')}
        </Button>
        {Object.keys(told).length > 0 && (
          <Button testId="identity-take-back" kind="danger" onPress={() => void send([])}>
            {say('identity-take-back')}
          </Button>
        )}
        <Button testId="identity-close" onPress={onClose}>
          {say('app-close')}
        </Button>
      </div>
    </Dialog>
  );
}

function Inside(props: TellWhoProps) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  // Read anew with whatever comes.
  void props.room.messages.value;
  const name = props.found.worker.value || say('worker-unknown');
  const told = toldTo(props);
  const facts = FACTS.flatMap((what) => told[what] ?? []);
  return (
    <>
      {facts.length > 0 && (
        <p class="field-hint" dir="auto" data-testid="identity-told">
          {say('identity-shared', { name })} {facts.join(' · ')}
        </p>
      )}
      {told.ways !== undefined && (
        <dl class="facts">
          <WaysSaid said={told.ways} />
        </dl>
      )}
      <Button testId="identity-open" kind="soft" onPress={() => setOpen(true)}>
        {say('identity-open', { name })}
      </Button>
      {open && <Form {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

/** A button in the room's menu. */
export function TellWho(props: TellWhoProps) {
  return (
    <WithHandoverWords>
      <Inside {...props} />
    </WithHandoverWords>
  );
}
