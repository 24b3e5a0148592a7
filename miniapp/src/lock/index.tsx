// The lock of a student's room. Lives here: what is loaded where there is one, or one is made. Must not: be
// imported otherwise than lazily.
import lock from '../../../policy/locales/en/lock.ftl?raw';
import { wordsOf } from '../components/context.ts';
import type { RoomDoor } from '../state/room-door.ts';
import type { Student } from '../state/student.ts';
import { Card } from './card.tsx';
import { LockedScreen } from './locked.tsx';

const WithWords = wordsOf(lock);

export function Locked({ door }: { door: RoomDoor }) {
  return (
    <WithWords>
      <LockedScreen door={door} />
    </WithWords>
  );
}

export function LockCard(props: { door: RoomDoor; student: Student }) {
  return (
    <WithWords>
      <Card {...props} />
    </WithWords>
  );
}
