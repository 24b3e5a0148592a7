// A student who has fallen silent. Lives here: the offer to end the conversation with a kind message. Must not:
// end anything by itself.
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Note } from '../../components/parts.tsx';
import type { RoomState } from '../../state/room.ts';
import { silentDays } from '../state/silent.ts';
import type { WorkerDesk } from '../state/worker.ts';
import { useDate } from './parts.tsx';

interface SilentProps {
  readonly worker: WorkerDesk;
  /** Until when the student wants to be left in peace, or null. */
  readonly paused: number | null;
  readonly room: RoomState;
  readonly onEnd: () => void;
}

/** Nothing until they have been silent for as long as the deployment says. */
export function Silent({ worker, paused, room, onEnd }: SilentProps) {
  const say = useSay();
  const date = useDate();
  const limit = worker.load.value?.silent_days;
  const now = worker.time();
  if (paused !== null && now < paused) {
    return (
      <Note testId="paused">
        <p role="status">{say('again-pause-desk', { date: date(paused) })}</p>
      </Note>
    );
  }
  const said = silentDays(room.messages.value, now);
  // The days count from the end of a pause.
  const since = paused === null ? said : Math.floor((now - paused) / 86_400);
  const days = said === null || since === null ? null : Math.min(said, since);
  if (limit === undefined || days === null || days < limit) return null;
  return (
    <Note testId="silent">
      <p data-days={days}>{say('shift-silent', { days })}</p>
      <Button testId="silent-end" kind="soft" onPress={onEnd}>
        {say('shift-silent-end')}
      </Button>
    </Note>
  );
}
