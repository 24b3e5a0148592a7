// The service cannot act on this request (R26, protocol.md §22). Lives here: checking that a holder said so,
// and the few words that everybody gets. Must not: a reason, or a word about anybody else.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Progress } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import { SignpostsButton } from '../components/signposts.tsx';
import { equal, fromBase64url } from '../crypto/bytes.ts';
import { judgeCannotAct } from '../crypto/cannot-act.ts';
import { CryptoError } from '../crypto/errors.ts';
import type { Signed } from '../crypto/types.ts';
import { withoutGoing } from '../state/going.ts';
import { noteOf } from '../state/request.ts';
import type { Student } from '../state/student.ts';
import type { StudentCase } from '../state/student-case.ts';
import { RecordButton } from '../views/letter.tsx';
import { WithApartWords } from './words.ts';

type Judged = 'looking' | 'proven' | 'unproven';

/** Whether a holder said so of this very request: checked once, then noted. */
async function judge(student: Student, found: StudentCase): Promise<boolean> {
  const inside = student.inside.value;
  const intake = found.own.value?.intake;
  const said = found.answer.value.cannot_act;
  if (inside === null || intake === undefined || !said) return false;
  const notice = fromBase64url(said) as Signed;
  const note = noteOf.cannotAct(found.caseId);
  const known = inside.account.bundle.note(note);
  if (known !== null) return equal(known, notice);
  const check = (): boolean => {
    const roster = inside.team.openRoster();
    if (roster === null) return false;
    try {
      judgeCannotAct({ notice, intake, roster, now: student.now() });
      return true;
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      return false;
    }
  };
  // The holder may be on a newer roster than this device knows.
  const proven = check() || (await inside.team.load().then(check));
  if (proven) {
    await inside.account.change((one) => withoutGoing(one.withNote(note, notice), found.id));
  }
  return proven;
}

export interface CannotActProps {
  readonly student: Student;
  readonly found: StudentCase;
  /** Reads what was said; null where there was no conversation. */
  readonly onRead: (() => void) | null;
  readonly onRecord: () => void;
}

function Notice({ student, found, onRead, onRecord }: CannotActProps) {
  const say = useSay();
  const [judged, setJudged] = useState<Judged>('looking');
  useEffect(() => {
    void judge(student, found).then((proven) => setJudged(proven ? 'proven' : 'unproven'));
  }, [student, found]);
  const unproven = judged === 'unproven';
  return (
    <Screen
      testId="cannot-act-screen"
      title={say(unproven ? 'closed-unproven-title' : 'apart-cannot-act-title')}
    >
      {judged === 'looking' ? (
        <Progress>{say('app-loading')}</Progress>
      ) : (
        <p data-testid="cannot-act" data-proven={judged === 'proven'}>
          {say(unproven ? 'apart-cannot-act-unproven' : 'apart-cannot-act')}
        </p>
      )}
      <section class="card">
        <p>{say('apart-cannot-act-help')}</p>
        <SignpostsButton />
        <CrisisContacts short />
      </section>
      {onRead !== null && (
        <Button testId="closed-read" kind="soft" onPress={onRead}>
          {say('closed-read')}
        </Button>
      )}
      <Button testId="write-again" kind="soft" onPress={() => student.writeAgain()}>
        {say('closed-again')}
      </Button>
      <RecordButton onPress={onRecord} />
    </Screen>
  );
}

export function CannotAct(props: CannotActProps) {
  return (
    <WithApartWords>
      <Notice {...props} />
    </WithApartWords>
  );
}
