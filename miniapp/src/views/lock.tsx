// The room's lock, within the student's screens. Lives here: reaching it, and loading its card when that is
// opened. Must not: import it otherwise.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { useLater } from '../components/later.ts';
import { Progress } from '../components/parts.tsx';
import type { RoomDoor } from '../state/room-door.ts';
import type { Student } from '../state/student.ts';

/** Null where nothing can be locked. */
export const AtDoor = createContext<RoomDoor | null>(null);

/** What the fold says beside its title. */
export function useLockValue(): string {
  const say = useSay();
  return say(useIsLocked() ? 'lock-on' : 'lock-off');
}

/** Whether this device's room has a lock. */
export function useIsLocked(): boolean {
  const door = useContext(AtDoor);
  return door !== null && door.lock.value !== null;
}

export function LockNow() {
  const say = useSay();
  const door = useContext(AtDoor);
  if (door === null || door.lock.value === null) return null;
  const lock = (): void => {
    door.shut();
    door.store.write('lock-said', String(Date.now()));
  };
  return (
    <Button testId="lock-now" kind="soft" onPress={lock}>
      {say('lock-now')}
    </Button>
  );
}

export function LockLater({ student }: { student: Student }) {
  const say = useSay();
  const door = useContext(AtDoor);
  const { part, failed } = useLater(() => import('../lock/index.tsx'));
  if (failed) return <p role="alert">{say('app-offline')}</p>;
  if (part === null || door === null) return <Progress>{say('app-loading')}</Progress>;
  return <part.LockCard door={door} student={student} />;
}
