// Going on with somebody else, in the student's room. Lives here: how it stands, in a line above the writing
// box, and what opens from it. Must not: be imported otherwise than lazily.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Note } from '../components/parts.tsx';
import { Along } from './along.tsx';
import { Asked } from './asked.tsx';
import './handover.css';
import { finish, lacksRecord, readIt } from './finishing.ts';
import { look, type Moved, type Moving, meet, standOf, stop } from './moving.ts';
import { Trouble } from './trouble.tsx';
import { UndoneNote } from './undone.tsx';
import { WithHandoverWords } from './words.ts';

export { TellWho } from './identity.tsx';

/** How long until what did not go through is tried again. */
const AGAIN_AFTER_MS = 5_000;

export interface StripProps extends Moving {
  readonly onEnd: () => void;
}

function Looking({ moving, nobody }: { moving: Moving; nobody: boolean }) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Exclude<Moved, 'done'> | null>(null);
  const run = async (work: () => Promise<Moved>): Promise<void> => {
    setBusy(true);
    const moved = await work();
    setBusy(false);
    setTrouble(moved === 'done' ? null : moved);
  };
  return (
    <Note testId="handover-looking">
      <p>{say(nobody ? 'handover-nobody' : 'handover-looking')}</p>
      <Trouble trouble={trouble} />
      <div class="row">
        {nobody && (
          <Button
            testId="handover-again"
            kind="small"
            busy={busy}
            onPress={() => void run(() => look(moving, null))}
          >
            {say('handover-ask-again')}
          </Button>
        )}
        <Button
          testId="handover-stop"
          kind="small"
          busy={busy}
          onPress={() => void run(() => stop(moving))}
        >
          {say('handover-stop')}
        </Button>
      </div>
    </Note>
  );
}

/** Hands over what was chosen, again until it is done; and whether it has to be said that the record lacks. */
function useFinishing(
  moving: Moving,
  turn: number,
): { readonly said: boolean; readonly read: () => void } {
  const [said, setSaid] = useState(false);
  const record = moving.room.epoch?.recordHash;
  useEffect(() => {
    let [over, timer]: [boolean, ReturnType<typeof setTimeout> | undefined] = [false, undefined];
    const run = async (): Promise<void> => {
      const finished = await finish(moving);
      if (over) return;
      setSaid(lacksRecord(moving));
      if (finished === 'again') timer = setTimeout(() => void run(), AGAIN_AFTER_MS);
    };
    void run();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [record, turn]);
  const read = (): void => {
    readIt(moving);
    setSaid(false);
  };
  return { said, read };
}

/** Said once: whoever came began without the record. */
function Lacks({ moving, turn }: { moving: Moving; turn: number }) {
  const say = useSay();
  // Read anew with whatever comes.
  void moving.room.messages.value;
  const { said, read } = useFinishing(moving, turn);
  const name = moving.found.worker.value || say('worker-unknown');
  if (!said) return null;
  return (
    <Note testId="handover-record-lacks">
      <p role="status">{say('handover-record-lacks', { name })}</p>
      <Button testId="handover-record-lacks-read" kind="small" onPress={read}>
        {say('handover-record-lacks-read')}
      </Button>
    </Note>
  );
}

function Inside({ onEnd, ...moving }: StripProps) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { found, room } = moving;
  // Read anew with whatever comes.
  void room.messages.value;
  const stand = standOf(moving);
  const willing = found.answer.value.sought?.willing ?? null;
  const unknown = willing !== null && stand.at === 'looking';
  useEffect(() => {
    // Their certificate may have been renewed since the team was fetched.
    if (unknown) void meet(moving);
  }, [willing, unknown]);
  const name = found.worker.value || say('worker-unknown');
  const close = (): void => setOpen(false);
  if (stand.at === 'none') return null;
  if (stand.at === 'looking') return <Looking moving={moving} nobody={stand.nobody} />;
  if (stand.at === 'willing') {
    const other = stand.who.name;
    return (
      <Note testId="handover-willing">
        <p>{say('handover-willing', { other })}</p>
        <Button testId="handover-decide" kind="small" onPress={() => setOpen(true)}>
          {say('handover-willing-choose')}
        </Button>
        {open && <Along moving={moving} who={stand.who} name={name} onClose={close} />}
      </Note>
    );
  }
  const to = stand.to;
  return (
    <Note testId="handover-proposed">
      <p data-why={stand.why}>
        {to === null
          ? say(`handover-asked-${stand.why}`, { name })
          : say('handover-asked-proposed-to', { name, other: to.name })}
      </p>
      <Button testId="handover-choose" kind="small" onPress={() => setOpen(true)}>
        {say('handover-choose')}
      </Button>
      {open && <Asked moving={moving} to={to} name={name} onClose={close} onEnd={onEnd} />}
    </Note>
  );
}

/** Nothing while all goes on as it is. */
export function HandoverStrip(props: StripProps) {
  const [turn, setTurn] = useState(0);
  return (
    <WithHandoverWords>
      <div class="composer-inner handover-strip">
        <Lacks moving={props} turn={turn} />
        <UndoneNote moving={props} onTaken={() => setTurn(turn + 1)} />
        <Inside {...props} />
      </div>
    </WithHandoverWords>
  );
}
