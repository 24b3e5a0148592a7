// A conversation that was going on and that the server does not show. Lives here: saying whose word that is, looking
// again, writing anew. Must not: say that it ended; nobody has signed that.
import words from '../../../policy/locales/en/denied.ftl?raw';
import { Button } from '../components/button.tsx';
import { useSay, wordsOf } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Note } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import type { Student } from '../state/student.ts';
import { RecordButton } from './letter.tsx';

export interface DeniedProps {
  readonly student: Student;
  readonly onRecord: () => void;
}

function Saying({ student, onRecord }: DeniedProps) {
  const say = useSay();
  return (
    <Screen testId="denied" title={say('denied-title')}>
      <Note testId="denied-warning" kind="warning" urgent>
        <p>{say('denied')}</p>
      </Note>
      <Button testId="denied-retry" kind="primary" onPress={() => void student.retry()}>
        {say('app-try-again')}
      </Button>
      <p>{say('denied-else')}</p>
      <Button testId="write-again" kind="soft" onPress={() => student.writeAgain()}>
        {say('closed-again')}
      </Button>
      <RecordButton onPress={onRecord} />
      <section class="card">
        <CrisisContacts />
      </section>
    </Screen>
  );
}

const WithWords = wordsOf(words);

/** With its own words, which are loaded with it. */
export function Denied(props: DeniedProps) {
  return (
    <WithWords>
      <Saying {...props} />
    </WithWords>
  );
}
