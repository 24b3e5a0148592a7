// One's own page of the team's file. Lives here: what stands in it, what is lacking, signing the agreement when
// it has changed. Must not: anybody else's page.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Note, Progress } from '../../components/parts.tsx';
import type { Seconds } from '../../crypto/types.ts';
import type { OwnFile } from '../state/own-file.ts';
import { SheetFacts } from './file-sheet.tsx';
import { useOpened } from './fresh.ts';
import { PrintButton, useDate } from './parts.tsx';
import { AgreementText } from './set-up.tsx';

/** What stands between this person and the next request, above the queue. */
export function FileLack({ own, now }: { own: OwnFile; now: Seconds }) {
  const say = useSay();
  const date = useDate();
  useEffect(() => own.follow(), [own]);
  const lacking = own.lacking.value;
  const { runsOut } = own;
  return (
    <>
      {runsOut !== null && (
        <Note testId="file-runs-out" kind={runsOut <= now ? 'warning' : 'plain'}>
          <p data-over={runsOut <= now}>
            {say(runsOut <= now ? 'file-ran-out' : 'file-runs-out', { date: date(runsOut) })}
          </p>
        </Note>
      )}
      {lacking === 'training' && (
        <Note testId="file-lacks-training" kind="warning">
          <p>{say('file-lacks-training')}</p>
        </Note>
      )}
      {lacking === 'agreement' && <SignAgain own={own} />}
    </>
  );
}

function SignAgain({ own }: { own: OwnFile }) {
  const say = useSay();
  const { words } = useSurroundings();
  const [read, setRead] = useState(false);
  const [stale, setStale] = useState(false);
  const shown = words.say('staff-agreement');
  const sign = async (): Promise<void> => {
    setStale(!(await own.sign(shown, words.spoken('staff-agreement'))));
  };
  return (
    <section class="card" data-testid="file-lacks-agreement">
      <h2>{say('file-agreement-new')}</h2>
      <p>{say('file-agreement-new-why')}</p>
      {!read && (
        <Button testId="agreement-open" kind="primary" onPress={() => setRead(true)}>
          {say('file-agreement-read')}
        </Button>
      )}
      {read && <AgreementText text={shown} />}
      {stale && (
        <Note testId="agreement-stale" kind="warning" urgent>
          <p>{say(own.offline.value ? 'app-offline' : 'file-agreement-stale')}</p>
        </Note>
      )}
      {read && (
        <Button
          testId="agreement-sign"
          kind="primary"
          busy={own.busy.value}
          onPress={() => void sign()}
        >
          {say('file-agreement-sign')}
        </Button>
      )}
    </section>
  );
}

/** On the kit's tab: everything that is kept of oneself. */
export function OwnPage({ own }: { own: OwnFile }) {
  const say = useSay();
  const sheet = own.sheet.value;
  useOpened(own.fresh);
  return (
    <>
      <section class="card desk-no-print">
        <h2>{say('file-own')}</h2>
        <p class="field-hint">{say('file-own-why')}</p>
        {sheet === null && !own.offline.value && <Progress>{say('app-loading')}</Progress>}
        {sheet === null && own.offline.value && <p>{say('app-offline')}</p>}
        {sheet !== null && <PrintButton />}
      </section>
      {sheet !== null && <SheetFacts sheet={sheet} />}
    </>
  );
}
