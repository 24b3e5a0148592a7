// My record, as far as it goes today. Lives here: consents given and taking them back, where the key
// is, signing out elsewhere. Must not: what staff noted (it is not the student's device's to read).
import { useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { HintSwitchFor } from '../attention/index.tsx';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Confirm } from '../components/dialog.tsx';
import { Fold, Note } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import type { Consent } from '../crypto/consent.ts';
import { CryptoError } from '../crypto/errors.ts';
import { AGREE, agreement, CONTACT, CONVERSATION } from '../state/consents.ts';
import type { Student } from '../state/student.ts';
import { dateAt } from '../words/dates.ts';
import { AccessesLater } from './accesses.tsx';
import { ContactsOnRecord } from './contacts.tsx';
import { HelpButton } from './help.tsx';
import { KeepKey, useKeepValue } from './keep-key.tsx';
import { RightsLater } from './rights.tsx';
import { RootCheck } from './root-check.tsx';

function nameOf({ action, scope }: Consent): string {
  if (scope === CONVERSATION) {
    return action === AGREE ? 'record-consent-conversation' : 'record-consent-withdrawn';
  }
  if (scope === CONTACT) {
    return action === AGREE ? 'record-consent-contact' : 'record-consent-contact-off';
  }
  return 'record-consent-other';
}

function Consents({ receipts }: { receipts: readonly Consent[] }) {
  const say = useSay();
  const { words } = useSurroundings();
  if (receipts.length === 0) return <p class="lead">{say('record-none')}</p>;
  return (
    <dl class="facts" data-testid="consents">
      {[...receipts].reverse().map((one, at) => (
        <div key={receipts.length - at} data-testid="consent">
          <dt>{say(nameOf(one))}</dt>
          <dd>
            {dateAt(one.given).toLocaleString(words.dates, {
              dateStyle: 'long',
              timeStyle: 'short',
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

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

function Elsewhere({ student }: { student: Student }) {
  const say = useSay();
  const [ended, setEnded] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const signOut = async (): Promise<void> => {
    try {
      setEnded((await student.inside.value?.account.api.signOutOthers()) ?? 0);
      setFailed(false);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailed(true);
    }
  };
  return (
    <>
      <Button testId="sign-out-others" kind="soft" onPress={() => void signOut()}>
        {say('record-others')}
      </Button>
      <p class="field-hint" role="status" data-testid="sign-out-others-done">
        {failed
          ? say('app-failed')
          : ended === null
            ? ''
            : say('record-others-done', { count: ended })}
      </p>
    </>
  );
}

export interface RecordProps {
  readonly student: Student;
  readonly onBack: () => void;
  readonly onHelp: () => void;
  readonly onPolicy: () => void;
  /** Opened by /withdraw in the chat: the question stands at once, with its consequences. */
  readonly withdraw: boolean;
}

export function Record({ student, onBack, onHelp, onPolicy, withdraw }: RecordProps) {
  const say = useSay();
  const [open, setOpen] = useState<'accesses' | 'key' | 'check' | 'copy' | 'erase' | null>(null);
  const inside = student.inside.value;
  const { receipts } = student;
  const keepValue = useKeepValue(inside?.account);
  const trust = inside?.team.trust.value;
  const agreed = agreement(receipts) !== null;
  return (
    <Screen testId="record-screen" title={say('record-title')} onBack={onBack}>
      <section class="card">
        <h2>{say('record-consents')}</h2>
        <Consents receipts={receipts} />
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
            testId="record-check"
            title={say('card-check')}
            value={say(trust?.ok === true && trust.checked ? 'root-checked' : 'root-unchecked')}
            open={open === 'check'}
            onToggle={() => setOpen(open === 'check' ? null : 'check')}
          >
            <RootCheck team={inside.team} />
          </Fold>
          {(['copy', 'erase'] as const).map((part) => (
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
      <ContactsOnRecord student={student} />
      <HelpButton student={student} onPress={onHelp} />
      <section class="card">
        <HintSwitchFor side="student" />
      </section>
      {inside !== null && (
        <section class="card">
          <Elsewhere student={student} />
        </section>
      )}
    </Screen>
  );
}
