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

/** One after another: two answers at once would both stand. */
function useWork() {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const run = (work: () => Promise<void>): void => {
    setState('busy');
    void attempt(work).then((done) => setState(done ? 'idle' : 'failed'));
  };
  return { busy: state === 'busy', failed: state === 'failed', run };
}

function One({ worker, one }: OneProps) {
  const say = useSay();
  const { account } = worker;
  const { part } = useLater(() => requestName(one.case));
  const { busy, failed, run } = useWork();
  const answer = (yes: boolean): void => run(() => sayAgain(account, one.case, yes, 'worker'));
  const name = part ?? '';
  return (
    <section class="card stack" data-testid="again" data-said={one.said}>
      {one.said === 'open' ? (
        <>
          <h2>{say('again-desk-title', { name })}</h2>
          <p>{say('again-desk-why')}</p>
          <div class="row">
            <Button testId="again-yes" kind="soft" busy={busy} onPress={() => answer(true)}>
              {say('again-yes')}
            </Button>
            <Button testId="again-no" kind="soft" busy={busy} onPress={() => answer(false)}>
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
            busy={busy}
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
