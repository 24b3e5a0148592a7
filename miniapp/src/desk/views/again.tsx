// Whether a worker would talk with somebody again. Lives here: the question once a conversation is over, and
// what was answered, to take back. Must not: say anything about the student's answer; nobody is told it.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { useLater } from '../../components/later.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import { type AgainCase, attempt, everyAgain, forgetAgain, sayAgain } from '../../state/again.ts';
import type { WorkerDesk } from '../state/worker.ts';

interface OneProps {
  readonly worker: WorkerDesk;
  readonly one: AgainCase;
}

function useWork(): readonly [boolean, (work: () => Promise<void>) => void] {
  const [failed, setFailed] = useState(false);
  return [failed, (work) => void attempt(work).then((done) => setFailed(!done))];
}

function One({ worker, one }: OneProps) {
  const say = useSay();
  const { account } = worker;
  const { part } = useLater(() => requestName(one.case));
  const [failed, run] = useWork();
  const answer = (yes: boolean): void => run(() => sayAgain(account, one.case, yes, 'worker'));
  const name = part ?? '';
  return (
    <section class="card stack" data-testid="again" data-said={one.said}>
      {one.said === 'open' ? (
        <>
          <h2>{say('again-desk-title', { name })}</h2>
          <p>{say('again-desk-why')}</p>
          <div class="row">
            <Button testId="again-yes" kind="soft" onPress={() => answer(true)}>
              {say('again-yes')}
            </Button>
            <Button testId="again-no" kind="soft" onPress={() => answer(false)}>
              {say('again-no')}
            </Button>
          </div>
        </>
      ) : (
        <div class="desk-row">
          <span>{say(one.said === 'yes' ? 'again-desk-yes' : 'again-desk-no', { name })}</span>
          <Button
            testId="again-change"
            kind="small"
            onPress={() => run(() => forgetAgain(account, one.case))}
          >
            {say('again-desk-back')}
          </Button>
        </div>
      )}
      {failed && (
        <p class="field-fault" role="alert">
          {say('app-failed')}
        </p>
      )}
    </section>
  );
}

/** Of every conversation that is over; one that goes on is not asked about. */
export function AgainQuestions({ worker }: { worker: WorkerDesk }) {
  const say = useSay();
  if (!worker.looked.value) return null;
  const live = new Set(worker.cases.value.map((one) => one.id));
  const over = everyAgain(worker.account.current.value).filter(
    (one) => !live.has(toBase64url(one.case)),
  );
  const open = over.filter((one) => one.said === 'open');
  const said = over.filter((one) => one.said !== 'open');
  return (
    <>
      {open.map((one) => (
        <One key={toBase64url(one.case)} worker={worker} one={one} />
      ))}
      {said.length > 0 && (
        <details class="stack" data-testid="again-said">
          <summary>{say('again-desk-said')}</summary>
          {said.map((one) => (
            <One key={toBase64url(one.case)} worker={worker} one={one} />
          ))}
        </details>
      )}
    </>
  );
}
