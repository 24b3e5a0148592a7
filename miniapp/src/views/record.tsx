// My record. Lives here: taking one's agreement back, the cards that open, and the way from here to everything else of
// one's own. Must not: what is in a card; most of it is loaded when it is opened.
import { useState } from 'preact/hooks';
import cards from '../../../policy/locales/en/cards.ftl?raw';
import words from '../../../policy/locales/en/record.ftl?raw';
import { ApiError } from '../api/errors.ts';
import { HintSwitchFor } from '../attention/index.tsx';
import { Button } from '../components/button.tsx';
import { useSay, wordsOf } from '../components/context.ts';
import { Confirm } from '../components/dialog.tsx';
import { LanguageSwitch } from '../components/language.tsx';
import { Fold, Note } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import { CryptoError } from '../crypto/errors.ts';
import { agreement } from '../state/consents.ts';
import type { Student } from '../state/student.ts';
import { AccessesLater } from './accesses.tsx';
import { AgainSaidLater } from './again.tsx';
import { ConsentsLater } from './consents.tsx';
import { ContactsOnRecord } from './contacts.tsx';
import { HelpButton } from './help.tsx';
import { KeepKey, useKeepValue } from './keep-key.tsx';
import { LockLater, useLockValue } from './lock.tsx';
import { DegreeLater, RightsLater } from './rights.tsx';
import { RootCheck } from './root-check.tsx';
import { SessionsLater } from './sessions.tsx';

function Withdraw({ student, asked }: { student: Student; asked: boolean }) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'asked' | 'busy' | 'failed'>(
    asked ? 'asked' : 'idle',
  );
  const withdraw = async (): Promise<void> => {
    setState('busy');
    try {
      await student.withdraw();
      setState('idle');
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
      setState('failed');
    }
  };
  return (
    <>
      <Button testId="withdraw" kind="danger" onPress={() => setState('asked')}>
        {say('record-withdraw')}
      </Button>
      {state === 'failed' && (
        <Note testId="withdraw-failed" kind="warning" urgent>
          <p>{say('record-withdraw-failed')}</p>
        </Note>
      )}
      {(state === 'asked' || state === 'busy') && (
        <Confirm
          testId="withdraw-confirm"
          title={say('record-withdraw-title')}
          yes={say('record-withdraw-yes')}
          busy={state === 'busy'}
          onYes={() => void withdraw()}
          onNo={() => setState('idle')}
        >
          <p>{say('record-withdraw-gone')}</p>
        </Confirm>
      )}
    </>
  );
}

export interface RecordProps {
  readonly student: Student;
  readonly onBack: () => void;
  readonly onHelp: () => void;
  readonly onPolicy: () => void;
  readonly onComplain: () => void;
  /** Opened by /withdraw in the chat: the question stands at once, with its consequences. */
  readonly withdraw: boolean;
}

const WithWords = wordsOf(words, cards);

/** With its own words, which are loaded with it. */
export function Record(props: RecordProps) {
  return (
    <WithWords>
      <Page {...props} />
    </WithWords>
  );
}

function Page(props: RecordProps) {
  const { student, onBack, onHelp, onPolicy, onComplain, withdraw } = props;
  const say = useSay();
  const [open, setOpen] = useState<
    'accesses' | 'key' | 'lock' | 'check' | 'again' | 'noted' | 'copy' | 'erase' | null
  >(null);
  const inside = student.inside.value;
  const { receipts } = student;
  const keepValue = useKeepValue(inside?.account);
  const lockValue = useLockValue();
  const trust = inside?.team.trust.value;
  const agreed = agreement(receipts) !== null;
  return (
    <Screen testId="record-screen" title={say('record-title')} onBack={onBack}>
      <section class="card">
        <h2>{say('record-consents')}</h2>
        {receipts.length === 0 ? (
          <p class="lead">{say('record-none')}</p>
        ) : (
          <ConsentsLater student={student} />
        )}
        <Button testId="policy-read" kind="soft" onPress={onPolicy}>
          {say('notice-policy')}
        </Button>
        {agreed ? (
          <Withdraw student={student} asked={withdraw} />
        ) : (
          receipts.length > 0 && (
            <p role="status" data-testid="withdrawn">
              {say('record-withdrawn')}
            </p>
          )
        )}
      </section>
      {inside !== null && (
        <div class="folds">
          <Fold
            testId="record-accesses"
            title={say('record-accesses')}
            open={open === 'accesses'}
            onToggle={() => setOpen(open === 'accesses' ? null : 'accesses')}
          >
            <AccessesLater student={student} />
          </Fold>
          <Fold
            testId="record-key"
            title={say('record-key')}
            value={keepValue}
            open={open === 'key'}
            onToggle={() => setOpen(open === 'key' ? null : 'key')}
          >
            <KeepKey account={inside.account} />
          </Fold>
          <Fold
            testId="record-lock"
            title={say('lock-title')}
            value={lockValue}
            open={open === 'lock'}
            onToggle={() => setOpen(open === 'lock' ? null : 'lock')}
          >
            <LockLater student={student} />
          </Fold>
          <Fold
            testId="record-check"
            title={say('card-check')}
            value={say(trust?.ok === true && trust.checked ? 'root-checked' : 'root-unchecked')}
            open={open === 'check'}
            onToggle={() => setOpen(open === 'check' ? null : 'check')}
          >
            <RootCheck team={inside.team} />
          </Fold>
          {inside.account.bundle.notes('meta/again/').size > 0 && (
            <Fold
              testId="record-again"
              title={say('record-again')}
              open={open === 'again'}
              onToggle={() => setOpen(open === 'again' ? null : 'again')}
            >
              <AgainSaidLater student={student} />
            </Fold>
          )}
          {(['noted', 'copy', 'erase'] as const).map((part) => (
            <Fold
              key={part}
              testId={`record-${part}`}
              title={say(`record-${part}`)}
              open={open === part}
              onToggle={() => setOpen(open === part ? null : part)}
            >
              <RightsLater student={student} part={part} />
            </Fold>
          ))}
        </div>
      )}
      {inside !== null && <DegreeLater student={student} />}
      <ContactsOnRecord student={student} />
      <HelpButton student={student} onPress={onHelp} />
      <Button testId="complain-open" kind="soft" onPress={onComplain}>
        {say('complain-open')}
      </Button>
      <section class="card">
        <LanguageSwitch />
        <HintSwitchFor side="student" />
      </section>
      {inside !== null && (
        <section class="card">
          <h2>{say('record-signed-in')}</h2>
          <SessionsLater api={inside.account.api} keys="student" />
        </section>
      )}
    </Screen>
  );
}
