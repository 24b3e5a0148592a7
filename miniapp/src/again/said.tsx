// Whom a student would talk with again, in My record. Lives here: what they answered, and taking it back. Must
// not: say what the worker answered.
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { toBase64url } from '../crypto/bytes.ts';
import { type AgainCase, attempt, everyAgain, forgetAgain, nameNoted } from '../state/again.ts';
import type { Student } from '../state/student.ts';
import { WithAgainWords } from './words.ts';

interface SaidProps {
  readonly student: Student;
}

interface OneProps {
  readonly one: AgainCase;
  readonly name: string;
  readonly busy: boolean;
  readonly onBack: () => void;
}

function One({ one, name, busy, onBack }: OneProps) {
  const say = useSay();
  return (
    <li class="row" data-testid="again-answer" data-said={one.said}>
      <span dir="auto">
        {say(one.said === 'yes' ? 'again-mine-yes' : 'again-mine-no', { name })}
      </span>
      <Button testId="again-back" kind="small" busy={busy} onPress={onBack}>
        {say('again-mine-back')}
      </Button>
    </li>
  );
}

function List({ student }: SaidProps) {
  const say = useSay();
  // A new value each time: the list is read anew though the outcome is the same.
  const [done, setDone] = useState({ well: true });
  // One after the other: what came of the next would hide that this one failed.
  const [busy, setBusy] = useState(false);
  const account = student.inside.value?.account;
  if (account === undefined) return null;
  const said = everyAgain(account.bundle).filter((one) => one.said !== 'open');
  const back = async (one: AgainCase): Promise<void> => {
    setBusy(true);
    setDone({ well: await attempt(() => forgetAgain(account, one.case)) });
    setBusy(false);
  };
  return (
    <div class="stack" data-testid="again-mine">
      <p class="lead">{say('again-mine-lead')}</p>
      {said.length === 0 && <p data-testid="again-mine-none">{say('again-mine-none')}</p>}
      <ul class="stack">
        {said.map((one) => (
          <One
            key={toBase64url(one.case)}
            one={one}
            name={nameNoted(account.bundle, one.case) ?? say('worker-unknown')}
            busy={busy}
            onBack={() => void back(one)}
          />
        ))}
      </ul>
      {!done.well && (
        <p class="field-fault" role="alert" data-testid="again-mine-failed">
          {say('app-failed')}
        </p>
      )}
    </div>
  );
}

/** What was said of every conversation, newest first. */
export function AgainSaid(props: SaidProps) {
  return (
    <WithAgainWords>
      <List {...props} />
    </WithAgainWords>
  );
}
