// Somebody else, please: the button and its question. Lives here: what is loaded when a room's menu or an
// ended conversation is looked at. Must not: be imported otherwise than lazily, or ask why.
import { useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Confirm } from '../components/dialog.tsx';
import { CryptoError } from '../crypto/errors.ts';
import type { Student } from '../state/student.ts';
import type { StudentCase } from '../state/student-case.ts';
import { partnerOf, somebodyElse } from './somebody-else.ts';
import { WithApartWords } from './words.ts';

export interface SomebodyElseProps {
  readonly student: Student;
  readonly found: StudentCase;
}

type Stage = 'idle' | 'asked' | 'busy' | 'nobody' | 'failed';

function Ask({ student, found }: SomebodyElseProps) {
  const say = useSay();
  const [stage, setStage] = useState<Stage>('idle');
  const name = found.worker.value || say('worker-unknown');
  const over = found.answer.value.state === 'closed';
  const part = async (): Promise<void> => {
    setStage('busy');
    try {
      const parted = await somebodyElse(student, found);
      if (parted !== 'parted') setStage(parted === 'nobody' ? 'nobody' : 'failed');
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
      setStage('failed');
    }
  };
  return (
    <>
      <Button testId="somebody-else" kind="soft" onPress={() => setStage('asked')}>
        {say(over ? 'apart-else-again' : 'apart-else')}
      </Button>
      {stage !== 'idle' && (
        <Confirm
          testId="somebody-else-confirm"
          title={say('apart-else-title')}
          yes={say(over ? 'apart-else-yes-over' : 'apart-else-yes')}
          busy={stage === 'busy'}
          onYes={() => void part()}
          onNo={() => setStage('idle')}
        >
          {!over && <p>{say('apart-else-ends', { name })}</p>}
          <p>{say('apart-else-next', { name })}</p>
          <p>{say('apart-else-untold', { name })}</p>
          {(stage === 'nobody' || stage === 'failed') && (
            <p class="field-fault" role="alert" data-testid={`somebody-else-${stage}`}>
              {say(stage === 'nobody' ? 'apart-else-nobody' : 'app-failed')}
            </p>
          )}
        </Confirm>
      )}
    </>
  );
}

/** Nothing where nobody was met yet: then the list of whom to leave out is the way. */
export function SomebodyElse(props: SomebodyElseProps) {
  // Looked at again with what comes: the room may not have been read yet.
  void props.found.room.value?.messages.value;
  if (partnerOf(props.found) === null || props.found.own.value === null) return null;
  return (
    <WithApartWords>
      <Ask {...props} />
    </WithApartWords>
  );
}
