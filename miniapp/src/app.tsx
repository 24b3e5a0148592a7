// The app around both sides. Lives here: which side was asked for, and the lock before a student's; the
// staff side is loaded only then. Must not: anything of either side.
import { Component, type ComponentChildren } from 'preact';
import type { Notice } from './api/types.ts';
import { useSay, useSurroundings } from './components/context.ts';
import { CrisisContacts, WithCrisis } from './components/crisis.tsx';
import { Screen } from './components/screen.tsx';
import type { RoomDoor } from './state/room-door.ts';
import { LaterScreen, loadDesk, loadLocked } from './views/later.tsx';
import { AtDoor } from './views/lock.tsx';
import { Loading } from './views/plain.tsx';
import { StudentApp } from './views/student.tsx';

/** Something of ours broke: the contacts stay, and nothing of what was written is shown or logged. */
class Boundary extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render() {
    const { broken } = this.state;
    // Of its own each: what broke may have been the list.
    return (
      <WithCrisis key={String(broken)}>{broken ? <Broken /> : this.props.children}</WithCrisis>
    );
  }
}

function Broken() {
  const say = useSay();
  return (
    <Screen testId="broken" title={say('app-broken-title')}>
      <p>{say('app-expired')}</p>
      <section class="card">
        <CrisisContacts />
      </section>
    </Screen>
  );
}

export interface AppProps {
  /** Null for the staff side. */
  readonly door: RoomDoor | null;
  readonly notices: readonly Notice[];
}

export function App({ door, notices }: AppProps) {
  return (
    <Boundary>
      {door === null ? (
        <LaterScreen load={loadDesk} props={{}} />
      ) : (
        <AtDoor.Provider value={door}>
          <StudentSide door={door} notices={notices} />
        </AtDoor.Provider>
      )}
    </Boundary>
  );
}

function StudentSide({ door, notices }: { door: RoomDoor; notices: readonly Notice[] }) {
  const { telegram } = useSurroundings();
  const { door: asked } = telegram.launch;
  const student = door.student.value;
  if (student !== null) {
    return (
      <StudentApp student={student} notices={notices} open={asked === 'desk' ? 'room' : asked} />
    );
  }
  if (door.lock.value === null) return <Loading />;
  return <LaterScreen load={loadLocked} props={{ door }} />;
}
