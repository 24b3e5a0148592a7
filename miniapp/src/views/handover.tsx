// Going on with somebody else, and telling who one is. Lives here: loading them in a room. Must not: import
// them otherwise.
import { useLater } from '../components/later.ts';
import type { StripProps } from '../handover/index.tsx';
import type { RoomState } from '../state/room.ts';
import type { StudentCase } from '../state/student-case.ts';

const load = () => import('../handover/index.tsx');

export function HandoverLater(props: StripProps) {
  const { part } = useLater(load);
  return part === null ? null : <part.HandoverStrip {...props} />;
}

export function TellWhoLater(props: { found: StudentCase; room: RoomState }) {
  const { part } = useLater(load);
  return part === null ? null : <part.TellWho {...props} />;
}
