// The app around both sides. Lives here: which side was asked for; the staff side is loaded only then.
// Must not: anything of either side.
import { Component, type ComponentChildren } from 'preact';
import type { Notice } from './api/types.ts';
import { useSay, useSurroundings } from './components/context.ts';
import { CrisisContacts } from './components/crisis.tsx';
import { Screen } from './components/screen.tsx';
import type { Student } from './state/student.ts';
import { LaterScreen, loadDesk } from './views/later.tsx';
import { StudentApp } from './views/student.tsx';

/** Something of ours broke: the contacts stay, and nothing of what was written is shown or logged. */
export class Boundary extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
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
  readonly student: Student | null;
  readonly notices: readonly Notice[];
}

export function App({ student, notices }: AppProps) {
  const { telegram } = useSurroundings();
  const { door } = telegram.launch;
  return (
    <Boundary>
      {student === null ? (
        <LaterScreen load={loadDesk} props={{}} />
      ) : (
        <StudentApp student={student} notices={notices} open={door === 'desk' ? 'room' : door} />
      )}
    </Boundary>
  );
}
