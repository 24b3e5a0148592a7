// Ending a conversation, by its worker. Lives here: what is gone with it, how it went, a last message where the
// student has fallen silent, and rest after a heavy one. Must not: sign it (state/worker-case.ts).
import { useState } from 'preact/hooks';
import { ApiError } from '../../api/errors.ts';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import type { RoomState } from '../../state/room.ts';
import type { Coded } from '../state/counted.ts';
import type { Drafts } from '../state/drafts.ts';
import type { Duty } from '../state/duty.ts';
import { wentOut } from '../state/silent.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';
import { CaseRecordDialog, LookOnce } from './case-record.tsx';
import { Heavy, NO_REST, restOf } from './heavy.tsx';
import { AskHow } from './numbers-ask.tsx';

interface CloseRoomProps {
  readonly worker: WorkerDesk;
  readonly found: WorkerCase;
  readonly room: RoomState;
  readonly duty: Duty;
  /** Says goodbye first. */
  readonly farewell: boolean;
  readonly onLeave: () => void;
  readonly onNo: () => void;
  readonly drafts: Drafts;
}

type State = 'idle' | 'busy' | 'failed' | 'unsent';

export function CloseRoom(props: CloseRoomProps) {
  const { worker, found, room, duty, farewell, onLeave, onNo } = props;
  const say = useSay();
  const [state, setState] = useState<State>('idle');
  const [coded, setCoded] = useState<Coded>({});
  const [resting, setResting] = useState(NO_REST);
  const [text, setText] = useState(farewell ? say('shift-silent-message') : '');
  const [looking, setLooking] = useState(false);
  if (looking) return <CaseRecordDialog {...props} onClose={() => setLooking(false)} />;
  const close = async (): Promise<void> => {
    setState('busy');
    try {
      // Said once: a second try after a failure does not say it again.
      const saying = text.trim();
      if (saying !== '' && !(await room.send(saying))) return setState('unsent');
      setText('');
      if (farewell && !(await wentOut(room))) return setState('unsent');
      await found.close(coded);
      const rest = restOf(worker, resting);
      if (rest !== null) void duty.rest(rest);
      worker.drop(found);
      onLeave();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState('failed');
    }
  };
  return (
    <Confirm
      testId="close-confirm"
      title={say('desk-room-close-title')}
      yes={say('desk-room-close-yes')}
      busy={state === 'busy'}
      onYes={() => void close()}
      onNo={onNo}
    >
      <p>{say('desk-room-close-gone')}</p>
      <LookOnce {...props} onOpen={() => setLooking(true)} />
      {farewell && (
        <Field
          testId="farewell"
          readOnly={state === 'busy'}
          label={say('shift-silent-text')}
          lines={6}
          longest={2_000}
          value={text}
          onInput={setText}
        />
      )}
      {found.tookBack('statistics') ? (
        <p data-testid="not-counted">{say('desk-room-not-counted')}</p>
      ) : (
        <AskHow coded={coded} onCode={setCoded} />
      )}
      <Heavy worker={worker} resting={resting} onRest={setResting} />
      {(state === 'failed' || state === 'unsent') && (
        <p class="field-fault" role="alert">
          {say(state === 'failed' ? 'app-failed' : 'shift-silent-unsent')}
        </p>
      )}
    </Confirm>
  );
}
